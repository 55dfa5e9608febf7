"""The entrance and the overview."""

from __future__ import annotations

from datetime import date, datetime

from concertation.api.shapes.basic import Names, Reference, Shape
from concertation.api.shapes.findings import Result


class Resource(Shape):
    """One thing at the entrance."""

    name: str
    href: str
    summary: str


class Entrance(Shape):
    version: str
    state: int
    you: Caller
    resources: list[Resource]


class Caller(Shape):
    name: str
    may_write: bool
    may_edit: bool
    may_see_history: bool
    may_see_contacts: bool
    may_see_restricted: bool


class TypeCount(Shape):
    result: Result
    count: int
    by_basis: dict[str, int]


class TypeCounts(Shape):
    facet: str
    label: str
    values: list[TypeCount]


class Emerging(Shape):
    partnership: Reference
    stage: Result
    on: date | None = None
    is_dated: bool
    origin: Reference | None = None


class Matter(Shape):
    kind: str
    partnership: Reference
    on: date | None = None
    count: int
    record: Names | None = None


class ChangeRead(Shape):
    id: int
    made_at: datetime
    made_by: str
    kind: str
    reason: str
    may_be_undone: bool
    href: str


class Overview(Shape):
    as_of: date
    counts: dict[str, int]
    documented: list[Reference]
    types: list[TypeCounts]
    emerging: list[Emerging]
    matters: list[Matter]
    matter_counts: dict[str, int]
    changes: list[ChangeRead]


class Found(Shape):
    kind: str
    key: str
    label: str
    names: Names
    note: str | None = None
    href: str


class FoundPage(Shape):
    found: list[Found]
