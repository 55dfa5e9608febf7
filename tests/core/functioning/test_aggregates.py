"""Ten factors together."""

from __future__ import annotations

import polars as pl
import pytest

from concertation.core.functioning.aggregates import aggregate_factors
from concertation.core.functioning.conventions import FunctioningConventions

CONVENTIONS = FunctioningConventions()


def together(*scores: float | None) -> dict[str, object]:
    table = pl.DataFrame(
        {"factor": [f"f{place}" for place in range(len(scores))], "score": scores},
        schema={"factor": pl.String, "score": pl.Float64},
    )
    return aggregate_factors(table.with_columns(partnership=pl.lit("p")), conventions=CONVENTIONS).row(0, named=True)


def test_a_weak_factor_pulls_the_geometric_mean_down() -> None:
    """Means of 1, 4 and 4: 3 in sum, ∛16 in product."""
    found = together(4, 1, 4)
    assert (found["mean"], found["minimum"], found["weakest"]) == (3.0, 1.0, ["f1"])
    assert found["geometric_mean"] == pytest.approx(16 ** (1 / 3))


def test_factors_that_share_the_minimum_are_all_named() -> None:
    assert together(2, 3, 2)["weakest"] == ["f0", "f2"]


def test_what_is_unknown_is_left_out_and_counted() -> None:
    found = together(4, None, 2)
    assert (found["mean"], found["known"], found["asked"]) == (3.0, 2, 3)


@pytest.mark.parametrize("scores", [(4, None, None), (None, None)])
def test_less_than_half_of_the_factors_say_nothing_of_the_whole(scores: tuple[float | None, ...]) -> None:
    found = together(*scores)
    assert (found["mean"], found["geometric_mean"], found["minimum"], found["weakest"]) == (None,) * 4
