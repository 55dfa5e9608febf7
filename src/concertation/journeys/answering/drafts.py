"""Answers on their way: kept at each step, by invitation or by ballot, and merged question by question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from concertation.journeys.answering.ballots import open_answers, seal_answers
from concertation.journeys.answering.doors import Door, require_open
from concertation.journeys.answering.merging import Merged
from concertation.journeys.secret_print import print_of_secret
from concertation.store.models.surveys import SurveyDraft


@dataclass(frozen=True, slots=True)
class Draft:
    """What is kept now, and how many times it changed."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0


def read_draft(door: Door) -> Draft:
    """What was answered so far; empty at first."""
    found = SurveyDraft.objects.filter(wave=door.wave, **_owner(door)).first()
    return Draft(_opened(door, found), found.version) if found else Draft()


def save_answers(door: Door, change: Callable[[Mapping[str, Any]], Merged]) -> tuple[Draft, Merged]:
    """Keeps what ``change`` makes of the answers that are kept; raises why no answer is taken.

    Two savings at once wait for each other, so that none is lost.
    """
    require_open(door)
    with transaction.atomic():
        row, _ = SurveyDraft.objects.get_or_create(wave=door.wave, **_owner(door))
        row = SurveyDraft.objects.select_for_update().get(pk=row.pk)
        before = _opened(door, row)
        merged = change(before)
        if merged.answers != before:
            row.answers = seal_answers(merged.answers, door.ballot) if door.ballot else merged.answers
            row.version += 1
            row.save(update_fields=["answers", "version"])
    return Draft(merged.answers, row.version), merged


def forget_draft(door: Door) -> None:
    """The answers that were not sent are gone for good."""
    SurveyDraft.objects.filter(wave=door.wave, **_owner(door)).delete()


def _owner(door: Door) -> dict[str, Any]:
    return {"ballot_print": print_of_secret(door.ballot)} if door.ballot else {"invitation": door.invitation}


def _opened(door: Door, row: SurveyDraft) -> Mapping[str, Any]:
    return door.followed(open_answers(row.answers, door.ballot) if door.ballot else row.answers)
