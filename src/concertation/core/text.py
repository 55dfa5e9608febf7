"""Bilingual text: both languages or nothing, and the keys by which names are sorted and searched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from concertation.core.errors import MissingLanguageSide

Language = Literal["en", "fr"]

# Letters that Unicode does not decompose: ligatures of both languages, and letters of names in Indigenous and
# European languages (Tłı̨chǫ, Søren) that people type without their mark.
PLAIN_LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
    | {"ı": "i", "\N{MODIFIER LETTER APOSTROPHE}": "'", "\N{MODIFIER LETTER TURNED COMMA}": "'"}
)
_NOT_A_WORD = re.compile(r"[^\w]+|_+")


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in English and in French; raises ``MissingLanguageSide`` when a side is blank."""

    en: str
    fr: str

    def __post_init__(self) -> None:
        for language, side, other in (("en", self.en, self.fr), ("fr", self.fr, self.en)):
            if not side.strip():
                raise MissingLanguageSide(language=language, text=other)

    def in_language(self, language: Language) -> str:
        """The side in that language."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Counted:
    """A text that agrees with a number: English is singular for 1 alone, French for 0 and 1."""

    one: Text
    other: Text

    def for_count(self, count: float, language: Language) -> str:
        """The form that agrees with ``count`` in that language."""
        is_singular = abs(count) < 2 if language == "fr" else count == 1
        return (self.one if is_singular else self.other).in_language(language)


def fold(text: str) -> str:
    """The text without accents, ligatures or capitals: « Œuvre d’Été » gives ``oeuvre d’ete``."""
    return text.casefold() if text.isascii() else text.translate(_FOLDED)


def sort_key(text: str) -> str:
    """A key that puts É beside E and œ beside oe, as dictionaries of both languages do.

    Leading articles are kept: « La Passerelle » sorts at L.
    """
    return fold(text).strip()


def search_key(text: str) -> str:
    """Words alone, folded: « L’Établissement » and "l'etablissement" give ``l etablissement``."""
    return " ".join(text.translate(_SEARCHED).split())


def _folded(letter: str) -> str:
    plain = _without_marks(letter.translate(PLAIN_LETTERS)).translate(PLAIN_LETTERS)
    return _without_marks(plain.casefold())


def _without_marks(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


class _Letters(dict[int, str]):
    """What becomes of each letter, whatever stands beside it, learned as they come."""

    def __init__(self, become: Callable[[str], str]) -> None:
        self._become = become
        super().__init__()

    def __missing__(self, code: int) -> str:
        self[code] = self._become(chr(code))
        return self[code]


_FOLDED = _Letters(_folded)
_SEARCHED = _Letters(lambda letter: _NOT_A_WORD.sub(" ", _folded(letter)))
