"""A map as GeoJSON, for other programs: what is drawn, and what is not, each with why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from concertation.core.cartography.projection import FINEST
from concertation.journeys.territories.answering import MapPlace, RegisterMap, Territory
from concertation.journeys.territories.outlines import read_outlines


def map_geojson(drawn: RegisterMap, values: Mapping[str, str]) -> Iterator[str]:
    """One collection of features (RFC 7946), a territory without an outline having a null geometry.

    ``values`` maps the keys of territories to what their tints say; unknown values are null.
    """
    outlines = read_outlines((one.id for one in drawn.territories), level=FINEST)
    head = {"type": "FeatureCollection", "as_of": drawn.as_of.isoformat(), "of": drawn.listing, "tint": drawn.tint.id}
    yield json.dumps(head)[:-1] + ', "features": ['
    separator = "\n"
    for one in drawn.territories:
        outline = outlines.get(one.id)
        yield separator + _feature(outline.text if outline else "null", _territory(one, values))
        separator = ",\n"
    for place in drawn.places:
        yield separator + _feature(json.dumps(_point(place)), _place(place))
        separator = ",\n"
    yield "\n]}\n"


def _feature(geometry: str, properties: Mapping[str, object]) -> str:
    return f'{{"type": "Feature", "geometry": {geometry}, "properties": {json.dumps(properties, ensure_ascii=False)}}}'


def _territory(one: Territory, values: Mapping[str, str]) -> dict[str, object]:
    return {
        "feature": "territory",
        "key": one.key,
        "name_en": one.name.en,
        "name_fr": one.name.fr,
        "kind": one.kind,
        "code": one.code or None,
        "vintage": one.vintage,
        "records": one.records,
        "value": values.get(one.key),
        "population": one.population.high,
        "population_years": list(one.population.years),
    }


def _place(place: MapPlace) -> dict[str, object]:
    return {
        "feature": "place",
        "sites": [site["key"] for site in place.sites],
        "organisations": sorted({site["organisation"] for site in place.sites}),
    }


def _point(place: MapPlace) -> dict[str, object]:
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}
