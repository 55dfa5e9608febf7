"""Stems that the cognates of English and French share."""

from __future__ import annotations

import re
from functools import lru_cache

# Endings of nouns and adjectives of both languages, folded; the longest that leaves enough of the word is cut.
_ENDINGS = (
    *("isationnelles", "izational", "isational", "isationnel", "isations", "izations", "isation", "ization"),
    *("ationnelles", "ationnelle", "ationnels", "ationnel", "ational", "ationale", "ationales", "ationaux"),
    *("ations", "ation", "atives", "atifs", "ative", "atif", "ators", "ator", "ateurs", "ateur", "atrices", "atrice"),
    *("ically", "icals", "ical", "iques", "ique", "ics", "ic", "icaux", "icale", "icales", "iciens", "ician", "icien"),
    *("alites", "alities", "alite", "ality", "ialistes", "ialists", "alistes", "aliste", "alists", "alist"),
    *("ities", "ity", "ites", "ite", "itaires", "itaire", "itarian"),
    *("iennes", "ienne", "iens", "ien", "ians", "ian", "eennes", "eenne", "eens", "een", "eans", "ean"),
    *("ariennes", "arian", "arien", "aries", "ary", "aires", "aire", "ories", "ory", "oires", "oire", "eries", "ery"),
    *("ances", "ance", "ences", "ence", "ancies", "ancy", "encies", "ency", "ants", "ante", "antes", "ant"),
    *("ents", "ente", "entes", "ent", "ements", "ement", "ments", "ment"),
    *("ionnelles", "ionnelle", "ionnels", "ionnel", "ionals", "ional", "ionale", "ionaux", "ions", "ion"),
    *("ielles", "ielle", "iels", "iel", "ials", "ial", "iales", "iale", "iaux"),
    *("elles", "elle", "els", "el", "als", "al", "ales", "ale", "aux", "eaux", "eau"),
    *("ives", "ive", "ifs", "if", "euses", "euse", "eux", "ous", "ious", "ieux", "ieuse"),
    *("eurs", "eur", "ors", "or", "our", "ours", "rices", "rice", "eres", "ere", "ers", "er"),
    *("istes", "iste", "ists", "ist", "ismes", "isme", "isms", "ism"),
    *("ables", "able", "ibles", "ible", "ures", "ure", "ines", "ine", "ins", "in"),
    *("ain", "aine", "ains", "aines", "an", "ans", "a", "as", "ian", "ia"),
    *(
        "ies",
        "ie",
        "y",
        "ees",
        "ee",
        "es",
        "e",
        "s",
        "x",
        "o",
        "os",
        "ese",
        "ais",
        "aise",
        "ois",
        "oise",
        "ing",
        "ings",
    ),
)
_KNOWN_ENDINGS = frozenset(_ENDINGS)
_LENGTHS = tuple(sorted({len(ending) for ending in _ENDINGS}, reverse=True))
# Shorter than this, what is left no longer says which word it was; a plural alone may leave one letter less.
_SHORTEST = 4
_LONG_ENDING = 3
_SPELLINGS = (("ph", "f"), ("th", "t"), ("ae", "e"), ("oe", "e"), ("y", "i"), ("k", "c"), ("qu", "c"))
# "centre" and "center", « théâtre » and "theatre": the ending is turned before it is cut.
_TURNED = re.compile(r"(?<=[bcdfgptv])res?$")
_DOUBLED = re.compile(r"([a-z])\1")


@lru_cache(maxsize=200_000)
def cognate_stem(word: str) -> str:
    """What is left of a folded word without its ending and its habits of spelling.

    ``economic`` and ``economique`` give ``econom``; ``centre`` and ``center`` give ``cent``; ``pharmacy`` and
    ``pharmacie`` give ``farmac``. A word with digits, or of three letters or fewer, is its own stem.
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    word = _TURNED.sub("er", word)
    ending = next((e for n in _LENGTHS if (e := word[-n:]) in _KNOWN_ENDINGS and len(word) - n >= _least(e)), "")
    stem = word[: len(word) - len(ending)] if ending else word
    for habit, plain in _SPELLINGS:
        stem = stem.replace(habit, plain)
    return _DOUBLED.sub(r"\1", stem)


def _least(ending: str) -> int:
    if ending in {"s", "x"}:
        return _SHORTEST - 1
    if ending in {"eau", "eaux", "elle", "elles"}:
        return _SHORTEST
    return _SHORTEST + (len(ending) >= _LONG_ENDING)
