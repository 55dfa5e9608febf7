"""Partnerships to be: found with their reasons, looked at by people, their answers remembered."""
