"""The families of measures, in the order in which they are computed."""

from __future__ import annotations

from concertation.core.network.measures import (
    brokerage,
    centralisation,
    centrality,
    closure,
    cohesion,
    core_periphery,
    equivalence,
    hierarchy,
    key_players,
    layers,
    loss,
    mixing,
    ratings,
    sides,
    size,
)
from concertation.core.network.measures.family import Family

FAMILIES: tuple[Family, ...] = (
    *size.FAMILIES,
    *cohesion.FAMILIES,
    *centrality.FAMILIES,
    *centralisation.FAMILIES,
    *hierarchy.FAMILIES,
    *closure.FAMILIES,
    *brokerage.FAMILIES,
    *loss.FAMILIES,
    *key_players.FAMILIES,
    *mixing.FAMILIES,
    *core_periphery.FAMILIES,
    *equivalence.FAMILIES,
    *sides.FAMILIES,
    *ratings.FAMILIES,
    *layers.FAMILIES,
)
