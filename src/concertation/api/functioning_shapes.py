"""What the answers on functioning look like."""

from __future__ import annotations

from datetime import date
from typing import Literal

from concertation.api.shapes import Result, Shape


class WaveLine(Shape):
    key: str
    name: str
    mode: Literal["confidential", "anonymous"]
    state: Literal["open", "closed"]
    opened_on: date
    closes_on: date
    is_published: bool
    answers_deleted: bool
    href: str


class Heard(Shape):
    members: int
    organisations: int
    organisation_rate: float
    invited: int | None = None
    heard: int
    response_rate: float | None = None
    silent: list[str]


class SilenceBounds(Shape):
    silent: int | None = None
    worst: float | None = None
    best: float | None = None
    plausible_low: float | None = None
    plausible_high: float | None = None
    why: str | None = None


class ItemRead(Shape):
    item: str
    text: str
    is_reversed: bool
    score: float | None = None
    people: int
    below: float | None = None
    middle: float | None = None
    above: float | None = None
    silent: float | None = None


class MarkerEvidence(Shape):
    kind: str
    key: str


class MarkerRead(Shape):
    indicator: str
    name: str
    words: str
    band: int | None = None
    definition: str
    caution: str
    missing: list[str]
    evidence: list[MarkerEvidence]
    evidence_count: int


class FactorRead(Shape):
    factor: str
    name: str
    definition: str
    score: Result
    by_people: Result
    spread: Literal["interval", "range", "none"]
    people: int
    organisations: int | None = None
    band: Literal["low", "mixed", "good"] | None = None
    band_is_sure: bool
    alpha: Result
    omega: Result
    agreement: Result
    agreement_skewed: Result
    deviation: Result
    has_consensus: bool | None = None
    silence: SilenceBounds
    change: Result
    markers: list[MarkerRead]
    findings: list[str]
    items: list[ItemRead]


class GroupRead(Shape):
    factor: str
    cut: str
    group: str
    score: Result


class DifferenceRead(Shape):
    factor: str
    cut: str
    first: str
    second: str
    difference: Result


class LeverRead(Shape):
    factor: str
    pull: float
    distance: float
    importance: float
    agreement: float
    items: list[str]


class EarlierWave(Shape):
    wave: str
    name: str
    closed_on: date
    scores: dict[str, float]
    response_rate: float | None = None


class WaveQuestions(Shape):
    code: str
    version: str
    digest_en: str
    digest_fr: str


class WaveFigures(Shape):
    wave: str
    partnership: str
    name: str
    mode: Literal["confidential", "anonymous"]
    opened_on: date
    closed_on: date
    questions: WaveQuestions
    response: Heard
    mean: Result
    geometric_mean: Result
    minimum: Result
    weakest: list[str]
    factors: list[FactorRead]
    levers: list[LeverRead]
    groups: list[GroupRead]
    differences: list[DifferenceRead]
    since: str | None = None
    earlier: list[EarlierWave]


class FunctioningRead(Shape):
    partnership: str
    standing: Literal["none", "open", "kept_back", "silent", "deleted", "shown"]
    waves: list[WaveLine]
    wave: WaveLine | None = None
    is_frozen: bool
    published_on: date | None = None
    figures: WaveFigures | None = None
