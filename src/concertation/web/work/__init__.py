"""Long work beside the pages: how far it is, and what came of it."""
