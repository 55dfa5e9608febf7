"""Whether a measure changed between two waves: its change, how sure it is, and how rare by chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist
from typing import Literal

import numpy as np
import polars as pl

from concertation.core.estimate import Estimate
from concertation.core.network.certainty.conventions import CertaintyConventions
from concertation.core.network.certainty.missing import NetworkMeasure
from concertation.core.network.certainty.permutation import PermutationTest, tested, untested
from concertation.core.network.certainty.reports import Floats, Indices
from concertation.core.network.certainty.sentences import sentence
from concertation.core.network.certainty.waves import Panel, Wave, panel_of
from concertation.core.text import Text

CHANGE = "network.change"
Swapping = Literal["pairs", "organisations"]
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Change:
    """After less before, of one measure, on the organisations heard in both waves.

    A value of its own: it names the two waves and their days, and changes nothing of what earlier ones said. ``test``
    carries the change with its interval, and p under the null of ``swapping``; ``organisations`` how many were
    compared, ``remarks`` how many were left out.
    """

    measure: str
    before: tuple[str, date]
    after: tuple[str, date]
    value_before: float | None
    value_after: float | None
    test: PermutationTest
    swapping: Swapping
    organisations: int
    remarks: tuple[Text, ...] = ()


def changes_between(
    before: Wave,
    after: Wave,
    measures: Mapping[str, NetworkMeasure],
    *,
    seed: int,
    conventions: CertaintyConventions,
    swapping: Swapping = "pairs",
) -> tuple[Change, ...]:
    """The change of each measure between two waves, with its interval and its permutation test.

    Only organisations heard in both are compared. Null of the test: change has no direction, the two waves of a unit
    could be one another’s. Units are ``pairs`` (all that two organisations tell of each other) or ``organisations``
    (all that one tells; for directed waves alone), each swapped with probability ½. Interval: change ± z·s, s the
    spread of the change over networks of organisations drawn with replacement, the same in both waves; the pair of an
    organisation with its copy is that of two drawn at random.
    ``Unknown`` with fewer than five organisations, or where the measure has no value (NaN).

    Source: Snijders, T. & Borgatti, S. (1999). Non-parametric standard errors and tests for network statistics.
    Connections 22, pp. 161–170; Good, P. (2005). Permutation, parametric and bootstrap tests, ch. 3 (matched pairs).
    """
    panel = panel_of(before, after)
    everyone = before.network.size + after.network.size - panel.size
    compared = panel.heard_in_both()
    if not compared.is_directed:
        swapping = "pairs"
    values = _both_waves(compared, compared.weight, measures)
    tests = _tests(compared, values, measures, swapping, compared.size / max(everyone, 1), seed, conventions)
    left_out = everyone - compared.size
    return tuple(
        Change(
            measure=name,
            before=(before.id, before.day),
            after=(after.id, after.day),
            value_before=_known(values[name][0]),
            value_after=_known(values[name][1]),
            test=tests[name],
            swapping=swapping,
            organisations=compared.size,
            remarks=(sentence("left_out", count=left_out),) if left_out else (),
        )
        for name in measures
    )


def _tests(
    panel: Panel,
    values: Mapping[str, Floats],
    measures: Mapping[str, NetworkMeasure],
    swapping: Swapping,
    coverage: float,
    seed: int,
    conventions: CertaintyConventions,
) -> Mapping[str, PermutationTest]:
    if panel.size < _FEWEST:
        why = sentence("too_small", needed=_FEWEST, count=panel.size)
        return {name: untested(why, seed=seed) for name in measures}
    chance = _swapped(panel, measures, swapping, seed, conventions.swaps)
    spreads = _spreads(panel, measures, seed, conventions.draws)
    z = NormalDist().inv_cdf((1 + conventions.confidence) / 2)
    tests = {}
    for name in measures:
        change = float(values[name][1] - values[name][0])
        if np.isnan(change) or np.isnan(spreads[name]):
            tests[name] = untested(sentence("undefined"), seed=seed)
            continue
        low, high = change - z * spreads[name], change + z * spreads[name]
        result = Estimate(value=change, n=panel.size, coverage=coverage, method=CHANGE, low=low, high=high)
        tests[name] = tested(result, change, chance[name], seed=seed)
    return tests


def _swapped(
    panel: Panel, measures: Mapping[str, NetworkMeasure], swapping: Swapping, seed: int, count: int
) -> Mapping[str, Floats]:
    """The change of each measure when the waves of each unit are swapped with probability ½."""
    generator = np.random.default_rng(seed)
    units, of_pair = _units(panel, swapping)
    drawn: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(count):
        is_swapped = (generator.random(units) < 0.5)[of_pair]
        weight = np.where(is_swapped, panel.weight[::-1], panel.weight)
        for name, (first, second) in _both_waves(panel, weight, measures).items():
            drawn[name].append(float(second - first))
    return {name: np.array(changes) for name, changes in drawn.items()}


def _units(panel: Panel, swapping: Swapping) -> tuple[int, Indices]:
    """How many units may be swapped, and that of each pair."""
    if swapping == "organisations":
        return panel.size, panel.source
    low, high = np.minimum(panel.source, panel.target), np.maximum(panel.source, panel.target)
    codes, of_pair = np.unique(low * panel.size + high, return_inverse=True)
    return len(codes), of_pair


def _spreads(panel: Panel, measures: Mapping[str, NetworkMeasure], seed: int, count: int) -> Mapping[str, float]:
    """Standard error of the change of each measure, over organisations drawn with replacement; NaN where undefined."""
    generator = np.random.default_rng((seed, 1))
    square = np.zeros((2, panel.size, panel.size))
    square[:, panel.source, panel.target] = panel.weight
    if not panel.is_directed:
        square[:, panel.target, panel.source] = panel.weight
    drawn: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(count):
        again = _drawn_again(panel, square, generator)
        for name, (first, second) in _both_waves(again, again.weight, measures).items():
            drawn[name].append(float(second - first))
    return {name: _spread(np.array(changes)) for name, changes in drawn.items()}


def _spread(changes: Floats) -> float:
    known = changes[~np.isnan(changes)]
    return float(known.std(ddof=1)) if len(known) > len(changes) / 2 else float("nan")


def _drawn_again(panel: Panel, square: Floats, generator: np.random.Generator) -> Panel:
    """Organisations drawn with replacement; between an organisation and its copy, the ties of two drawn at random."""
    size = panel.size
    drawn = generator.integers(size, size=size)
    rows, columns = np.triu_indices(size, 1)
    one, other = drawn[rows], drawn[columns]
    copies = one == other
    one[copies] = generator.integers(size, size=int(copies.sum()))
    other[copies] = (one[copies] + generator.integers(1, size, size=int(copies.sum()))) % size
    weight = np.zeros_like(square)
    weight[:, rows, columns] = square[:, one, other]
    if panel.is_directed:
        weight[:, columns, rows] = square[:, other, one]
    source, target = np.nonzero((weight != 0).any(axis=0))
    return Panel(
        nodes=panel.nodes[drawn].with_columns(pl.Series("key", [str(place) for place in range(size)])),
        source=source,
        target=target,
        weight=weight[:, source, target],
        heard=panel.heard[:, drawn],
        is_directed=panel.is_directed,
        is_weighted=panel.is_weighted,
    )


def _both_waves(panel: Panel, weight: Floats, measures: Mapping[str, NetworkMeasure]) -> Mapping[str, Floats]:
    networks = [panel.network(row) for row in weight]
    return {name: np.array([measure(network) for network in networks]) for name, measure in measures.items()}


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
