"""What changed between two networks of the same sort: what became of ties, and of each figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from concertation.core.network.assurance.drawn import DRAWN, SEED
from concertation.core.network.certainty import (
    DIRECTED,
    OF_NETWORKS,
    CertaintyConventions,
    Change,
    Turnover,
    Wave,
    changes_between,
    sentence,
    turnover_between,
)
from concertation.core.network.certainty.missing import NetworkMeasure
from concertation.core.text import Text

# Each draw holds all pairs of organisations: of more than so many the ties alone are compared.
MOST_DRAWN = 2_000


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of ties between two days, and of each figure; ``why_not`` where figures were not compared."""

    turnover: Turnover
    changes: tuple[Change, ...]
    why_not: Text | None = None


def compare_waves(before: Wave, after: Wave, *, conventions: CertaintyConventions = DRAWN) -> Changed:
    """Turnover and changes between any two networks of the same sort."""
    turnover = turnover_between(before, after)
    if turnover.organisations > MOST_DRAWN:
        why = sentence("too_many_compared", count=turnover.organisations, most=MOST_DRAWN)
        return Changed(turnover, (), why)
    measures = _measures(is_directed=before.network.is_directed)
    return Changed(turnover, changes_between(before, after, measures, seed=SEED, conventions=conventions))


def _measures(*, is_directed: bool) -> Mapping[str, NetworkMeasure]:
    return {name: measure for name, measure in OF_NETWORKS.items() if is_directed or name not in DIRECTED}
