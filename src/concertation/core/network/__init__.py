"""Who works with whom: networks of organisations and of partnerships, their measures, and how sure these are."""

from concertation.core.network.network import Combining, Neighbours, Network, network_of

__all__ = ["Combining", "Neighbours", "Network", "network_of"]
