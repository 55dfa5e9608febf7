"""The register on a map, with its tables."""
