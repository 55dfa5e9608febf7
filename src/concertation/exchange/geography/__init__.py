"""Files of areas: provinces, divisions, subdivisions, metropolitan areas, health regions, custom territories."""

from concertation.exchange.geography.reading import AreaReading, AreaRow, TerritoryPart, read_areas

__all__ = ["AreaReading", "AreaRow", "TerritoryPart", "read_areas"]
