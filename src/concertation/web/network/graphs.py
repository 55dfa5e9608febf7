"""A view as nodes and edges for network programs: attributes in words, codes for what is told, arcs where ties run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from django.utils.translation import gettext

from concertation.exchange.network import Edge, Network, Node, Value
from concertation.journeys.charting import SIZES, UNKNOWN
from concertation.web.network.legend import layer_words
from concertation.web.network.tables import told_sizes
from concertation.web.network.view import View
from concertation.web.network.words import direction_words, end_words, ended, name_of, told_words
from concertation.web.wording import reader_language

_SAID = ("status", "layers", "source_word", "target_word")


def graph_of(view: View) -> Network:
    """The nodes shown and their ties; a tie that runs both ways is two arcs, each with its own weight."""
    chart = view.chart
    measures = [*told_sizes(view), "x", "y"]
    return Network(
        tuple(_nodes(view)),
        tuple(_edges(view)),
        chart.kind.is_directed,
        {**dict.fromkeys(chart.facets, "string"), **dict.fromkeys(measures, "double")},
        dict.fromkeys(_SAID, "string"),
    )


def graph_words(view: View) -> list[str]:
    """What the attributes of such a file say, for whoever opens it without the page."""
    shown = view.chart.pairs.filter(view.narrowed.ties)
    attributes = [
        *(f"{name} = {facet.label.in_language(reader_language())}" for name, facet in view.chart.facets.items()),
        *(f"{size} = {SIZES[size].label.in_language(reader_language())}" for size in told_sizes(view)),
        f"x, y = {gettext('place in the picture')}",
    ]
    statuses = [f"{code} = {told_words(code)}" for code in shown["status"].unique().sort()]
    layers = [f"{code} = {layer_words(code)}" for code in shown["layers"].explode().drop_nulls().unique().sort()]
    words = {word_of_end(view, word) for end in ("source_word", "target_word") for word in shown[end].unique()}
    ends = [f"{code} = {end_words(code)}" for code in sorted(word for word in words if word)]
    forms = (
        (gettext("Attributes of nodes: %(list)s."), attributes),
        (gettext("Who says the tie (status): %(list)s."), statuses),
        (gettext("What its first and its second end say (source_word, target_word): %(list)s."), ends),
        (gettext("Kinds of ties (layers): %(list)s."), layers),
    )
    return [form % {"list": "; ".join(listed)} for form, listed in forms if listed]


def tie_words(view: View) -> list[str]:
    """What a tie of a file is: whether it has a direction, and which; and what its weight counts."""
    kind = view.chart.kind
    weight = {"weight": ended(kind.weight.in_language(reader_language()))}
    if not kind.is_directed:
        return [gettext("Ties have no direction."), gettext("Weight of a tie: %(weight)s") % weight]
    run = gettext("Ties have a direction, %(direction)s; one that runs both ways is one row of a table, and two arcs.")
    stronger = gettext("Weight of a tie: %(weight)s Of one that runs both ways, a table has the stronger.")
    return [run % {"direction": direction_words(kind)}, stronger % weight]


def _nodes(view: View) -> Iterator[Node]:
    chart, positions, language = view.chart, view.positions, reader_language()
    for node in np.flatnonzero(view.narrowed.nodes).tolist():
        attributes = {
            name: facet.label_of(facet.codes[node]).in_language(language) if facet.codes[node] != UNKNOWN else None
            for name, facet in chart.facets.items()
        }
        measures = {size: _known(float(chart.measure(size)[node])) for size in told_sizes(view)}
        place = {"x": float(positions[node, 0]), "y": float(positions[node, 1])}
        yield Node(chart.keys[node], name_of(chart, node), {**attributes, **measures, **place})


def _edges(view: View) -> Iterator[Edge]:
    chart = view.chart
    for tie in np.flatnonzero(view.narrowed.ties).tolist():
        row = chart.pairs.row(tie, named=True)
        one, other = chart.keys[int(chart.network.source[tie])], chart.keys[int(chart.network.target[tie])]
        if not chart.kind.is_directed:
            yield Edge(f"tie:{tie}", one, other, _said(view, row), _known(float(chart.network.weight[tie])))
        if row["forth"]:
            yield Edge(f"tie:{tie}", one, other, _said(view, row), row["forth_weight"])
        if row["back"]:
            turned = {**row, "source_word": row["target_word"], "target_word": row["source_word"]}
            yield Edge(f"tie:{tie}:back", other, one, _said(view, turned), row["back_weight"])


def _said(view: View, row: Mapping[str, Any]) -> dict[str, Value]:
    words = {name: word_of_end(view, row[name]) for name in ("source_word", "target_word")}
    return {"status": row["status"], "layers": ";".join(row["layers"] or ()), **words}


def word_of_end(view: View, word: str | None) -> str | None:
    """What one end says; where papers tell ties, one that says nothing was not asked."""
    is_told = view.chart.kind.is_directed and view.chart.kind.is_mutual
    return word if is_told or word != "unknown" else None


def _known(number: float) -> float | None:
    return None if np.isnan(number) else number
