"""Whether a network has a core that holds it and a periphery that hangs on it, and who is in the core."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.measures.answer import Answer, Column, Exactness, Family, Figure
from concertation.core.network.measures.reading import Reading
from concertation.core.network.network import Neighbours, Network
from concertation.core.text import Text

_CLIMBED = Exactness(
    is_exact=False,
    method=Text(
        en="the best core by degree, improved one organisation at a time until nothing improves: "
        "a better one may exist",
        fr="le meilleur cœur selon le degré, amélioré un organisme à la fois jusqu’à ce que rien ne l’améliore : "
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

    The fit is Pearson’s correlation over the pairs. Cores of the best tied are tried at every size, then one node at
    a time is moved as long as the fit rises. Unknown where all pairs are tied or none is.
    """
    size, ties = pairs.size, pairs.tie_count
    possible = size * (size - 1) / 2
    if not 0 < ties < possible:
        return CorePeriphery(np.zeros(size, dtype=bool), float("nan"))
    rows = pairs.all_neighbours
    order = np.argsort(-rows.degrees, kind="stable")
    rank = np.empty(size, dtype=np.int64)
    rank[order] = np.arange(size)
    first = np.minimum(rank[pairs.source], rank[pairs.target])
    touched = np.cumsum(np.bincount(first, minlength=size)).astype(np.float64)
    is_core = rank <= np.argmax(_fit(np.arange(1, size + 1.0), touched, size, ties))
    return _climb(rows, is_core, size, ties)


def _fit(core: Column, touched: Column, size: int, ties: int) -> Column:
    """The correlation, from the size of the core and the ties that touch it."""
    possible, ideal = size * (size - 1) / 2, core * (2 * size - core - 1) / 2
    spread = ties * (possible - ties) * ideal * (possible - ideal)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(spread > 0, (possible * touched - ties * ideal) / np.sqrt(spread), -1.0)


def _climb(rows: Neighbours, is_core: NDArray[np.bool_], size: int, ties: int) -> CorePeriphery:
    source = np.repeat(np.arange(size), rows.degrees)
    outside = np.bincount(source, (~is_core[rows.ends]).astype(np.float64), minlength=size)
    touched = ties - float(outside[~is_core].sum()) / 2
    fit = float(_fit(np.array(float(is_core.sum())), np.array(touched), size, ties))
    while True:
        change = np.where(is_core, -outside, outside)
        fits = _fit(is_core.sum() + np.where(is_core, -1.0, 1.0), touched + change, size, ties)
        best = int(np.argmax(fits))
        if fits[best] <= fit + 1e-12:
            return CorePeriphery(is_core, fit)
        fit, touched = float(fits[best]), touched + float(change[best])
        is_core[best] = not is_core[best]
        np.add.at(outside, rows.ends[rows.starts[best] : rows.starts[best + 1]], -1.0 if is_core[best] else 1.0)


FAMILIES = (Family(("core_fit", "core_size", "is_core"), describe_core),)
