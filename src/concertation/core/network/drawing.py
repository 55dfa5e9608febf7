"""What igraph draws at random, drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import numpy as np

_LOCK = Lock()


@contextmanager
def drawing(seed: int) -> Iterator[None]:
    """igraph draws from one generator for the whole process: it is ours for the time of one call."""
    import igraph  # noqa: PLC0415 - a page without a network does not wait for it

    with _LOCK:
        igraph.set_random_number_generator(_Draws(seed))
        try:
            yield
        finally:
            igraph.set_random_number_generator(None)


class _Draws:
    """A seeded generator in the form that igraph expects: it asks for bits by the hundred thousand."""

    def __init__(self, seed: int) -> None:
        self._generator = np.random.default_rng(seed)
        self._bits = self._blocks()

    def _blocks(self) -> Iterator[int]:
        while True:
            yield from self._generator.integers(0, 2**32, 4096, dtype=np.uint64).tolist()

    def getrandbits(self, count: int) -> int:
        if count <= 32:
            return next(self._bits) >> (32 - count)
        return (next(self._bits) << (count - 32)) | self.getrandbits(count - 32)

    def random(self) -> float:
        return float(self._generator.random())

    def randint(self, low: int, high: int) -> int:
        return int(self._generator.integers(low, high, endpoint=True))

    def gauss(self, mean: float, deviation: float) -> float:
        return float(self._generator.normal(mean, deviation))
