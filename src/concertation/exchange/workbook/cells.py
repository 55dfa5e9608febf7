"""What a person writes in a cell, read as what it means; a doubt is a fault that asks, never a guess."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal

from rapidfuzz import process
from rapidfuzz.fuzz import WRatio

from concertation.core.faults import FaultKind
from concertation.core.text import Text, fold, search_key
from concertation.core.vocabulary import Scheme, load_scheme
from concertation.exchange.workbook import faults

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month or the year."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Precision:
        """The finest part that is known."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> date:
        """The first day it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it may be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


class CellFault(ValueError):
    """A cell that cannot be read; carries the kind of fault and its facts until a place is known."""

    def __init__(self, kind: FaultKind, **facts: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.facts: Mapping[str, object] = facts


_UNKNOWN_WORDS = frozenset({"?", "??", "???", "unknown", "inconnu", "inconnue", "not known", "non connu"})
_LONGEST_UNKNOWN = 16
_OUTER_BLANKS = " \n\t\u00a0\ufeff"
_BOOLEANS = MappingProxyType(
    {
        **dict.fromkeys(("yes", "y", "oui", "o", "true", "vrai", "1", "x"), True),
        **dict.fromkeys(("no", "n", "non", "false", "faux", "0"), False),
    }
)
_MONTHS = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            (
                "january jan janvier janv",
                "february feb fevrier fevr fev",
                "march mar mars",
                "april apr avril avr",
                "may mai",
                "june jun juin",
                "july jul juillet juil",
                "august aug aout",
                "september sep sept septembre",
                "october oct octobre",
                "november nov novembre",
                "december dec decembre",
            ),
            start=1,
        )
        for word in words.split()
    }
)
# Facts of a register of partnerships; a number outside is a slip, or a day counted by the spreadsheet.
_YEARS = range(1600, 2200)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ]00:00(?::00)?)?")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)? )?([a-z]+) (\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
_EMAIL = re.compile(r"[^@\s<>()]+@[^@\s<>()]+\.[^@\s<>().]{2,}")
_ADDRESS = re.compile(r"https?://[^\s/?#]+\.?[^\s]*", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_KEY = re.compile(r"[^\W_][\w.:\-]{0,79}")


def is_unknown(written: object) -> bool:
    """Whether the cell says that the answer is unknown, as distinct from saying nothing."""
    is_short = isinstance(written, str) and len(written) <= _LONGEST_UNKNOWN
    return is_short and fold(str(written)).strip(" .()") in _UNKNOWN_WORDS


def read_text(written: object) -> str:
    """Words as they stand, on their own lines; a number typed in a column of words keeps its digits."""
    if isinstance(written, float) and written.is_integer():
        return str(int(written))
    if isinstance(written, datetime):
        return written.date().isoformat() if written.time() == datetime.min.time() else written.isoformat(" ")
    return clean(str(written))


def clean(text: str) -> str:
    """Text without the control characters, the odd line ends and the outer blanks that no fact needs."""
    if text.isprintable():
        return text.strip(_OUTER_BLANKS)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c if c in "\n\t" or ord(c) >= 32 else " " for c in lines)
    return kept.strip(_OUTER_BLANKS)


def read_key(written: object) -> str:
    """A code: letters, digits, points and hyphens."""
    text = read_text(written)
    if not _KEY.fullmatch(text):
        raise CellFault(faults.NOT_A_KEY)
    return text


def read_date(written: object) -> PartialDate:
    """A date to the day, the month or the year; refuses a date that could be two days."""
    if isinstance(written, datetime | date):
        return PartialDate(written.year, written.month, written.day)
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        raise CellFault(faults.NOT_A_DATE)
    if isinstance(written, float) and not written.is_integer():
        raise CellFault(faults.NOT_A_DATE)
    text = str(int(written)) if isinstance(written, int | float) else _spaced(written)
    if re.fullmatch(r"\d{4}", text):
        return _date(int(text), None, None)
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        return _date(int(year), int(month), int(day) if day else None)
    if match := _NUMERIC.fullmatch(text):
        return _numeric_date(*(int(part) for part in match.groups()))
    if match := _DAY_FIRST.fullmatch(text):
        day, word, year = match.groups()
        return _date(int(year), _month(word), int(day) if day else None)
    if match := _MONTH_FIRST.fullmatch(text):
        word, day, year = match.groups()
        return _date(int(year), _month(word), int(day))
    raise CellFault(faults.NOT_A_DATE)


def read_number(written: object, *, is_whole: bool = False) -> float | int:
    """A number with blanks, a dollar sign, French decimals or English thousands.

    « 1,234 » is 1.234 to some and 1234 to others: a fault asks, except where only a whole number makes sense.
    """
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        raise CellFault(faults.NOT_A_NUMBER)
    value = _parse_number(written, is_whole) if isinstance(written, str) else written
    if not math.isfinite(value):
        raise CellFault(faults.NOT_A_NUMBER)
    if not is_whole:
        return float(value)
    if not float(value).is_integer():
        raise CellFault(faults.NOT_A_WHOLE_NUMBER)
    if abs(value) >= 2**31:
        raise CellFault(faults.NUMBER_TOO_LARGE, maximum=2**31 - 1)
    return int(value)


def read_boolean(written: object) -> bool:
    """Yes or no, oui ou non."""
    if isinstance(written, bool):
        return written
    folded = search_key(read_text(written)) if isinstance(written, str | int | float) else ""
    if folded not in _BOOLEANS:
        raise CellFault(faults.NOT_YES_OR_NO)
    return _BOOLEANS[folded]


def read_term(written: object, scheme_id: str) -> str:
    """The code of a term written as code or as label, in either language; a fault names the nearest ones."""
    scheme = load_scheme(scheme_id)
    folded = search_key(read_text(written))
    codes = _codes_by_word(scheme.id)
    if folded in codes:
        return codes[folded]
    labels = [scheme[code].label for code in _nearest_codes(folded, scheme.id) or scheme.codes[:3]]
    raise CellFault(
        faults.NOT_A_TERM,
        nearest=Text(en=", ".join(label.en for label in labels), fr=", ".join(label.fr for label in labels)),
    )


@lru_cache(maxsize=4_096)
def _nearest_codes(folded: str, scheme_id: str) -> tuple[str, ...]:
    """Of the three nearest terms; a column holds the same few words on all its rows."""
    codes = _codes_by_word(scheme_id)
    found = process.extract(folded, list(codes), scorer=WRatio, limit=6)
    return tuple(dict.fromkeys(codes[word] for word, _, _ in found))[:3]


def read_email(written: object) -> str:
    """An e-mail address."""
    text = read_text(written).removeprefix("mailto:")
    if not _EMAIL.fullmatch(text) or len(text) > 254:
        raise CellFault(faults.NOT_AN_EMAIL)
    return text


def read_address(written: object) -> str:
    """A Web address; one without its scheme is completed."""
    text = read_text(written)
    if _ADDRESS.fullmatch(text):
        return text
    if _BARE_ADDRESS.fullmatch(text):
        return f"https://{text}"
    raise CellFault(faults.NOT_AN_ADDRESS)


def _spaced(written: str) -> str:
    return " ".join(fold(written).replace(",", " ").replace("\u00a0", " ").split())


def _date(year: int, month: int | None, day: int | None) -> PartialDate:
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise CellFault(faults.NOT_A_DATE) from error
    if year not in _YEARS or month == 0 or day == 0:
        raise CellFault(faults.NOT_A_DATE)
    return PartialDate(year, month, day)


def _numeric_date(first: int, second: int, year: int) -> PartialDate:
    readings = []
    for day, month in ((first, second), (second, first)):
        try:
            readings.append(_date(year, month, day))
        except CellFault:
            continue
    distinct = list(dict.fromkeys(readings))
    if not distinct:
        raise CellFault(faults.NOT_A_DATE)
    if len(distinct) > 1:
        one, other = (reading.first.isoformat() for reading in distinct)
        raise CellFault(faults.AMBIGUOUS_DATE, first=one, second=other)
    return distinct[0]


def _month(word: str) -> int:
    if word not in _MONTHS:
        raise CellFault(faults.NOT_A_DATE)
    return _MONTHS[word]


def _parse_number(written: str, is_whole: bool) -> float | int:
    text = re.sub(r"[\s\u00a0\u202f'’]|\$|\bca\b|\bcad\b", "", fold(written).strip())
    text = text.replace("−", "-")
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+\.\d+", text) or re.fullmatch(r"[+-]?\d{1,3}(,\d{3}){2,}", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", text):
        if not is_whole:
            raise CellFault(faults.AMBIGUOUS_NUMBER, first=text.replace(",", ""), second=text.replace(",", "."))
        text = text.replace(",", "")
    elif re.fullmatch(r"[+-]?\d*,\d+(e[+-]?\d{1,3})?", text):
        text = text.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", text):
        raise CellFault(faults.NOT_A_NUMBER)
    return int(text) if re.fullmatch(r"[+-]?\d{1,18}", text) else float(text)


@cache
def _codes_by_word(scheme_id: str) -> Mapping[str, str]:
    """Codes win over labels: a label that spells another term's code is that other term."""
    scheme: Scheme = load_scheme(scheme_id)
    words = {search_key(term.code): term.code for term in scheme}
    for term in scheme:
        for label in (term.label.en, term.label.fr):
            words.setdefault(search_key(label), term.code)
    return MappingProxyType(words)
