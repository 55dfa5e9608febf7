"""A scheme is a closed list of terms; a term is one idea with a stable code, a name and a definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from concertation.core.errors import UnknownTerm
from concertation.core.text import Text

Origin = Literal["article", "convention"]
SchemeOrigin = Literal["article", "convention", "mixed"]


@dataclass(frozen=True, slots=True)
class Term:
    """One idea of a scheme.

    ``origin`` says whether Garcea and Ashton state it or whether it is a convention of Concertation;
    ``locator`` is the section or table of the article, or the reference a convention borrows from.
    ``parent`` is the code of the broader term of the same scheme. ``value`` is the number that the term
    stands for on an ordinal scale, for schemes that are one (tie intensity 0–5, Arnstein's ladder 1–8).
    """

    code: str
    label: Text
    definition: Text
    origin: Origin
    locator: str | None = None
    parent: str | None = None
    note: Text | None = None
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A closed list of terms, in the order in which people should read them."""

    id: str
    label: Text
    definition: Text
    origin: SchemeOrigin
    locator: str | None
    terms: tuple[Term, ...]
    note: Text | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the terms, in order."""
        return tuple(term.code for term in self.terms)

    @property
    def top_terms(self) -> tuple[Term, ...]:
        """The terms that have no broader one."""
        return tuple(term for term in self.terms if term.parent is None)

    @property
    def leaves(self) -> tuple[Term, ...]:
        """The terms that no other term narrows."""
        parents = {term.parent for term in self.terms}
        return tuple(term for term in self.terms if term.code not in parents)

    def narrower(self, code: str) -> tuple[Term, ...]:
        """The terms directly under ``code``; raises ``UnknownTerm`` when the scheme does not hold it."""
        parent = self[code]
        return tuple(term for term in self.terms if term.parent == parent.code)

    def __getitem__(self, code: str) -> Term:
        """The term of that code; raises ``UnknownTerm`` naming the scheme and the nearest codes."""
        for term in self.terms:
            if term.code == code:
                return term
        raise UnknownTerm(term=code, scheme=self.id, nearest=nearest(code, self.codes))

    def __contains__(self, code: object) -> bool:
        """Whether the scheme holds that code."""
        return any(term.code == code for term in self.terms)

    def __iter__(self) -> Iterator[Term]:
        """The terms, in order."""
        return iter(self.terms)

    def __len__(self) -> int:
        """How many terms the scheme holds."""
        return len(self.terms)


def nearest(word: str, known: Iterable[str]) -> str:
    """The three known words that look most like ``word``, or all of them when none does."""
    choices = list(known)
    return ", ".join(get_close_matches(word, choices, n=3, cutoff=0.5) or choices)
