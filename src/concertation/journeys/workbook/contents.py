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
    planned = {(fact.kind_id, fact.key): fact for fact in preview.planned if fact.is_new}
    facts = [planned.get((row.kind_id, row.key)) for row in rows]
    known = _referred(preview, [fact for fact in facts if fact is not None])
    return [() if fact is None else _lines(fact, known) for fact in facts]


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
    in_file = {(row.kind_id, row.key): row.name for row in preview.rows if row.key in wanted.get(row.kind_id, ())}
    known = {(kind_id, key): Entry(kind_id, key, {"name_en": name}) for (kind_id, key), name in in_file.items()}
    for kind_id, keys in wanted.items():
        sought = [key for key in keys if (kind_id, key) not in known]
        if sought:
            for _, values in read_values(kind_id, key__in=sought):
                key = str(values.pop("key"))
                known[kind_id, key] = Entry(kind_id, key, values)
    return known
