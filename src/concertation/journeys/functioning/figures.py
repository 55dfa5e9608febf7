"""The figures of a wave as plain values: what a page shows, what is published, what programs and files get."""

from __future__ import annotations

from typing import Literal, TypedDict

from concertation.core.estimate import Estimate, Suppressed, Unknown
from concertation.core.text import Text

State = Literal["known", "suppressed", "unknown"]


class Told(TypedDict):
    """Words in both languages."""

    en: str
    fr: str


class Figure(TypedDict):
    """One figure with its bounds; where it is not there, ``why``: never a zero, never a blank."""

    state: State
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    coverage: float | None
    method: str
    why: Told | None


class SilenceFigures(TypedDict):
    """How far a score could move if those who were silent had answered; null where it cannot be said."""

    silent: int | None
    worst: float | None
    best: float | None
    plausible_low: float | None
    plausible_high: float | None
    why: Told | None


class ItemFigures(TypedDict):
    """One sentence, its mean to one decimal, and how people answered it to the nearest tenth."""

    item: str
    text: Told
    is_reversed: bool
    score: float | None
    people: int
    below: float | None
    middle: float | None
    above: float | None
    silent: float | None


class Evidence(TypedDict):
    """A record behind a marker."""

    kind: str
    key: str


class Marker(TypedDict):
    """What the register shows of a factor; ``band`` is null where it is unknown."""

    indicator: str
    name: Told
    words: Told
    band: int | None
    definition: Told
    caution: Told
    missing: list[Told]
    evidence: list[Evidence]
    evidence_count: int


class FactorFigures(TypedDict):
    """One factor of ten."""

    factor: str
    name: Told
    definition: Told
    score: Figure
    by_people: Figure
    spread: str
    people: int
    organisations: int | None
    band: str | None
    band_is_sure: bool
    alpha: Figure
    omega: Figure
    agreement: Figure
    agreement_skewed: Figure
    deviation: Figure
    has_consensus: bool | None
    silence: SilenceFigures
    change: Figure
    markers: list[Marker]
    findings: list[Told]
    items: list[ItemFigures]


class GroupFigures(TypedDict):
    """What one group of partners says of one factor."""

    factor: str
    cut: str
    group: str
    score: Figure


class DifferenceFigures(TypedDict):
    """First group minus second."""

    factor: str
    cut: str
    first: str
    second: str
    difference: Figure


class LeverFigures(TypedDict):
    """A factor to work on first, and the sentences under it, lowest first."""

    factor: str
    pull: float
    distance: float
    importance: float
    agreement: float
    items: list[str]


class ResponseFigures(TypedDict):
    """Who was asked and who was heard; ``silent`` are keys of organisations, empty in what is published."""

    members: int
    organisations: int
    organisation_rate: float
    invited: int | None
    heard: int
    response_rate: float | None
    silent: list[str]


class EarlierScores(TypedDict):
    """An earlier wave by its scores alone."""

    wave: str
    name: Told
    closed_on: str
    scores: dict[str, float | None]
    response_rate: float | None


class WaveFigures(TypedDict):
    """All that is shown of one wave."""

    wave: str
    partnership: str
    name: Told
    mode: str
    opened_on: str
    closed_on: str
    questions: dict[str, str]
    response: ResponseFigures
    mean: Figure
    geometric_mean: Figure
    minimum: Figure
    weakest: list[str]
    factors: list[FactorFigures]
    levers: list[LeverFigures]
    groups: list[GroupFigures]
    differences: list[DifferenceFigures]
    since: Told | None
    earlier: list[EarlierScores]


Answer = Estimate | Unknown | Suppressed


def told(text: Text) -> Told:
    """Both sides of a text."""
    return {"en": text.en, "fr": text.fr}


def figure_of(answer: Answer) -> Figure:
    """One answer of a measure, with its reason where there is no value."""
    if isinstance(answer, Estimate):
        return {
            "state": "known",
            "value": rounded(answer.value),
            "low": rounded(answer.low),
            "high": rounded(answer.high),
            "n": answer.n,
            "coverage": rounded(answer.coverage),
            "method": answer.method,
            "why": None,
        }
    return without_value(*((answer.why,) if isinstance(answer, Suppressed) else answer.missing), answer=answer)


def without_value(*why: Text, answer: Unknown | Suppressed) -> Figure:
    """A figure that is not there, and why."""
    words = told(Text(en=" ".join(one.en for one in why), fr=" ".join(one.fr for one in why))) if why else None
    state: State = "suppressed" if isinstance(answer, Suppressed) else "unknown"
    return empty_figure(state, words)


def empty_figure(state: State = "unknown", why: Told | None = None) -> Figure:
    """A figure that is not there."""
    return {
        "state": state,
        "value": None,
        "low": None,
        "high": None,
        "n": None,
        "coverage": None,
        "method": "",
        "why": why,
    }


def rounded(value: float | None) -> float | None:
    """To the hundredth: more would promise what answers on five points do not hold."""
    return None if value is None else round(float(value), 2)
