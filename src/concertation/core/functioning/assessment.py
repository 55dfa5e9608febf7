"""One wave of one partnership, read by a table: every figure with how sure it is, or why it is not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from concertation.core.errors import InvalidData
from concertation.core.estimate import Estimate, Suppressed, Unknown
from concertation.core.functioning import reasons
from concertation.core.functioning.aggregates import aggregate_factors
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.levers import rank_levers, score_items
from concertation.core.functioning.measures import measure_factors, with_omega_limits
from concertation.core.functioning.silence import response, silent_organisations
from concertation.core.text import Text

Row = Mapping[str, Any]
Answer = Estimate | Unknown | Suppressed
Band = Literal["low", "mixed", "good"]
Spread = Literal["interval", "range", "none"]


@dataclass(frozen=True, slots=True)
class Silence:
    """How far a score could move: ``silent`` units would have to say 1 (``worst``) or 5 (``best``).

    ``plausible`` has them answer like the lowest and the highest third of those heard, null where a third is too few.
    """

    silent: int
    worst: float
    best: float
    plausible: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class FactorAssessment:
    """All that can be said of one factor.

    ``score`` is the mean of organisations and ``by_respondents`` that of people; in anonymous waves the first is
    unknown and the second carries the interval. ``band`` is a convention: where the score stands to one decimal, and
    ``band_is_sure`` whether the whole interval stands there.
    """

    factor: str
    score: Answer
    by_respondents: Answer
    spread: Spread
    respondents: int
    organisations: int | None
    band: Band | None
    band_is_sure: bool
    alpha: Answer
    omega: Answer
    agreement: Answer
    agreement_skewed: Answer
    deviation: Answer
    has_consensus: bool | None
    silence: Silence | Unknown | Suppressed


@dataclass(frozen=True, slots=True)
class Response:
    """Who was asked and who was heard, organisations and people; ``silent`` are the organisations not heard."""

    members: int
    organisations: int
    organisation_rate: float
    invited: int | None
    heard: int
    response_rate: float | None
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemScore:
    """The mean of one item to one decimal, null under the floor."""

    item: str
    score: float | None
    respondents: int


@dataclass(frozen=True, slots=True)
class Lever:
    """A factor to work on, ``pull`` = distance × importance × agreement, with its items, lowest first."""

    factor: str
    pull: float
    distance: float
    importance: float
    agreement: float
    items: tuple[ItemScore, ...]


@dataclass(frozen=True, slots=True)
class WaveAssessment:
    """A wave of one partnership: response, factors in alphabetical order, the ten together, and three levers."""

    partnership: str
    is_anonymous: bool
    response: Response
    factors: tuple[FactorAssessment, ...]
    mean: Answer
    geometric_mean: Answer
    minimum: Answer
    weakest: tuple[str, ...]
    levers: tuple[Lever, ...]


def assess(
    answers: pl.DataFrame,
    items: pl.DataFrame,
    *,
    participation: pl.DataFrame,
    conventions: FunctioningConventions,
    importance: Mapping[str, float] | None = None,
    highest: int = 5,
    seed: int | None = None,
) -> WaveAssessment:
    """Everything that a table looks at together, of one wave of one partnership.

    ``answers`` and ``items`` have the columns of ``scoring``, ``participation`` those of ``intervals``: every member
    organisation, heard or not. In anonymous waves ``organisation`` is null in all answers; the number of organisations
    heard is then that of participation. ``importance`` is that of ``rank_levers``. With a ``seed`` ω has its interval,
    for which respondents are drawn; without, it stands alone. What may not be shown is ``Suppressed``, what cannot be
    said ``Unknown``, each with its reason. Raises ``InvalidData`` for answers of several partnerships, of none that
    participation names, or that name organisations for some people and not for others.

    For many partnerships at once: ``measure_factors``, of which these are the values.
    """
    partnership = _only_partnership(answers, participation)
    told = response(participation)
    measures = measure_factors(answers, items, participation, conventions=conventions, highest=highest)
    is_anonymous = bool(measures["is_anonymous"].any())
    measures = measures if seed is None else with_omega_limits(measures, answers, items, seed=seed, highest=highest)
    main = "score_by_respondents" if is_anonymous else "score"
    shown = measures.with_columns(pl.col(main).alias("score"))
    levers = rank_levers(shown, conventions=conventions, importance=importance)
    item_scores = score_items(answers, items, heard=told, conventions=conventions, highest=highest)
    around = told.row(0, named=True)
    together = aggregate_factors(shown, conventions=conventions).row(0, named=True)
    return WaveAssessment(
        partnership=partnership,
        is_anonymous=is_anonymous,
        response=_response(around, tuple(sorted(silent_organisations(participation)["organisation"]))),
        factors=tuple(_factor(row, around, conventions) for row in measures.iter_rows(named=True)),
        mean=_together(together, "mean"),
        geometric_mean=_together(together, "geometric_mean"),
        minimum=_together(together, "minimum"),
        weakest=tuple(together["weakest"] or ()),
        levers=tuple(_lever(row, item_scores) for row in levers.iter_rows(named=True)),
    )


def band_of(score: float, *, conventions: FunctioningConventions) -> Band:
    """Low from 1.0 to 2.9, mixed from 3.0 to 3.9, good from 4.0: a convention, on the score to one decimal."""
    shown = int(score * 10 + 0.5 + 1e-9) / 10
    if shown >= conventions.good_from:
        return "good"
    return "mixed" if shown >= conventions.mixed_from else "low"


def _only_partnership(answers: pl.DataFrame, participation: pl.DataFrame) -> str:
    named = set(participation["partnership"]) | set(answers["partnership"])
    if len(named) != 1 or not len(participation) or not len(answers):
        raise InvalidData(count=1, listing="answers and participation of one partnership, the same")
    nameless = answers["organisation"].null_count()
    if nameless not in {0, len(answers)}:
        raise InvalidData(count=1, listing="answers name organisations for some people and not for others")
    return str(next(iter(named)))


def _response(row: Row, silent: tuple[str, ...]) -> Response:
    return Response(silent=silent, **{name: row[name] for name in Response.__slots__ if name != "silent"})


def _factor(row: Row, around: Row, conventions: FunctioningConventions) -> FactorAssessment:
    anonymous = bool(row["is_anonymous"])
    main = row["score_by_respondents"] if anonymous else row["score"]
    band = None if main is None else band_of(main, conventions=conventions)
    ends = [band_of(row[end], conventions=conventions) for end in ("low", "high") if row[end] is not None]
    agreement = _of_people(row, "agreement", "r_wg(j), uniform", reasons.ITEM_UNANSWERED, conventions)
    return FactorAssessment(
        factor=row["factor"],
        score=_score(row, around, conventions),
        by_respondents=_by_respondents(row, around, conventions),
        spread=_spread(row),
        respondents=row["respondents"],
        organisations=row["organisations"],
        band=band,
        band_is_sure=len(ends) == 2 and set(ends) == {band},
        alpha=_reliability(row, "alpha", conventions),
        omega=_reliability(row, "omega", conventions),
        agreement=agreement,
        agreement_skewed=_of_people(
            row, "agreement_skewed", "r_wg(j), slightly skewed", reasons.ITEM_UNANSWERED, conventions
        ),
        deviation=_of_people(row, "deviation", "AD_M(j)", reasons.ITEM_UNANSWERED, conventions),
        has_consensus=agreement.value >= conventions.consensus if isinstance(agreement, Estimate) else None,
        silence=_silence(row, conventions),
    )


def _spread(row: Row) -> Spread:
    if row["low"] is None:
        return "none"
    return "interval" if row["is_interval"] else "range"


def _absent(row: Row, conventions: FunctioningConventions, why: Text) -> Unknown | Suppressed:
    """Why a figure is not there: the floor, silence, or what the figure itself needs."""
    if row["is_suppressed"]:
        return Suppressed(reasons.floor(conventions))
    return Unknown((reasons.NOBODY if row["respondents"] == 0 else why,))


def _score(row: Row, around: Row, conventions: FunctioningConventions) -> Answer:
    if row["is_anonymous"] or row["score"] is None:
        return _absent(row, conventions, reasons.ANONYMOUS)
    n = row["organisations"]
    method = "student-organisations" if row["is_interval"] else "range-organisations"
    return Estimate(row["score"], n, n / around["members"], method, row["low"], row["high"])


def _by_respondents(row: Row, around: Row, conventions: FunctioningConventions) -> Answer:
    if row["is_weighting_suppressed"]:
        return Suppressed(reasons.WEIGHTINGS)
    if row["score_by_respondents"] is None:
        return _absent(row, conventions, reasons.NOBODY)
    n = row["respondents"]
    coverage = n / around["invited"] if around["invited"] else around["organisation_rate"]
    if not row["is_anonymous"]:
        return Estimate(row["score_by_respondents"], n, min(1.0, coverage), "mean-respondents")
    method = "bootstrap-respondents" if row["is_interval"] else "range-respondents"
    return Estimate(row["score_by_respondents"], n, min(1.0, coverage), method, row["low"], row["high"])


def _reliability(row: Row, name: str, conventions: FunctioningConventions) -> Answer:
    value = row[name]
    if value is not None:
        low, high = (row.get(f"{name}_{end}") for end in ("low", "high"))
        return Estimate(value, row["respondents"], 1.0, name, low, high)
    if row["respondents"] < conventions.respondents_for_reliability:
        return _absent(row, conventions, reasons.too_few_for_reliability(row["respondents"], conventions))
    return _absent(row, conventions, reasons.NOT_SETTLED)


def _of_people(row: Row, name: str, method: str, why: Text, conventions: FunctioningConventions) -> Answer:
    value = row[name]
    return _absent(row, conventions, why) if value is None else Estimate(value, row["respondents"], 1.0, method)


def _silence(row: Row, conventions: FunctioningConventions) -> Silence | Unknown | Suppressed:
    if row["worst"] is None:
        return _absent(row, conventions, reasons.INVITED)
    plausible = (row["plausible_low"], row["plausible_high"]) if row["plausible_low"] is not None else None
    return Silence(row["silent"], row["worst"], row["best"], plausible)


def _together(row: Row, name: str) -> Answer:
    if row[name] is None:
        return Unknown((reasons.FACTORS,))
    return Estimate(row[name], row["known"], row["known"] / row["asked"], name.replace("_", "-"))


def _lever(row: Row, item_scores: pl.DataFrame) -> Lever:
    of_factor = item_scores.filter(pl.col("factor") == row["factor"])
    return Lever(
        items=tuple(ItemScore(*line) for line in of_factor.select("item", "score", "respondents").iter_rows()),
        **{name: row[name] for name in ("factor", "pull", "distance", "importance", "agreement")},
    )
