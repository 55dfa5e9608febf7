"""What of a file is not in the hands of who brings it: told row by row in the preview, never written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.contrib.auth.models import User

from concertation.journeys.permission import Writing, refused_writings
from concertation.journeys.workbook.faults import NOT_YOURS
from concertation.journeys.workbook.preview import PlannedFact, Preview, PreviewRow


def within_rights(preview: Preview, user: User | None) -> Preview:
    """The preview with the rows that are not this person’s told as faults, and nothing said of what they change."""
    refused = {(w.kind_id, w.key) for w in refused_writings(user, writings(preview.planned))} if user else set()
    if not refused:
        return preview
    rows = tuple(_judged(row, refused) for row in preview.rows)
    faults = [NOT_YOURS.at(row.place) for row in rows if (row.kind_id, row.key) in refused]
    planned = tuple(fact for fact in preview.planned if (fact.kind_id, fact.key) not in refused)
    return replace(preview, rows=rows, faults=(*preview.faults, *dict.fromkeys(faults)), planned=planned)


def writings(planned: Iterable[PlannedFact]) -> list[Writing]:
    """What writing these facts comes to."""
    return [Writing("add" if fact.is_new else "correct", fact.kind_id, fact.key, fact.values) for fact in planned]


def _judged(row: PreviewRow, refused: set[tuple[str, str]]) -> PreviewRow:
    is_refused = (row.kind_id, row.key) in refused
    return replace(row, outcome="faulty", differences=()) if is_refused else row
