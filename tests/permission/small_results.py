"""A closed wave at each table, answered by five people of three organisations: the least that has figures."""

from __future__ import annotations

from datetime import UTC, date, datetime

from concertation.core.questionnaire import freeze_instrument, load_instrument
from concertation.store.models.surveys import SurveyInvitation, SurveyResponse, Wave

_CLOSED = datetime(2024, 5, 1, 12, tzinfo=UTC)
# Two people of each of two organisations, one of a third.
_PEOPLE = ("first", "first", "second", "second", "third")


def close_wave(side: str) -> Wave:
    """The wave of ``table-own`` or ``table-other``; nothing of it is published."""
    asked = load_instrument("functioning")
    wave = Wave.objects.create(
        key=f"results-{side}",
        partnership_key=f"table-{side}",
        name_en="How we work, 2024",
        name_fr="Comment nous marchons, 2024",
        mode="confidential",
        state="closed",
        instrument=freeze_instrument(asked),
        digest_en=asked.digest("en"),
        digest_fr=asked.digest("fr"),
        consent_en="Kept for two years.",
        consent_fr="Conservé deux ans.",
        closes_on=date(2024, 5, 1),
        opened_at=datetime(2024, 4, 1, 12, tzinfo=UTC),
        closed_at=_CLOSED,
        made_at=datetime(2024, 4, 1, 12, tzinfo=UTC),
        made_by_name="Ana",
    )
    for number, organisation in enumerate(_PEOPLE):
        _answer(wave, f"house-{side}-{organisation}", {item.code: 2 + number % 3 for item in asked.items})
    return wave


def _answer(wave: Wave, organisation: str, answers: dict[str, int]) -> None:
    asked = SurveyInvitation.objects.create(wave=wave, organisation_key=organisation, language="en", has_answered=True)
    SurveyResponse.objects.create(
        wave=wave, invitation=asked, organisation_key=organisation, language="en", sent_at=_CLOSED, answers=answers
    )
