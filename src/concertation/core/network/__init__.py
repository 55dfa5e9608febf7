"""Who works with whom: networks of organisations and of partnerships, their measures, and how sure these are."""

from concertation.core.network.network import Combining, Neighbours, Network, network_of
from concertation.core.network.relations import Relations, network_from, relations_from
from concertation.core.network.ties.kinds import NETWORK_KINDS
from concertation.core.network.ties.span import Span

__all__ = [
    "NETWORK_KINDS",
    "Combining",
    "Neighbours",
    "Network",
    "Relations",
    "Span",
    "network_from",
    "network_of",
    "relations_from",
]
