"""Taking the register away, as files."""
