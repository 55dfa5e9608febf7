"""The ballot of an anonymous wave: a secret that only the person has, and that alone opens their draft."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

from concertation.journeys.accounts.sealing import seal_from

# Twenty letters of five bits: nobody mistakes one for another (Crockford’s alphabet), and 2^100 cannot be tried.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 20, 4
_MISREAD = str.maketrans("OIL", "011")
_PURPOSE = b"survey-draft"
# A draft is as long as the next of these: its length does not tell how much was answered.
_BLOCK = 4_096


def draw_ballot() -> str:
    """A new secret, of 100 random bits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def code_of(ballot: str) -> str:
    """The ballot as it is read and typed."""
    return "-".join(ballot[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def ballot_in(code: str) -> str:
    """The ballot that somebody typed, as they may type it; empty where it cannot be one."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum()).translate(_MISREAD)
    return typed if len(typed) == _LENGTH and set(typed) <= set(_LETTERS) else ""


def seal_answers(answers: Mapping[str, Any], ballot: str) -> dict[str, str]:
    """The answers of an anonymous draft as the database keeps them: the ballot alone opens them."""
    text = json.dumps(answers, ensure_ascii=False).encode()
    padded = text.ljust(-(-len(text) // _BLOCK) * _BLOCK)
    return {"sealed": seal_from(ballot, _PURPOSE).encrypt(padded).decode("ascii")}


def open_answers(sealed: Mapping[str, Any], ballot: str) -> dict[str, Any]:
    """The answers that this ballot sealed; none for a draft that is empty."""
    if "sealed" not in sealed:
        return {}
    opened: dict[str, Any] = json.loads(seal_from(ballot, _PURPOSE).decrypt(str(sealed["sealed"]).encode("ascii")))
    return opened
