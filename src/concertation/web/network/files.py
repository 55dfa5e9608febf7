"""A view as files, each with its legend, its caption, its method and its day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from concertation.core.measure import measure
from concertation.exchange.flat_file import write_csv
from concertation.exchange.graphs.writing import write_gexf, write_graphml
from concertation.journeys.charting import SIZES
from concertation.journeys.charting.measures import together_in
from concertation.reports.documents import as_pdf, as_png
from concertation.web.network.encoding import encoding_of
from concertation.web.network.graphs import graph_of, graph_words, tie_words, word_of_end
from concertation.web.network.legend import counts_words, layer_words, told
from concertation.web.network.on_paper import network_drawing, network_paper, network_picture
from concertation.web.network.tables import all_node_cells, ordered_ties, told_sizes
from concertation.web.network.view import View, view_asked
from concertation.web.network.words import (
    caption,
    end_words,
    kind_words,
    method,
    name_of,
    time_words,
    told_words,
)
from concertation.web.papers import PAPERS
from concertation.web.wording import reader_language

PAPERS_OF_NETWORK = {f"network.{ending}": sheet.size for ending, sheet in PAPERS.items()}
_COMMUNITIES = "communities.csv"
FILES = (
    "organisations.csv",
    "ties.csv",
    _COMMUNITIES,
    "network.graphml",
    "network.gexf",
    "network.svg",
    "network.png",
    *PAPERS_OF_NETWORK,
    "about.txt",
)
# What is a drawing and nothing else: of nobody there is none.
_DRAWN = ("svg", "png")
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "txt": "text/plain; charset=utf-8",
}


@require_GET
def send_file(request: HttpRequest, file: str) -> HttpResponseBase:
    """Exactly what the view of the address shows."""
    if file not in FILES:
        raise Http404
    view = view_asked(request)
    stem, ending = file.rsplit(".", 1)
    if file not in files_of(view) or (ending in _DRAWN and not view.narrowed.node_count):
        raise Http404
    answer = StreamingHttpResponse(_WRITERS[file](view), content_type=_TYPES[ending])
    days = "_".join(day.isoformat() for day in (view.asked.since, view.asked.as_of) if day)
    name = f"concertation-{stem}-{view.asked.tie}-{days}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def files_of(view: View) -> tuple[str, ...]:
    """All files; of a large network not that of communities, which are looked for many times over."""
    return tuple(file for file in FILES if file != _COMMUNITIES or not view.chart.is_large)


def about(view: View) -> list[str]:
    """What goes with every file: what it is, on which day, what its marks say, how it was made."""
    colours = [
        f"{value.label.in_language(reader_language())} ({value.count})"
        for value, _ in encoding_of(view.chart, view.asked).values()
    ]
    tellers = [f"{one.words} ({counts_words(one)})" for one in told(view).entries if one.shown != "0"]
    legend = [(view.encoding.facet.label.in_language(reader_language()), colours), (told(view).title, tellers)]
    return [
        f"{kind_words(view.chart.kind)}, {time_words(view)}.",
        *caption(view),
        *(gettext("%(label)s: %(words)s.") % {"label": label, "words": "; ".join(words)} for label, words in legend),
        *tie_words(view),
        *method(view),
    ]


def _nodes_csv(view: View) -> Iterator[str]:
    language = reader_language()
    heading = [
        gettext("Key"),
        gettext("Name"),
        *(facet.label.in_language(language) for facet in view.chart.facets.values()),
        *(SIZES[size].label.in_language(language) for size in told_sizes(view)),
        "x",
        "y",
    ]
    return write_csv(heading, all_node_cells(view))


def _ties_csv(view: View) -> Iterator[str]:
    heading = [
        gettext("Key of the first"),
        gettext("First"),
        gettext("Key of the second"),
        gettext("Second"),
        gettext("Direction"),
        gettext("Who says the tie"),
        gettext("The first"),
        gettext("The second"),
        gettext("Kinds of ties"),
        pgettext("of a tie", "Weight"),
    ]
    return write_csv(heading, (_tie_cells(view, tie) for tie in ordered_ties(view)))


def _communities_csv(view: View) -> Iterator[str]:
    """How often two of the whole network fall in one community; of those shown, whatever the picture leaves out."""
    chart, shown = view.chart, view.narrowed.nodes
    heading = [
        gettext("Key of the first"),
        gettext("First"),
        gettext("Key of the second"),
        gettext("Second"),
        measure("co_assignment").label.in_language(reader_language()),
    ]
    rows = ((chart.index[one], chart.index[other], share) for one, other, share in together_in(chart.network))
    return write_csv(heading, (_pair_cells(view, *row) for row in rows if shown[row[0]] and shown[row[1]]))


def _pair_cells(view: View, one: int, other: int, share: float) -> list[object]:
    keys = view.chart.keys
    return [keys[one], name_of(view.chart, one), keys[other], name_of(view.chart, other), round(share, 6)]


def _run_words(*, is_forth: bool, is_back: bool) -> str:
    """Which way a tie of a table runs."""
    return {
        (True, False): gettext("from the first to the second"),
        (False, True): gettext("from the second to the first"),
        (True, True): gettext("both ways"),
    }.get((is_forth, is_back), gettext("no direction"))


def _tie_cells(view: View, tie: int) -> list[object]:
    network, row = view.chart.network, view.chart.pairs.row(tie, named=True)
    one, other, weight = int(network.source[tie]), int(network.target[tie]), float(network.weight[tie])
    return [
        view.chart.keys[one],
        name_of(view.chart, one),
        view.chart.keys[other],
        name_of(view.chart, other),
        _run_words(is_forth=row["forth"], is_back=row["back"]),
        told_words(row["status"]),
        end_words(word_of_end(view, row["source_word"])),
        end_words(word_of_end(view, row["target_word"])),
        "; ".join(layer_words(code) for code in row["layers"] or ()),
        None if np.isnan(weight) else weight,
    ]


def _graphml(view: View) -> Iterator[str]:
    yield write_graphml(graph_of(view), title=" ".join([*about(view), *graph_words(view)]))


def _gexf(view: View) -> Iterator[str]:
    yield write_gexf(graph_of(view), title=" ".join([*about(view), *graph_words(view)]), day=view.asked.as_of)


def _svg(view: View) -> Iterator[str]:
    yield network_drawing(view)


def _png(view: View) -> Iterator[bytes]:
    yield as_png(network_picture(view))


def _pdf(view: View, file: str) -> Iterator[bytes]:
    yield as_pdf(network_paper(view, paper=PAPERS_OF_NETWORK[file]))


def _about(view: View) -> Iterator[str]:
    yield "\n".join(about(view)) + "\n"


_WRITERS: Mapping[str, Callable[[View], Iterator[str] | Iterator[bytes]]] = {
    "organisations.csv": _nodes_csv,
    "ties.csv": _ties_csv,
    _COMMUNITIES: _communities_csv,
    "network.graphml": _graphml,
    "network.gexf": _gexf,
    "network.svg": _svg,
    "network.png": _png,
    **{file: partial(_pdf, file=file) for file in PAPERS_OF_NETWORK},
    "about.txt": _about,
}
