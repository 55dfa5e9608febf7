"""A custom territory put together on a page: search, pick, see, name, write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from concertation.core.cartography import Bounds, Frame
from concertation.core.errors import ConcertationError
from concertation.core.vocabulary import load_scheme
from concertation.journeys.records import Said
from concertation.journeys.territories import read_outlines
from concertation.journeys.territories.composing import (
    MOST_PARTS,
    PickedArea,
    compose_territory,
    find_areas,
    picked_areas,
    population_of_picked,
)
from concertation.reports.figures.territories import Shape, draw_territories
from concertation.web.importing.access import for_importers
from concertation.web.map.wording import kind_words, population_words, years_words
from concertation.web.wording import reader_language


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def compose(request: HttpRequest) -> HttpResponse:
    """The parts picked so far stand in the address; the territory is written on confirmation."""
    today = timezone.localdate()
    given = request.POST if request.method == "POST" else request.GET
    parts = picked_areas(given.getlist("part")[:MOST_PARTS], as_of=today)
    if request.method != "POST":
        return _page(request, parts)
    name = Said(en=given.get("name_en", "")[:300], fr=given.get("name_fr", "")[:300])
    reason = given.get("reason", "")[:500]
    try:
        saved = compose_territory(name, parts, user=request.user, reason=reason)  # type: ignore[arg-type]  # signed in
    except ConcertationError as refusal:
        return _page(request, parts, refusal.in_language(reader_language()), 422)
    messages.success(request, gettext("The territory was written. Say which partnerships serve it on their pages."))
    return HttpResponseRedirect(f"{reverse('map')}?{urlencode({'territory': saved.key})}#card")


def _page(request: HttpRequest, parts: Sequence[PickedArea], error: str = "", status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    words, kind = request.GET.get("q", "")[:200], request.GET.get("kind", "")
    picked = [part.key for part in parts]
    offered, total = find_areas(words, kind=kind, but=picked, as_of=today)
    population = population_of_picked(parts, as_of=today) if parts else None
    context = {
        "error": error,
        "words": words,
        "kinds": [(term.code, term.label.in_language(reader_language()), term.code == kind) for term in _kinds()],
        "offered": [(area, *_told(area), _address(words, kind, [*picked, area.key])) for area in offered],
        "unlisted": total - len(offered),
        "parts": [(area, *_told(area), _address(words, kind, [k for k in picked if k != area.key])) for area in parts],
        "population": population_words(population) if population else "",
        "is_counted": bool(population and (population.low or population.is_exact)),
        "years": years_words(population) if population else "",
        "missing": len(population.missing) if population else 0,
        "drawing": _drawing(parts),
        "posted": request.POST,
    }
    return render(request, "areas/compose.html", context, status=status)


def _kinds() -> list[Any]:
    return list(load_scheme("area_kind"))


def _told(area: PickedArea) -> tuple[str, str]:
    return area.name.in_language(reader_language()), kind_words(area.kind, area.code, area.vintage)


def _address(words: str, kind: str, picked: Sequence[str]) -> str:
    pairs = [
        *([("q", words)] if words else []),
        *([("kind", kind)] if kind else []),
        *(("part", key) for key in picked),
    ]
    return f"{reverse('areas-compose')}?{urlencode(pairs)}"


def _drawing(parts: Sequence[PickedArea]) -> str:
    outlines = read_outlines([part.id for part in parts], level=3)
    bounds = Bounds.around(outline.bounds for outline in outlines.values())
    if bounds is None:
        return ""
    shapes = [
        Shape(
            id=part.key,
            geometry=outlines[part.id].geometry,
            tone="degree-2",
            name=_told(part)[0],
            words=part.code,
            address=f"#part-{part.key}",
            centre=outlines[part.id].centre,
            size=outlines[part.id].size,
        )
        for part in parts
        if part.id in outlines
    ]
    return draw_territories(
        shapes,
        [],
        Frame.holding(bounds.widened(0.1), width=480, heights=(240, 420)),
        figure_id="picked",
        title=gettext("The parts picked so far"),
        description="",
    )
