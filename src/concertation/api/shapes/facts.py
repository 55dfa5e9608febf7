"""All kinds of facts, and what programs write."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from concertation.api.shapes.basic import Fact, Links, Shape, Value


class FactPage(Shape):
    kind: str
    label: str
    total: int
    state: int
    facts: list[Fact]
    removed: list[str] | None = None
    links: Links


class FactRead(Shape):
    fact: Fact
    version: int
    statements: list[Fact]


class KindField(Shape):
    slot: str
    label: str
    help: str | None = None
    type: str
    is_required: bool
    scheme: str | None = None
    refers_to: str | None = None
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None


class KindOfFact(Shape):
    id: str
    label: str
    plural: str
    definition: str
    is_dated: bool
    is_event: bool
    is_restricted: bool
    is_open_to_you: bool
    fields: list[KindField]
    filters: list[str]
    href: str


class Kinds(Shape):
    kinds: list[KindOfFact]


class NewFact(Shape):
    values: dict[str, Any]
    key: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    reason: Annotated[str, Field(max_length=2000)] = ""


class CorrectedFact(Shape):
    values: dict[str, Any] = Field(default_factory=dict)
    unknown: list[str] = Field(default_factory=list)
    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class Kept(Shape):
    """A part that someone else changed meanwhile."""

    slot: str
    before: Value
    theirs: Value
    mine: Value


class Written(Shape):
    fact: Fact
    version: int
    change: int | None = None
    is_changed: bool
    merged: list[Kept]


class Removed(Shape):
    change: int
    key: str
