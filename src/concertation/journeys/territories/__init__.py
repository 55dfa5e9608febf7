"""The register on a map: territories, places, and what has neither."""

from concertation.journeys.territories.answering import (
    MOST_SITES,
    MapPlace,
    RegisterMap,
    Territory,
    draw_map,
    sources_of_population,
)
from concertation.journeys.territories.card import Named, TerritoryCard, territory_card
from concertation.journeys.territories.outlines import Outline, area_shapes, areas_state, read_outlines

__all__ = [
    "MOST_SITES",
    "MapPlace",
    "Named",
    "Outline",
    "RegisterMap",
    "Territory",
    "TerritoryCard",
    "area_shapes",
    "areas_state",
    "draw_map",
    "read_outlines",
    "sources_of_population",
    "territory_card",
]
