"""What people of the demonstration changed afterwards, so that a history shows more than its first page."""

from __future__ import annotations

from dataclasses import dataclass

from concertation.core.demonstration.region.designs import read_document
from concertation.core.demonstration.rows import Value


@dataclass(frozen=True, slots=True)
class LaterEdit:
    """A change that an account of the demonstration made some days before the last day, and why.

    ``values`` are the columns that changed; none means that the record was taken away.
    """

    days_before: int
    account: str
    kind: str
    key: str
    values: dict[str, Value]
    reason: str


# The region entered the register this many days before its last day; every later edit is more recent.
ENTERED_DAYS_BEFORE = 120


def later_edits() -> tuple[LaterEdit, ...]:
    """All edits, the oldest first."""
    edits = [
        LaterEdit(
            days_before=entry["days_before"],
            account=entry["account"],
            kind=entry["kind"],
            key=entry["key"],
            values=entry.get("values", {}),
            reason=entry["reason"],
        )
        for entry in read_document("edits")["edit"]
    ]
    return tuple(sorted(edits, key=lambda edit: -edit.days_before))
