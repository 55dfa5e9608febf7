"""The same as tables: every node shown with its measures and its neighbours, every tie with the word of both ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext

from concertation.core.text import sort_key
from concertation.journeys.charting import SIZES, UNKNOWN
from concertation.journeys.charting.measures import BRIDGES, STEADINESS, TABLES
from concertation.web.network.legend import layer_words
from concertation.web.network.view import View
from concertation.web.network.words import end_words, measure_words, name_of, told_words
from concertation.web.wording import address_on, listed, number_words, reader_language

PAGE = 25
# Neighbours named in a row; the card of a node has all of them.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One heading, the address of the table sorted by it, and how it is sorted now."""

    id: str
    label: str
    address: str
    state: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody at the other end of a tie."""

    name: str
    address: str
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """One node in words: ``cells`` are label, words, whether a number, whether unknown."""

    key: str
    name: str
    card: str
    page: str
    cells: list[tuple[str, str, bool, bool]]
    neighbours: list[Neighbour]
    more: int


@dataclass(frozen=True, slots=True)
class TieRow:
    """One tie in words."""

    one: Neighbour
    other: Neighbour
    direction: str
    kinds: str
    status: str
    weight: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a table stands among its pages; addresses are empty at its ends."""

    page: int
    pages: int
    previous: str
    next: str


def columns(view: View) -> list[Column]:
    """The headings of the table of nodes."""
    facets = [(facet, view.chart.facets[facet].label.in_language(reader_language())) for facet in _told_facets(view)]
    heads = [
        ("name", gettext("Name"), False),
        *((facet, label, False) for facet, label in facets),
        *((size, SIZES[size].label.in_language(reader_language()), True) for size in told_sizes(view)),
    ]
    return [Column(name, label, *_turned(view, name, is_number), is_number) for name, label, is_number in heads]


def _told_facets(view: View) -> list[str]:
    """The columns of attributes: the kind, and what colours the picture."""
    wanted = ["kind", view.encoding.facet.id]
    return [facet for facet in dict.fromkeys(wanted) if facet in view.chart.facets]


def told_sizes(view: View) -> list[str]:
    """The columns of measures: ties, bridges, tables, and what sizes or colours the picture.

    Beside the groups found in the ties, how steady each is in its own.
    """
    known = {size.id for size in view.chart.sizes}
    bridges = "" if view.chart.is_costly and view.asked.sort.removeprefix("-") != BRIDGES else BRIDGES
    steady = STEADINESS if view.encoding.facet.id == "community" else ""
    wanted = ["degree", bridges, view.encoding.size, view.encoding.facet.id, steady, TABLES]
    return [size for size in dict.fromkeys(wanted) if size in known]


def sort_of(view: View) -> tuple[str, bool]:
    """By which column the nodes are sorted, and whether from the highest: by what sizes them, unless it is said."""
    asked = view.asked.sort
    known = {"name", *_told_facets(view), *told_sizes(view)}
    if asked.removeprefix("-") in known:
        return asked.removeprefix("-"), asked.startswith("-")
    return ("degree" if view.encoding.size == "same" else view.encoding.size), True


def _turned(view: View, name: str, is_number: bool) -> tuple[str, str]:
    current, falls = sort_of(view)
    down = (not falls) if current == name else is_number
    address = view.asked.with_(sort=f"{'-' if down else ''}{name}").address(anchor="nodes")
    return address, ("descending" if falls else "ascending") if current == name else ""


def ordered_nodes(view: View) -> list[int]:
    """The nodes shown, in the order asked for; what is unknown comes last either way."""
    shown = np.flatnonzero(view.narrowed.nodes).tolist()
    by_name = sorted(shown, key=lambda node: sort_key(name_of(view.chart, node)))
    name, falls = sort_of(view)
    if name == "name":
        return by_name[::-1] if falls else by_name
    if name in view.chart.facets:
        facet = view.chart.facets[name]
        order = {value.code: place for place, value in enumerate(facet.values)}
        known = [node for node in by_name if facet.codes[node] != UNKNOWN]
        unknown = [node for node in by_name if facet.codes[node] == UNKNOWN]
        return [*sorted(known, key=lambda node: order[facet.codes[node]], reverse=falls), *unknown]
    numbers = view.chart.measure(name)
    known = [node for node in by_name if not np.isnan(numbers[node])]
    ordered = sorted(known, key=lambda node: float(numbers[node]), reverse=falls)
    return [*ordered, *(node for node in by_name if np.isnan(numbers[node]))]


def node_rows(view: View) -> tuple[list[Row], Pages]:
    """One page of the nodes."""
    shown, pages = _cut(ordered_nodes(view), view.asked.rows, lambda page: _paged(view, "rows", page, "nodes"))
    near = neighbours_of(view, shown)
    return [_row(view, node, near[node]) for node in shown], pages


def _paged(view: View, name: str, page: int, anchor: str) -> str:
    return view.asked.with_(**{name: page}).address(anchor=anchor)


def _row(view: View, node: int, near: list[int]) -> Row:
    chart, key = view.chart, view.chart.keys[node]
    cells = []
    for name in _told_facets(view):
        facet = chart.facets[name]
        code = facet.codes[node]
        label = facet.label.in_language(reader_language())
        cells.append((label, facet.label_of(code).in_language(reader_language()), False, code == UNKNOWN))
    for size in told_sizes(view):
        number = float(chart.measure(size)[node])
        cells.append(
            (SIZES[size].label.in_language(reader_language()), measure_words(number, size), True, np.isnan(number))
        )
    named = [_neighbour(view, other) for other in near[:_NAMED]]
    return Row(
        key,
        name_of(chart, node),
        card_address(view, node),
        page_address(view, node),
        cells,
        named,
        len(near) - len(named),
    )


def card_address(view: View, node: int) -> str:
    """The same view with that node chosen."""
    return view.asked.with_(org=view.chart.keys[node]).address(anchor="organisation")


def page_address(view: View, node: int) -> str:
    """The page of the organisation or of the partnership."""
    key = view.chart.keys[node]
    if view.chart.kind.id == "two_mode":
        side, _, key = key.partition(":")
        return address_on(view.asked.as_of, side, key) if key else ""
    name = "partnership" if view.chart.kind.id == "shared_members" else "organisation"
    return address_on(view.asked.as_of, name, key)


def around_address(view: View, node: int) -> str:
    """The page of an organisation in its networks; a partnership has none."""
    side, _, key = view.chart.keys[node].rpartition(":")
    if side == "partnership" or view.chart.kind.id == "shared_members":
        return ""
    return address_on(view.asked.as_of, "organisation-network", key)


def neighbours_of(view: View, nodes: Sequence[int]) -> dict[int, list[int]]:
    """Those at the other end of the ties shown, the strongest ties first."""
    network, ties = view.chart.network, np.flatnonzero(view.narrowed.ties)
    source, target = network.source[ties], network.target[ties]
    weight = np.nan_to_num(network.weight[ties], nan=0.0)
    degrees = view.chart.degrees
    found = {}
    for node in nodes:
        out, into = source == node, target == node
        others = np.concatenate((target[out], source[into]))
        strengths = np.concatenate((weight[out], weight[into]))
        found[node] = others[np.lexsort((others, -degrees[others], -strengths))].tolist()
    return found


def _neighbour(view: View, node: int, said: str = "") -> Neighbour:
    return Neighbour(name_of(view.chart, node), card_address(view, node), said)


def tie_rows(view: View) -> tuple[list[TieRow], Pages]:
    """One page of the ties, the strongest first; of one node chosen, its own."""
    shown, pages = _cut(ordered_ties(view), view.asked.lines, lambda page: _paged(view, "lines", page, "ties"))
    return [_tie(view, tie) for tie in shown], pages


def ordered_ties(view: View) -> list[int]:
    """The ties shown: of the node chosen first, then the strongest."""
    ties = np.flatnonzero(view.narrowed.ties)
    network = view.chart.network
    weight = np.nan_to_num(network.weight[ties], nan=0.0)
    is_own = np.zeros(len(ties), dtype=bool)
    if view.chosen is not None:
        is_own = (network.source[ties] == view.chosen) | (network.target[ties] == view.chosen)
    ordered: list[int] = ties[np.lexsort((ties, -weight, ~is_own))].tolist()
    return ordered


def _tie(view: View, tie: int) -> TieRow:
    network, row = view.chart.network, view.chart.pairs.row(tie, named=True)
    is_mutual = view.chart.kind.is_mutual and view.chart.kind.is_directed
    said = [end_words(row[f"{end}_word"]) if is_mutual else "" for end in ("source", "target")]
    weight = float(network.weight[tie])
    return TieRow(
        one=_neighbour(view, int(network.source[tie]), said[0]),
        other=_neighbour(view, int(network.target[tie]), said[1]),
        direction={(True, False): "→", (False, True): "←", (True, True): "↔"}.get((row["forth"], row["back"]), "–"),
        kinds=listed(layer_words(code) for code in row["layers"] or ()),
        status=told_words(row["status"]),
        weight="" if np.isnan(weight) else number_words(weight),
    )


def _cut(rows: Sequence[Any], page: int, address: Callable[[int], str]) -> tuple[Sequence[Any], Pages]:
    pages = max(1, -(-len(rows) // PAGE))
    shown = min(max(1, page), pages)
    before, after = (address(shown - 1) if shown > 1 else ""), (address(shown + 1) if shown < pages else "")
    return rows[(shown - 1) * PAGE : shown * PAGE], Pages(shown, pages, before, after)


def all_node_cells(view: View) -> Iterator[list[Any]]:
    """For a file: every node shown, its attributes in words and its measures as numbers."""
    x, y = view.positions.T if view.chart.size else ([], [])
    for node in ordered_nodes(view):
        yield [
            view.chart.keys[node],
            name_of(view.chart, node),
            *(_code_words(view, name, node) for name in view.chart.facets),
            *(_rounded(float(view.chart.measure(size)[node])) for size in told_sizes(view)),
            round(float(x[node]), 3),
            round(float(y[node]), 3),
        ]


def _rounded(number: float) -> float | None:
    return None if np.isnan(number) else round(number, 6)


def _code_words(view: View, name: str, node: int) -> str | None:
    facet = view.chart.facets[name]
    code = facet.codes[node]
    return None if code == UNKNOWN else facet.label_of(code).in_language(reader_language())
