"""What words typed in a search mean: forgiven accents, any order, either language, singular or plural."""

from __future__ import annotations

import re
from dataclasses import dataclass

from concertation.core.text import fold, search_key

# What French drops before a vowel, and what English adds after a name; readers type them or not.
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)['’]|['’]s\b")
_QUOTED = re.compile(r"[\"“«„]([^\"“”«»„]*)[\"”»“]")

# Endings of French and English words of more than four letters, and those that the other number takes in their
# place; the first that fits is used. A word that only grows in the plural needs nothing: it begins it.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("eaux", ("eau",)),
    ("aux", ("au", "al", "ail")),
    ("ies", ("y", "ie")),
    ("sses", ("ss",)),
    ("ches", ("ch",)),
    ("shes", ("sh",)),
    ("ss", ("ss",)),
    ("ous", ("ous",)),
    ("eux", ("eu",)),
    ("oux", ("ou",)),
    ("s", ("",)),
    ("ail", ("ail", "aux")),
    ("al", ("al", "aux")),
)
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search asks for, in folded words.

    Each of ``words`` is given by its forms, of which one begins a word of the record; each of ``phrases`` stands in
    a name as it is, word after word. ``whole`` is all that was typed, in order: what a name or a code is compared to.
    """

    words: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    whole: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.words or self.phrases)


def sought(text: str) -> Sought:
    """What a search asks for; marks alone ask for nothing, and words between quotation marks stay together."""
    quoted = [tuple(search_key(phrase).split()) for phrase in _QUOTED.findall(text)]
    rest = _QUOTED.sub(" ", text)
    words = search_key(_ELISION.sub(" ", fold(rest))).split() or search_key(rest).split()
    return Sought(
        words=tuple(forms(word) for word in dict.fromkeys(words)),
        phrases=tuple(phrase for phrase in dict.fromkeys(quoted) if phrase),
        whole=tuple(search_key(text).split()),
    )


def forms(word: str) -> tuple[str, ...]:
    """The beginnings that a folded word may have in a name, whether it is said of one or of several.

    « réseaux » gives ``reseau``, « locaux » ``locau``, ``local`` and ``locail``, "communities" ``community`` and
    ``communitie``: a beginning too many finds no name, one too few misses some.
    """
    if len(word) < 5 or not word.isalpha():
        return (word,)
    for ending, others in _ENDINGS:
        if word.endswith(ending):
            return tuple(dict.fromkeys(f"{word.removesuffix(ending)}{other}" for other in others))
    return (word, f"{word[:-1]}ies") if _CONSONANT_Y.search(word) else (word,)
