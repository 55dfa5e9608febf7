"""Reads anybody's network: a list of edges, and a list of nodes beside it, as CSV, TSV or XLSX."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from concertation.core.faults import Fault, FaultKind, Place
from concertation.core.network import Network, network_of
from concertation.core.network.network import Combining
from concertation.core.text import Text
from concertation.exchange.edge_columns import EdgeColumns, NodeColumns, find_edge_columns, find_node_columns
from concertation.exchange.edge_numbers import numbers_of
from concertation.exchange.edge_remarks import alike, of_weights, strangers
from concertation.exchange.grid_file import ROW, read_grid

# Faults told one by one; of more, how many there are.
MOST_TOLD = 200

BLANK_END = FaultKind(
    "edge-without-end",
    "One end of this edge is empty: it was left out. Write both, or delete the row.",
    "Une extrémité de ce lien est vide\u00a0: il a été écarté. Inscrivez les deux, ou supprimez la ligne.",
    "warning",
)
WEIGHT_NOT_READ = FaultKind(
    "weight-not-a-number",
    "“{found}” is not a number: the edge was kept, and its weight is unknown.",
    "« {found} » n’est pas un nombre\u00a0: le lien a été gardé, et son poids est inconnu.",
    "warning",
)
NEGATIVE_WEIGHT = FaultKind(
    "weight-not-positive",
    "The weight “{found}” is zero or less: the edge was left out, as it has no distance and no strength.",
    "Le poids « {found} » est nul ou négatif\u00a0: le lien a été écarté, car il n’a ni distance ni force.",
    "warning",
)
OWN_LOOP = FaultKind(
    "edge-with-itself",
    "“{found}” is tied to itself: the edge was left out.",
    "« {found} » est lié à lui-même\u00a0: le lien a été écarté.",
    "warning",
)
NODE_WITHOUT_KEY = FaultKind(
    "node-without-name",
    "This node has no name: it was left out.",
    "Ce nœud n’a pas de nom\u00a0: il a été écarté.",
    "warning",
)
REPEATED_NODE = FaultKind(
    "node-repeated",
    "“{found}” stands twice in the list of nodes: the first row was kept.",
    "« {found} » figure deux fois dans la liste des nœuds\u00a0: la première ligne a été gardée.",
    "warning",
)


@dataclass(frozen=True, slots=True, eq=False)
class EdgeList:
    """The network, what was found wrong row by row (at most ``MOST_TOLD``), and how much there was of it.

    ``layers`` are its kinds of ties apart, over the same nodes, where a column tells them.
    """

    network: Network
    faults: tuple[Fault, ...]
    fault_count: int
    remarks: tuple[Text, ...]
    layers: Mapping[str, Network]
    has_weight: bool


def read_edge_list(
    edges: Path | bytes,
    nodes: Path | bytes | None = None,
    *,
    is_directed: bool,
    filename: str = "",
    node_filename: str = "",
    layer: str | None = None,
    repeated: Combining = "sum",
) -> EdgeList:
    """The network of a list of edges, each row one; columns are found by their names, or taken in their order.

    Faults of all rows are told together, and none stops the reading. Weights of an edge told twice are added, unless
    ``repeated`` says otherwise; without weights it is one edge.
    Nodes met in edges alone are there too, even of an edge that is left out, and nodes of the
    other list without an edge are isolates. ``layer`` names the column that tells kinds of ties apart. Raises
    ``UnreadableFile`` or one of its kinds, and ``UnknownColumn``.
    """
    name = filename or (edges.name if isinstance(edges, Path) else "")
    grid = read_grid(edges, filename=name)
    columns = find_edge_columns(grid.rows, filename=name, layer=layer)
    ties, faults, of_weights = _ties(columns, grid.sheet)
    frame, found, of_nodes = _nodes(nodes, node_filename, ties)
    combining: Combining = repeated if columns.has_weight else "max"
    network = network_of(frame, ties.drop("layer"), is_directed=is_directed, combining=combining)
    kinds = ties["layer"].drop_nulls().unique().sort()
    return EdgeList(
        network=network,
        faults=tuple(sorted((*faults.told, *found.told), key=lambda one: (one.place.sheet, one.place.row or 0))),
        fault_count=faults.count + found.count,
        remarks=(*columns.remarks, *of_weights, *network.remarks, *of_nodes, *alike(network.nodes["key"])),
        layers={
            kind: network_of(
                network.nodes, ties.filter(layer=kind).drop("layer"), is_directed=is_directed, combining=combining
            )
            for kind in kinds
        },
        has_weight=columns.has_weight,
    )


@dataclass(frozen=True, slots=True)
class _Faults:
    told: tuple[Fault, ...] = ()
    count: int = 0


def _ties(columns: EdgeColumns, sheet: str) -> tuple[pl.DataFrame, _Faults, tuple[Text, ...]]:
    written = pl.col("weight_written")
    read = columns.rows["weight_written"]
    rows = columns.rows.with_columns(weight=numbers_of(read) if columns.has_weight else pl.lit(1.0))
    is_blank = pl.col("source").is_null() | pl.col("target").is_null()
    is_loop = ~is_blank & (pl.col("source") == pl.col("target"))
    wrong = {
        BLANK_END: (is_blank, pl.lit(None, pl.String)),
        OWN_LOOP: (is_loop, pl.col("source")),
        WEIGHT_NOT_READ: (written.is_not_null() & pl.col("weight").is_null(), written),
        NEGATIVE_WEIGHT: ((pl.col("weight") <= 0).fill_null(False) & ~is_blank & ~is_loop, written),
    }
    found = [_told(rows.filter(holds), kind, sheet, shown) for kind, (holds, shown) in wrong.items()]
    faults = _Faults(tuple(fault for one in found for fault in one.told), sum(one.count for one in found))
    return rows.select("source", "target", "weight", "layer"), faults, of_weights(columns)


def _told(rows: pl.DataFrame, kind: FaultKind, sheet: str, shown: pl.Expr) -> _Faults:
    first = rows.head(MOST_TOLD).select(ROW, shown.alias("found")).iter_rows()
    return _Faults(tuple(kind.at(Place(sheet, row), found=found) for row, found in first), rows.height)


def _nodes(
    source: Path | bytes | None, filename: str, ties: pl.DataFrame
) -> tuple[pl.DataFrame, _Faults, tuple[Text, ...]]:
    if source is None:
        return pl.DataFrame(schema={"key": pl.String}), _Faults(), ()
    name = filename or (source.name if isinstance(source, Path) else "")
    grid = read_grid(source, filename=name)
    ends = pl.concat([ties["source"], ties["target"]]).drop_nulls().unique(maintain_order=True)
    columns: NodeColumns = find_node_columns(grid.rows, ends)
    rows = columns.rows
    unnamed = _told(rows.filter(pl.col("key").is_null()), NODE_WITHOUT_KEY, grid.sheet, pl.lit(None, pl.String))
    named = rows.drop_nulls("key")
    again = named.filter(~pl.col("key").is_first_distinct())
    repeated = _told(again, REPEATED_NODE, grid.sheet, pl.col("key"))
    kept = named.unique("key", keep="first", maintain_order=True).drop(ROW)
    faults = _Faults((*unnamed.told, *repeated.told), unnamed.count + repeated.count)
    return kept, faults, (*columns.remarks, *strangers(ends, kept["key"]))
