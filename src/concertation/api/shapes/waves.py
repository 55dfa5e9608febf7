"""Surveys of partners, and how far each is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from concertation.api.shapes.basic import Links, Names, Shape, Value


class WaveOfPartnership(Shape):
    key: str
    names: Names
    mode: Literal["confidential", "anonymous"]
    state: Literal["draft", "open", "closed"]
    meeting: str | None = None
    closes_on: date
    opened_at: datetime | None = None
    closed_at: datetime | None = None


class Waves(Shape):
    total: int
    page: int
    pages: int
    waves: list[WaveOfPartnership]
    links: Links


class Participation(Shape):
    """People at each step; what an anonymous survey does not know is unknown, not nought."""

    invited: Value
    written_to: Value
    begun: Value
    answered: Value
    declined: Value
    undelivered: Value
    without_address: Value
    organisations: Value
    organisations_heard: Value


class HeardOrganisation(Shape):
    organisation: str
    label: str
    people: int
    answered: int


class WaveProgress(WaveOfPartnership):
    participation: Participation
    heard: list[HeardOrganisation]


class NewWave(Shape):
    """All of it may be absent: what is proposed stands instead."""

    name_en: Annotated[str, Field(max_length=200)] | None = None
    name_fr: Annotated[str, Field(max_length=200)] | None = None
    instrument: Literal["functioning", "meeting", "creation"] | None = None
    mode: Literal["confidential", "anonymous"] | None = None
    has_roster: bool | None = None
    meeting: Annotated[str, Field(max_length=80)] | None = None
    closes_on: date | None = None
    consent_en: Annotated[str, Field(max_length=5_000)] | None = None
    consent_fr: Annotated[str, Field(max_length=5_000)] | None = None
    months_kept: Annotated[int, Field(ge=1, le=120)] | None = None


class PersonToAsk(Shape):
    organisation: Annotated[str, Field(min_length=1, max_length=80)]
    name: Annotated[str, Field(max_length=200)] = ""
    email: Annotated[str, Field(max_length=254)] = ""
    language: Literal["en", "fr"] = "en"


class PeopleToAsk(Shape):
    people: Annotated[list[PersonToAsk], Field(min_length=1, max_length=5_000)]


class PeopleAdded(Shape):
    added: int
    already: int


class MessagesSent(Shape):
    left: int
    undelivered: int
    held_back: int


class WaveWritten(WaveOfPartnership):
    messages: MessagesSent | None = None
    work: int | None = None


class ReminderWanted(Shape):
    is_anyway: bool = False


class LastDay(Shape):
    closes_on: date
