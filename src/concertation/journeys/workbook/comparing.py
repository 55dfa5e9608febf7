"""Cell by cell, what a row would change of a fact that the register holds."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from concertation.core.errors import UnknownTerm
from concertation.core.facts import fact_kind
from concertation.core.faults import Fault
from concertation.core.text import Text, search_key
from concertation.core.vocabulary import load_scheme
from concertation.exchange.workbook import Answer, SheetRow
from concertation.exchange.workbook.cells import clean, is_unknown
from concertation.exchange.workbook.layout import SheetColumn, sheet_layout
from concertation.exchange.workbook.writing import CELL_LENGTH, YES_NO_UNKNOWN
from concertation.journeys.workbook import faults
from concertation.journeys.workbook.catalogue import Catalogue, Entry
from concertation.journeys.workbook.preview import Difference
from concertation.store.loading import fact_model

# A spreadsheet keeps 15 significant digits (Excel specifications and limits, "Number precision").
_FLOAT_PRECISION = 1e-14

# The entry of a kind and a key, where it is known.
FindEntry = Callable[[str, str], Entry | None]


def changed_values(entry: Entry, values: Mapping[str, object]) -> dict[str, object]:
    """The cells that say something else than the register; ``None`` where they say that it is unknown."""
    changed: dict[str, object] = {}
    for name, value in values.items():
        before = entry.values.get(name)
        after = None if value is Answer.UNKNOWN else value
        if not _is_same(before, after):
            changed[name] = after
    return changed


def without_other_names(entry: Entry, values: Mapping[str, object]) -> dict[str, object]:
    """The cells, less the names by which the record goes already or beside those it has."""
    kept = dict(values)
    for name in ("name_en", "name_fr"):
        value = values.get(name)
        held = entry.values.get(name)
        if isinstance(value, str) and held and search_key(str(held)) != search_key(value):
            del kept[name]
    return kept


def differences(entry: Entry, changed: Mapping[str, object], catalogue: Catalogue) -> tuple[Difference, ...]:
    """The same, as people read them."""
    layout = sheet_layout(entry.kind_id)
    return tuple(
        Difference(
            column=name,
            label=layout.column(name).label,
            before=in_words(layout.column(name), entry.values.get(name), catalogue.get),
            after=in_words(layout.column(name), after, catalogue.get),
        )
        for name, after in changed.items()
    )


def impossible_values(row: SheetRow, values: Mapping[str, object]) -> list[Fault]:
    """Texts that are too long for their columns, and facts that end before they begin."""
    found = []
    for name, value in values.items():
        limit = maximum_length(row.kind_id, name)
        if isinstance(value, str) and limit is not None and len(value) > limit:
            found.append(faults.TOO_LONG.at(row.cell(name), found=value, length=len(value), limit=limit))
    since, until = values.get("since"), values.get("until")
    if isinstance(since, date) and isinstance(until, date) and until < since:
        found.append(
            faults.ENDS_BEFORE_IT_BEGINS.at(row.cell("until"), since=since.isoformat(), until=until.isoformat())
        )
    return found


@cache
def maximum_length(kind_id: str, column: str) -> int | None:
    """How many characters a column holds, where it has a limit."""
    field = sheet_layout(kind_id).column(column).field
    if field is None or field.type == "reference":
        return None
    length: int | None = getattr(fact_model(fact_kind(kind_id))._meta.get_field(column), "max_length", None)
    return length


def _is_same(before: object, after: object) -> bool:
    if before == after:
        return True
    if isinstance(before, float) and isinstance(after, float):
        return math.isclose(before, after, rel_tol=_FLOAT_PRECISION)
    if isinstance(before, str) and isinstance(after, str):
        if len(after) == CELL_LENGTH and clean(before).startswith(after):
            return True  # a spreadsheet cuts what is longer than a cell
        return clean(before) == after
    return isinstance(before, str) and after is None and is_unknown(before)


def in_words(column: SheetColumn, value: object, find: FindEntry) -> Text | None:
    """A cell as people read it, references by name where ``find`` knows them; ``None`` when it says nothing."""
    if value is None or value == "" or value is Answer.UNKNOWN:
        return None
    field = column.field
    if field is not None and field.type == "term":
        try:
            return load_scheme(str(field.scheme))[str(value)].label
        except UnknownTerm:
            return Text(en=str(value), fr=str(value))
    if isinstance(value, bool):
        return YES_NO_UNKNOWN[0 if value else 1]
    if column.reference is not None:
        known = find(column.reference, str(value))
        return Text(en=known.name, fr=known.name) if known is not None else Text(en=str(value), fr=str(value))
    words = value.isoformat() if isinstance(value, date) else str(value)
    return Text(en=words, fr=words) if words.strip() else None
