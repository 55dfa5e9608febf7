"""The register as dictionaries: what the plain loops read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from concertation.core.snapshot import Snapshot
from concertation.core.typology.partners import kinds_under

Row = Mapping[str, Any]
Rows = list[Row]
Index = Mapping[Any, Rows]


def holds(row: Row, day: date) -> bool:
    """Not ended before the day."""
    return row["until"] is None or row["until"] >= day


def by(rows: Iterable[Row], name: str) -> Index:
    """Rows under the value of one of their columns."""
    index: dict[Any, Rows] = defaultdict(list)
    for row in rows:
        index[row[name]].append(row)
    return index


class Register:
    """All rows as dictionaries, found by the partnership (or the parent) that they belong to."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.day = snapshot.as_of
        self.rows = {kind: frame.to_dicts() for kind, frame in snapshot.tables.items()}
        self.of = {
            kind: by(rows, "partnership_id") for kind, rows in self.rows.items() if rows and "partnership_id" in rows[0]
        }
        self.organisations = {row["id"]: row for row in self.rows["organisation"]}
        self.areas = {row["id"]: row for row in self.rows["area"]}
        self.parts = by(self.rows["area_part"], "whole_id")
        self.sectors = by(self.rows["organisation_sector"], "organisation_id")
        self.roles = by(self.rows["membership_role"], "membership_id")
        self.participations = by(self.rows["participation"], "activity_id")
        self.seats = by(self.rows["body_member"], "body_id")
        self.revisions = by(self.rows["plan_revision"], "plan_id")
        self.parties = by(self.rows["agreement_party"], "agreement_id")
        self.public = set(kinds_under("public_body"))
        self.governments = set(kinds_under("government"))

    def facts(self, kind: str, partnership_id: int) -> Rows:
        """The rows of a kind that belong to a partnership."""
        return self.of.get(kind, {}).get(partnership_id, [])

    def held(self, kind: str, partnership_id: int) -> Rows:
        """Those that hold on the day."""
        return [row for row in self.facts(kind, partnership_id) if holds(row, self.day)]
