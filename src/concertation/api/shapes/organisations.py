"""One organisation, and organisations that may be one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from concertation.api.shapes.basic import Fact, Links, Reference, Shape, Value
from concertation.api.shapes.partnerships import Rights, StripCell


class Belonging(Shape):
    membership: Fact
    partnership: Reference
    roles: list[Fact]
    is_current: bool
    strip: list[StripCell]
    attended: int
    meetings: int


class TieRead(Shape):
    other: Reference
    kind: str
    label: str
    voices: Literal["both", "here", "there"]
    ties: list[Fact]


class OrganisationRead(Shape):
    as_of: date
    known_at: datetime | None = None
    organisation: Fact
    rights: Rights
    other_names: list[Fact]
    identifiers: list[Fact]
    sectors: list[Fact]
    areas: list[Fact]
    sites: list[Fact]
    people: list[Fact]
    partnerships: list[Belonging]
    ties: list[TieRead]
    contributions: list[Fact]
    agreements: list[Fact]
    statements: list[Fact]
    links: dict[str, str]


class DoubleReason(Shape):
    says: str
    bits: float


class PossibleDouble(Shape):
    one: Reference
    other: Reference
    log_odds: float
    probability: float
    band: Literal["sure", "likely", "possible"]
    answer: Value
    reasons: list[DoubleReason]


class Doubles(Shape):
    total: int
    is_current: bool
    is_under_way: bool
    compared: int
    page: int
    pages: int
    doubles: list[PossibleDouble]
    links: Links
