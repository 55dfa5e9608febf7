"""The demonstration: two documented cases and an invented region, as rows by kind of fact."""

from concertation.core.demonstration.cases_reader import Row, Rows, read_cases
from concertation.core.demonstration.region import PlantedTruth, make_region

__all__ = ["PlantedTruth", "Row", "Rows", "make_region", "read_cases"]
