"""All that can be said of a network, in the order of its worth."""

from __future__ import annotations

from collections.abc import Iterator

from concertation.core.network.saying.absent import say_absent
from concertation.core.network.saying.bridges import say_bridges
from concertation.core.network.saying.change import say_change
from concertation.core.network.saying.ground import Ground
from concertation.core.network.saying.holes import say_holes
from concertation.core.network.saying.reach import say_reach
from concertation.core.network.saying.said import Said, ordered
from concertation.core.network.saying.silence import say_silence
from concertation.core.network.saying.tables import say_tables
from concertation.core.network.saying.unconfirmed import say_unconfirmed
from concertation.core.network.two_mode import TwoMode


def say_network(ground: Ground, *, tables: TwoMode | None = None, before: Ground | None = None) -> tuple[Said, ...]:
    """Every sentence that the data can carry, under its heading, those of most worth first.

    ``tables`` are the memberships of the same day; ``before`` the same kind of network on an earlier one.
    """
    return ordered(_all(ground, tables, before))


def _all(ground: Ground, tables: TwoMode | None, before: Ground | None) -> Iterator[Said]:
    for theme in (say_reach, say_bridges, say_holes, say_absent, say_unconfirmed, say_silence):
        yield from theme(ground)
    if tables is not None:
        yield from say_tables(tables)
    if before is not None:
        yield from say_change(before, ground)
