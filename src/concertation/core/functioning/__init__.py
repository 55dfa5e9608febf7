"""Does the partnership run well? The instrument, and what answers say with how sure that is."""
