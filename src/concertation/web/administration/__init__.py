"""Accounts, for those who administer them."""
