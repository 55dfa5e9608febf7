"""The network of the register: asked for, measured, kept while the register stays as it is, and told."""
