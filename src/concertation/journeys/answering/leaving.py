"""Asking not to be written to again, and having one’s answers deleted."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from concertation.journeys.answering.doors import Door
from concertation.journeys.answering.drafts import forget_draft
from concertation.store.models.surveys import SurveyInvitation, SurveyResponse, WaveEvent


def decline(invitation: SurveyInvitation, *, declines: bool = True) -> None:
    """No message of this wave goes to the person any more, or they go again."""
    SurveyInvitation.objects.filter(pk=invitation.pk).update(has_declined=declines)


def delete_answers(door: Door) -> bool:
    """Deletes for good what can be found: the draft, and in a confidential wave what was sent; whether any was sent.

    The trace of the wave says that a response was deleted at the request of its author, and no more.
    """
    with transaction.atomic():
        forget_draft(door)
        if door.is_anonymous:
            return False
        deleted, _ = SurveyResponse.objects.filter(invitation=door.invitation).delete()
        own = SurveyInvitation.objects.filter(pk=door.invitation.pk)
        own.update(has_begun=False, has_answered=False)
        if deleted:
            WaveEvent.objects.create(wave=door.wave, made_at=timezone.now(), made_by_name="", deed="deleted_on_request")
    return bool(deleted)
