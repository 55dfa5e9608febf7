"""Turns the names that a row writes into the codes of what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from concertation.core.facts import fact_kind
from concertation.core.faults import Fault, Place
from concertation.core.text import Text
from concertation.exchange.workbook import Named, SameFile, SheetRow
from concertation.exchange.workbook.layout import SheetColumn, sheet_layout
from concertation.journeys.workbook import faults
from concertation.journeys.workbook.catalogue import Catalogue, Entry

_SUGGESTION = Text(en="Did you mean “{name}”?", fr="Vouliez-vous dire « {name} »?")
_NO_SUGGESTION = Text(
    en="Add it to its own sheet, or correct the name.",
    fr="Ajoutez-le à sa propre feuille, ou corrigez le nom.",
)


class ReferenceReader:
    """Resolves the references of rows against the catalogue, and collects what cannot be resolved."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.faults: list[Fault] = []

    def resolve(self, row: SheetRow, values: dict[str, object], *, own_kind: bool) -> bool:
        """Replaces the references of ``values`` by keys; tells whether all were found.

        References to rows of the same kind wait for a second pass (``own_kind``), when all are known.
        """
        sound = True
        for column in _references(row.kind_id):
            value = values.get(column.name)
            if not isinstance(value, Named | SameFile) or (column.reference == row.kind_id) != own_kind:
                continue
            found = self._find(row, column, value, values)
            if isinstance(found, Fault):
                self.faults.append(found)
                del values[column.name]
                sound = False
            else:
                values[column.name] = found.key
        return sound

    def _find(
        self, row: SheetRow, column: SheetColumn, value: Named | SameFile, values: dict[str, object]
    ) -> Entry | Fault:
        place = row.cell(column.name)
        kind_id = str(column.reference)
        if isinstance(value, SameFile):
            entry = self._catalogue.at(value.kind_id, value.place)
            words = f"{value.place.sheet} {value.place.row}"
            found = [] if entry is None else [entry]
        else:
            words = value.words
            found = self._catalogue.find(kind_id, words, partnership=self._partnership(row.kind_id, values))
            found = _on_day(found, self._day(row.kind_id, values))
        if len(found) == 1:
            return _unless_faulty(found[0], place, words)
        if found:
            codes = ", ".join(entry.key for entry in found[:6])
            return faults.SEVERAL_FOUND.at(place, found=words, codes=codes)
        nearest = self._catalogue.nearest_name(kind_id, words)
        suggestion = (
            _NO_SUGGESTION
            if nearest is None
            else Text(en=_SUGGESTION.en.format(name=nearest), fr=_SUGGESTION.fr.format(name=nearest))
        )
        return faults.NOT_FOUND.at(place, found=words, kind=fact_kind(kind_id).label, suggestion=suggestion)

    def _partnership(self, kind_id: str, values: dict[str, object]) -> str | None:
        """The partnership that the row speaks of, from the references resolved so far."""
        own = values.get("partnership")
        if isinstance(own, str):
            return own
        owner = self._owner(kind_id, values)
        return None if owner is None else self._catalogue.partnership_of(owner)

    def _day(self, kind_id: str, values: dict[str, object]) -> object:
        """The day the row speaks of: its own, or that of the meeting it belongs to."""
        owner = self._owner(kind_id, values)
        held_on = owner.values.get("on") if owner is not None else None
        days = values.get("on"), values.get("since"), held_on
        return next((day for day in days if isinstance(day, date)), None)

    def _owner(self, kind_id: str, values: dict[str, object]) -> Entry | None:
        parent = fact_kind(kind_id).parent
        key = values.get(parent.name) if parent is not None else None
        if parent is None or parent.to is None or not isinstance(key, str):
            return None
        return self._catalogue.get(parent.to, key)


def _references(kind_id: str) -> Iterable[SheetColumn]:
    """The parent first: it says which partnership the other names belong to."""
    columns = [column for column in sheet_layout(kind_id).columns if column.reference]
    return sorted(columns, key=lambda column: not (column.field is not None and column.field.is_parent))


def _unless_faulty(entry: Entry, place: Place, words: str) -> Entry | Fault:
    if not entry.is_faulty or entry.place is None:
        return entry
    return faults.REFERS_TO_FAULTY_ROW.at(place, found=words, row=entry.place.row, sheet=entry.place.sheet)


def _on_day(found: list[Entry], day: object) -> list[Entry]:
    """Of several periods of one membership, the one that holds on the day."""
    if len(found) < 2 or day is None:
        return found
    holding = [
        entry
        for entry in found
        if not _after(entry.values.get("since"), day) and not _after(day, entry.values.get("until"))
    ]
    return holding or found


def _after(one: object, other: object) -> bool:
    return one is not None and other is not None and one > other  # type: ignore[operator]  # two days
