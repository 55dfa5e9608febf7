"""A table with three members, the people who speak for them, and waves prepared from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import User
from tests.store.smallest import add

from concertation.journeys.permission import give_role
from concertation.journeys.waves.opening import open_wave
from concertation.journeys.waves.preparing import prepare_wave, propose_draft
from concertation.journeys.waves.sending import Sent, send_messages
from concertation.journeys.waves.words import Occasion
from concertation.store.models.surveys import SurveyInvitation, Wave, WaveEvent

TABLE = "table-1"
BASE = "https://register.example.org"
# Noon in Winnipeg.
NOW = datetime(2026, 4, 10, 17, 0, tzinfo=UTC)
TODAY = date(2026, 4, 10)
# Two people for the first, one for the others; the third is written to in French.
PEOPLE = (("house-1", "Ana", "en"), ("house-1", "Bo", "en"), ("house-2", "Cy", "en"), ("house-3", "Dée", "fr"))


def set_table() -> str:
    """Writes the table, its members and their people."""
    add("partnership", key=TABLE, name_en="Harbour Table", name_fr="Table du havre", since=date(2020, 1, 1))
    for number in (1, 2, 3):
        add("organisation", key=f"house-{number}", name_en=f"House {number}", name_fr=f"Maison {number}")
        add("membership", key=f"seat-{number}", partnership=TABLE, organisation=f"house-{number}")
    for house, name, language in PEOPLE:
        key, email = f"person-{name}", f"{name[0].lower()}@example.org"
        add("representative", key=key, organisation=house, name=name, email=email, language=language)
        add("representation", membership=house.replace("house", "seat"), representative=key)
    return TABLE


def draft(**changes: Any) -> Wave:
    """A wave prepared by nobody in particular; ``changes`` replace parts of what is proposed."""
    return prepare_wave(TABLE, replace(propose_draft(TABLE, today=TODAY), **changes), by=None, now=NOW)


def opened(**changes: Any) -> Wave:
    """The same, open."""
    return open_wave(draft(**changes), by=None, now=NOW)


def send(wave: Wave, occasion: Occasion = "invitation", *, now: datetime = NOW, **told: Any) -> Sent:
    """Writes to those of the plan."""
    return send_messages(wave, occasion, by=None, now=now, base=BASE, **told)


def person(wave: Wave, name: str) -> SurveyInvitation:
    """The invitation of somebody, as it is now."""
    return wave.invitations.get(name=name)


def coordinator(name: str = "rosa", table: str = TABLE) -> User:
    """Somebody who may question the partners of the table."""
    user = User.objects.create_user(name, email=f"{name}@example.org", first_name="Rosa", last_name="Lee")
    give_role(user=user, role="coordinator", partnership=table)
    return user


def steward() -> User:
    """Somebody who may read answers."""
    user = User.objects.create_user("stewart", first_name="Stéphane")
    give_role(user=user, role="steward")
    return user


def last_deed(wave: Wave) -> WaveEvent:
    """The latest line of its trace."""
    return wave.events.all()[0]
