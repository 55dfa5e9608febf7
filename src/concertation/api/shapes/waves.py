"""Surveys of partners, and how far each is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from concertation.api.shapes.basic import Links, Names, Shape, Value


class WaveOfPartnership(Shape):
    key: str
    names: Names
    mode: Literal["confidential", "anonymous"]
    state: Literal["draft", "open", "closed"]
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
