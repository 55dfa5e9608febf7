"""Partnerships to be, and ties likely to form: looked at by people."""
