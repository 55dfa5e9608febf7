"""What a newcomer sees first: two documented cases and an invented region, from facts alone."""

from concertation.core.demonstration.cases import documented_cases
from concertation.core.demonstration.region import PlantedTruth, make_region
from concertation.core.demonstration.rows import RowBook, rows_as_snapshot

__all__ = ["PlantedTruth", "RowBook", "documented_cases", "make_region", "rows_as_snapshot"]
