"""What a map shows as files: its tables, its shapes, the drawing itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from concertation.core.faceting import UNKNOWN
from concertation.core.faceting.facet import Listing
from concertation.exchange.flat_file import write_csv
from concertation.journeys.territories import RegisterMap
from concertation.journeys.territories.sharing import map_geojson
from concertation.web.map.asking import MapAsked, map_asked
from concertation.web.map.drawing import sheet_of
from concertation.web.map.tables import sorted_territories
from concertation.web.map.wording import kind_words, tint_words, value_words

FILES = ("territories.csv", "places.csv", "not-on-the-map.csv", "map.geojson", "map.svg")
_TYPES = {"csv": "text/csv; charset=utf-8", "geojson": "application/geo+json", "svg": "image/svg+xml"}


@require_GET
def send_file(request: HttpRequest, listing: Listing, file: str) -> HttpResponseBase:
    """Exactly what the map of the address shows, in the order of its table."""
    if file not in FILES:
        raise Http404
    asked = map_asked(request, listing)
    drawn = asked.draw()
    writers = {
        "territories.csv": _territories,
        "places.csv": _places,
        "not-on-the-map.csv": _unplaced,
        "map.geojson": _geojson,
        "map.svg": _svg,
    }
    content = writers[file](asked, drawn)
    stem, ending = file.rsplit(".", 1)
    answer = StreamingHttpResponse(content, content_type=_TYPES[ending])
    name = f"concertation-{stem}-{drawn.as_of.isoformat()}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _territories(asked: MapAsked, drawn: RegisterMap) -> Iterator[str]:
    count = gettext("Partnerships") if asked.listing == "partnership" else gettext("Organisations")
    heading = [
        gettext("Key"),
        gettext("Territory"),
        gettext("Kind and code"),
        count,
        tint_words(drawn.tint, asked.listing),
        gettext("Population"),
        gettext("Population, at least"),
        gettext("Year of the count"),
        gettext("Drawn"),
    ]
    rows = (
        [
            one.key,
            one.name.in_language(asked.question.language),
            kind_words(one.kind, one.code, one.vintage),
            one.records,
            None if one.shade == UNKNOWN else value_words(one, drawn.tint),
            one.population.high,
            one.population.low or None,
            " ".join(map(str, one.population.years)),
            int(one.is_drawn),
        ]
        for one in sorted_territories(asked, drawn)
    )
    return write_csv(heading, rows)


def _places(asked: MapAsked, drawn: RegisterMap) -> Iterator[str]:
    heading = [
        gettext("Key of the place"),
        gettext("Key of the organisation"),
        gettext("Organisation"),
        gettext("Longitude"),
        gettext("Latitude"),
    ]
    side = asked.question.language
    rows: Iterator[list[Any]] = (
        list(row) for row in drawn.sites.select("key", "organisation", side, "longitude", "latitude").iter_rows()
    )
    return write_csv(heading, rows)


def _unplaced(asked: MapAsked, drawn: RegisterMap) -> Iterator[str]:
    heading = [gettext("Key"), gettext("Name"), gettext("Why it is not on the map")]
    reasons = {
        "nothing_recorded": gettext("nothing on record"),
        "cannot_be_drawn": gettext("no outline or coordinates on record"),
        "not_on_the_day": gettext("not in force on the day"),
    }
    told = drawn.unplaced.select("key", asked.question.language, "reason").iter_rows()
    rows = ([key, name, reasons[reason]] for key, name, reason in told)
    return write_csv(heading, rows)


def _geojson(asked: MapAsked, drawn: RegisterMap) -> Iterator[str]:
    words = {one.key: value_words(one, drawn.tint) for one in drawn.territories if one.shade != UNKNOWN}
    return map_geojson(drawn, words)


def _svg(asked: MapAsked, drawn: RegisterMap) -> Iterator[str]:
    sheet = sheet_of(asked, drawn)
    if sheet is None:
        raise Http404
    yield sheet.as_paper()
