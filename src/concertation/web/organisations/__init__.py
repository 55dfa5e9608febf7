"""Pages on organisations."""
