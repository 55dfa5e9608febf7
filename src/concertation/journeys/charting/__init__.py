"""The picture of who works with whom: what is drawn, where, and what is left out of it."""

from concertation.journeys.charting.chart import MOST_DRAWN, STATUSES, Chart, read_chart
from concertation.journeys.charting.communities import community_facet
from concertation.journeys.charting.facets import SEVERAL, UNKNOWN, Facet, Value
from concertation.journeys.charting.grading import CLASSES
from concertation.journeys.charting.measures import SIZES, Size
from concertation.journeys.charting.narrowing import MOST_STEPS, OF_TIES, Narrowed, Narrowing, narrow, ties_with
from concertation.journeys.charting.parts import Part, place_part

__all__ = [
    "CLASSES",
    "MOST_DRAWN",
    "MOST_STEPS",
    "OF_TIES",
    "SEVERAL",
    "SIZES",
    "STATUSES",
    "UNKNOWN",
    "Chart",
    "Facet",
    "Narrowed",
    "Narrowing",
    "Part",
    "Size",
    "Value",
    "community_facet",
    "narrow",
    "place_part",
    "read_chart",
    "ties_with",
]
