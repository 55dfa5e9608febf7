"""Secrets of second factors, sealed with the key of the installation before they reach the database."""

from __future__ import annotations

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]  # the package has no types
    """A copy of the database alone is not enough to make codes."""

    def encrypt(self, text: str) -> str:
        """The secret as the database keeps it."""
        return _seals().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret itself; keys that were in use before still open it."""
        return _seals().decrypt(encrypted_text.encode("ascii")).decode()


def _seals() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(key)) for key in keys])


def _key(secret: str) -> bytes:
    """A key of its own, so that the secret of sessions and signatures never seals anything itself."""
    print_ = hashlib.blake2b(secret.encode(), digest_size=32, person=b"second-factor").digest()
    return base64.urlsafe_b64encode(print_)
