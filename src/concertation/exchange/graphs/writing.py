"""Writes a network as GraphML (graphml.graphdrawing.org, 1.0) or as GEXF (gexf.net, 1.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from concertation.exchange.network import Edge, Network, Node, Value
from concertation.exchange.written import write_value

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
# Characters that XML 1.0 cannot carry (section 2.2).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_graphml(network: Network, *, title: str = "") -> str:
    """GraphML: labels, dates and all attributes as data of nodes and edges; ``title`` is its description."""
    root = Element("graphml", xmlns=GRAPHML)
    if title:
        SubElement(root, "desc").text = _clean(title)
    node_types = {"label": "string", **network.node_types}
    edge_types = {**network.edge_types}
    if any(edge.weight is not None for edge in network.edges):
        edge_types["weight"] = "double"
    for target, types in (("node", node_types), ("edge", edge_types)):
        for name, kind in types.items():
            SubElement(root, "key", {"id": f"{target}_{name}", "for": target, "attr.name": name, "attr.type": kind})
    graph = SubElement(root, "graph", id="G", edgedefault="directed" if network.is_directed else "undirected")
    for node in network.nodes:
        element = SubElement(graph, "node", id=_clean(node.id))
        _add_data(element, "node", {"label": node.label, **node.attributes})
    for edge in network.edges:
        ends = {"id": _clean(edge.id), "source": _clean(edge.source), "target": _clean(edge.target)}
        element = SubElement(graph, "edge", ends)
        _add_data(element, "edge", {"weight": edge.weight, **edge.attributes})
    return _written(root)


def write_gexf(network: Network, *, title: str, day: date | None = None) -> str:
    """GEXF with spells: a node or an edge exists from the day it holds to its last day, both included.

    What has no date has no spell, and is always there. ``day`` is noted as that of the document.
    """
    root = Element("gexf", xmlns=GEXF, version="1.3")
    meta = SubElement(root, "meta", {"lastmodifieddate": day.isoformat()} if day else {})
    SubElement(meta, "creator").text = "Concertation"
    SubElement(meta, "description").text = _clean(title)
    items: tuple[Node | Edge, ...] = (*network.nodes, *network.edges)
    is_dated = any(item.since or item.until for item in items)
    settings = {"defaultedgetype": "directed" if network.is_directed else "undirected"}
    settings |= {"mode": "dynamic", "timeformat": "date"} if is_dated else {"mode": "static"}
    graph = SubElement(root, "graph", settings)
    for target, types in (("node", network.node_types), ("edge", network.edge_types)):
        declared = SubElement(graph, "attributes", {"class": target, "mode": "static"})
        for name, kind in types.items():
            SubElement(declared, "attribute", id=f"{target}_{name}", title=name, type=kind)
    nodes = SubElement(graph, "nodes")
    for node in network.nodes:
        element = SubElement(nodes, "node", id=_clean(node.id), label=_clean(node.label))
        _add_values(element, "node", node)
    edges = SubElement(graph, "edges")
    for edge in network.edges:
        ends = {"id": _clean(edge.id), "source": _clean(edge.source), "target": _clean(edge.target)}
        if edge.weight is not None:
            ends["weight"] = write_value(edge.weight)
        _add_values(SubElement(edges, "edge", ends), "edge", edge)
    return _written(root)


def _add_data(element: Element, target: str, attributes: Mapping[str, Value]) -> None:
    for name, value in attributes.items():
        if value is not None:
            SubElement(element, "data", key=f"{target}_{name}").text = _clean(write_value(value))


def _add_values(element: Element, target: str, item: Node | Edge) -> None:
    known = {name: value for name, value in item.attributes.items() if value is not None}
    if known:
        values = SubElement(element, "attvalues")
        for name, value in known.items():
            SubElement(values, "attvalue", {"for": f"{target}_{name}", "value": _clean(write_value(value))})
    if item.since or item.until:
        spell = {"start": item.since, "end": item.until}
        spells = SubElement(element, "spells")
        SubElement(spells, "spell", {name: day.isoformat() for name, day in spell.items() if day is not None})


def _clean(text: str) -> str:
    return _ILLEGAL.sub(" ", text)


def _written(root: Element) -> str:
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
