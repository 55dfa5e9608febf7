"""The page of a network, and what the picture that moves asks for."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_GET

from concertation.core.network.ties.kinds import OFFERED, network_kind
from concertation.core.text import fold
from concertation.journeys.charting import MOST_DRAWN, SIZES
from concertation.journeys.charting.measures import TABLES
from concertation.journeys.observation import latest_change
from concertation.journeys.permission import Person, hands_of
from concertation.web.network.asking import COLOURS, NetworkAsked
from concertation.web.network.card import card
from concertation.web.network.columns import columns_json, everything
from concertation.web.network.comparing import compare_address
from concertation.web.network.drawing import draw_view
from concertation.web.network.files import files_of
from concertation.web.network.legend import applied, directions, legend, size_samples, thickness_samples
from concertation.web.network.says import panel_of_view
from concertation.web.network.tables import card_address, columns, node_rows, tie_rows
from concertation.web.network.view import View, view_asked
from concertation.web.network.window import window_moved, window_of
from concertation.web.network.words import (
    caption,
    kind_words,
    method,
    name_of,
    node_words,
    parts_words,
    shape_words,
    state_words,
    time_words,
)
from concertation.web.wording import reader_language

# Names that a search shows.
_FOUND = 20


@gzip_page
@require_GET
def show_network(request: HttpRequest) -> HttpResponse:
    """Who works with whom, as the address asks; for a page that is already open, all but the picture."""
    if moved := window_moved(request):
        return redirect(moved)
    view = view_asked(request)
    is_part = request.headers.get("x-part") == "words"
    return render(
        request, "network/page.html", {**_context(view, request.user), "drawing": "" if is_part else _drawing(view)}
    )


def _context(view: View, user: Person) -> dict[str, Any]:
    asked, chart = view.asked, view.chart
    rows, row_pages = node_rows(view)
    ties, tie_pages = tie_rows(view)
    samples_title, samples = size_samples(view)
    return {
        "view": view,
        "asked": asked,
        "chart": chart,
        "kinds": _kinds(asked),
        "definition": chart.kind.definition.in_language(reader_language()),
        "colours": [(f.id, f.label.in_language(reader_language()), f is view.encoding.facet) for f in _colours(view)],
        "grades": [(s.id, s.label.in_language(reader_language()), s.id == view.encoding.facet.id) for s in chart.sizes],
        "sizes": [(s.id, s.label.in_language(reader_language()), s.id == view.encoding.size) for s in chart.sizes],
        "carried": asked.pairs("colour", "size", "view"),
        "carried_by_search": asked.pairs("org", "steps", "only", "without", "light"),
        "window": window_of(asked),
        "time_words": time_words(view),
        "state": state_words(view),
        "said": shape_words(view),
        "parts": _parts(view),
        "caption": caption(view),
        "method": method(view),
        "legend": legend(view),
        "directions": directions(view),
        "samples_title": samples_title,
        "samples": samples,
        "thickness": thickness_samples(view),
        "weight": chart.kind.weight.in_language(reader_language()),
        "applied": applied(view),
        "plain": asked.plain().address(),
        "card": card(view),
        "columns": columns(view),
        "rows": rows,
        "row_pages": row_pages,
        "tie_rows": ties,
        "tie_pages": tie_pages,
        "found": _found(view),
        "files": [(name, asked.address("network-file", name)) for name in files_of(view)],
        "moving": _moving(view),
        "says": panel_of_view(view, user),
        "is_narrow": asked.narrowing.is_narrow,
        "compare_address": compare_address(asked.tie, asked.as_of),
        "has_both_ends": chart.kind.is_mutual and chart.kind.is_directed,
        "is_prompting": chart.is_large and view.narrowed.node_count > MOST_DRAWN,
        "size_name": SIZES[view.encoding.size].id if view.encoding.size in SIZES else "same",
    }


def _kinds(asked: NetworkAsked) -> list[tuple[str, str, bool]]:
    plain = replace(asked.plain(), org=asked.org, sort="", rows=1, lines=1)
    return [
        (kind_words(kind), replace(plain, tie=kind.id).address(), kind.id == asked.tie)
        for kind in map(network_kind, OFFERED)
    ]


def _colours(view: View) -> list[Any]:
    return [view.chart.facets[name] for name in COLOURS if name in view.chart.facets]


def _parts(view: View) -> str:
    """In how many parts the whole network falls; of what is left of it, that would say nothing."""
    sizes = [] if view.asked.narrowing.is_narrow else view.chart.part_sizes
    return parts_words(len(sizes), sizes[0]) if sizes else ""


def _found(view: View) -> list[tuple[str, str, str]] | None:
    """Those whose names hold all the words looked for; nothing when nothing is."""
    words = fold(view.asked.words).split()
    if not words:
        return None
    folded = view.chart.folded_names(reader_language())
    nodes = [node for node, name in enumerate(folded) if all(word in name for word in words)]
    nodes = sorted(nodes, key=lambda node: -int(view.chart.degrees[node]))[:_FOUND]
    return [(name_of(view.chart, node), card_address(view, node), node_words(view.chart, node)) for node in nodes]


def _moving(view: View) -> str:
    """The address of the columns; of a large network, those of what is shown; none when that is too much."""
    if not view.chart.size:
        return ""
    if not view.chart.is_large:
        graded = view.encoding.facet.id if view.encoding.facet.id in SIZES else COLOURS[0]
        size = view.encoding.size if view.encoding.size not in ("same", TABLES) else "degree"
        asked = replace(view.asked.plain(), colour=graded, size=size, view="ties", sort="", rows=1, lines=1)
        return asked.address("network-columns")
    return view.asked.address("network-columns") if 0 < view.narrowed.node_count <= MOST_DRAWN else ""


# Drawings kept, the latest asked for.
_KEPT = 16
_DRAWINGS: dict[str, str] = {}


def _drawing(view: View) -> str:
    """The drawing of a state of the register, made once; one with answers of surveys in it is kept nowhere."""
    if not view.narrowed.node_count:
        return ""
    name = repr((latest_change(), view.asked.pairs("sort", "rows", "lines"), view.asked.as_of, reader_language()))
    if view.chart.has_answers or latest_change() is None:
        return _drawn(view)
    if name not in _DRAWINGS:
        _DRAWINGS[name] = _drawn(view)
        while len(_DRAWINGS) > _KEPT:
            _DRAWINGS.pop(next(iter(_DRAWINGS)), None)
    return _DRAWINGS[name]


def _drawn(view: View) -> str:
    return draw_view(view, title=kind_words(view.chart.kind), description=" ".join(caption(view)))


def _state(request: HttpRequest) -> str | None:
    """A tag of what is asked and of the register; none for those who may see answers, which move apart from it."""
    if hands_of(request.user).opens("see_answers"):
        return None
    said = repr((latest_change(), request.get_full_path(), reader_language(), reverse("network")))
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


@gzip_page
@require_GET
@condition(etag_func=_state)
def send_columns(request: HttpRequest) -> HttpResponse:
    """The columns of the picture that moves; the same state of the register has the same tag."""
    view = view_asked(request)
    if not view.chart.is_large:
        view = replace(view, narrowed=everything(view))
    answer = HttpResponse(columns_json(view), content_type="application/json")
    answer["Cache-Control"] = "private, no-cache"
    return answer
