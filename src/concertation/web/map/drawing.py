"""The same map twice: as a drawing that needs no script, and as shapes for the one that has them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext, ngettext

from concertation.core.cartography import Bounds, Frame
from concertation.journeys.observation import observe_register
from concertation.journeys.territories import MapPlace, Outline, RegisterMap, Territory, read_outlines
from concertation.reports.figures.framed import framed
from concertation.reports.figures.territories import Shape, Spot, draw_territories, swatch_of
from concertation.web.map.asking import MapAsked
from concertation.web.map.wording import caption, legend, tint_words, value_words
from concertation.web.wording import day_words, number_words, reader_language

_WIDTH, _HEIGHTS = 960, (380, 640)
_MARGIN = 0.06
# Land beneath territories: what the register holds of provinces and of the country.
_LAND = ("country", "province_territory")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One map on its sheet."""

    asked: MapAsked
    drawn: RegisterMap
    bounds: Bounds
    frame: Frame
    outlines: Mapping[int, Outline]
    land: tuple[int, ...]

    @property
    def level(self) -> int:
        """The level of detail of the sheet."""
        return self.frame.level

    def as_paper(self) -> str:
        """The drawing with its title, its legend and its caption, for a report or a wall."""
        title, description = described(self.drawn)
        day = gettext("as of %(day)s") % {"day": day_words(self.drawn.as_of)}
        return framed(
            self.as_svg(title=title, description=description),
            width=self.frame.width,
            height=self.frame.height,
            style="territories.css",
            title=f"{title}, {day}",
            key=[(swatch_of(line.tone), line.words) for line in legend(self.drawn)],
            caption=[f"{tint_words(self.drawn.tint, self.drawn.listing)}.", *caption(self.drawn)],
        )

    def as_svg(self, *, title: str, description: str) -> str:
        """The drawing, with a link on each territory and place."""
        return draw_territories(
            list(self._shapes()),
            list(self._spots()),
            self.frame,
            land=[self.outlines[area].geometry for area in self.land if area in self.outlines],
            figure_id="map-drawing",
            title=title,
            description=description,
            chosen=self.asked.territory or self.asked.place,
        )

    def _shapes(self) -> Iterator[Shape]:
        language, choosing = reader_language(), self.asked.choosing()
        for one in self.drawn.territories:
            outline = self.outlines.get(one.id)
            if outline is not None and outline.bounds.meets(self.bounds):
                yield Shape(
                    id=one.key,
                    geometry=outline.geometry,
                    tone=tone_of(self.drawn, one.shade),
                    name=one.name.in_language(language),
                    words=value_words(one, self.drawn.tint),
                    address=choosing("territory", one.key),
                    centre=outline.centre,
                    size=outline.size,
                    is_union=one.kind == "custom",
                )

    def _spots(self) -> Iterator[Spot]:
        choosing = self.asked.choosing()
        return (self._spot(place, choosing("place", place.key)) for place in self.drawn.places)

    def _spot(self, place: MapPlace, address: str) -> Spot:
        return Spot(
            id=place.key,
            longitude=place.longitude,
            latitude=place.latitude,
            tone=tone_of(self.drawn, place.shade),
            words=place_words(place),
            address=address,
            count=place.organisations,
        )


def sheet_of(asked: MapAsked, drawn: RegisterMap) -> Drawing | None:
    """The map on a sheet that holds all of it, or the box that the address asks for; ``None`` of nothing."""
    land = _land(drawn)
    wanted = [one.id for one in drawn.territories if one.is_drawn]
    rough = read_outlines([*wanted, *land], level=2)
    boxes = [rough[area].bounds for area in wanted if area in rough]
    boxes += [Bounds(p.longitude, p.latitude, p.longitude, p.latitude) for p in drawn.places]
    whole = Bounds.around(boxes) or Bounds.around(outline.bounds for outline in rough.values())
    if whole is None:
        return None
    bounds = asked.at or whole.widened(_MARGIN)
    frame = Frame.holding(bounds, width=_WIDTH, heights=_HEIGHTS)
    outlines = rough if frame.level == 2 else read_outlines([*wanted, *land], level=frame.level)
    return Drawing(asked, drawn, bounds, frame, outlines, land)


def shapes_json(drawn: RegisterMap, *, level: int) -> str:
    """Three collections of GeoJSON: land, territories from the largest to the smallest, places."""
    land = _land(drawn)
    outlines = read_outlines([*(one.id for one in drawn.territories), *land], level=level)
    ordered = sorted((one for one in drawn.territories if one.id in outlines), key=lambda one: -outlines[one.id].size)
    collections = {
        "land": [_feature(outlines[area].text, {}) for area in land if area in outlines],
        "territories": [_feature(outlines[one.id].text, _properties(drawn, one, outlines[one.id])) for one in ordered],
        "places": [_feature(_point(place), place_properties(drawn, place)) for place in drawn.places],
    }
    parts = (
        f'"{name}":{{"type":"FeatureCollection","features":[{",".join(features)}]}}'
        for name, features in collections.items()
    )
    return "{" + ",".join(parts) + "}"


def _properties(drawn: RegisterMap, one: Territory, outline: Outline) -> dict[str, object]:
    return {
        "key": one.key,
        "name": one.name.in_language(reader_language()),
        "words": value_words(one, drawn.tint),
        "tone": tone_of(drawn, one.shade),
        "union": one.kind == "custom",
        "centre": [round(outline.centre[0], 4), round(outline.centre[1], 4)],
    }


def place_properties(drawn: RegisterMap, place: MapPlace) -> dict[str, object]:
    """What a script needs of a place."""
    return {
        "key": place.key,
        "words": place_words(place),
        "tone": tone_of(drawn, place.shade),
        "count": place.organisations,
    }


def place_words(place: MapPlace) -> str:
    """What stands at a point: one organisation by its name, or how many."""
    first = place.sites[0]["fr" if reader_language() == "fr" else "en"]
    others = place.organisations - 1
    if not others:
        return str(first)
    form = ngettext("%(first)s and %(number)s other", "%(first)s and %(number)s others", others)
    return form % {"first": first, "number": number_words(others)}


def tone_of(drawn: RegisterMap, shade: str) -> str:
    """The tone of the palette of an entry of the legend."""
    return next((one.tone for one in drawn.tint.shades if one.code == shade), shade)


def described(drawn: RegisterMap) -> tuple[str, str]:
    """The title of the drawing, and how it is read without being seen."""
    title = (
        gettext("Partnerships on the territories they serve")
        if drawn.listing == "partnership"
        else gettext("Organisations at their places and on the territories they serve")
    )
    return title, gettext("Each territory and each place is a link; the tables beneath say the same.")


def _land(drawn: RegisterMap) -> tuple[int, ...]:
    areas = observe_register(as_of=drawn.as_of)["area"]
    return tuple(areas.filter(pl.col("kind").is_in(_LAND)).sort("kind", "id")["id"])


def _feature(geometry: str, properties: Mapping[str, object]) -> str:
    said = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
    return f'{{"type":"Feature","geometry":{geometry},"properties":{said}}}'


def _point(place: MapPlace) -> str:
    return f'{{"type":"Point","coordinates":[{place.longitude},{place.latitude}]}}'
