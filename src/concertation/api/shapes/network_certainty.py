"""How sure a network is: readings, intervals, tests, turnover."""

from __future__ import annotations

from datetime import date

from concertation.api.shapes.basic import Shape
from concertation.api.shapes.findings import Result


class CertaintyMethod(Shape):
    label: str
    definition: str
    caution: str
    reference: str


class ReadFigure(Shape):
    measure: str
    label: str
    readings: dict[str, Result]
    shift: float | None = None


class BridgingRead(Shape):
    key: str
    value: float
    low: float | None = None
    high: float | None = None


class MovedRead(Shape):
    key: str
    measure: str
    values: dict[str, float]
    shift: float


class WordsRead(Shape):
    size: int | None = None
    heard: int | None = None
    pairs: int | None = None
    told_by_both: int | None = None
    unanswered: int | None = None
    figures: list[ReadFigure] | None = None
    bridging: dict[str, list[BridgingRead]] | None = None
    moved: list[MovedRead] | None = None
    missing: list[str] | None = None


class SilentFigure(Shape):
    measure: str
    label: str
    result: Result
    as_told: float | None = None


class SilenceRead(Shape):
    survey: str | None = None
    partnership: str | None = None
    size: int | None = None
    heard: int | None = None
    silent: list[str] | None = None
    figures: list[SilentFigure] | None = None
    bridging: list[BridgingRead] | None = None
    method: CertaintyMethod | None = None
    missing: list[str] | None = None


class TestedFigure(Shape):
    """A figure beside what chance gives."""

    result: Result
    usual_low: float | None = None
    usual_high: float | None = None
    p: float | None = None
    permutations: int
    seed: int


class PairOfKinds(TestedFigure):
    one: str
    other: str
    organisations: int


class ExplainingKind(TestedFigure):
    kind: str


class ExplainedKind(Shape):
    kind: str
    organisations: int
    by: list[ExplainingKind] | None = None
    r_squared: float | None = None
    pairs: int | None = None
    method: CertaintyMethod | None = None
    missing: list[str] | None = None


class TogetherRead(Shape):
    kinds: list[str] | None = None
    without_ties: list[str] | None = None
    pairs: list[PairOfKinds] | None = None
    explained: ExplainedKind | None = None
    method: CertaintyMethod | None = None


class TurnoverRead(Shape):
    kept: int
    formed: int
    dissolved: int
    unknown: int


class ChangedFigure(TestedFigure):
    measure: str
    label: str
    organisations: int
    value_before: float | None = None
    value_after: float | None = None


class ChangeOfNetwork(Shape):
    before: date | None = None
    after: date | None = None
    organisations: int | None = None
    ties: TurnoverRead | None = None
    stability: float | None = None
    figures: list[ChangedFigure] | None = None
    method: CertaintyMethod | None = None
    missing: list[str] | None = None


class NetworkCertainty(Shape):
    as_of: date
    compared_with: date
    is_waiting: bool
    words: WordsRead
    silence: SilenceRead
    together: TogetherRead | None = None
    change: ChangeOfNetwork | None = None
