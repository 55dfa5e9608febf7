"""Small registers written by hand: each kind of fact as a list of dictionaries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from concertation.core.snapshot import Snapshot, table_schema

DAY = date(2014, 6, 30)

Facts = Mapping[str, list[dict[str, Any]]]


def snapshot_of(facts: Facts, *, day: date = DAY) -> Snapshot:
    """A snapshot from rows; ids are 1, 2, 3… and keys ``kind-id`` where a row does not say."""
    return Snapshot.from_tables(as_of=day, tables={kind: _frame(kind, rows) for kind, rows in facts.items()})


def _frame(kind: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    whole = [{"id": number, "key": f"{kind}-{number}", **row} for number, row in enumerate(rows, start=1)]
    schema = {name: dtype for name, dtype in table_schema(kind).items() if any(name in row for row in whole)}
    return pl.DataFrame(whole, schema=schema)


def partnership_of(*organisations: dict[str, Any], **facts: list[dict[str, Any]]) -> Facts:
    """One partnership whose members are these organisations; further facts as they come."""
    members = [{"partnership_id": 1, "organisation_id": number + 1} for number in range(len(organisations))]
    return {
        "partnership": [{"key": "table"}],
        "organisation": list(organisations),
        "membership": members,
        **facts,
    }


CITY = {"kind": "municipal"}
AGENCY = {"kind": "settlement_agency"}
SCHOOL = {"kind": "school_board"}
GROUP = {"kind": "faith", "is_unnamed_group": True}
