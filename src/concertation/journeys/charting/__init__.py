"""The picture of who works with whom: what is drawn, where, and what is left out of it."""

from concertation.journeys.charting.chart import Chart, read_chart
from concertation.journeys.charting.facets import Facet, Value
from concertation.journeys.charting.layers import LAYERS, Layer
from concertation.journeys.charting.narrowing import Narrowed, Narrowing, narrow

__all__ = ["LAYERS", "Chart", "Facet", "Layer", "Narrowed", "Narrowing", "Value", "narrow", "read_chart"]
