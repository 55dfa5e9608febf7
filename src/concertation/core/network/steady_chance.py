"""The chance that igraph draws from, made the same each time: one at a time, since it has a single source of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

_ONE_AT_A_TIME = RLock()


@contextmanager
def steady_chance(seed: int) -> Iterator[None]:
    """What igraph draws within is drawn from this seed alone, whoever else computes in the same process."""
    import igraph  # noqa: PLC0415 - a page without a network does not wait for it

    with _ONE_AT_A_TIME:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - a layout is no secret
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)
