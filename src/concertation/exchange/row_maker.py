"""Makes rows of facts from what other formats write, and tells what it could not take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

from concertation.core.facts import Field
from concertation.core.faults import Fault, FaultKind, Place
from concertation.core.text import Text
from concertation.exchange.open_faults import VALUE_LEFT_ASIDE
from concertation.exchange.workbook import cells, faults
from concertation.exchange.workbook.rows import Answer, Named, Reading, SameFile, SheetRow
from concertation.exchange.written import fact_columns


class RowMaker:
    """The rows and the faults of one file, collected while it is read."""

    def __init__(self, *, filename: str, sha256: str) -> None:
        self.filename = filename
        self.sha256 = sha256
        self.rows: list[SheetRow] = []
        self.faults: list[Fault] = []
        self._places: Counter[tuple[str, Place]] = Counter()

    def add(
        self,
        kind_id: str,
        place: Place,
        written: Mapping[str, object],
        *,
        key: str | None = None,
        headings: Mapping[str, str] | None = None,
    ) -> SheetRow:
        """One row; a value that the register refuses is left aside with a warning, or a fault where it is needed.

        Unknown columns raise ``KeyError``: readers map them before.
        """
        place = self._own(kind_id, place)
        before = len(self.faults)
        values = {}
        for name, value in written.items():
            if value is None or value == "":
                continue
            field = fact_columns(kind_id)[name]
            cell = Place(place.sheet, place.row, (headings or {}).get(name, name))
            taken = self._take(field, value, cell, name)
            if taken is not None:
                values[name] = taken
        row = SheetRow(
            kind_id=kind_id,
            place=place,
            key=self._key(key, place),
            values=MappingProxyType(values),
            has_faults=any(not fault.is_warning for fault in self.faults[before:]),
            headings=MappingProxyType(dict(headings or {})),
        )
        self.rows.append(row)
        return row

    def tell(self, kind: FaultKind, place: Place, *, found: object = None, **facts: object) -> None:
        """Notes a fault or a warning."""
        self.faults.append(kind.at(place, found=found, **facts))

    def reading(self) -> Reading:
        """Everything read."""
        return Reading(self.filename, self.sha256, tuple(self.rows), tuple(self.faults))

    def _own(self, kind_id: str, place: Place) -> Place:
        """Rows of one kind never share a place: what follows refers to them by it."""
        self._places[kind_id, place] += 1
        number = self._places[kind_id, place]
        return place if number == 1 else Place(place.sheet, place.row, f"{place.column or kind_id} ({number})")

    def _key(self, key: str | None, place: Place) -> str | None:
        """Identifiers that are no codes of ours still tell records apart within the file."""
        if not key:
            return None
        try:
            return cells.read_key(key)
        except cells.CellFault:
            return None

    def _take(self, field: Field, value: object, place: Place, name: str) -> object:
        if isinstance(value, Named | SameFile | Answer):
            return value
        try:
            return _value(field, value)
        except cells.CellFault as fault:
            refused = fault.kind.at(place, found=value, **fault.facts)
        if field.is_required and field.default is None and not field.is_bilingual:
            self.faults.append(refused)
        else:
            reason = Text(en=refused.message.en, fr=refused.message.fr)
            self.tell(VALUE_LEFT_ASIDE, place, found=value, reason=reason)
        return None


def _value(field: Field, value: object) -> object:
    if field.type == "term":
        return cells.read_term(value, str(field.scheme))
    if field.type in ("integer", "decimal"):
        return _number(field, value)
    return _READERS.get(field.type, cells.read_text)(value)


def _reference(value: object) -> object:
    return Named(cells.read_text(value))


def _day(value: object) -> object:
    partial = cells.read_date(value)
    if partial.precision != "day":
        raise cells.CellFault(faults.NOT_A_FULL_DATE)
    return partial.first


def _number(field: Field, value: object) -> float | int:
    number = cells.read_number(value, is_whole=field.type == "integer")
    if field.minimum is not None and number < field.minimum:
        raise cells.CellFault(faults.NUMBER_TOO_SMALL, minimum=f"{field.minimum:g}")
    if field.maximum is not None and number > field.maximum:
        raise cells.CellFault(faults.NUMBER_TOO_LARGE, maximum=f"{field.maximum:g}")
    return number


_READERS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "date": _day,
        "boolean": cells.read_boolean,
        "reference": _reference,
        "url": cells.read_address,
        "email": cells.read_email,
    }
)
