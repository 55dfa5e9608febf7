"""A personal link handed over by hand: to somebody without an e-mail address, or whom no message reaches."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from concertation.journeys.waves.finding import require_running, wrong_state
from concertation.journeys.waves.links import issue_link
from concertation.journeys.waves.messages import ANSWER, address_of, language_of
from concertation.journeys.waves.trace import note_deed
from concertation.store.models.surveys import SurveyInvitation, Wave


def hand_over(wave: Wave, person: SurveyInvitation, *, by: User | None, now: datetime, base: str) -> str:
    """The whole address of a new link, shown once; that it was shown stays in the trace. The wave must be open."""
    require_running(by, wave.partnership_key)
    if wave.state != Wave.State.OPEN:
        raise wrong_state(wave)
    link = address_of(ANSWER, issue_link(person), language_of(person), base.rstrip("/"))
    SurveyInvitation.objects.filter(pk=person.pk, invited_at__isnull=True).update(invited_at=now)
    note_deed(wave, "link_given", by=by, now=now, organisation=person.organisation_key)
    return link
