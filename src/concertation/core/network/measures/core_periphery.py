"""Whether a network has a core that holds it and a periphery that hangs on it, and who is in the core."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.kernels import can_answer
from concertation.core.network.measures.answer import Answer, Column, Exactness, Figure
from concertation.core.network.measures.family import Family
from concertation.core.network.measures.reading import Reading
from concertation.core.network.network import Neighbours, Network
from concertation.core.text import Text

_CLIMBED = Exactness(
    is_exact=False,
    method=Text(
        en="several cores, each improved one organisation at a time until nothing improves: a better one may exist",
        fr="plusieurs cœurs, chacun amélioré un organisme à la fois jusqu’à ce que rien ne l’améliore\u00a0: "
        "un meilleur peut exister",
    ),
)


@dataclass(frozen=True)
class CorePeriphery:
    """The core (one truth a node) and the correlation of ties with the ideal pattern of that core."""

    is_core: NDArray[np.bool_]
    fit: float


def describe_core(reading: Reading) -> Mapping[str, Answer]:
    """The fit of the pattern and who is in the core."""
    found = core_periphery(reading.pairs)
    members = np.where(np.isnan(found.fit), np.nan, found.is_core.astype(np.float64))
    size = float(found.is_core.sum()) if not np.isnan(found.fit) else float("nan")
    return {
        "core_fit": Figure(found.fit, exactness=_CLIMBED),
        "core_size": Figure(size, exactness=_CLIMBED),
        "is_core": Figure(members, exactness=_CLIMBED),
    }


def core_periphery(pairs: Network) -> CorePeriphery:
    """Borgatti and Everett (1999), discrete: the core whose pattern, a tie wherever one end is core, fits best.

    The fit is Pearson’s correlation over the pairs. From several cores, each node in turn is moved that serves best,
    even at a loss, and the best core on the way is kept, until a round improves nothing (Kernighan and Lin 1970).
    Unknown where all pairs are tied or none is.
    """
    size, ties = pairs.size, pairs.tie_count
    if not 0 < ties < size * (size - 1) / 2:
        return CorePeriphery(np.zeros(size, dtype=bool), float("nan"))
    found = (_improved(pairs.all_neighbours, start, ties) for start in _starts(pairs))
    return max(found, key=lambda one: one.fit)


def _starts(pairs: Network) -> Iterator[NDArray[np.bool_]]:
    """No core; and as a core, of the nodes by number of ties, so many that it fits best, and an eighth, two eighths…"""
    order = np.argsort(-pairs.all_neighbours.degrees, kind="stable")
    rank = np.empty(pairs.size, dtype=np.int64)
    rank[order] = np.arange(pairs.size)
    first = np.minimum(rank[pairs.source], rank[pairs.target])
    touched = np.cumsum(np.bincount(first, minlength=pairs.size)).astype(np.float64)
    fits = _fit(np.arange(1, pairs.size + 1.0), touched, pairs.size, pairs.tie_count)
    yield np.zeros(pairs.size, dtype=bool)
    yield rank <= np.argmax(fits)
    if pairs.size <= _FEW:
        yield from (rank < pairs.size * part / 8 for part in range(1, 8))


def _fit(core: Column, touched: Column, size: int, ties: int) -> Column:
    """The correlation, from the size of the core and the ties that touch it."""
    possible, ideal = size * (size - 1) / 2, core * (2 * size - core - 1) / 2
    spread = ties * (possible - ties) * ideal * (possible - ideal)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(spread > 0, (possible * touched - ties * ideal) / np.sqrt(spread), -1.0)


# Moves tried in one round: enough to pass a worse core, few enough for a network of thousands.
_MOVES = 100
# Up to so many nodes more cores are started from: they take little time.
_FEW = 300


def _improved(rows: Neighbours, is_core: NDArray[np.bool_], ties: int) -> CorePeriphery:
    if can_answer(len(is_core)):
        from concertation.core.network.kernels.core_moves import improved_core  # noqa: PLC0415 - compiled code

        return CorePeriphery(*improved_core(rows, is_core, moves=_MOVES))
    found = CorePeriphery(is_core, -1.0)
    while (better := _round(rows, found.is_core.copy(), ties)).fit > found.fit + 1e-12:
        found = better
    return found


def _round(rows: Neighbours, is_core: NDArray[np.bool_], ties: int) -> CorePeriphery:
    """Each node moved at most once, the best one first; the best core met on the way, the first one included.

    Of the nodes that could come in, the best is the one with most ties outside the core; of those that could go, the
    one with fewest.
    """
    size = len(is_core)
    outside = np.bincount(np.repeat(np.arange(size), rows.degrees), ~is_core[rows.ends], minlength=size)
    core, touched = int(is_core.sum()), ties - float(outside[~is_core].sum()) / 2
    into, out = np.where(is_core, -np.inf, outside), np.where(is_core, -outside, -np.inf)
    best = CorePeriphery(is_core.copy(), _fit_of(core, touched, size, ties))
    for _ in range(min(size, _MOVES)):
        comes, goes = int(into.argmax()), int(out.argmax())
        gain = _fit_of(core + 1, touched + into[comes], size, ties)
        loss = _fit_of(core - 1, touched + out[goes], size, ties)
        is_in = gain > loss or (gain == loss and comes < goes)
        node, step = (comes, 1) if is_in else (goes, -1)
        touched, core = touched + float((into if is_in else out)[node]), core + step
        is_core[node] = is_in
        into[node] = out[node] = -np.inf
        near = rows.ends[rows.starts[node] : rows.starts[node + 1]]
        into[near] -= step
        out[near] += step
        if max(gain, loss) > best.fit:
            best = CorePeriphery(is_core.copy(), max(gain, loss))
    return best


def _fit_of(core: int, touched: float, size: int, ties: int) -> float:
    """The same of one core; below any where there is none."""
    possible, ideal = size * (size - 1) / 2, core * (2 * size - core - 1) / 2
    spread = ties * (possible - ties) * ideal * (possible - ideal)
    if not isfinite(touched):
        return -2.0
    return (possible * touched - ties * ideal) / sqrt(spread) if spread > 0 else -1.0


FAMILIES = (Family(("core_fit", "core_size", "is_core"), describe_core),)
