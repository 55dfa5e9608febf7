"""Claim: scores of a thousand partnerships, with how sure they are, are a matter of seconds; of one, a blink.

Run: ``python -m benchmarks.functioning [PARTNERSHIPS]``. Made answers of 25 people of 12 organisations a partnership to
40 items of ten factors. Each line stands for itself: the simple bootstrap of means is that of people drawn one by one,
and says nothing of the clustered scheme. The peer is pingouin, in an environment of its own named by
``CONCERTATION_PEER_PINGOUIN`` (its python): it is timed on some of the same tables, three times, and the time of all is
the median for one times their number. A ratio is between single runs on the same machine in the same minute.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.timing import Cost, peak_memory, repeated, typical
from concertation.core.functioning.agreement import mean_deviation, uniform_variance, within_group_agreement
from concertation.core.functioning.assessment import assess
from concertation.core.functioning.bootstrap import bootstrap_means, percentile_tails
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.intervals import (
    PARTICIPATION,
    count_members,
    organisation_units,
    summarise_units,
    with_spread,
)
from concertation.core.functioning.intraclass import group_correlations
from concertation.core.functioning.measures import measure_factors
from concertation.core.functioning.reliability import (
    cronbach_alpha,
    omega_total,
    one_factor_loadings,
    pairwise_correlations,
    pairwise_covariances,
)
from concertation.core.functioning.scoring import ANSWERS, ITEMS, score_respondents

Floats = NDArray[np.float64]
SEED = 2014
PEOPLE, ORGANISATIONS, MEMBERS, FACTORS, EACH = 25, 12, 16, 10, 4
CONVENTIONS = FunctioningConventions()
SAMPLE = 60
PEER = "CONCERTATION_PEER_PINGOUIN"

# Runs in the peer’s own environment: tables in, seconds a table out.
_PEER_PROGRAM = """
import json, sys, time
import numpy as np, pandas as pd, pingouin
tables = np.load(sys.argv[1])
def seconds(deed):
    start = time.process_time()
    for table in tables:
        deed(table)
    return (time.process_time() - start) / len(tables)
def bootstrap(table):
    pingouin.compute_bootci(np.nanmean(table, axis=1), func='mean', method='per', n_boot=5000, seed=1, decimals=6)
frames = [pd.DataFrame(table) for table in tables]
def alphas():
    start = time.process_time()
    for frame in frames:
        pingouin.cronbach_alpha(data=frame)
    return (time.process_time() - start) / len(frames)
bootstrap(tables[0]); pingouin.cronbach_alpha(data=frames[0])
print(json.dumps({'version': pingouin.__version__,
  'bootstrap': [seconds(bootstrap) for _ in range(3)], 'alpha': [alphas() for _ in range(3)],
  'limits': list(map(float, pingouin.compute_bootci(np.nanmean(tables[0], axis=1), func='mean', method='per',
      n_boot=5000, seed=1, decimals=6))), 'value': float(pingouin.cronbach_alpha(data=frames[0])[0])}))
"""


@dataclass(frozen=True, slots=True)
class Waves:
    """Made waves: points as partnerships × factors × people × items, and the same as columns."""

    points: Floats
    answers: pl.DataFrame
    items: pl.DataFrame
    participation: pl.DataFrame


def main(partnerships: int) -> None:
    """Each figure by its name."""
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    whole, holed = (made_waves(partnerships, missing=share) for share in (0.0, 0.05))
    for waves, what in ((whole, "every item answered"), (holed, "one item in twenty blank")):
        _print_peer(waves, _simple(waves, what), partnerships * FACTORS)
    _print_coefficients(holed)
    for size in sorted({max(1, partnerships // 4), partnerships // 2, partnerships}):
        _print_clustered(made_waves(size, missing=0.05), size)
    _print_one()
    print(f"memory at its highest: {peak_memory():,.0f} MB")


def made_waves(partnerships: int, *, missing: float, people: int = PEOPLE) -> Waves:
    """Answers on five points; people of one organisation resemble each other, and so do the items of a factor."""
    random = np.random.default_rng(SEED)
    shape = (partnerships, people, FACTORS * EACH)
    organisation = np.sort(random.integers(0, ORGANISATIONS, (partnerships, people)), axis=1)
    of_organisation = np.take_along_axis(0.5 * random.standard_normal((partnerships, ORGANISATIONS)), organisation, 1)
    of_factor = 0.6 * random.standard_normal((partnerships, people, FACTORS)).repeat(EACH, axis=2)
    points = np.rint(3.6 + of_organisation[..., None] + of_factor + 0.7 * random.standard_normal(shape))
    points = np.where(random.random(shape) < missing, np.nan, np.clip(points, 1, 5))
    by_factor = np.moveaxis(points.reshape(partnerships, people, FACTORS, EACH), 2, 1)
    return Waves(np.ascontiguousarray(by_factor), *_columns(points, organisation))


def _columns(points: Floats, organisation: NDArray[np.int64]) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    partnerships, people, count = points.shape
    owners, places = np.divmod(np.arange(partnerships * people), people)
    lines = pl.DataFrame(
        {
            "partnership": [f"p{owner}" for owner in owners],
            "organisation": [f"o{place}" for place in organisation.ravel()],
            "respondent": [f"r{owner}.{place}" for owner, place in zip(owners, places, strict=True)],
        }
    )
    named = pl.DataFrame({"item": [f"i{place}" for place in range(count)]})
    values = pl.Series("value", points.ravel()).fill_nan(None).cast(pl.Int8)
    answers = lines.join(named, how="cross").with_columns(values).select(list(ANSWERS)).cast(ANSWERS)
    items = named.with_columns(
        factor=pl.Series([f"f{place // EACH}" for place in range(count)]), is_reversed=pl.lit(False)
    ).cast(ITEMS)
    heard = lines.group_by("partnership", "organisation").agg(pl.len().cast(pl.Int64).alias("heard"))
    members = pl.DataFrame({"partnership": [f"p{owner}" for owner in range(partnerships)]}).join(
        pl.DataFrame({"organisation": [f"o{place}" for place in range(MEMBERS)]}), how="cross"
    )
    participation = members.join(heard, on=["partnership", "organisation"], how="left").with_columns(
        pl.col("heard").fill_null(0), (pl.col("heard").fill_null(0) + 1).alias("invited")
    )
    return answers, items, participation.select(list(PARTICIPATION)).cast(PARTICIPATION)


def _simple(waves: Waves, what: str) -> dict[str, Cost]:
    """The two figures that have a peer, from tables of numbers, as the peer gets them."""
    scores = np.nanmean(np.where(np.isnan(waves.points).all(axis=3, keepdims=True), 0, waves.points), axis=3)
    groups = np.repeat(np.arange(scores.size // PEOPLE), PEOPLE)
    tails = percentile_tails(scores.size // PEOPLE)
    found, bootstrap = repeated(lambda: bootstrap_means(scores.ravel(), groups, step=12, tails=tails), times=5)
    alphas, alpha = repeated(lambda: cronbach_alpha(pairwise_covariances(waves.points)), times=5)
    costs = {"bootstrap": typical(bootstrap), "alpha": typical(alpha)}
    count = scores.size // PEOPLE
    print(f"simple bootstrap of {count:,} means of people, exact ({what}): {costs['bootstrap']}")
    print(f"α of {count:,} tables ({what}): {costs['alpha']}")
    print(f"  the first: {found[0][0]:.4f} to {found[1][0]:.4f}; α {alphas.ravel()[0]:.6f}")
    return costs


def _print_peer(waves: Waves, ours: dict[str, Cost], count: int) -> None:
    python = os.environ.get(PEER)
    if not python:
        print(f"pingouin: skipped, {PEER} does not name the python of an environment that has it")
        return
    told = peer_seconds(waves.points.reshape(-1, PEOPLE, EACH)[:SAMPLE], python)
    print(f"pingouin {told['version']} on {SAMPLE} of the same tables:")
    for name, what in (("bootstrap", "simple bootstrap of means, 5,000 draws"), ("alpha", "α")):
        seconds = median(told[name]) * count
        print(f"  {what}: {seconds:.1f} s CPU for {count:,}; ours takes 1/{seconds / ours[name].cpu:,.0f} of it")
    print(f"  the first: {told['limits'][0]:.4f} to {told['limits'][1]:.4f}; α {told['value']:.6f}")


def peer_seconds(tables: Floats, python: str) -> dict[str, Any]:
    """Seconds of CPU a table, three times over, by the peer in its own environment."""
    with tempfile.NamedTemporaryFile(suffix=".npy") as file:
        np.save(file.name, tables)
        output = subprocess.run([python, "-c", _PEER_PROGRAM, file.name], check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(output.stdout.splitlines()[-1])
    return result


def _print_coefficients(waves: Waves) -> None:
    points = waves.points
    scores = np.nanmean(np.where(np.isnan(points).all(axis=3, keepdims=True), 0, points), axis=3)
    owners = np.repeat(np.arange(len(points)), PEOPLE)
    variances = np.diagonal(pairwise_covariances(points), axis1=-2, axis2=-1)
    deeds = {
        "ω": lambda: omega_total(one_factor_loadings(pairwise_correlations(points))),
        "ICC(1) and ICC(2), ten factors": lambda: [group_correlations(scores[:, f].ravel(), owners) for f in range(10)],
        "r_wg(j)": lambda: within_group_agreement(variances, random_variance=uniform_variance(points=5)),
        "AD": lambda: mean_deviation(points),
    }
    for name, deed in deeds.items():
        _found, costs = repeated(deed, times=3)
        print(f"{name} ({len(points):,} partnerships): {typical(costs)}")


def _print_clustered(waves: Waves, size: int) -> None:
    def clustered() -> pl.DataFrame:
        respondents = score_respondents(waves.answers, waves.items, conventions=CONVENTIONS)
        units = organisation_units(respondents, waves.participation)
        means = summarise_units(units, ("partnership", "factor"), count_members(waves.participation))
        return with_spread(means, scale=(1.0, 5.0), conventions=CONVENTIONS)

    _means, costs = repeated(clustered, times=3)
    print(f"clustered scheme, {size:,} partnerships from answers to intervals by organisations: {typical(costs)}")
    _table, costs = repeated(
        lambda: measure_factors(waves.answers, waves.items, waves.participation, conventions=CONVENTIONS), times=3
    )
    print(f"every figure of {size:,} partnerships: {typical(costs)}; memory so far {peak_memory():,.0f} MB")


def _print_one() -> None:
    for people, seed in ((PEOPLE, None), (40, None), (40, SEED)):
        waves = made_waves(1, missing=0.05, people=people)
        _assessment, costs = repeated(
            lambda waves=waves, seed=seed: assess(  # type: ignore[misc]
                waves.answers, waves.items, participation=waves.participation, conventions=CONVENTIONS, seed=seed
            ),
            times=20,
        )
        with_draws = ", ω with its interval" if seed else ""
        cost = typical(costs)
        spent = f"{cost.wall * 1000:.0f} ms wall, {cost.cpu * 1000:.0f} ms CPU"
        print(f"one partnership of {people} people{with_draws}: {spent}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
