"""What igraph draws at random, drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from threading import Lock

from concertation.core.network.bare_graph import compiled_igraph

_LOCK = Lock()


@contextmanager
def drawing(seed: int) -> Iterator[None]:
    """igraph draws from one generator for the whole process: it is ours for the time of one call.

    The generator is that of the standard library: igraph asks for one number at a time, a million for a layout.
    """
    igraph = compiled_igraph()
    with _LOCK:
        igraph.set_random_number_generator(Random(seed))  # noqa: S311 - nothing is secret
        try:
            yield
        finally:
            igraph.set_random_number_generator(None)
