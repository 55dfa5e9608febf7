"""What chance gives when organisations are shuffled, and how rare a figure is beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network.certainty.relation import Pairs
from concertation.core.network.certainty.reports import Flags, Floats, Indices
from concertation.core.network.kernels import can_answer
from concertation.core.text import Text

Sides = Literal["absolute", "doubled"]

# Up to so many organisations a relation is looked up in a square; beyond, in its sorted list.
_SQUARE = 2_000
# Numbers held at once.
_BLOCK = 4_000_000
# Two figures so near, relative to their size, are the same but for rounding.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class PermutationTest:
    """A figure beside what chance gives: p = (b + 1)/(B + 1), b the permutations of B that reach it or pass it.

    ``statistic`` is what was compared (the figure itself, or its t); ``usual_low`` and ``usual_high`` hold 95 % of what
    chance gave. All four are ``None`` where the result is ``Unknown``.
    """

    result: Estimate | Unknown
    statistic: float | None
    p_greater: float | None
    p_less: float | None
    p_two_sided: float | None
    usual_low: float | None
    usual_high: float | None
    permutations: int
    seed: int


def tested(
    result: Estimate, statistic: float, chance: Floats, *, seed: int, sides: Sides = "absolute"
) -> PermutationTest:
    """How rare ``statistic`` is among those that ``chance`` gave.

    Two-sided p counts absolute values, or, for figures whose chance is not around 0, doubles the smaller p.
    Permutations without a value (NaN) are left out. Source: Davison, A. & Hinkley, D. (1997). Bootstrap methods and
    their application, section 4.3.
    """
    chance = chance[~np.isnan(chance)]
    slack = _ROUNDING * max(abs(statistic), 1.0)
    greater = _p(chance >= statistic - slack)
    less = _p(chance <= statistic + slack)
    absolute = _p(np.abs(chance) >= abs(statistic) - slack)
    low, high = _middle(chance)
    return PermutationTest(
        result=result,
        statistic=statistic,
        p_greater=greater,
        p_less=less,
        p_two_sided=absolute if sides == "absolute" else min(1.0, 2 * min(greater, less)),
        usual_low=low,
        usual_high=high,
        permutations=len(chance),
        seed=seed,
    )


def untested(why: Text, *, seed: int) -> PermutationTest:
    """No figure, and why."""
    return PermutationTest(Unknown((why,)), None, None, None, None, None, None, 0, seed)


def permutations_of(size: int, *, seed: int, count: int, cells: int) -> Iterator[Indices]:
    """Blocks of permutations of ``size`` places, ``count`` in all, none holding more than so many ``cells`` at once."""
    generator = np.random.default_rng(seed)
    step = max(1, _BLOCK // max(cells, size, 1))
    for first in range(0, count, step):
        rows = min(step, count - first)
        yield generator.permuted(np.tile(np.arange(size), (rows, 1)), axis=1)


def permuted_products(size: int, first: Pairs, second: Pairs, places: Indices) -> Floats:
    """Σ firstᵢⱼ · second at (πᵢ, πⱼ), for each permutation π (a row of ``places``): O(pairs of first) each.

    Source: algorithms, section 1 (a correlation under permutation needs only this sum).
    """
    if not len(first.value) or not len(second.value):
        return np.zeros(len(places))
    if can_answer(size):
        from concertation.core.network.kernels import permuting  # noqa: PLC0415 - compiled code

        return permuting.permuted_products(size, first, second, places)
    look_up = _in_square(size, second) if size <= _SQUARE else _in_list(size, second)
    return np.array([look_up(row[first.source], row[first.target]) @ first.value for row in places])


def _in_square(size: int, pairs: Pairs) -> Callable[[Indices, Indices], Floats]:
    values = np.zeros(size * size)
    values[pairs.source * size + pairs.target] = pairs.value
    return lambda source, target: np.asarray(values[source * size + target])


def _in_list(size: int, pairs: Pairs) -> Callable[[Indices, Indices], Floats]:
    codes = pairs.source * size + pairs.target
    order = np.argsort(codes)
    codes, values = codes[order], pairs.value[order]

    def look_up(source: Indices, target: Indices) -> Floats:
        sought = source * size + target
        found = np.minimum(np.searchsorted(codes, sought), len(codes) - 1)
        return np.where(codes[found] == sought, values[found], 0.0)

    return look_up


def _middle(chance: Floats) -> tuple[float | None, float | None]:
    if not len(chance):
        return None, None
    low, high = np.quantile(chance, [0.025, 0.975])
    return float(low), float(high)


def _p(reached: Flags) -> float:
    return float((int(reached.sum()) + 1) / (len(reached) + 1))
