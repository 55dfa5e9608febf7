"""One organisation, organisations that may be one, and making two into one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

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


class MergeWanted(Shape):
    absorbed: Annotated[str, Field(min_length=1, max_length=80)]
    choices: dict[str, Literal["kept", "absorbed"]] = Field(default_factory=dict)
    is_preview: bool = False
    seen: Annotated[str, Field(max_length=64)] | None = None
    reason: Annotated[str, Field(max_length=2000)] = ""


class ComparedSlot(Shape):
    slot: str
    label: str
    kept: Value
    absorbed: Value
    side: Literal["kept", "absorbed"]
    is_conflict: bool
    becomes: Literal["name", "statement"] | None = None


class MergeRead(Shape):
    is_written: bool
    key: str
    absorbed: str
    seen: str
    slots: list[ComparedSlot]
    moved: dict[str, int]
    folded: dict[str, int]
    dropped: dict[str, int]
    answer: Value
    reasons: list[DoubleReason]
    change: int | None = None
    facts: int | None = None
