"""Closing a wave, by hand or when its last day is past; a later day; and opening it again while nobody saw results."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.utils import timezone

from concertation.core.errors import ConcertationError
from concertation.journeys.waves.finding import WrongState, held
from concertation.journeys.waves.keeping import overwriting
from concertation.journeys.waves.trace import note_deed
from concertation.store.models.surveys import SurveyDraft, Wave

# After any of these somebody has seen figures: more answers would part from the first ones by a subtraction.
SEEN = ("results_seen", "published")


class DayPast(ConcertationError):
    """A last day that is over already."""

    code = "wave-day-over"
    english = "{day} is past. Choose today or a later day."
    french = "Le {day} est passé. Choisissez aujourd’hui ou une date ultérieure."


class ResultsSeen(ConcertationError):
    """A wave whose figures somebody has seen."""

    code = "wave-results-seen"
    english = (
        "The results of this survey have been looked at. Whoever saw them could work out the answers that came after: "
        "it stays closed. Prepare another survey for those who were silent."
    )
    french = (
        "Les résultats de cette enquête ont été consultés. Qui les a vus pourrait en déduire les réponses venues "
        "ensuite\u00a0: elle reste fermée. Préparez une autre enquête pour les personnes qui n’ont pas répondu."
    )


class AnswersGone(ConcertationError):
    """A wave whose answers were deleted."""

    code = "wave-answers-gone"
    english = "The answers of this survey were deleted for good: it stays closed."
    french = "Les réponses de cette enquête ont été supprimées pour de bon\u00a0: elle reste fermée."


def close_wave(wave: Wave, *, by: User | None, now: datetime) -> Wave:
    """Closes it; what was begun and not sent is deleted. Raises ``WrongState`` when it is not open."""
    with overwriting(), held(wave, "open", by=by) as found:
        drafts, _ = SurveyDraft.objects.filter(wave=found).delete()
        found.state, found.closed_at = Wave.State.CLOSED, now
        found.save(update_fields=["state", "closed_at"])
        answers = found.invitations.filter(has_answered=True).count()
        note_deed(found, "closed", by=by, now=now, answers=answers, drafts=drafts)
    return found


def close_due_waves(*, today: date, now: datetime) -> list[Wave]:
    """Closes those whose last day is before ``today``, in the time of this installation; returns them."""
    closed = []
    for wave in Wave.objects.filter(state="open", closes_on__lt=today):
        try:
            closed.append(close_wave(wave, by=None, now=now))
        except WrongState:
            continue  # somebody closed it in the meantime
    return closed


def set_last_day(wave: Wave, day: date, *, by: User | None, now: datetime) -> Wave:
    """Another last day for an open wave; raises ``DayPast``."""
    _refuse_past(day, timezone.localdate(now))
    with held(wave, "open", by=by) as found:
        if day != found.closes_on:
            found.closes_on = day
            found.save(update_fields=["closes_on"])
            note_deed(found, "day_changed", by=by, now=now, closes_on=day.isoformat())
    return found


def reopen_wave(wave: Wave, day: date, *, by: User | None, now: datetime) -> Wave:
    """Opens a closed wave again until a later day; raises ``DayPast``, ``ResultsSeen``, ``AnswersGone``.

    Links serve again. What was begun and not sent was deleted when it closed.
    """
    _refuse_past(day, timezone.localdate(now))
    with held(wave, "closed", by=by) as found:
        if found.answers_deleted_at is not None:
            raise AnswersGone
        if found.published_cuts.exists() or found.events.filter(deed__in=SEEN).exists():
            raise ResultsSeen
        found.state, found.closed_at, found.closes_on = Wave.State.OPEN, None, day
        found.save(update_fields=["state", "closed_at", "closes_on"])
        note_deed(found, "reopened", by=by, now=now, closes_on=day.isoformat())
    return found


def note_results_seen(wave: Wave, *, by: User | None, now: datetime) -> None:
    """Whoever shows figures of a closed wave says so here, once: it cannot be opened again after."""
    if not wave.events.filter(deed="results_seen").exists():
        note_deed(wave, "results_seen", by=by, now=now)


def _refuse_past(day: date, today: date) -> None:
    if day < today:
        raise DayPast(day=day.isoformat())
