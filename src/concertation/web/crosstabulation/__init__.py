"""Two facets of the partnerships crossed."""
