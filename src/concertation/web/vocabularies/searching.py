"""Finding a term by its words, in either language, without accents or order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from concertation.core.text import search_key
from concertation.core.vocabulary import Scheme, Term, scheme_groups


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A term that a search finds; ``rank`` is 0 where its name holds the words, 1 where its definition does."""

    term: Term
    rank: int


def find_terms(words: str) -> list[tuple[Scheme, list[FoundTerm]]]:
    """The terms whose names, codes or definitions hold a word that begins with each of the words, by scheme.

    Schemes with a term of that name come first; inside a scheme the order is that of the scheme.
    """
    wanted = search_key(words).split()
    if not wanted:
        return []
    found = []
    for scheme in (scheme for group in scheme_groups() for scheme in group.schemes):
        terms = [FoundTerm(term, rank) for term in scheme if (rank := _rank(scheme, term, wanted)) is not None]
        if terms:
            found.append((scheme, sorted(terms, key=lambda one: one.rank)))
    return sorted(found, key=lambda one: one[1][0].rank)


def _rank(scheme: Scheme, term: Term, wanted: list[str]) -> int | None:
    name, text = _searched(scheme.id, term)
    if all(_begins(word, name) for word in wanted):
        return 0
    return 1 if all(_begins(word, text) for word in wanted) else None


def _begins(word: str, among: tuple[str, ...]) -> bool:
    return any(own.startswith(word) for own in among)


@cache
def _searched(scheme_id: str, term: Term) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of its names, then those of all that it says."""
    names = search_key(f"{term.label.en} {term.label.fr} {term.code}")
    text = search_key(f"{term.definition.en} {term.definition.fr}")
    return tuple(names.split()), tuple(f"{names} {text}".split())
