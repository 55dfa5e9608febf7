"""One person's answers, in a confidential wave alone: read by a steward, handed over, deleted; all written down."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from concertation.core.errors import ConcertationError
from concertation.journeys.permission import Row, require
from concertation.journeys.waves.finding import held
from concertation.journeys.waves.keeping import overwriting
from concertation.journeys.waves.trace import note_deed
from concertation.store.models.surveys import SurveyDraft, SurveyInvitation, SurveyResponse, Wave

_access_log = logging.getLogger("concertation.access")


class CannotBeFound(ConcertationError):
    """Answers of an anonymous wave: whose they are is not kept anywhere."""

    code = "answers-cannot-be-found"
    english = (
        "This survey is anonymous: nothing here says which answers are this person's, so they can be neither shown nor "
        "deleted alone. All of them are deleted on the day that the first page of the survey says."
    )
    french = (
        "Cette enquête est anonyme\u00a0: rien ici ne dit quelles réponses sont celles de cette personne; on ne peut "
        "ni les montrer ni les supprimer seules. Toutes sont supprimées à la date annoncée à la première page."
    )


class NothingSent(ConcertationError):
    """Somebody who sent nothing, or whose answers are gone."""

    code = "nothing-sent"
    english = "This person has sent no answers, or they were deleted."
    french = "Cette personne n’a pas envoyé de réponses, ou elles ont été supprimées."


def read_answers(invitation: SurveyInvitation, *, by: User, reason: str, now: datetime) -> SurveyResponse:
    """What this person sent; raises ``NotAllowed``, ``CannotBeFound``, ``NothingSent``. The reading is written down."""
    response = _found(invitation, by)
    _write_down(invitation, "answers_read", by, reason, now)
    return response


def export_answers(invitation: SurveyInvitation, *, by: User, reason: str, now: datetime) -> Mapping[str, Any]:
    """All that is kept of this person in this wave, to be handed to them."""
    response = _found(invitation, by)
    _write_down(invitation, "answers_exported", by, reason, now)
    wave = invitation.wave
    return {
        "wave": {"code": wave.key, "name": {"en": wave.name_en, "fr": wave.name_fr}, "mode": wave.mode},
        "person": {"name": invitation.name, "email": invitation.email, "organisation": invitation.organisation_key},
        "invited_at": _instant(invitation.invited_at),
        "reminders": invitation.reminders,
        "sent_at": _instant(response.sent_at),
        "language": response.language,
        "answers": response.answers,
    }


def erase_answers(invitation: SurveyInvitation, *, by: User, reason: str, now: datetime) -> None:
    """Deletes for good what this person sent or began; published figures, frozen, remain as they were."""
    _require(invitation, by)
    with overwriting(), held(invitation.wave, "open", "closed", by=by) as wave:
        gone, _ = SurveyResponse.objects.filter(wave=wave, invitation=invitation).delete()
        drafts, _ = SurveyDraft.objects.filter(wave=wave, invitation=invitation).delete()
        if not (gone or drafts):
            raise NothingSent
        SurveyInvitation.objects.filter(pk=invitation.pk).update(has_answered=False, has_begun=False, has_declined=True)
        _write_down(invitation, "answers_erased", by, reason, now)


def _found(invitation: SurveyInvitation, by: User) -> SurveyResponse:
    _require(invitation, by)
    found: SurveyResponse | None = SurveyResponse.objects.filter(invitation=invitation).first()
    if found is None:
        raise NothingSent
    return found


def _require(invitation: SurveyInvitation, by: User) -> None:
    require(by, "see_answers", Row("partnership", invitation.wave.partnership_key))
    if invitation.wave.mode == Wave.Mode.ANONYMOUS:
        raise CannotBeFound


def _write_down(invitation: SurveyInvitation, deed: str, by: User, reason: str, now: datetime) -> None:
    organisation = invitation.organisation_key
    note_deed(invitation.wave, deed, by=by, now=now, organisation=organisation, reason=reason.strip()[:300])
    _access_log.info("%s of invitation %s, wave %s, by user %s", deed, invitation.pk, invitation.wave.key, by.pk)


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
