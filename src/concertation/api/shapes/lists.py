"""Lists, their facets and their crossings."""

from __future__ import annotations

from datetime import date

from concertation.api.shapes.basic import Links, Shape


class Row(Shape):
    key: str
    label: str
    values: dict[str, str | bool | int | float | list[str]]
    unknown: list[str]
    absent: list[str]
    words: dict[str, str | list[str]]
    href: str


class ColumnShown(Shape):
    id: str
    label: str
    is_shown: bool
    fields: list[str]
    sorts: list[str]


class ListPage(Shape):
    as_of: date
    total: int
    groups: int
    of: int
    page: int
    pages: int
    sort: str
    columns: list[ColumnShown]
    rows: list[Row]
    links: Links


class FacetValue(Shape):
    code: str
    label: str
    records: int
    groups: int
    is_included: bool
    is_excluded: bool


class FacetCounts(Shape):
    id: str
    label: str
    is_multiple: bool
    is_open: bool
    values: list[FacetValue]


class Facets(Shape):
    as_of: date
    total: int
    facets: list[FacetCounts]


class CrossLine(Shape):
    code: str
    label: str
    total: int


class CrossCell(Shape):
    down: str
    across: str
    count: int
    share: float | None = None


class Crossed(Shape):
    as_of: date
    down: str
    across: str
    share_of: str | None = None
    total: int
    left_out: int
    overlaps: bool
    rows: list[CrossLine]
    columns: list[CrossLine]
    cells: list[CrossCell]


class Day(Shape):
    on: date
    count: int


class Chronology(Shape):
    days: list[Day]
