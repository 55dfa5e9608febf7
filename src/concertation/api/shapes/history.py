"""Changes, with each fact before and after, and taking one back."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from concertation.api.shapes.basic import Fact, Links, Shape, Value
from concertation.api.shapes.register import ChangeRead


class UndoWanted(Shape):
    reason: Annotated[str, Field(max_length=2000)] = ""


class Undone(Shape):
    change: int
    facts: int


class EditRead(Shape):
    slot: str
    label: str
    before: Value | None = None
    after: Value


class FactChangeRead(Shape):
    deed: Literal["added", "changed", "removed"]
    fact: Fact
    edits: list[EditRead]


class ChangeWhole(ChangeRead):
    facts: list[FactChangeRead]
    unlisted: int


class ChangePage(Shape):
    total: int
    changes: list[ChangeRead]
    links: Links


class History(Shape):
    total: int
    page: int
    pages: int
    changes: list[ChangeWhole]
    links: Links
