"""Pages on partnerships."""
