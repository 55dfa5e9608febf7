"""The families of measures, in the order in which they are computed."""

from __future__ import annotations

from concertation.core.network.measures import centrality, cohesion, size
from concertation.core.network.measures.answer import Family

FAMILIES: tuple[Family, ...] = (*size.FAMILIES, *cohesion.FAMILIES, *centrality.FAMILIES)
