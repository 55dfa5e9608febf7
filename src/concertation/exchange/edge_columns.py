"""Which column is which in a list of edges or of nodes: by their names, or by their order where they have none."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from concertation.core.text import Text, search_key
from concertation.exchange.grid_file import ROW
from concertation.exchange.unreadable_file import UnreadableFile

# Words of the two ends, in the order in which they are believed; single letters may be names of nodes.
_PAIRS = (
    *(("source", "target"), ("from", "to"), ("de", "vers"), ("de", "a"), ("origin", "destination")),
    *(("origine", "destination"), ("depart", "arrivee"), ("source", "cible"), ("ego", "alter")),
    *(("sender", "receiver"), ("node1", "node2"), ("node 1", "node 2"), ("noeud 1", "noeud 2")),
)
_WEIGHT = ("weight", "poids", "strength", "force", "intensity", "intensite", "value", "valeur", "w", "count", "nombre")
_KEY = ("key", "id", "code", "cle", "node", "noeud", "identifiant", "organisation", "organization", "organisme")
_LABEL = ("label", "name", "nom", "libelle", "title", "titre")


class NoEnds(UnreadableFile):
    """A table in which an edge has one end alone."""

    code = "edges-without-ends"
    english = (
        "“{filename}” has fewer than two columns: an edge needs two ends. Put one edge a row, with a column for each "
        "end, for example “source” and “target”, and one for the weight if there is one."
    )
    french = (
        "« {filename} » compte moins de deux colonnes\u00a0: un lien a deux extrémités. Mettez un lien par ligne, une "
        "colonne pour chaque extrémité, par exemple « de » et « vers », et une pour le poids s’il y en a un."
    )


@dataclass(frozen=True, slots=True, eq=False)
class EdgeColumns:
    """Rows with ``row``, ``source``, ``target``, ``weight_written``; what was taken for what, where unsure."""

    rows: pl.DataFrame
    has_weight: bool
    remarks: tuple[Text, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NodeColumns:
    """Rows with ``row``, ``key`` and the other columns under their own names; numbers where all are numbers."""

    rows: pl.DataFrame


def find_edge_columns(grid: pl.DataFrame, *, filename: str) -> EdgeColumns:
    """Ends and weight by their headings; without headings the first two columns, and the third where it is numbers.

    With headings that say the ends and not the weight, the one other column of numbers is the weight, and that is
    told. Raises ``NoEnds``.
    """
    if grid.width < 3:
        raise NoEnds(filename=filename)
    names = _headings(grid)
    ends = next((pair for pair in _PAIRS if pair[0] in names and pair[1] in names), None)
    rows = grid.slice(1) if ends else grid
    places = [names[end] for end in ends] if ends else ["c0", "c1"]
    weight, remarks = _weight(rows, names if ends else {}, places)
    if not ends:
        remarks = (_NO_HEADINGS, *remarks)
    written = pl.col(weight) if weight else pl.lit(None, pl.String)
    found = rows.select(ROW, source=pl.col(places[0]), target=pl.col(places[1]), weight_written=written)
    return EdgeColumns(found, weight is not None, remarks)


def find_node_columns(grid: pl.DataFrame) -> NodeColumns:
    """The key by its heading (or the first column); without any known heading, the first column alone is read."""
    names = _headings(grid)
    key = next((names[name] for name in (*_KEY, *_LABEL) if name in names), None)
    if key is None:
        return NodeColumns(grid.select(ROW, key="c0"))
    headings = grid.row(0, named=True)
    others = {column: str(headings[column]) for column in grid.columns if column not in (ROW, key)}
    taken: dict[str, str] = {}
    for column, name in others.items():
        if headings[column] is not None and name not in (*taken.values(), "key", ROW):
            taken[column] = name
    rows = grid.slice(1).select(ROW, pl.col(key).alias("key"), *(pl.col(c).alias(name) for c, name in taken.items()))
    return NodeColumns(rows.with_columns(_typed(rows[name]) for name in taken.values()))


def _headings(grid: pl.DataFrame) -> dict[str, str]:
    """The words of the first row, folded, each with its column; the first of two that are the same."""
    found: dict[str, str] = {}
    for column, word in grid.row(0, named=True).items():
        if column != ROW and word is not None:
            found.setdefault(search_key(str(word)), column)
    return found


def _weight(rows: pl.DataFrame, names: dict[str, str], ends: list[str]) -> tuple[str | None, tuple[Text, ...]]:
    named = next((names[name] for name in _WEIGHT if name in names and names[name] not in ends), None)
    if named is not None:
        return named, ()
    others = [column for column in rows.columns if column != ROW and column not in ends]
    numbers = [column for column in others if _are_numbers(rows[column])]
    if len(numbers) != 1 or (not names and numbers[0] != "c2"):
        return None, ()
    column = numbers[0]
    heading = next((name for name, place in names.items() if place == column), None)
    return column, (_taken_for_weight(heading),) if heading else ()


def _are_numbers(column: pl.Series) -> bool:
    known = column.drop_nulls()
    plain = known.str.replace(",", ".", literal=True)
    return len(known) > 0 and plain.cast(pl.Float64, strict=False).null_count() == 0


def _typed(column: pl.Series) -> pl.Series:
    return column.cast(pl.Float64) if _are_numbers(column) and not column.str.contains(",").any() else column


_NO_HEADINGS = Text(
    en="The first row names no ends (such as “source” and “target”): it was read as an edge, and the first two columns "
    "as the ends.",
    fr="La première ligne ne nomme pas les extrémités (comme « de » et « vers »)\u00a0: elle a été lue comme un lien, "
    "et les deux premières colonnes comme les extrémités.",
)


def _taken_for_weight(heading: str) -> Text:
    return Text(
        en=f"The column “{heading}” was taken for the weight: it is the only other one with numbers.",
        fr=f"La colonne « {heading} » a été prise pour le poids\u00a0: c’est la seule autre qui contient des nombres.",
    )
