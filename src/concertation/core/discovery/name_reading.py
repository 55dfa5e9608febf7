"""Names read as sets of stems, with the acronyms that they carry or make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from concertation.core.discovery.glossary import LEGAL_FORMS, SMALL_WORDS, content_of, content_words, glossary
from concertation.core.discovery.names import language_of_words
from concertation.core.discovery.opposites import NEGATIONS
from concertation.core.discovery.stems import cognate_stem
from concertation.core.text import search_key

# « … (CCSMTL) », "… – REGAL", "REGAL: …", "REGAL - …"
_BRACKETED = re.compile(r"\(([^\W\d_][\w&.\-]{1,11})\)")
_LEADING = re.compile(r"^([^\W\d_][\w&.]{1,9})\s*(?:[:–—]|\s-\s)")
_TRAILING = re.compile(r"(?:\s[–—-]|,)\s+([^\W\d_][\w&.]{1,9})$")
_ALONE = re.compile(r"^[^\W\d_][\w&.\-]{1,11}$")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
_LAST_ROMAN = {"i": "1", "v": "5", "x": "10"}
# Elsewhere than at the end, « v » and « x » are letters: "Montpellier I University".
_ONE = {"i": "1"}
# Learned prefixes that both languages glue to their own words.
_PREFIXES = (
    *("agro", "auto", "bio", "cardio", "cyber", "eco", "electro", "ethno", "geo", "hydro", "immuno", "inter", "macro"),
    *("micro", "multi", "nano", "neuro", "pharmaco", "photo", "physico", "pluri", "poly", "psycho", "radio", "socio"),
    *("techno", "tele", "thermo", "trans", "anti", "non", "sous", "sub", "co"),
)
SHORTEST_ACRONYM, LONGEST_ACRONYM = 3, 12
_IN_BRACKETS = re.compile(r"\(.*?\)")
_FIRST_LETTER = re.compile(r"(?<![^\W\d_])[^\W\d_]")
NUMERALS = frozenset({*_ROMAN, *_LAST_ROMAN})
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """The stems of a name, read word by word and, where it differs, with its expressions taken whole; those that follow
    a negation; the language that its words betray."""

    stems: tuple[str, ...]
    with_expressions: tuple[str, ...] | None
    written_by_stem: tuple[tuple[str, str], ...]
    acronyms: frozenset[str]
    initials: frozenset[str]
    negated: frozenset[str]
    language: str | None


@lru_cache(maxsize=400_000)
def read_name(name: str) -> Reading:
    """The reading of one name as written in either language.

    The empty set of stems, for a name of small words alone, agrees with nothing.
    """
    folded = search_key(name).split()
    pieces = [piece for word in _numbered(_content(name, folded)) for piece in pieces_of(word)]
    stems = [stem for _, stem in pieces]
    joined = join_expressions(stems)
    return Reading(
        stems=tuple(dict.fromkeys(stems)),
        with_expressions=None if joined == stems else tuple(dict.fromkeys(joined)),
        written_by_stem=tuple({stem: word for word, stem in pieces}.items()),
        acronyms=carried_acronyms(name),
        initials=_initials(name, folded),
        negated=frozenset(stem for (word, _), stem in zip(pieces, stems[1:], strict=False) if word in NEGATIONS),
        language=language_of_words(folded) or _side_told(stems),
    )


def _content(name: str, folded: Sequence[str]) -> tuple[str, ...]:
    """The words that say something, an acronym in brackets left out where others remain."""
    bare = content_words(_BRACKETED.sub(" ", name)) if "(" in name else ()
    return bare or content_of(folded)


def carried_acronyms(name: str) -> frozenset[str]:
    """Acronyms written in a name: in brackets, before a colon or after a dash in capitals, or the name itself."""
    bare = name.strip()
    found = [m.group(1) for pattern in (_BRACKETED, _LEADING, _TRAILING) if (m := pattern.search(bare))]
    if _ALONE.match(bare):
        found.append(bare)
    if not found:
        return _NONE
    return frozenset(key for written in found if _looks_short(written) and (key := folded_acronym(written)))


def folded_acronym(written: str) -> str:
    """« R.S.I.F.E.O. » gives ``rsifeo``; shorter than three letters, nothing."""
    key = search_key(written).replace(" ", "")
    return key if len(key) >= SHORTEST_ACRONYM else ""


def _looks_short(written: str) -> bool:
    letters = [letter for letter in written if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) * 2 >= len(letters)


def _initials(name: str, folded: Sequence[str]) -> frozenset[str]:
    """With and without the small words: « Conseil de la vie étudiante » gives ``cve`` and ``cdlve``."""
    bare = name
    if "(" in name:
        bare = _IN_BRACKETS.sub(" ", name)
        folded = search_key(bare).split()
    every = [word for word in folded if word not in LEGAL_FORMS]
    content = [word for word in every if word not in SMALL_WORDS]
    made = {"".join([word[0] for word in words]) for words in (every, content)}
    made.add("".join([_plain_letter(letter) for letter in _FIRST_LETTER.findall(bare) if letter.isupper()]))
    return frozenset([initials for initials in made if SHORTEST_ACRONYM <= len(initials) <= LONGEST_ACRONYM])


def _side_told(stems: Sequence[str]) -> str | None:
    """The language of the words that stand on one side of the glossary alone."""
    sides = [side_of(stem) for stem in stems]
    english, french = sides.count("en"), sides.count("fr")
    return None if english == french else ("en" if english > french else "fr")


@lru_cache(maxsize=200_000)
def side_of(stem: str) -> str | None:
    """The one side of the glossary on which a stem stands."""
    sides = {sense.side for sense in glossary().senses.get(stem, ())}
    return sides.pop() if len(sides) == 1 else None


@cache
def _plain_letter(capital: str) -> str:
    return search_key(capital)


def _numbered(words: tuple[str, ...]) -> tuple[str, ...]:
    if NUMERALS.isdisjoint(words):
        return words
    last = len(words) - 1
    letters = [{}, *([_ONE] * (last - 1)), *([_LAST_ROMAN] * (last > 0))]
    return tuple(_ROMAN.get(word) or letters[at].get(word, word) for at, word in enumerate(words))


@lru_cache(maxsize=200_000)
def pieces_of(word: str) -> tuple[tuple[str, str], ...]:
    """The word, or its two parts, each with its stem: « bioingénierie » is two words where the glossary knows the
    second."""
    return tuple((part, cognate_stem(part)) for part in _parts(word))


def _parts(word: str) -> tuple[str, ...]:
    if not word.startswith(_PREFIXES):
        return (word,)
    prefix = next((p for p in _PREFIXES if word.startswith(p) and len(word) - len(p) >= 5), "")
    rest = word[len(prefix) :]
    whole_is_known = cognate_stem(word) in glossary().senses
    return (prefix, rest) if prefix and not whole_is_known and cognate_stem(rest) in glossary().senses else (word,)


def join_expressions(stems: Sequence[str]) -> list[str]:
    """The stems with the expressions of the glossary taken whole, the longest first."""
    known = glossary()
    openings, expressions = known.openings, known.expressions
    if openings.keys().isdisjoint(stems):
        return list(stems)
    joined: list[str] = []
    at = 0
    while at < len(stems):
        for length in range(min(openings.get(stems[at], 1), len(stems) - at), 1, -1):
            expression = expressions.get(tuple(stems[at : at + length]))
            if expression is not None:
                joined.append(expression)
                at += length
                break
        else:
            joined.append(stems[at])
            at += 1
    return joined
