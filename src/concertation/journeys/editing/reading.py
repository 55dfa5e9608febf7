"""Reads what a person writes in a form as they mean it, and writes values as the form shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from concertation.core.facts import Column, FactKind
from concertation.core.text import Language, fold
from concertation.core.vocabulary import load_scheme
from concertation.exchange.workbook import cells
from concertation.exchange.workbook import faults as cell_faults
from concertation.journeys.editing.faults import NOT_IN_LIST, SAID_HERE, SlotFault, fault

Written = Mapping[str, str]

# The dates that share the precision of their fact; the others need their day.
SHARING_PRECISION = ("since", "until", "on")
_ABOUT = re.compile(r"^(about|around|circa|ca?\.|vers|environ|env\.?|approximativement)\s+", re.IGNORECASE)
_FROM_FINE_TO_COARSE = ("day", "month", "year", "about")
_ABOUT_WORD = {"en": "about", "fr": "vers"}


@dataclass(slots=True)
class Reading:
    """The values read, ``None`` where the answer is “I do not know”, and what could not be read."""

    values: dict[str, object] = field(default_factory=dict)
    faults: list[SlotFault] = field(default_factory=list)


def read_written(
    kind: FactKind, written: Written, *, language: Language, known: Mapping[str, object] | None = None
) -> Reading:
    """The parts that were written, in the slots of the dictionary; parts left out are not touched.

    Of a fact that is known, a part that still reads as the form showed it keeps its exact value.
    """
    reading = Reading()
    shown = as_written(kind, known, language) if known is not None else {}
    precisions: dict[str, str] = {}
    for column in kind.columns:
        text = written.get(column.slot)
        if text is None or column.field.name == "date_precision":
            continue
        if known is not None and cells.clean(text) == cells.clean(shown.get(column.slot, "")):
            reading.values[column.slot] = known.get(column.slot)
            continue
        try:
            reading.values[column.slot] = _read(column, cells.clean(text), language, precisions)
        except cells.CellFault as refused:
            kind_of_fault = SAID_HERE.get(refused.kind.code, refused.kind)
            reading.faults.append(fault(kind_of_fault, column.slot, found=cells.clean(text), **refused.facts))
    _settle_precision(kind, reading, precisions, known or {})
    return reading


def as_written(kind: FactKind, values: Mapping[str, object], language: Language) -> dict[str, str]:
    """The values as a form shows them, in the reader's way of writing."""
    precision = str(values.get("date_precision") or "")
    return {c.slot: _as_written(c, values.get(c.slot), precision, language) for c in kind.columns}


def number_as_written(value: object, language: Language) -> str:
    """A number without separators of thousands, with the decimal mark of the language."""
    if value is None:
        return ""
    text = f"{value:.12g}" if isinstance(value, float) else str(value)
    if "e" in text:
        text = f"{float(text):f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "fr" else text


def _as_written(column: Column, value: object, precision: str, language: Language) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        shares = column.slot in SHARING_PRECISION
        return _day_as_written(value, precision if shares else "", language)
    if column.field.type in ("integer", "decimal"):
        return number_as_written(value, language)
    return str(value)


def _day_as_written(day: date, precision: str, language: Language) -> str:
    forms = {"month": f"{day:%Y-%m}", "year": f"{day.year}", "about": f"{_ABOUT_WORD[language]} {day.year}"}
    return forms.get(precision, day.isoformat())


def _read(column: Column, text: str, language: Language, precisions: dict[str, str]) -> object:
    if not text or cells.is_unknown(text):
        return None
    if column.field.type == "date":
        return _read_day(column, text, precisions)
    if column.field.type in ("integer", "decimal"):
        return _read_number(text, is_whole=column.field.type == "integer", language=language)
    if column.field.type == "term":
        return _read_code(text, str(column.field.scheme))
    return _READERS.get(column.field.type, cells.read_text)(text)


_READERS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {"boolean": cells.read_boolean, "email": cells.read_email, "url": cells.read_address}
)


def _read_code(text: str, scheme: str) -> str:
    """Forms send codes, whatever the labels are in either language."""
    if text not in load_scheme(scheme):
        raise cells.CellFault(NOT_IN_LIST)
    return text


def _read_number(text: str, *, is_whole: bool, language: Language) -> float | int:
    """« 1,234 » is read as the language of the page writes numbers."""
    try:
        return cells.read_number(text, is_whole=is_whole)
    except cells.CellFault as refused:
        if refused.kind is not cell_faults.AMBIGUOUS_NUMBER:
            raise
        return float(re.sub(r"[^\d.+-]", "", text.replace(",", "." if language == "fr" else "")))


def _read_day(column: Column, text: str, precisions: dict[str, str]) -> date:
    """A month or a year stands for its first day, or its last for ``until``, and the precision is noted."""
    exact = _ABOUT.sub("", fold(text))
    partial = cells.read_date(exact)
    precision = "about" if exact != fold(text) else partial.precision
    if column.slot not in SHARING_PRECISION and precision != "day":
        raise cells.CellFault(cell_faults.NOT_A_FULL_DATE)
    precisions[column.slot] = precision
    return partial.last if column.slot == "until" else partial.first


def _settle_precision(
    kind: FactKind, reading: Reading, precisions: dict[str, str], known: Mapping[str, object]
) -> None:
    """The coarsest of the dates at hand stands for the fact; dates left alone keep what was known of them."""
    if "date_precision" not in {column.slot for column in kind.columns} or not any(
        slot in reading.values for slot in SHARING_PRECISION
    ):
        return
    if known and not precisions and not _moved(reading, known):
        reading.values["date_precision"] = known.get("date_precision")
        return
    kept = str(known.get("date_precision") or "day")
    for slot in SHARING_PRECISION:
        value = reading.values.get(slot, known.get(slot))
        if value is not None and slot not in precisions:
            precisions[slot] = kept
    held = [precisions[slot] for slot in precisions if reading.values.get(slot, known.get(slot)) is not None]
    reading.values["date_precision"] = max(held, key=_FROM_FINE_TO_COARSE.index) if held else None


def _moved(reading: Reading, known: Mapping[str, object]) -> bool:
    return any(reading.values[s] != known.get(s) for s in SHARING_PRECISION if s in reading.values)
