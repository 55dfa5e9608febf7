"""GraphML and GEXF: networks of members and partnerships for the programs that draw and measure them."""

from concertation.exchange.graphs.network_file import write_network
from concertation.exchange.graphs.reading import read_graph
from concertation.exchange.graphs.writing import write_gexf, write_graphml

__all__ = ["read_graph", "write_gexf", "write_graphml", "write_network"]
