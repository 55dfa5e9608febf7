"""What rows of a preview say, in the words that people read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from concertation.exchange.workbook.layout import sheet_layout
from concertation.journeys.workbook.catalogue import Entry, read_values
from concertation.journeys.workbook.comparing import in_words
from concertation.journeys.workbook.preview import CardLine, PlannedFact, Preview, PreviewRow

RowContents = tuple[CardLine, ...]


def contents_of(preview: Preview, rows: Sequence[PreviewRow]) -> list[RowContents]:
    """The filled cells of each row that would be written; rows that would not be written have none.

    One question of the database for each kind of fact that the rows refer to, whatever their number.
    """
    facts = _facts(preview, rows)
    known = _referred(preview, [fact for fact in facts if fact is not None])
    return [() if fact is None else _lines(fact, known) for fact in facts]


def _facts(preview: Preview, rows: Sequence[PreviewRow]) -> list[PlannedFact | None]:
    shown = {(row.kind_id, row.key) for row in rows}
    planned = {(f.kind_id, f.key): f for f in preview.planned if f.is_new and (f.kind_id, f.key) in shown}
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind_id, key in shown - planned.keys():
        by_kind[kind_id].append(key)
    values = {kind_id: preview.frames.some(kind_id, keys) for kind_id, keys in by_kind.items()}
    places = {(row.kind_id, row.key): row.place for row in rows}
    for kind_id, found in values.items():
        for key, own in found.items():
            place = places[kind_id, key]
            planned[kind_id, key] = PlannedFact(kind_id, key, place, own, is_new=True)
    return [planned.get((row.kind_id, row.key)) for row in rows]


def _lines(fact: PlannedFact, known: Mapping[tuple[str, str], Entry]) -> RowContents:
    lines = []
    for column in sheet_layout(fact.kind_id).columns:
        words = in_words(column, fact.values.get(column.name), lambda kind_id, key: known.get((kind_id, key)))
        if words is not None:
            lines.append(CardLine(column.name, column.label, words))
    return tuple(lines)


def _referred(preview: Preview, facts: Sequence[PlannedFact]) -> Mapping[tuple[str, str], Entry]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        for column in sheet_layout(fact.kind_id).columns:
            if column.reference and fact.values.get(column.name):
                wanted[column.reference].add(str(fact.values[column.name]))
    known = {
        (kind_id, key): Entry(kind_id, key, {"name_en": name})
        for kind_id, keys in wanted.items()
        for key, name in preview.rows.of_keys(kind_id, keys).items()
    }
    for kind_id, keys in wanted.items():
        sought = [key for key in keys if (kind_id, key) not in known]
        if sought:
            for _, values in read_values(kind_id, key__in=sought):
                key = str(values.pop("key"))
                known[kind_id, key] = Entry(kind_id, key, values)
    return known
