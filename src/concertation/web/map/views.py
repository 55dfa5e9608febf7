"""The map of a list: its drawing, its legend, its tables, and the card of what is chosen on it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_GET

from concertation.core.cartography import tint_names, tint_of
from concertation.core.cartography.projection import COARSEST, FINEST
from concertation.core.faceting.facet import Listing
from concertation.journeys.observation import latest_change
from concertation.journeys.permission import may
from concertation.journeys.territories import RegisterMap, areas_state
from concertation.web.finding.panel import chips, facet_parts
from concertation.web.map.asking import MapAsked, map_asked
from concertation.web.map.cards import card_context
from concertation.web.map.drawing import Drawing, described, shapes_json, sheet_of
from concertation.web.map.files import FILES
from concertation.web.map.tables import columns, place_rows, shows_value, territory_rows, unplaced_groups
from concertation.web.map.wording import caption, legend, tint_words
from concertation.web.wording import reader_language

# Drawings kept, the latest asked for: the largest weighs two megabytes.
_KEPT = 12
_DRAWINGS: dict[str, str] = {}


@gzip_page
@require_GET
def show_map(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The records that answer the question of the address, where they are."""
    asked = map_asked(request, listing)
    drawn = asked.draw()
    sheet = sheet_of(asked, drawn)
    rows, pages = territory_rows(asked, drawn)
    places, place_pages = place_rows(asked, drawn)
    counts = asked.records.count(asked.question)
    context = {
        "asked": asked.asked,
        "map": drawn,
        "is_importer": may(request.user, "import"),
        "is_partnerships": listing == "partnership",
        "facets": facet_parts(asked.asked, counts),
        "chips": chips(asked.asked),
        "clear": asked.asked.address(asked.asked.cleared()),
        "matching": asked.records.matching(asked.question),
        "of": asked.records.size(asked.question),
        "legend": legend(drawn),
        "has_unions": any(one.kind == "custom" and one.is_drawn for one in drawn.territories),
        "tint_words": tint_words(drawn.tint, listing),
        "caption": caption(drawn),
        "tints": _tints(asked),
        "carried_by_tint": _without(asked.asked.pairs(asked.question), "tint"),
        "list": asked.listed(),
        "other": _other(asked),
        "columns": columns(asked, drawn),
        "shows_value": shows_value(drawn),
        "rows": rows,
        "pages": pages,
        "places": places,
        "place_pages": place_pages,
        "unplaced": unplaced_groups(asked, drawn),
        "files": [(name, asked.address("-file", name, territory="", place="")) for name in FILES],
        "whole": asked.framed(None) if asked.at else "",
        **_drawing(asked, drawn, sheet, _state(request, listing)),
        **card_context(asked, drawn),
    }
    return render(request, "map/page.html", context)


@require_GET
def show_card(request: HttpRequest, listing: Listing) -> HttpResponse:
    """The card alone, for a page that is already open."""
    asked = map_asked(request, listing)
    return render(request, "map/_card.html", card_context(asked, asked.draw()))


def _state(request: HttpRequest, listing: Listing, level: int = 0) -> str:
    """A tag of what is asked and of the register that answers."""
    said = repr((areas_state(), latest_change(), request.get_full_path(), reader_language()))
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


@gzip_page
@require_GET
@condition(etag_func=_state)
def send_shapes(request: HttpRequest, listing: Listing, level: int) -> HttpResponse:
    """What is drawn, as GeoJSON of so many decimals; the same state of the register has the same tag."""
    asked = map_asked(request, listing)
    text = shapes_json(asked.draw(), level=min(max(level, COARSEST), FINEST))
    answer = HttpResponse(text, content_type="application/json")
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _kept_drawing(state: str, sheet: Drawing) -> str:
    """The drawing of a state of the register, made once: thousands of outlines take seconds."""
    drawing = _DRAWINGS.get(state)
    if drawing is None:
        title, description = described(sheet.drawn)
        drawing = _DRAWINGS[state] = sheet.as_svg(title=title, description=description)
        while len(_DRAWINGS) > _KEPT:
            _DRAWINGS.pop(next(iter(_DRAWINGS)), None)
    return drawing


def _drawing(asked: MapAsked, drawn: RegisterMap, sheet: Drawing | None, state: str) -> dict[str, Any]:
    if sheet is None:
        return {"drawing": "", "frame": ""}
    title, description = described(drawn)
    shapes = asked.address("-shapes", 0, territory="", place="")
    return {
        "drawing": _kept_drawing(state, sheet),
        "frame": str(sheet.bounds),
        "level": sheet.level,
        "shapes": shapes.replace("-0.json", "-LEVEL.json"),
        "card_address": asked.address("-card", territory="", place=""),
        "title": title,
        "description": description,
    }


def _tints(asked: MapAsked) -> list[tuple[str, str, bool]]:
    names = tint_names(asked.listing)
    facets = asked.records.facets
    return [(name, tint_words(tint_of(name, facets), asked.listing), name == asked.tint) for name in names]


def _other(asked: MapAsked) -> tuple[str, str]:
    """The other map, of the same day."""
    day = [pair for pair in asked.asked.pairs(asked.question) if pair[0] in ("as_of", "where")]
    name, words = (
        ("map-organisations", gettext("Organisations on the map"))
        if asked.listing == "partnership"
        else ("map", gettext("Partnerships on the map"))
    )
    query = "&".join(f"{key}={value}" for key, value in day)
    return f"{reverse(name)}{'?' if query else ''}{query}", words


def _without(pairs: list[tuple[str, str]], name: str) -> list[tuple[str, str]]:
    return [pair for pair in pairs if pair[0] != name]
