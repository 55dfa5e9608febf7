"""One wave as a table reads it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from concertation.core.errors import InvalidData
from concertation.core.estimate import Estimate, Suppressed, Unknown
from concertation.core.functioning import reasons
from concertation.core.functioning.assessment import Silence, WaveAssessment, assess, band_of
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.intervals import PARTICIPATION
from concertation.core.functioning.scoring import ANSWERS, ITEMS

CONVENTIONS = FunctioningConventions()
ITEM = pl.DataFrame(
    [(f"{factor}{number}", factor, number == 4) for factor in ("documents", "resources") for number in (1, 2, 3, 4)],
    schema=ITEMS,
    orient="row",
)


def wave(
    people: list[int], *, silent: int = 0, is_anonymous: bool = False, invited: int | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """So many people in each organisation; answers made from a seed, between 2 and 4."""
    random = np.random.default_rng(2014)
    lines = [
        ("p", None if is_anonymous else f"o{place}", f"r{place}.{person}", item, int(random.integers(2, 5)))
        for place, count in enumerate(people)
        for person in range(count)
        for item in ITEM["item"]
    ]
    asked = [("p", f"o{place}", invited or count, count) for place, count in enumerate([*people, *([0] * silent)])]
    asked = [(p, name, max(1, count or 0), heard) for p, name, count, heard in asked]
    return pl.DataFrame(lines, schema=ANSWERS, orient="row"), pl.DataFrame(asked, schema=PARTICIPATION, orient="row")


def assessed(people: list[int], *, silent: int = 0, is_anonymous: bool = False) -> WaveAssessment:
    answers, participation = wave(people, silent=silent, is_anonymous=is_anonymous)
    return assess(answers, ITEM, participation=participation, conventions=CONVENTIONS)


def test_twelve_organisations_of_sixteen() -> None:
    found = assessed([2] * 12, silent=4)
    factor = found.factors[0]
    assert isinstance(factor.score, Estimate) and factor.score.low is not None and factor.score.high is not None
    assert factor.score.low < factor.score.value < factor.score.high
    assert (factor.score.n, factor.score.coverage, factor.spread) == (12, 0.75, "interval")
    assert found.response.silent == ("o12", "o13", "o14", "o15")
    assert (factor.respondents, factor.organisations) == (24, 12)


def test_both_weightings_agree_where_organisations_are_of_one_size() -> None:
    factor = assessed([2] * 12).factors[0]
    assert isinstance(factor.score, Estimate) and isinstance(factor.by_respondents, Estimate)
    assert factor.by_respondents.value == pytest.approx(factor.score.value)


def test_a_second_weighting_that_would_tell_of_one_organisation_is_not_shown() -> None:
    factor = assessed([2] * 11 + [3]).factors[0]
    assert factor.by_respondents == Suppressed(reasons.WEIGHTINGS)
    assert isinstance(factor.score, Estimate)


def test_under_the_floor_only_counts_are_told() -> None:
    factor = assessed([2, 3]).factors[0]
    hidden = Suppressed(reasons.floor(CONVENTIONS))
    shown = (factor.score, factor.by_respondents, factor.alpha, factor.agreement, factor.deviation, factor.silence)
    assert set(shown) == {hidden} and factor.band is None and factor.has_consensus is None
    assert (factor.respondents, factor.organisations, factor.spread) == (5, 2, "none")


def test_few_organisations_show_a_range() -> None:
    factor = assessed([2] * 4).factors[0]
    assert isinstance(factor.score, Estimate) and factor.score.method == "range-organisations"
    assert factor.spread == "range" and (factor.score.low or 0) % 0.5 == 0


def test_an_anonymous_wave_says_what_people_said() -> None:
    """Organisations heard come from participation; their mean is unknown, and says why."""
    found = assessed([2] * 12, silent=2, is_anonymous=True)
    factor = found.factors[0]
    assert found.is_anonymous and factor.score == Unknown((reasons.ANONYMOUS,))
    assert isinstance(factor.by_respondents, Estimate) and factor.by_respondents.method == "bootstrap-respondents"
    assert factor.organisations == 12 and factor.band is not None and found.levers


def test_an_anonymous_wave_of_two_organisations_shows_nothing() -> None:
    factor = assessed([5, 5], is_anonymous=True).factors[0]
    assert factor.by_respondents == Suppressed(reasons.floor(CONVENTIONS))


def test_reliability_needs_thirty_people_and_says_how_many_there_are() -> None:
    assert assessed([2] * 12).factors[0].alpha == Unknown((reasons.too_few_for_reliability(24, CONVENTIONS),))
    alpha = assessed([3] * 12).factors[0].alpha
    assert isinstance(alpha, Estimate) and alpha.low is not None and alpha.low < alpha.value


def test_bounds_of_silence_hold_the_score() -> None:
    factor = assessed([2] * 12, silent=4).factors[0]
    assert isinstance(factor.silence, Silence) and isinstance(factor.score, Estimate)
    assert factor.silence.silent == 4
    assert factor.silence.worst == pytest.approx((12 * factor.score.value + 4) / 16)
    assert factor.silence.plausible is not None and factor.silence.plausible[0] < factor.score.value


def test_factors_together_and_the_weakest() -> None:
    found = assessed([2] * 12)
    scores = {factor.factor: factor.score.value for factor in found.factors if isinstance(factor.score, Estimate)}
    assert isinstance(found.minimum, Estimate) and found.minimum.value == min(scores.values())
    assert found.weakest == (min(scores, key=lambda name: scores[name]),)
    assert isinstance(found.mean, Estimate) and found.mean.coverage == 1.0


def test_levers_come_with_their_items_lowest_first() -> None:
    lever = assessed([2] * 12).levers[0]
    scores = [item.score for item in lever.items if item.score is not None]
    assert len(lever.items) == 4 and scores == sorted(scores)


def test_a_factor_that_nobody_answered_is_unknown() -> None:
    answers, participation = wave([2] * 4)
    blank = answers.with_columns(pl.when(~pl.col("item").str.starts_with("documents")).then("value").alias("value"))
    found = assess(blank, ITEM, participation=participation, conventions=CONVENTIONS).factors[0]
    assert found.factor == "documents" and found.score == Unknown((reasons.NOBODY,))


@pytest.mark.parametrize(
    ("score", "band"), [(2.94, "low"), (2.95, "mixed"), (3.0, "mixed"), (3.94, "mixed"), (3.96, "good"), (5.0, "good")]
)
def test_a_band_is_that_of_the_score_as_it_is_told(score: float, band: str) -> None:
    """Domain, section 3: 1.0–2.9, 3.0–3.9, 4.0–5.0, one decimal."""
    assert band_of(score, conventions=CONVENTIONS) == band


def test_a_band_is_sure_when_the_whole_interval_stands_in_it() -> None:
    wide = replace(CONVENTIONS, mixed_from=1.0, good_from=5.0)
    answers, participation = wave([2] * 12, silent=4)
    assert all(
        factor.band_is_sure for factor in assess(answers, ITEM, participation=participation, conventions=wide).factors
    )


def test_some_answers_without_an_organisation_are_refused() -> None:
    answers, participation = wave([2] * 4)
    mixed = answers.with_columns(pl.when(pl.col("respondent") != "r0.0").then("organisation").alias("organisation"))
    with pytest.raises(InvalidData, match="some people and not for others"):
        assess(mixed, ITEM, participation=participation, conventions=CONVENTIONS)


def test_answers_of_another_partnership_are_refused() -> None:
    answers, participation = wave([2] * 4)
    with pytest.raises(InvalidData, match="one partnership"):
        assess(
            answers.with_columns(partnership=pl.lit("q")), ITEM, participation=participation, conventions=CONVENTIONS
        )


def test_many_reasons_are_written_in_both_languages() -> None:
    assert reasons.floor(CONVENTIONS).fr == "Montré à partir de 5 personnes de 3 organismes."
