"""Two networks side by side: two days of one region, or two territories on one day."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers
from numpy.typing import NDArray

from concertation.core.estimate import Estimate
from concertation.core.measure import measure
from concertation.core.network import NETWORK_KINDS
from concertation.core.network.layout import place_nodes
from concertation.core.network.ties.kinds import OFFERED
from concertation.journeys.charting import Narrowed, read_chart
from concertation.journeys.network.question import NetworkQuestion, earlier_day
from concertation.journeys.saying.comparing import (
    Compared,
    Place,
    Side,
    changed_between,
    compare_sides,
    places_of,
    read_side,
)
from concertation.web.network.around import value_words
from concertation.web.network.asking import NetworkAsked, network_asked
from concertation.web.network.drawing import draw_view
from concertation.web.network.encoding import encoding_of
from concertation.web.network.legend import key_of
from concertation.web.network.says import lines_of
from concertation.web.network.sheet import Sheet, sheet_holding
from concertation.web.network.view import View
from concertation.web.network.words import kind_words, nodes_words, ties_words
from concertation.web.wording import day_words, decimal_words, number_words, reader_language

# Sentences of each side that are shown.
_SHOWN = 4
# The key takes its hatching from the first.
_FIGURES = ("network-drawing", "other-drawing")
# Two drawings stand beside each other on a page.
_WIDTH = 580.0


def compare_address(tie: str, as_of: date) -> str:
    """The comparison of a kind of tie on a day with the day a year before."""
    said = {"tie": tie} | ({} if as_of == timezone.localdate() else {"as_of": as_of.isoformat()})
    return f"{reverse('network-compared')}?{urlencode(said)}"


@gzip_page
@require_GET
@vary_on_headers("x-part")
def compare_networks(request: HttpRequest) -> HttpResponse:
    """The same ties on two days, or of two territories: drawings of one scale, measures in one table, sentences."""
    asked = network_asked(request)
    question = NetworkQuestion(asked.tie, asked.as_of)
    places = places_of(question, user=request.user)
    at_once = bool(request.headers.get("x-part")) or "measured" in request.GET
    chosen = [_place(request.GET.get(name, ""), places) for name in ("area", "other")]
    before = _earlier(request, asked.as_of)
    is_of_places = any(chosen)
    if is_of_places:
        asks = [(question, place) for place in chosen]
    else:
        asks = [(NetworkQuestion(asked.tie, day), None) for day in (before, asked.as_of)]
    sides = [
        read_side(one, user=request.user, language=reader_language(), place=place, at_once=at_once)
        for one, place in asks
    ]
    if request.headers.get("x-part"):
        measures = _measures(request, sides, _titles(sides, is_of_places=is_of_places))
        return render(request, "network/_compared_measures.html", measures)
    return render(
        request, "network/compared.html", _context(request, asked, before, sides, places, is_of_places=is_of_places)
    )


def _place(key: str, places: tuple[Place, ...]) -> Place | None:
    return next((place for place in places if place.key == key), None)


def _earlier(request: HttpRequest, as_of: date) -> date:
    """The day asked for, where it is one, else the day a year before."""
    try:
        return date.fromisoformat(request.GET.get("with", ""))
    except ValueError:
        return earlier_day(as_of)


def _context(
    request: HttpRequest,
    asked: NetworkAsked,
    before: date,
    sides: list[Side],
    places: tuple[Place, ...],
    *,
    is_of_places: bool,
) -> dict[str, Any]:
    language = reader_language()
    changed = () if is_of_places else changed_between(*sides)
    titles = _titles(sides, is_of_places=is_of_places)
    views = [_view(request, asked, side) for side in sides]
    drawings = _drawings(views, titles, is_one_place=not is_of_places)
    return {
        "asked": asked,
        "before": before,
        "kind_name": kind_words(NETWORK_KINDS[asked.tie]),
        "definition": NETWORK_KINDS[asked.tie].definition.in_language(language),
        "kinds": [(kind, kind_words(NETWORK_KINDS[kind]), kind == asked.tie) for kind in OFFERED],
        "places": [(place.key, place.name.in_language(language)) for place in places],
        "chosen": [side.place.key if side.place else "" for side in sides] if is_of_places else ["", ""],
        "is_of_places": is_of_places,
        "sides": [
            {"title": title, "drawing": drawing, "counts": _counts(view), "key": key_of(view)}
            for title, drawing, view in zip(titles, drawings, views, strict=True)
        ],
        **_measures(request, sides, titles),
        "changed": lines_of(changed, asked.as_of),
        "back": asked.plain().address(),
        "carried_day": "" if asked.as_of == timezone.localdate() else asked.as_of.isoformat(),
    }


def _measures(request: HttpRequest, sides: list[Side], titles: list[str]) -> dict[str, Any]:
    """What each says and their measures; where that takes some tenths of a second, the address that brings it."""
    asked_for = request.GET.copy()
    asked_for["measured"] = "1"
    return {
        "arrives": f"?{asked_for.urlencode()}" if any(side.is_to_come for side in sides) else "",
        "is_waiting": any(side.is_waiting for side in sides),
        "say": [
            (title, lines_of([one for one in side.said if one.heading != "changed"][:_SHOWN], side.as_of))
            for title, side in zip(titles, sides, strict=True)
        ],
        "rows": [_row(one) for one in compare_sides(*sides)],
        "titles": titles,
    }


def _titles(sides: list[Side], *, is_of_places: bool) -> list[str]:
    if not is_of_places:
        return [_capital(day_words(side.as_of)) for side in sides]
    return [_capital(side.name.in_language(reader_language())) for side in sides]


def _counts(view: View) -> str:
    return f"{nodes_words(view.chart, view.narrowed.node_count)}, {ties_words(view.narrowed.tie_count)}"


def _view(request: HttpRequest, asked: NetworkAsked, side: Side) -> View:
    chart = read_chart(asked.tie, as_of=side.as_of, user=request.user)
    own = set(side.relations.network.nodes["key"])
    nodes = np.array([key in own for key in chart.keys], dtype=bool)
    ties = nodes[chart.network.source] & nodes[chart.network.target]
    asked = asked.plain().with_(as_of=side.as_of, since=None)
    made = View if side.place is None else _Apart
    return made(chart, asked, Narrowed(nodes, ties, np.full(chart.size, -1), None), encoding_of(chart, asked))


class _Apart(View):
    """One territory, placed by its own ties alone: by those of the whole network it would be a corner of the sheet."""

    @cached_property
    def positions(self) -> NDArray[np.float64]:
        found = np.zeros((self.chart.size, 2))
        found[self.narrowed.nodes] = place_nodes(self.chart.network.among(self.narrowed.nodes))
        return found


def _drawings(views: list[View], titles: list[str], *, is_one_place: bool) -> list[str]:
    """Both on sheets of one scale: a mark that is there on both days stands at the same place."""
    sheets = [None, None] if any(view.is_grouped for view in views) else _sheets(views, is_one_place=is_one_place)
    return [
        draw_view(view, title=title, description=kind_words(view.chart.kind), figure_id=_FIGURES[number], sheet=sheet)
        if view.narrowed.node_count
        else ""
        for number, (view, title, sheet) in enumerate(zip(views, titles, sheets, strict=True))
    ]


def _sheets(views: list[View], *, is_one_place: bool) -> list[Sheet]:
    """Of two days one sheet for both; of two territories each its own middle, at the scale of the larger."""
    shown = [view.places[view.narrowed.nodes] for view in views]
    if is_one_place:
        return [sheet_holding(np.concatenate(shown), _WIDTH)] * len(views)
    sheets = [sheet_holding(positions, _WIDTH) for positions in shown]
    room = min((sheet.room for sheet, positions in zip(sheets, shown, strict=True) if len(positions)), default=1.0)
    height = max(sheet.height for sheet in sheets)
    return [_at_scale(sheet, positions, room, height) for sheet, positions in zip(sheets, shown, strict=True)]


def _at_scale(sheet: Sheet, positions: np.ndarray, room: float, height: float) -> Sheet:
    if not len(positions):
        return sheet
    middle = (positions.min(axis=0) + positions.max(axis=0)) / 2
    left, top = middle[0] - sheet.width / 2 / room, middle[1] - height / 2 / room
    return Sheet(sheet.width, height, room, float(left), float(top))


def _row(one: Compared) -> dict[str, Any]:
    language, about = reader_language(), measure(one.measure)
    values = [found.value if isinstance(found, Estimate) else None for found in (one.one, one.other)]
    return {
        "label": about.label.in_language(language),
        "definition": (about.definition or about.formula).in_language(language),
        "values": [(value_words(value, one.measure), value is None) for value in values],
        "difference": _difference(one),
    }


def _difference(one: Compared) -> str:
    """The second less the first, with its sign; a share in points of percentage."""
    moved, unit = one.difference, measure(one.measure).unit
    if moved is None:
        return ""
    scale, digits = (100, 1) if unit == "share" else (1, 0 if unit == "count" else 2)
    rounded = round(moved * scale, digits)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    written = number_words(abs(rounded)) if unit == "count" else decimal_words(abs(rounded), digits)
    return f"{sign}{written}\u00a0{gettext('points')}" if unit == "share" else f"{sign}{written}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
