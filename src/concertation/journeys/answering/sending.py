"""Sending: a confidential response may be sent again; an anonymous one leaves no way back to its sender."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from concertation.core.text import Language
from concertation.journeys.answering.doors import Door, require_open, takes_answers
from concertation.journeys.answering.drafts import forget_draft, read_draft
from concertation.journeys.answering.expecting import note_minutes
from concertation.journeys.answering.refusals import AlreadySent, NothingToSend, WaveClosed
from concertation.journeys.waves.keeping import zero_what_is_freed
from concertation.store.models.surveys import SurveyInvitation, SurveyResponse, Wave


def send_answers(door: Door, *, language: Language, minutes: int | None = None) -> None:
    """Counts what is in the draft; raises ``NothingToSend``, or why no answer is taken."""
    require_open(door)
    answers = door.questionnaire.kept_of(read_draft(door).answers)
    if not answers:
        raise NothingToSend
    if door.is_anonymous:
        _send_anonymous(door, answers, minutes)
    else:
        _send_confidential(door, answers, language, minutes)


def _send_confidential(door: Door, answers: Mapping[str, Any], language: Language, minutes: int | None) -> None:
    """The response of the invitation, now as it is sent; the draft stays, for changes until the wave closes."""
    invitation = door.invitation
    with transaction.atomic():
        _hold(door.wave)
        is_first = SurveyInvitation.objects.filter(pk=invitation.pk, has_answered=False).update(has_answered=True)
        SurveyResponse.objects.update_or_create(
            invitation=invitation,
            defaults={
                "wave": door.wave,
                "organisation_key": invitation.organisation_key,
                "language": language,
                "sent_at": timezone.now(),
                "answers": answers,
            },
        )
        if is_first:
            note_minutes(door.wave, minutes)


def _send_anonymous(door: Door, answers: Mapping[str, Any], minutes: int | None) -> None:
    """One link counts once. All responses of the wave are written again, so that the latest is one like the others.

    Their former rows are not to lie on, in an order that says who came last.
    """
    zero_what_is_freed()
    with transaction.atomic():
        _hold(door.wave)
        waiting = SurveyInvitation.objects.filter(pk=door.invitation.pk, has_answered=False)
        if not waiting.update(has_answered=True):
            raise AlreadySent
        _write_again(door.wave, answers)
        forget_draft(door)
        note_minutes(door.wave, minutes)


def _hold(wave: Wave) -> None:
    """One sending of a wave at a time, and none once it is closed; raises ``WaveClosed``."""
    held = Wave.objects.select_for_update().only("state", "closes_on").get(pk=wave.pk)
    if not takes_answers(held):
        raise WaveClosed


def _write_again(wave: Wave, latest: Mapping[str, Any]) -> None:
    own = SurveyResponse.objects.filter(wave=wave)
    everybody = [*own.values_list("answers", flat=True), latest]
    secrets.SystemRandom().shuffle(everybody)
    own.delete()
    SurveyResponse.objects.bulk_create(SurveyResponse(wave=wave, answers=answers) for answers in everybody)
