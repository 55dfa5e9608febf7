"""Measures of a network, one module a family; what each says of itself is in ``measures.toml``."""
