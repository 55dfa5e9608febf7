"""Networks: their kinds, nodes, ties and measures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from concertation.api.shapes.basic import Links, Reference, Shape
from concertation.api.shapes.findings import Result


class NetworkLinks(Shape):
    self: str
    nodes: str
    ties: str
    measures: str
    graph: str


class NetworkKindRead(Shape):
    id: str
    label: str
    definition: str
    weight: str
    is_directed: bool
    reads: list[str]
    href: str


class Networks(Shape):
    as_of: date
    networks: list[NetworkKindRead]


class NetworkRead(Shape):
    as_of: date
    window_from: date | None = None
    network: NetworkKindRead
    caption: str
    legend: str
    nodes: int
    ties: int
    statuses: dict[str, int]
    is_weighted: bool
    has_answers: bool
    remarks: list[str]
    links: NetworkLinks


class NetworkRow(Shape):
    values: dict[str, str | bool | int | float | list[str]]
    unknown: list[str]


class NetworkPage(Shape):
    as_of: date
    window_from: date | None = None
    caption: str
    total: int
    page: int
    pages: int
    columns: list[str]
    rows: list[NetworkRow]
    approximations: list[str]
    remarks: list[str]
    links: Links


class NetworkFigure(Shape):
    measure: str
    label: str
    unit: str
    result: Result
    is_exact: bool | None = None
    how: str | None = None
    error: float | None = None
    seed: int | None = None


class NetworkMeasures(Shape):
    as_of: date
    window_from: date | None = None
    caption: str
    measures: list[NetworkFigure]
    remarks: list[str]


class MeasuringLinks(Shape):
    self: str
    result: str


class NetworkMeasuring(Shape):
    state: Literal["waiting", "running", "done", "failed", "cancelled", "lost"]
    asked_at: datetime
    percent: int | None = None
    links: MeasuringLinks


class NetworkTie(Shape):
    other: Reference
    direction: Literal["out", "in", "both"]
    status: Literal["confirmed", "claimed", "disputed", "recorded"]
    weight: float | None = None
    own_word: Literal["tells", "denies", "silent", "unknown"] | None = None
    other_word: Literal["tells", "denies", "silent", "unknown"] | None = None
    own_intensity: float | None = None
    other_intensity: float | None = None
    layers: list[str]
    tellings: int
    recorded: int


class NetworkAround(Shape):
    as_of: date
    window_from: date | None = None
    caption: str
    node: Reference
    ties: list[NetworkTie]
    remarks: list[str]


class NetworkSentence(Shape):
    id: str
    heading: Literal["holds", "missing", "changed"]
    text: str
    caution: str | None = None
    strength: float
    figures: dict[str, float]
    measures: list[str]
    about: list[Reference]


class NetworkSentences(Shape):
    as_of: date
    compared_with: date | None = None
    is_waiting: bool
    sentences: list[NetworkSentence]
