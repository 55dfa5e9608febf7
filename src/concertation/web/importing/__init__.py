"""Bringing in a file: sent, examined, confirmed."""
