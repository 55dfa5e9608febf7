"""The few records of a register of any size that may be compared with a new one, by the search of the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from concertation.core.discovery.glossary import content_words, translations
from concertation.core.search import Sought, forms, sought
from concertation.store.search import Rank, rank_hits

# Records that one question may bring up: a word that more hold singles nothing out by itself.
_MOST = 100
# Words of a name that are put together two by two, the longest first.
_PAIRED = 5
# A slip of the pen is sought in the rest of a word, and in words long enough to have one.
_BEGINNING = 3
_SHORTEST_SLIPPED = 5

_Word = tuple[str, ...]


def may_be_alike(kind_id: str, names: Sequence[str], acronyms: Sequence[str] = ()) -> frozenset[int]:
    """The numbers of the records that share with one of the names a rare word, two common ones, or an acronym.

    A word is shared when it is the same, in either number, one of its translations, or begins alike where nobody
    holds it as it is.
    """
    found: set[int] = set()
    for asked in filter(None, map(sought, (*names, *acronyms))):
        found.update(number for number, _ in rank_hits(kind_id, asked, most=_MOST))
    for name in names:
        found.update(_by_words(kind_id, name))
    return frozenset(found)


def _by_words(kind_id: str, name: str) -> Iterator[int]:
    words = sorted(dict.fromkeys(content_words(name)), key=len, reverse=True)[:_PAIRED]
    said: list[_Word] = []
    for word in words:
        hits = _holding(kind_id, (_forms(word),))
        if len(hits) < _MOST:
            yield from hits
        said.append(_forms(word) if hits or len(word) < _SHORTEST_SLIPPED else (word[:_BEGINNING],))
    together = list(combinations(said, 2)) if len(said) > 1 else [(one,) for one in said]
    for pair in together:
        yield from _holding(kind_id, pair)


def _forms(word: str) -> _Word:
    return tuple(dict.fromkeys(form for one in (word, *translations(word)) for form in forms(one)))


def _holding(kind_id: str, words: tuple[_Word, ...]) -> list[int]:
    hits = rank_hits(kind_id, Sought(words=words, whole=tuple(word[0] for word in words)), most=_MOST)
    return [number for number, rank in hits if rank <= Rank.NAMES]
