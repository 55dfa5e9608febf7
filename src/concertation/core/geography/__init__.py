"""Territories: what their codes say, the people who live in unions of them, and lighter outlines."""

from concertation.core.geography.codes import (
    AREA_CODES,
    compose_dguid,
    containing_codes,
    is_code_of,
    read_dguid,
)
from concertation.core.geography.containment import found_in, lying_in
from concertation.core.geography.outlines import InvalidOutline, check_outline, simplify_outline
from concertation.core.geography.population import UnionPopulation, population_of_parts, population_of_union

__all__ = [
    "AREA_CODES",
    "InvalidOutline",
    "UnionPopulation",
    "check_outline",
    "compose_dguid",
    "containing_codes",
    "found_in",
    "is_code_of",
    "lying_in",
    "population_of_parts",
    "population_of_union",
    "read_dguid",
    "simplify_outline",
]
