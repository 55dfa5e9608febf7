"""Writes the waves of the demonstration: invitations, answers, and the trace of what was done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import numpy as np
from django.utils import timezone

from concertation.core.demonstration import RowBook
from concertation.core.demonstration.surveys import InvitedPerson, SurveyRound, consent_of, make_survey_rounds
from concertation.core.questionnaire import Instrument, freeze_instrument, load_instrument
from concertation.core.text import Text
from concertation.journeys.functioning import publish_wave
from concertation.store.models.surveys import (
    AnsweringTime,
    SurveyDraft,
    SurveyInvitation,
    SurveyResponse,
    Wave,
    WaveEvent,
)

# Any fixed number would do; it is not that of the region, whose rows stay as they were.
SEED = 20230929
# The partnership whose figures everyone may read.
_PUBLISHED = "merrow-lip"
# Whoever prepares them; the account of the demonstration that coordinates.
_NAME = "Ana (demonstration)"
# Minutes that people took, and what share of them.
_MINUTES = ((6, 0.2), (8, 0.45), (11, 0.25), (16, 0.1))


def write_survey_rounds(book: RowBook, last_day: date) -> None:
    """Every wave of the region, under the partnerships of the book."""
    instrument = load_instrument("functioning")
    rounds = make_survey_rounds(np.random.default_rng(SEED), book, instrument, last_day=last_day)
    waves = Wave.objects.bulk_create(_wave(one, instrument) for one in rounds)
    pairs = list(zip(waves, rounds, strict=True))
    WaveEvent.objects.bulk_create(event for wave, one in pairs for event in _events(wave, one))
    AnsweringTime.objects.bulk_create(spent for wave, one in pairs for spent in _times(wave, one))
    asked = [(wave, person) for wave, one in pairs for person in one.people]
    invitations = SurveyInvitation.objects.bulk_create(_invitation(wave, person) for wave, person in asked)
    _write_answers(zip(invitations, (person for _, person in asked), strict=True))


def publish_survey_rounds() -> None:
    """Publishes the waves of the table with a history, each three weeks after it closed; others wait."""
    waves = Wave.objects.filter(partnership_key=_PUBLISHED, state=Wave.State.CLOSED).order_by("opened_at")
    for key, closed_at in waves.values_list("key", "closed_at"):
        if closed_at is not None:
            publish_wave(wave=key, by=None, at=closed_at + timedelta(days=21))


def _wave(one: SurveyRound, instrument: Instrument) -> Wave:
    name, consent = _name(one, instrument), consent_of(one.design.mode)
    return Wave(
        key=one.key,
        partnership_key=one.design.partnership,
        name_en=name.en,
        name_fr=name.fr,
        mode=one.design.mode,
        state=Wave.State.OPEN if one.design.is_open else Wave.State.CLOSED,
        instrument=freeze_instrument(instrument),
        digest_en=instrument.digest("en"),
        digest_fr=instrument.digest("fr"),
        consent_en=consent.en,
        consent_fr=consent.fr,
        closes_on=one.closes_on,
        opened_at=_at(one.opened_on, 9),
        closed_at=None if one.design.is_open else _at(one.closes_on, 18),
        made_at=_at(one.opened_on - timedelta(days=4), 14),
        made_by_name=_NAME,
    )


def _name(one: SurveyRound, instrument: Instrument) -> Text:
    year = one.opened_on.year
    return Text(en=f"{instrument.title.en}, {year}", fr=f"{instrument.title.fr}, {year}")


def _events(wave: Wave, one: SurveyRound) -> Iterable[WaveEvent]:
    reminded_on = one.opened_on + timedelta(days=14)
    silent = sum(not person.has_answered for person in one.people)
    yield _event(wave, "prepared", wave.made_at, {})
    yield _event(wave, "opened", _at(one.opened_on, 9), {"people": len(one.people)})
    if wave.closed_at is not None:
        yield _event(wave, "reminded", _at(reminded_on, 9), {"left": silent, "undelivered": 0, "held_back": 0})
        yield _event(wave, "closed", wave.closed_at, {"answers": len(one.people) - silent})


def _event(wave: Wave, deed: str, at: datetime, about: dict[str, int]) -> WaveEvent:
    return WaveEvent(wave=wave, made_at=at, made_by_name=_NAME, deed=deed, about=about)


def _times(wave: Wave, one: SurveyRound) -> Iterable[AnsweringTime]:
    heard = sum(person.has_answered for person in one.people)
    counts = ((minutes, round(share * heard)) for minutes, share in _MINUTES)
    return (AnsweringTime(wave=wave, minutes=minutes, people=people) for minutes, people in counts if people)


def _invitation(wave: Wave, person: InvitedPerson) -> SurveyInvitation:
    is_known = wave.mode == Wave.Mode.CONFIDENTIAL
    return SurveyInvitation(
        wave=wave,
        organisation_key=person.organisation,
        representative_key=person.representative,
        name=person.name,
        email=person.email,
        language=person.language,
        invited_at=wave.opened_at,
        has_begun=is_known and person.answers is not None,
        has_answered=person.has_answered,
    )


def _write_answers(asked: Iterable[tuple[SurveyInvitation, InvitedPerson]]) -> None:
    """What was sent and what is on its way; of an anonymous one, the answers alone, in the order of numbers drawn."""
    told = [(invitation, person) for invitation, person in asked if person.answers is not None]
    SurveyResponse.objects.bulk_create(
        _response(invitation, person) for invitation, person in told if person.has_answered
    )
    SurveyDraft.objects.bulk_create(
        SurveyDraft(wave=invitation.wave, invitation=invitation, answers=dict(person.answers or {}), version=2)
        for invitation, person in told
        if not person.has_answered and invitation.has_begun
    )


def _response(invitation: SurveyInvitation, person: InvitedPerson) -> SurveyResponse:
    wave, answers = invitation.wave, dict(person.answers or {})
    if wave.mode == Wave.Mode.ANONYMOUS:
        return SurveyResponse(wave=wave, answers=answers)
    return SurveyResponse(
        wave=wave,
        invitation=invitation,
        organisation_key=invitation.organisation_key,
        language=invitation.language,
        sent_at=wave.opened_at and wave.opened_at + timedelta(days=2),
        answers=answers,
    )


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 0)))
