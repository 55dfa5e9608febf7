"""Whom two nodes are both tied to, by the shorter of their rows: a hub of many is not read for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concertation.core.network.kernels.compiling import inlined

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from concertation.core.network.network import Indices

    Counts = NDArray[np.int64]

# A place in a row of n is found in log n steps: looking up pays where the other row is so many times longer.
_TIMES_LONGER = 16


@inlined
def is_longer(starts: Counts, one: int, other: int) -> bool:
    """Whether the row of ``one`` is so much longer than that of ``other`` that looking up beats reading it."""
    return bool(starts[one + 1] - starts[one] > _TIMES_LONGER * (starts[other + 1] - starts[other]))


@inlined
def place_of(ends: Indices, low: int, high: int, wanted: int) -> int:
    """Where ``wanted`` stands in ``ends[low:high]``, ascending; −1 where it does not."""
    last = high
    while low < high:
        middle = (low + high) // 2
        if ends[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < last and ends[low] == wanted else -1
