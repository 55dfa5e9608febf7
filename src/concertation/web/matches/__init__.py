"""Same or not: pairs that may be one organisation, looked at side by side, told apart or merged."""
