"""What igraph draws at random, drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import numpy as np

from concertation.core.network.bare_graph import compiled_igraph

_LOCK = Lock()
_AT_ONCE = 4096


@contextmanager
def drawing(seed: int) -> Iterator[None]:
    """igraph draws from one generator for the whole process: it is ours for the time of one call."""
    igraph = compiled_igraph()
    with _LOCK:
        igraph.set_random_number_generator(_Draws(seed))
        try:
            yield
        finally:
            igraph.set_random_number_generator(None)


class _Draws:
    """A seeded generator in the form that igraph expects: it asks for numbers one by one, a million for a layout."""

    def __init__(self, seed: int) -> None:
        self._generator = np.random.default_rng(seed)
        self._bits = self._blocks_of_bits()
        self.random = self._blocks_of_numbers().__next__

    def _blocks_of_bits(self) -> Iterator[int]:
        while True:
            yield from self._generator.integers(0, 2**32, _AT_ONCE, dtype=np.uint64).tolist()

    def _blocks_of_numbers(self) -> Iterator[float]:
        while True:
            yield from self._generator.random(_AT_ONCE).tolist()

    def getrandbits(self, count: int) -> int:
        if count <= 32:
            return next(self._bits) >> (32 - count)
        return (next(self._bits) << (count - 32)) | self.getrandbits(count - 32)

    def randint(self, low: int, high: int) -> int:
        return int(self._generator.integers(low, high, endpoint=True))

    def gauss(self, mean: float, deviation: float) -> float:
        return float(self._generator.normal(mean, deviation))
