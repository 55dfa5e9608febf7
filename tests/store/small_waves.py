"""A wave that is open, and the people who are asked: the least that answering needs."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from concertation.core.questionnaire import freeze_instrument, load_instrument
from concertation.store.models.surveys import SurveyInvitation, Wave

_NUMBERS = count(1)


def open_wave(mode: str = "confidential", *, instrument: str = "meeting", **columns: Any) -> Wave:
    """A wave that people may answer until the last day of 2099."""
    asked = load_instrument(instrument)
    row: dict[str, Any] = {
        "key": f"wave-{next(_NUMBERS)}",
        "partnership_key": "table-1",
        "name_en": "Spring questions",
        "name_fr": "Questions du printemps",
        "mode": mode,
        "state": "open",
        "instrument": freeze_instrument(asked),
        "digest_en": asked.digest("en"),
        "digest_fr": asked.digest("fr"),
        "consent_en": "You may stop at any time.",
        "consent_fr": "Vous pouvez arrêter à tout moment.",
        "closes_on": date(2099, 12, 31),
        "opened_at": timezone.now(),
        "made_at": timezone.now(),
        "made_by_name": "Ana",
    }
    return Wave.objects.create(**(row | columns))


def invite_to(wave: Wave, *, organisation: str = "house-1", language: str = "en") -> SurveyInvitation:
    """One person asked to answer for that organisation."""
    return SurveyInvitation.objects.create(wave=wave, organisation_key=organisation, language=language)
