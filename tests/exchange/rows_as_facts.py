"""What a reading says, as facts by kind and key, to compare with what was written."""

from __future__ import annotations

from concertation.core.faults import Place
from concertation.exchange.workbook import Named, Reading, SameFile


def as_facts(reading: Reading) -> dict[str, dict[str, dict[str, object]]]:
    """References become keys, whether the file names them or points at another of its rows."""
    keys: dict[tuple[str, Place], str] = {
        (row.kind_id, row.place): row.key or f"{row.place.sheet}!{row.place.row}!{row.place.column}"
        for row in reading.rows
    }
    facts: dict[str, dict[str, dict[str, object]]] = {}
    for row in reading.rows:
        values: dict[str, object] = {}
        for name, value in row.values.items():
            if isinstance(value, SameFile):
                values[name] = keys[value.kind_id, value.place]
            else:
                values[name] = value.words if isinstance(value, Named) else value
        facts.setdefault(row.kind_id, {})[keys[row.kind_id, row.place]] = values
    return facts
