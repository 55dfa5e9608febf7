"""Adding and correcting facts from the page where they are read."""
