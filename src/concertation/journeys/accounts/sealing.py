"""Secrets of second factors, and whatever else is sealed with the key of the installation before it is kept."""

from __future__ import annotations

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

_SECOND_FACTOR = b"second-factor"


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]  # the package has no types
    """A copy of the database alone is not enough to make codes."""

    def encrypt(self, text: str) -> str:
        """The secret as the database keeps it."""
        return seals_for(_SECOND_FACTOR).encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret itself; keys that were in use before still open it."""
        return seals_for(_SECOND_FACTOR).decrypt(encrypted_text.encode("ascii")).decode()


def seals_for(purpose: bytes) -> MultiFernet:
    """Seals with the key of the installation for one purpose (16 bytes at most); keys in use before still open."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([seal_from(key, purpose) for key in keys])


def seal_from(secret: str, purpose: bytes) -> Fernet:
    """A key of its own, so that the secret of sessions and signatures never seals anything itself."""
    print_ = hashlib.blake2b(secret.encode(), digest_size=32, person=purpose).digest()
    return Fernet(base64.urlsafe_b64encode(print_))
