"""The card of a territory or a place chosen on the map, with where to go from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from concertation.journeys.territories import MapPlace, Named, RegisterMap, TerritoryCard, read_outlines, territory_card
from concertation.web.map.asking import MapAsked
from concertation.web.map.tables import site_rows
from concertation.web.map.wording import kind_words, population_words, value_words, years_words
from concertation.web.wording import address_on, reader_language

# Names that a card lists; the list has all of them.
_NAMED = 30


@dataclass(frozen=True, slots=True)
class Concerned:
    """One of the three lists of a card: its heading, the first names, how many more, and the list of all."""

    heading: str
    names: list[tuple[str, str]]
    more: int
    listed: str


def card_context(asked: MapAsked, drawn: RegisterMap) -> dict[str, Any]:
    """What the card says, or nothing when nothing is chosen."""
    place = drawn.place(asked.place) if asked.place else None
    if place is not None:
        return {"place_card": _place(asked, place), "also": _also(asked, drawn)}
    card = _territory_card(asked) if asked.territory else None
    return {"territory_card": card and _territory(asked, drawn, card), "also": _also(asked, drawn)}


def _territory_card(asked: MapAsked) -> TerritoryCard | None:
    return territory_card(
        asked.records, asked.question, asked.territory, listing=asked.listing, as_of=asked.asked.as_of
    )


def _territory(asked: MapAsked, drawn: RegisterMap, card: TerritoryCard) -> dict[str, Any]:
    on_map = drawn.territory(card.area.key)
    outline = read_outlines([card.id], level=2).get(card.id)
    return {
        "name": card.area.name.in_language(reader_language()),
        "kind": kind_words(card.kind, card.code, card.vintage),
        "value": value_words(on_map, drawn.tint) if on_map and drawn.tint.facet else "",
        "population": population_words(card.population),
        "is_counted": bool(card.population.low or card.population.is_exact),
        "years": years_words(card.population),
        "sources": [source.in_language(reader_language()) for source in card.sources],
        "parts": _areas(asked, card.parts),
        "wider": _areas(asked, card.wider),
        "lists": _lists(asked, card),
        "closer": asked.framed(outline.bounds.widened(0.25)) if outline else "",
        "within": asked.within(card.area.key),
        "where": asked.listed(where=card.area.key),
        "has_outline": outline is not None,
    }


def _lists(asked: MapAsked, card: TerritoryCard) -> list[Concerned]:
    key = card.area.key
    return [
        Concerned(heading, *_cut(asked, names), listed)
        for heading, names, listed in (
            (gettext("Serve it by name"), card.by_name, asked.listed(area=key)),
            (gettext("Serve something in it"), card.inside, asked.listed(where=key)),
            (gettext("Serve more than it"), card.around, ""),
        )
        if names
    ]


def _cut(asked: MapAsked, names: tuple[Named, ...]) -> tuple[list[tuple[str, str]], int]:
    side = reader_language()
    shown = [
        (one.name.in_language(side), address_on(asked.asked.as_of, asked.listing, one.key)) for one in names[:_NAMED]
    ]
    return shown, max(0, len(names) - _NAMED)


def _areas(asked: MapAsked, areas: tuple[Named, ...]) -> list[tuple[str, str]]:
    side = reader_language()
    return [
        (one.name.in_language(side), asked.address(territory=one.key, place="") + "#card") for one in areas[:_NAMED]
    ]


def _also(asked: MapAsked, drawn: RegisterMap) -> list[tuple[str, str]]:
    """What else lies under the same point of the map."""
    side = reader_language()
    found = [drawn.territory(key) for key in asked.also if key != asked.territory]
    return [(one.name.in_language(side), asked.address(territory=one.key, place="") + "#card") for one in found if one]


def _place(asked: MapAsked, place: MapPlace) -> dict[str, Any]:
    return {"sites": site_rows(asked, place), "organisations": place.organisations}
