"""Does the partnership run well? What answers say, with how sure that is."""
