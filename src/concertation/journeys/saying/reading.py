"""What pages read of the measures of a network of pairs; of a large network, all of it is worked out as one work."""

from __future__ import annotations

from collections.abc import Sequence

from concertation.core.network.saying import MEASURES_READ
from concertation.journeys.network.beside import is_large, measured_or_begun
from concertation.journeys.network.measuring import Measured
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import see_relations
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


def read_measures(question: NetworkQuestion, ids: Sequence[str], *, user: Person, language: str) -> Measured | None:
    """These measures of a network and, of a large one, more; ``None`` while they are worked out beside."""
    network = see_relations(question, user=user).relations.network
    wanted = _ALL if is_large(network) else tuple(ids)
    found = measured_or_begun(question, user=user, language=language, ids=wanted, as_pairs=True)
    return found if isinstance(found, Measured) else None
