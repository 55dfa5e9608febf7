"""What is kept of a secret that opens a door: its print, from which nobody can make the secret again."""

from __future__ import annotations

import hashlib


def print_of_secret(secret: str) -> str:
    """A secret of 256 random bits cannot be guessed: a fast digest keeps it as well as a slow one."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
