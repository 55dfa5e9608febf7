"""Through which door somebody answers: an invitation, and in an anonymous wave the ballot that it was exchanged for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from concertation.journeys.answering.ballots import ballot_in, draw_ballot
from concertation.journeys.answering.questionnaire import Questionnaire, standing_questionnaire
from concertation.journeys.answering.refusals import AlreadySent, UnknownCode, WaveClosed, WaveNotOpen
from concertation.journeys.answering.roster import TICKED, follow_answers
from concertation.journeys.secret_print import print_of_secret
from concertation.journeys.waves.links import LinkOver
from concertation.store.models.surveys import SurveyDraft, SurveyInvitation, Wave

# The frozen questions are read once, and not with each answer.
_HEAVY = ("wave__instrument", "wave__roster")


@dataclass(frozen=True)
class Door:
    """Who answers, and where their draft is; ``ballot`` is empty in a confidential wave."""

    invitation: SurveyInvitation
    ballot: str = ""

    @property
    def wave(self) -> Wave:
        """The wave that asks."""
        return self.invitation.wave

    @property
    def is_anonymous(self) -> bool:
        """Whether what is sent cannot be found again."""
        return self.wave.mode == Wave.Mode.ANONYMOUS

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """What is asked, of the organisations that stand while this page is made."""
        return standing_questionnaire(self.wave)

    def followed(self, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        """Answers about organisations by the keys that stand; others are not looked up."""
        return follow_answers(answers, self.questionnaire.led) if TICKED in answers else answers


def takes_answers(wave: Wave, *, on: date | None = None) -> bool:
    """Whether answers may be sent on that day, today by default; the closing day is the last."""
    return wave.state == Wave.State.OPEN and (on or timezone.localdate()) <= wave.closes_on


def require_open(door: Door) -> None:
    """Raises ``WaveNotOpen``, ``WaveClosed``, or ``AlreadySent`` in an anonymous wave."""
    if door.wave.state == Wave.State.DRAFT:
        raise WaveNotOpen
    if not takes_answers(door.wave):
        raise WaveClosed
    if door.is_anonymous and door.invitation.has_answered:
        raise AlreadySent


def begin(invitation: SurveyInvitation, *, ballot: str = "", code: str = "") -> Door:
    """The door of somebody who begins, or goes on with a ballot that they have or a code that they typed.

    Raises ``UnknownCode``, or why no answer is taken. A confidential invitation notes that it was begun.
    """
    door = Door(invitation)
    require_open(door)
    if door.is_anonymous:
        return Door(invitation, _ballot_of(invitation.wave, code) if code.strip() else ballot or draw_ballot())
    if not invitation.has_begun:
        SurveyInvitation.objects.filter(pk=invitation.pk).update(has_begun=True)
    return door


def door_of(number: int, ballot: str = "") -> Door:
    """The door that was begun earlier; raises ``LinkOver`` when the invitation was taken back meanwhile."""
    found = SurveyInvitation.objects.select_related("wave").defer(*_HEAVY).filter(pk=number).first()
    if found is None:
        raise LinkOver
    return Door(found, ballot)


def _ballot_of(wave: Wave, code: str) -> str:
    ballot = ballot_in(code)
    if not ballot or not SurveyDraft.objects.filter(wave=wave, ballot_print=print_of_secret(ballot)).exists():
        raise UnknownCode(code=code.strip()[:40])
    return ballot
