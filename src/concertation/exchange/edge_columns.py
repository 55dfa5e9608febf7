"""Which column is which in a list of edges or of nodes: by their names, or by their order where they have none."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from concertation.core.errors import UnknownColumn
from concertation.core.text import Text, search_key
from concertation.exchange.edge_numbers import are_numbers
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


# Rows above the headings, such as a title, are looked past up to here.
_TITLE_ROWS = 10


@dataclass(frozen=True, slots=True, eq=False)
class EdgeColumns:
    """Rows with ``row``, ``source``, ``target``, ``weight_written``, ``layer``; what was taken for what, if unsure."""

    rows: pl.DataFrame
    has_weight: bool
    remarks: tuple[Text, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NodeColumns:
    """Rows with ``row``, ``key`` and the other columns under their own names; numbers where all are numbers."""

    rows: pl.DataFrame
    remarks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Headed:
    """The rows below the headings, the headings themselves, and the columns of both ends."""

    rows: pl.DataFrame
    names: dict[str, str]
    written: dict[str, str]
    ends: list[str]
    remarks: tuple[Text, ...] = ()


def find_edge_columns(grid: pl.DataFrame, *, filename: str, layer: str | None = None) -> EdgeColumns:
    """Ends and weight by their headings; without headings the first two columns, and the third where it is numbers.

    With headings that do not name the weight, the one other column of numbers is the weight, and that is told.
    ``layer`` names the column that tells kinds of ties apart. Columns that are not read are told. Raises ``NoEnds``
    and ``UnknownColumn``.
    """
    if grid.width < 3:
        raise NoEnds(filename=filename)
    head = _headed(grid)
    kind = _layer(head, layer) if layer else None
    weight, remarks = _weight(head, kind)
    read = [column for column in (*head.ends, weight, kind) if column]
    unread = [column for column in grid.columns if column not in (ROW, *read)]
    remarks = (*head.remarks, *remarks, *_unread(head, unread))
    nothing = pl.lit(None, pl.String)
    found = head.rows.select(
        ROW,
        source=pl.col(head.ends[0]),
        target=pl.col(head.ends[1]),
        weight_written=pl.col(weight) if weight else nothing,
        layer=pl.col(kind) if kind else nothing,
    )
    return EdgeColumns(found, weight is not None, remarks if found.height else (*remarks, _NO_EDGE))


def _headed(grid: pl.DataFrame) -> _Headed:
    for place in range(min(_TITLE_ROWS, grid.height)):
        names = _headings(grid, place)
        ends = next((pair for pair in _PAIRS if pair[0] in names and pair[1] in names), None)
        if ends:
            above = (_above(place),) if place else ()
            return _Headed(grid.slice(place + 1), names, _written(grid, place), [names[end] for end in ends], above)
        if len(names) > 1:
            break
    first = ["c0", "c1"]
    if _are_headings(grid):
        written = _written(grid, 0)
        guessed = _ends_guessed(*(written.get(column, "") for column in first))
        return _Headed(grid.slice(1), _headings(grid, 0), written, first, (guessed,))
    return _Headed(grid, {}, {}, first, (_NO_HEADINGS,))


def _are_headings(grid: pl.DataFrame) -> bool:
    """Whether the first row has words alone, above a column of numbers."""
    columns = [grid[column] for column in grid.columns if column != ROW]
    has_number = any(are_numbers(column.head(1)) for column in columns)
    return not has_number and any(column[0] is not None and are_numbers(column.slice(1)) for column in columns)


def _layer(head: _Headed, layer: str) -> str:
    column = head.names.get(search_key(layer))
    if column is None or column in head.ends:
        others = [word for place, word in head.written.items() if place not in head.ends]
        raise UnknownColumn(key=layer, near=", ".join(others) or "—")
    return column


def find_node_columns(grid: pl.DataFrame, ends: pl.Series) -> NodeColumns:
    """The key by its heading, or the first column: with headings where its first cell is no end of an edge.

    A list whose first cell is one of the ``ends`` has no headings, and its first column alone is read: that is told.
    """
    names = _headings(grid, 0)
    key = next((names[name] for name in (*_KEY, *_LABEL) if name in names), None)
    if key is None and grid.row(0, named=True)["c0"] in ends:
        others = len(grid.columns) - 2
        return NodeColumns(grid.select(ROW, key="c0"), (_FIRST_COLUMN_ALONE,) if others else ())
    key, remarks = (key, ()) if key else ("c0", (_taken_for_key(_written(grid, 0).get("c0", "")),))
    headings = grid.row(0, named=True)
    others_named = {column: str(headings[column]) for column in grid.columns if column not in (ROW, key)}
    taken: dict[str, str] = {}
    for column, name in others_named.items():
        if headings[column] is not None and name not in (*taken.values(), "key", ROW):
            taken[column] = name
    rows = grid.slice(1).select(ROW, pl.col(key).alias("key"), *(pl.col(c).alias(name) for c, name in taken.items()))
    return NodeColumns(rows.with_columns(_typed(rows[name]) for name in taken.values()), remarks)


def _headings(grid: pl.DataFrame, place: int) -> dict[str, str]:
    """The words of a row, folded, each with its column; the first of two that are the same."""
    found: dict[str, str] = {}
    for column, word in _written(grid, place).items():
        found.setdefault(search_key(word), column)
    return found


def _written(grid: pl.DataFrame, place: int) -> dict[str, str]:
    """The words of a row as they stand, by column."""
    row = grid.row(place, named=True)
    return {column: str(word) for column, word in row.items() if column != ROW and word is not None}


def _weight(head: _Headed, layer: str | None) -> tuple[str | None, tuple[Text, ...]]:
    taken = (*head.ends, layer)
    named = next((head.names[name] for name in _WEIGHT if name in head.names and head.names[name] not in taken), None)
    if named is not None:
        return named, ()
    others = [column for column in head.rows.columns if column != ROW and column not in taken]
    numbers = [column for column in others if are_numbers(head.rows[column])]
    heading = head.written.get(numbers[0]) if len(numbers) == 1 else None
    if len(numbers) != 1 or (heading is None if head.names else numbers[0] != "c2"):
        return None, ()
    return numbers[0], (_taken_for_weight(heading),) if heading else ()


def _typed(column: pl.Series) -> pl.Series:
    return column.cast(pl.Float64) if are_numbers(column) and not column.str.contains(r"[,\s]").any() else column


def _unread(head: _Headed, columns: list[str]) -> tuple[Text, ...]:
    """Columns that hold something and are no part of a network."""
    held = [column for column in columns if head.rows[column].null_count() < head.rows.height]
    if not held:
        return ()
    english = ", ".join(_called(head, column, "“{}”", "column {}") for column in held)
    french = ", ".join(_called(head, column, "«\u00a0{}\u00a0»", "colonne {}") for column in held)
    return (
        Text(
            en=f"Columns that were not read, as they are neither ends nor a weight: {english}.",
            fr=f"Colonnes qui n’ont pas été lues, car elles ne sont ni des extrémités ni un poids\u00a0: {french}.",
        ),
    )


def _called(head: _Headed, column: str, quoted: str, numbered: str) -> str:
    word = head.written.get(column)
    return quoted.format(word) if word else numbered.format(int(column[1:]) + 1)


_NO_HEADINGS = Text(
    en="The first row names no ends (such as “source” and “target”): it was read as an edge, and the first two columns "
    "as the ends. If it holds headings, name them so.",
    fr="La première ligne ne nomme pas les extrémités (comme « de » et « vers »)\u00a0: elle a été lue comme un lien, "
    "et les deux premières colonnes comme les extrémités. Si ce sont des en-têtes, nommez-les ainsi.",
)
_NO_EDGE = Text(en="The list has headings and no edge.", fr="La liste a des en-têtes, et aucun lien.")
_FIRST_COLUMN_ALONE = Text(
    en="The list of nodes has no headings (such as “id” and “sector”): its first column alone was read, as the "
    "names of the nodes.",
    fr="La liste des nœuds n’a pas d’en-têtes (comme « id » et « secteur »)\u00a0: seule sa première colonne a été "
    "lue, comme les noms des nœuds.",
)


def _above(count: int) -> Text:
    return Text(
        en=f"Rows above the headings, such as a title, that were not read: {count}.",
        fr=f"Lignes au-dessus des en-têtes, comme un titre, qui n’ont pas été lues\u00a0: {count}.",
    )


def _ends_guessed(one: str, other: str) -> Text:
    return Text(
        en=f"The headings name no ends (such as “source” and “target”): the first two columns, “{one}” and “{other}”, "
        "were taken for the ends.",
        fr=f"Les en-têtes ne nomment pas les extrémités (comme « de » et « vers »)\u00a0: les deux premières colonnes, "
        f"«\u00a0{one}\u00a0» et «\u00a0{other}\u00a0», ont été prises pour les extrémités.",
    )


def _taken_for_key(heading: str) -> Text:
    return Text(
        en=f"The first column of the list of nodes, “{heading}”, was taken for their names: no heading says “id”.",
        fr=f"La première colonne de la liste des nœuds, «\u00a0{heading}\u00a0», a été prise pour leurs noms\u00a0: "
        "aucun en-tête ne dit « id ».",
    )


def _taken_for_weight(heading: str) -> Text:
    return Text(
        en=f"The column “{heading}” was taken for the weight: it is the only other one with numbers.",
        fr=f"La colonne « {heading} » a été prise pour le poids\u00a0: c’est la seule autre qui contient des nombres.",
    )
