"""What of a file is not in the hands of who brings it: told row by row in the preview, never written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.contrib.auth.models import User

from concertation.journeys.permission import Writing, hands_of, refused_writings
from concertation.journeys.workbook.faults import NOT_YOURS
from concertation.journeys.workbook.preview import PlannedFact, Preview


def within_rights(preview: Preview, user: User | None) -> Preview:
    """The preview with the rows that are not this person’s told as faults, and nothing said of what they change."""
    refused = {(w.kind_id, w.key) for w in refused_writings(user, writings_of(preview, user))} if user else set()
    if not refused:
        return preview
    rows = preview.rows.refused(refused)
    faults = [NOT_YOURS.at(place) for place in rows.places_of(refused)]
    planned = tuple(fact for fact in preview.planned if (fact.kind_id, fact.key) not in refused)
    frames = preview.frames.without(refused)
    told = (*preview.faults, *dict.fromkeys(faults))
    return replace(preview, rows=rows, faults=told, planned=planned, frames=frames)


def writings_of(preview: Preview, user: User) -> list[Writing]:
    """What writing a preview comes to; of facts kept as columns, those alone that the person may not add anywhere."""
    hands = hands_of(user)
    asked = [kind_id for kind_id in preview.frames if not hands.may_write_everywhere("add", kind_id)]
    if not asked and "statement" not in preview.frames:
        return writings(preview.planned)
    beside = [
        Writing("add", kind_id, key, values)
        for kind_id in preview.frames
        for key, values in preview.frames.rows(kind_id)
    ]
    return [*writings(preview.planned), *beside]


def writings(planned: Iterable[PlannedFact]) -> list[Writing]:
    """What writing these facts comes to."""
    return [Writing("add" if fact.is_new else "correct", fact.kind_id, fact.key, fact.values) for fact in planned]
