"""What pages read of the measures of a network of pairs; of a large network, all of it is worked out as one work."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from concertation.core.network.report import NetworkReport, measure_network
from concertation.core.network.saying import MEASURES_READ
from concertation.journeys.network.beside import is_large, measured_or_begun
from concertation.journeys.network.measuring import Measured
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import Seen
from concertation.journeys.permission import Person

# What one organisation is measured by: how many it knows, whom it stands between, who depends on it.
OF_ONE = (
    *("degree", "betweenness_share", "harmonic", "k_core", "effective_size", "constraint", "clustering"),
    "pairs_cut",
)
# What two networks are compared by: who is there, how they hang together, how far ties pass through a few.
COMPARED = (
    *("size", "tie_count", "isolate_count", "mean_degree", "density", "component_count", "largest_component"),
    *("connectedness", "transitivity", "cut_point_count", "degree_centralisation", "betweenness_centralisation"),
)
_ALL = tuple(dict.fromkeys((*MEASURES_READ, *OF_ONE, *COMPARED)))


def read_measures(
    question: NetworkQuestion, seen: Seen, ids: Sequence[str], *, user: Person, language: str
) -> NetworkReport | None:
    """These measures of a network and, of a large one, more; ``None`` while they are worked out beside.

    Those of a small one stay with it: a change of the register that moves none of its ties leaves them.
    """
    if is_large(seen.relations.network) and not seen.has_answers:
        found = measured_or_begun(question, user=user, language=language, ids=_ALL, as_pairs=True)
        return found.report if isinstance(found, Measured) else None
    pairs = seen.relations.pairs
    return pairs.once(_read(ids), lambda: measure_network(pairs, ids=ids))


def are_at_hand(seen: Seen, ids: Sequence[str]) -> bool:
    """Whether these measures of a small network were read before."""
    return seen.relations.pairs.has_made(_read(ids))


def _read(ids: Sequence[str]) -> Hashable:
    return "read", tuple(ids)
