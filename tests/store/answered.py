"""People who answer a wave through its doors, as the pages do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concertation.journeys.answering.doors import Door, begin
from concertation.journeys.answering.drafts import save_answers
from concertation.journeys.answering.merging import merge
from concertation.journeys.answering.sending import send_answers
from concertation.store.models.surveys import SurveyInvitation


def write(door: Door, answers: Mapping[str, Any]) -> None:
    """Puts these answers in the draft."""
    save_answers(door, lambda kept: merge(seen={}, sent=answers, kept=kept))


def answer(invitation: SurveyInvitation, answers: Mapping[str, Any], *, minutes: int | None = None) -> Door:
    """Begins, answers and sends."""
    door = begin(invitation)
    write(door, answers)
    send_answers(door, language="en", minutes=minutes)
    return door
