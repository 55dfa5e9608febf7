"""Processes ended without warning in the middle of what they write."""
