"""Who works with whom: the picture, its legend, its words, and the same as tables."""
