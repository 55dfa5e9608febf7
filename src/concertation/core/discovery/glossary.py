"""The bilingual glossary of field words: what translates what, and how common a word is in names."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from concertation.core.discovery.stems import cognate_stem
from concertation.core.text import search_key

# Articles, prepositions, conjunctions and elided letters of both languages, folded.
_SMALL = """
the of and for in at to a an on by with from its our their your or as
de du des la le les l d et pour en au aux un une sur dans par avec s son sa ses leur leurs votre ou qu que c o
und der die das y e del el di
"""
SMALL_WORDS = frozenset(_SMALL.split())
# Legal forms: they tell no organisation from another.
_FORMS = "inc incorporated incorporee ltd limited ltee limitee llc llp lp plc gmbh ag sarl senc sencrl reg enr enrg"
LEGAL_FORMS = frozenset(_FORMS.split())
_SAYING_NOTHING = SMALL_WORDS | LEGAL_FORMS
# Share of names in which a word is expected before any is read, by theme; conventions. Heads are
# in one name of fifty, other field words in one of two hundred, places in one of a thousand.
EXPECTED_SHARES: Mapping[str, float] = {"heads": 0.02, "places": 0.001, "names": 0.001}
FIELD_SHARE = 0.005
UNKNOWN_SHARE = 0.0001
# Words expected in no more names than this are names of places and of people.
PROPER_SHARE = EXPECTED_SHARES["names"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One line of the glossary that a stem stands in, and on which of its sides."""

    line: int
    side: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """Senses by stem; expressions of several words, as stems, under the stem that stands for them, and how many words
    the longest has that a stem opens; shares."""

    senses: Mapping[str, tuple[Sense, ...]]
    expressions: Mapping[tuple[str, ...], str]
    openings: Mapping[str, int]
    shares: Mapping[str, float]


def content_words(text: str) -> tuple[str, ...]:
    """The folded words of a text without small words and legal forms."""
    return content_of(search_key(text).split())


def content_of(words: Sequence[str]) -> tuple[str, ...]:
    """Those of folded words that are neither small words nor legal forms."""
    return tuple([word for word in words if word not in _SAYING_NOTHING])


@cache
def glossary() -> Glossary:
    """The glossary that Concertation keeps in ``glossary.csv``."""
    senses: dict[str, dict[Sense, None]] = defaultdict(dict)
    expressions: dict[tuple[str, ...], str] = {}
    shares: dict[str, float] = {}
    for line, (theme, side, written) in _entries():
        stems = tuple(cognate_stem(word) for word in content_words(written))
        if not stems:
            continue
        stem = " ".join(stems)
        if len(stems) > 1:
            expressions[stems] = stem
        senses[stem][Sense(line, side)] = None
        share = EXPECTED_SHARES.get(theme, FIELD_SHARE)
        shares[stem] = max(share, shares.get(stem, 0.0))
    return Glossary(
        senses={stem: tuple(found) for stem, found in senses.items()},
        expressions=expressions,
        openings={stems[0]: len(stems) for stems in sorted(expressions, key=len)},
        shares=shares,
    )


@cache
def _translations() -> Mapping[str, tuple[str, ...]]:
    """By stem, the single words that translate it or stand for it, as they are written, folded."""
    lines: dict[int, dict[str, None]] = defaultdict(dict)
    for line, (_, _, written) in _entries():
        lines[line] |= dict.fromkeys(content_words(written)) if len(content_words(written)) == 1 else {}
    return {
        stem: tuple(dict.fromkeys(word for sense in senses for word in lines[sense.line]))
        for stem, senses in glossary().senses.items()
    }


def translations(word: str) -> tuple[str, ...]:
    """The words of either language that may stand for a folded word, itself left out; none where it is not known."""
    return tuple(other for other in _translations().get(cognate_stem(word), ()) if other != word)


def _entries() -> Iterator[tuple[int, tuple[str, str, str]]]:
    text = files("concertation.core.discovery").joinpath("glossary.csv").read_text(encoding="utf-8")
    for line, row in enumerate(csv.DictReader(text.splitlines())):
        for side in ("en", "fr"):
            for written in row[side].split(";"):
                yield line, (row["theme"], side, written)
