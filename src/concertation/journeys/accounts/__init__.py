"""Accounts: how one is opened, proved, and closed. What an account may do is asked of ``journeys.permission``."""
