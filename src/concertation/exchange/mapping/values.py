"""What the values of a column look like, whatever its heading says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from concertation.core.text import Text, search_key
from concertation.core.vocabulary import load_scheme
from concertation.exchange.mapping.column_reading import read_business_number
from concertation.exchange.mapping.grid import mark_of
from concertation.exchange.tables import Cell
from concertation.exchange.workbook import cells, faults
from concertation.exchange.workbook.cell_meaning import as_written
from concertation.exchange.workbook.sites import POSTAL_CODE, province_code

# Distinct values looked at in a column; the share of a look is steady from a few dozen on.
SAMPLE = 200
# From which share of its distinct values a column is said to look like something.
ENOUGH = 0.8
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_ADDRESS = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.(ca|com|org|net|gc\.ca|qc\.ca)(/\S*)?", re.IGNORECASE)
_PHONE = re.compile(r"(\+?1[-. ]?)?\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}( ?(x|ext\.?|poste) ?\d+)?", re.IGNORECASE)
_COMMA_DECIMALS = re.compile(r"[-+$ ]*\d[\d \u00a0\u202f.]*,\d{1,2}[ $]*")
_POINT_DECIMALS = re.compile(r"[-+$ ]*\d[\d ,]*\.\d{1,2}[ $]*")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class Look:
    """Something that most values of a column look like."""

    id: str
    share: float
    words: Text


@dataclass(frozen=True, slots=True)
class Looks:
    """What a column holds: its distinct values (a sample), and what they look like."""

    sample: tuple[Cell, ...]
    folded: tuple[str, ...]
    filled: int
    distinct: int
    found: Mapping[str, Look]
    shares: Mapping[str, float]

    def share(self, look_id: str) -> float:
        """Which share of the distinct values look so."""
        return self.shares[look_id]


def look_at(column: Sequence[Cell]) -> Looks:
    """The looks of a column."""
    counted = [c for c in column if c is not None and as_written(c).strip() and not cells.is_unknown(c)]
    distinct = list({(cell.__class__, cell): cell for cell in counted}.values())
    sample = distinct[:SAMPLE]
    shares = {look_id: _share(sample, test) for look_id, (test, _) in _TESTS.items()}
    found = {
        look_id: Look(look_id, shares[look_id], words)
        for look_id, (_, words) in _TESTS.items()
        if shares[look_id] >= ENOUGH
    }
    folded = tuple(search_key(cell) if isinstance(cell, str) else "" for cell in sample)
    return Looks(tuple(sample), folded, len(counted), len(distinct), MappingProxyType(found), MappingProxyType(shares))


def term_share(looks: Looks, scheme_id: str) -> float:
    """Which share of the distinct values are words of a vocabulary, in either language."""
    known = _words_of(scheme_id)
    return sum(words in known for words in looks.folded) / len(looks.folded) if looks.folded else 0.0


def date_order(looks: Looks) -> str:
    """Whether days or months come first, where a day above 12 tells; nothing where none does, or they disagree."""
    pairs = [m.groups()[:2] for c in looks.sample if isinstance(c, str) and (m := _NUMERIC_DATE.fullmatch(c.strip()))]
    day_first = any(int(one) > 12 for one, _ in pairs)
    month_first = any(int(other) > 12 for _, other in pairs)
    return "" if day_first == month_first else "day" if day_first else "month"


def decimal_mark(looks: Looks) -> str:
    """The mark that parts whole numbers from decimals in most values that have one."""
    texts = [cell for cell in looks.sample if isinstance(cell, str)]
    commas = sum(_COMMA_DECIMALS.fullmatch(text) is not None for text in texts)
    points = sum(_POINT_DECIMALS.fullmatch(text) is not None for text in texts)
    if commas == points == 0:
        return "." if any(re.fullmatch(r"[-+$ ]*\d{1,3}(,\d{3})+[ $]*", text) for text in texts) else ""
    return "," if commas > points else "."


def language_mark(looks: Looks, marks: Sequence[str]) -> str:
    """The mark that parts most values in two."""
    texts = [cell for cell in looks.sample if isinstance(cell, str)]
    for mark in marks:
        if texts and sum(text.count(mark) == 1 for text in texts) > len(texts) / 2:
            return mark
    return ""


def list_mark(looks: Looks) -> str:
    """The semicolon, bullet or line that parts several values in one cell."""
    texts = [cell for cell in looks.sample if isinstance(cell, str)]
    return next((mark for mark in (";", "•", "|", "\n") if sum(mark in text for text in texts) > 0), "")


def _share(sample: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    return sum(test(cell) for cell in sample) / len(sample) if sample else 0.0


def _is_text(pattern: re.Pattern[str]) -> Callable[[Cell], bool]:
    return lambda cell: isinstance(cell, str) and pattern.fullmatch(cell.strip()) is not None


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, date):
        return True
    if not isinstance(cell, str):
        return False
    try:
        return cells.read_date(cell).precision == "day" or not cell.strip().isdecimal()
    except cells.CellFault as fault:
        return fault.kind is faults.AMBIGUOUS_DATE or _NUMERIC_DATE.fullmatch(cell.strip()) is not None


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return True
    return isinstance(cell, str) and re.fullmatch(r"[-+$ ]*\d[\d ,.\u00a0\u202f]*[ $]*", cell.strip()) is not None


def _is_business_number(cell: Cell) -> bool:
    try:
        read_business_number(as_written(cell))
    except cells.CellFault:
        return False
    return True


def _is_yes_or_no(cell: Cell) -> bool:
    if isinstance(cell, str) and search_key(cell) in ("x", "1", "0"):
        return False
    try:
        cells.read_boolean(cell)
    except cells.CellFault:
        return False
    return not isinstance(cell, int | float) or isinstance(cell, bool)


def _is_name(cell: Cell) -> bool:
    """Several words that begin with capitals: an organisation, rarely a sentence."""
    words = cell.split() if isinstance(cell, str) else []
    capitals = sum(word[:1].isupper() for word in words)
    return 2 <= len(words) <= 14 and capitals >= 2 and not any(c.isdigit() for c in "".join(words)[:3])


_TESTS: Mapping[str, tuple[Callable[[Cell], bool], Text]] = MappingProxyType(
    {
        "email": (_is_text(_EMAIL), Text(en="e-mail addresses", fr="des adresses de courriel")),
        "url": (_is_text(_ADDRESS), Text(en="Web addresses", fr="des adresses Web")),
        "postal_code": (
            lambda cell: isinstance(cell, str) and POSTAL_CODE.fullmatch(cell.strip().upper()) is not None,
            Text(en="postal codes", fr="des codes postaux"),
        ),
        "business_number": (_is_business_number, Text(en="business numbers", fr="des numéros d’entreprise")),
        "phone": (_is_text(_PHONE), Text(en="telephone numbers", fr="des numéros de téléphone")),
        "province": (
            lambda cell: isinstance(cell, str) and not cell.isdecimal() and province_code(cell) is not None,
            Text(en="provinces or territories", fr="des provinces ou des territoires"),
        ),
        "date": (_is_date, Text(en="dates", fr="des dates")),
        "boolean": (_is_yes_or_no, Text(en="yes or no", fr="oui ou non")),
        "number": (_is_number, Text(en="numbers", fr="des nombres")),
        "attendance": (
            lambda cell: cell is not None and mark_of(as_written(cell)) is not None,
            Text(en="marks of attendance", fr="des marques de présence"),
        ),
        "name": (_is_name, Text(en="names", fr="des noms")),
    }
)


@cache
def _words_of(scheme_id: str) -> frozenset[str]:
    return frozenset(
        search_key(words) for term in load_scheme(scheme_id) for words in (term.code, term.label.en, term.label.fr)
    )
