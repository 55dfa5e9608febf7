"""Work cut into portions, so that the hubs of a large network do not fill the memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_AT_A_TIME = 4_000_000


def portions(work: NDArray[np.int64], most: int = _AT_A_TIME) -> Iterator[NDArray[np.int64]]:
    """Successive numbers of rows whose work adds up to ``most`` or little more."""
    number = (np.cumsum(work) - work) // most
    edges = np.flatnonzero(np.diff(number, prepend=-1, append=-1))
    for first, last in pairwise(edges.tolist()):
        yield np.arange(first, last)


def spread(rows: NDArray[np.int64], counts: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each row repeated ``counts`` times, above its slots ``starts``, ``starts + 1``, …"""
    before = np.cumsum(counts) - counts
    return np.array([np.repeat(rows, counts), np.arange(counts.sum()) + np.repeat(starts - before, counts)])
