"""Writes a network with its measures as GraphML or as GEXF, a piece at a time, with what it shows and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import count
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from concertation.core.network import Network
from concertation.exchange.graphs.writing import GEXF, GRAPHML

GraphFormat = Literal["graphml", "gexf"]

# Characters that XML 1.0 cannot carry (section 2.2).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Rows written between two pieces of a stream.
_ROWS_A_PIECE = 2_000
_ENDS = ("source", "target")


def write_network(
    network: Network,
    format: GraphFormat,
    *,
    about: Mapping[str, str],
    node_columns: pl.DataFrame | None = None,
    tie_columns: pl.DataFrame | None = None,
) -> Iterator[str]:
    """The network in that format; what is unknown is left out, several values are parted by semicolons.

    ``about`` says what it shows (caption, method, day, legend, remarks): data of the graph in GraphML, the
    description in GEXF. ``node_columns`` and ``tie_columns`` are further columns, such as measures, in the order of
    the nodes and of the ties. Nodes are identified by their keys.
    """
    nodes = _beside(network.nodes, node_columns)
    keys = network.nodes["key"]
    ends = {"source": keys.gather(network.source), "target": keys.gather(network.target), "weight": network.weight}
    ties = _beside(pl.DataFrame(ends).with_columns(pl.col("weight").fill_nan(None)), tie_columns)
    write = _graphml if format == "graphml" else _gexf
    return _in_pieces(write(network, nodes, ties, about))


def _beside(frame: pl.DataFrame, others: pl.DataFrame | None) -> pl.DataFrame:
    """The columns of both, those of the first where both have one; lists as words, dates as ISO writes them."""
    if others is not None:
        frame = frame.hstack(others.select(name for name in others.columns if name not in frame.columns))
    return frame.with_columns(
        *(pl.col(n).cast(pl.List(pl.String)).list.join("; ") for n, kind in frame.schema.items() if kind == pl.List),
        *(pl.col(n).cast(pl.String) for n, kind in frame.schema.items() if kind == pl.Date),
        *(pl.col(n).fill_nan(None) for n, kind in frame.schema.items() if kind.is_float()),
    )


def _graphml(network: Network, nodes: pl.DataFrame, ties: pl.DataFrame, about: Mapping[str, str]) -> Iterator[str]:
    yield f'{_HEAD}<graphml xmlns="{GRAPHML}">\n'
    for name in about:
        yield _key("graph", name, "string")
    for part, frame in (("node", nodes.drop("key")), ("edge", ties.drop(_ENDS))):
        for name, kind in frame.schema.items():
            yield _key(part, name, _type(kind))
    direction = "directed" if network.is_directed else "undirected"
    yield f'<graph id="G" edgedefault="{direction}">\n'
    for name, words in about.items():
        yield f"<data key={_attribute(f'graph_{name}')}>{_text(words)}</data>\n"
    for key, row in _rows(nodes, ("key",)):
        yield f"<node id={_attribute(key[0])}>{_data('node', row)}</node>\n"
    for (source, target), row in _rows(ties, _ENDS):
        yield f"<edge source={_attribute(source)} target={_attribute(target)}>{_data('edge', row)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _key(part: str, name: str, kind: str) -> str:
    return (
        f"<key id={_attribute(f'{part}_{name}')} for={_attribute(part)} attr.name={_attribute(name)} "
        f'attr.type="{kind}"/>\n'
    )


def _data(part: str, row: Iterable[tuple[str, Any]]) -> str:
    return "".join(f"<data key={_attribute(f'{part}_{name}')}>{_value(value)}</data>" for name, value in row)


def _gexf(network: Network, nodes: pl.DataFrame, ties: pl.DataFrame, about: Mapping[str, str]) -> Iterator[str]:
    day = about.get("date", "")
    dated = f' lastmodifieddate="{day}"' if _is_day(day) else ""
    described = _text("\n".join(about.values()))
    yield f'{_HEAD}<gexf xmlns="{GEXF}" version="1.3">\n<meta{dated}><creator>Concertation</creator>'
    yield f"<description>{described}</description></meta>\n"
    direction = "directed" if network.is_directed else "undirected"
    yield f'<graph defaultedgetype="{direction}" mode="static">\n'
    for part, frame in (("node", nodes.drop("key")), ("edge", ties.drop(*_ENDS, "weight"))):
        yield f'<attributes class="{part}" mode="static">\n'
        for name, kind in frame.schema.items():
            named = f"id={_attribute(f'{part}_{name}')} title={_attribute(name)}"
            yield f'<attribute {named} type="{_type(kind)}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    labels = next((name for name in ("label_en", "label", "name") if name in nodes.columns), "key")
    shown = nodes[labels].cast(pl.String).fill_null(nodes["key"])
    for (key, row), label in zip(_rows(nodes, ("key",)), shown, strict=True):
        yield f"<node id={_attribute(key[0])} label={_attribute(label)}>{_values('node', row)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, ((source, target, weight), row) in zip(count(), _rows(ties, (*_ENDS, "weight")), strict=False):
        ends = f'id="{number}" source={_attribute(source)} target={_attribute(target)}'
        weighed = "" if weight is None else f' weight="{weight}"'
        yield f"<edge {ends}{weighed}>{_values('edge', row)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _values(part: str, row: Iterable[tuple[str, Any]]) -> str:
    held = "".join(
        f"<attvalue for={_attribute(f'{part}_{name}')} value={_attribute(_plain(value))}/>" for name, value in row
    )
    return f"<attvalues>{held}</attvalues>" if held else ""


def _rows(frame: pl.DataFrame, first: tuple[str, ...]) -> Iterator[tuple[tuple[Any, ...], list[tuple[str, Any]]]]:
    """Each row as what identifies it, and what is known of the rest by name."""
    names = [name for name in frame.columns if name not in first]
    width = len(first)
    for row in frame.select(*first, *names).iter_rows():
        known = [(name, value) for name, value in zip(names, row[width:], strict=True) if value is not None]
        yield row[:width], known


def _in_pieces(lines: Iterator[str]) -> Iterator[str]:
    piece: list[str] = []
    for line in lines:
        piece.append(line)
        if len(piece) >= _ROWS_A_PIECE:
            yield "".join(piece)
            piece.clear()
    yield "".join(piece)


def _type(kind: pl.DataType) -> str:
    if kind == pl.Boolean:
        return "boolean"
    return "long" if kind.is_integer() else "double" if kind.is_float() else "string"


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _value(value: Any) -> str:
    return _text(_plain(value))


def _text(words: str) -> str:
    return escape(_ILLEGAL.sub(" ", words))


def _attribute(words: str) -> str:
    return quoteattr(_ILLEGAL.sub(" ", str(words)))


def _is_day(words: str) -> bool:
    try:
        return bool(date.fromisoformat(words))
    except ValueError:
        return False
