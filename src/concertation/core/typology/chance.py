"""Uniform numbers that depend on a seed and on a record alone, for many records at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# The increment and the two multipliers of SplitMix64 (Steele, Lea & Flood 2014, Fast splittable pseudorandom
# number generators), as in Vigna's public-domain splitmix64.c (2015).
_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def uniforms(ids: NDArray[np.int64], *, seed: int, draws: int) -> NDArray[np.float64]:
    """For each id, ``draws`` numbers in [0, 1): one stream of SplitMix64 a record, one line a stream.

    The same seed and id give the same line, whatever the other ids are.
    """
    start = splitmix64(np.array([seed % 2**64], dtype=np.uint64), numbers=1)
    streams = splitmix64((start ^ ids.astype(np.uint64)).ravel(), numbers=1)
    numbers: NDArray[np.float64] = (splitmix64(streams.ravel(), numbers=draws) >> np.uint64(11)) * np.float64(2.0**-53)
    return numbers


def splitmix64(states: NDArray[np.uint64], *, numbers: int) -> NDArray[np.uint64]:
    """The first numbers of 64 bits that SplitMix64 gives from each state: one line a state."""
    z: NDArray[np.uint64] = states[:, None] + np.arange(1, numbers + 1, dtype=np.uint64) * _STEP
    z = (z ^ (z >> np.uint64(30))) * _FIRST
    z = (z ^ (z >> np.uint64(27))) * _SECOND
    z ^= z >> np.uint64(31)
    return z
