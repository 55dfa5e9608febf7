"""Official codes of areas: strings whose leading zeros matter, of a year that is part of what they mean.

Source: Statistics Canada, Standard Geographical Classification 2021, and "Dissemination Geography Unique
Identifier, Definition and Structure" (2021): vintage (4), type (1), schema (4), then the code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class AreaCode:
    """How the codes of one kind of area are made: digits, and type and schema of the DGUID."""

    digits: int
    schema: str


AREA_CODES: Mapping[str, AreaCode] = MappingProxyType(
    {
        "province_territory": AreaCode(2, "A0002"),
        "census_division": AreaCode(4, "A0003"),
        "municipality": AreaCode(7, "A0005"),
        "health_region": AreaCode(4, "A0007"),
        "census_metropolitan_area": AreaCode(3, "S0503"),
        "census_agglomeration": AreaCode(3, "S0504"),
    }
)
_KINDS_BY_SCHEMA = {made.schema: kind for kind, made in AREA_CODES.items()}
_DGUID = re.compile(r"(\d{4})([AS]\d{4})(\d{1,12})")


def is_code_of(kind: str, code: str) -> bool:
    """Whether a code has the digits that codes of that kind have; kinds without an official code have any."""
    made = AREA_CODES.get(kind)
    return made is None or (len(code) == made.digits and code.isascii() and code.isdigit())


def compose_dguid(kind: str, code: str, vintage: int) -> str | None:
    """The DGUID of an area, ``2021A00054611040`` for Winnipeg in 2021; ``None`` where the kind has none."""
    made = AREA_CODES.get(kind)
    return None if made is None else f"{vintage:04d}{made.schema}{code}"


def read_dguid(dguid: str) -> tuple[str | None, str, int] | None:
    """Kind (``None`` for kinds that the register does not keep), code and vintage; ``None`` for no DGUID."""
    found = _DGUID.fullmatch(dguid.strip())
    if found is None:
        return None
    vintage, schema, code = found.groups()
    return _KINDS_BY_SCHEMA.get(schema), code, int(vintage)


def containing_codes(kind: str, code: str) -> Mapping[str, str]:
    """The codes of what an area lies in: a subdivision's first four digits are its division's, the first two its
    province's. Health regions begin with their province too; metropolitan areas may straddle two.
    """
    if not is_code_of(kind, code):
        return {}
    if kind == "municipality":
        return {"census_division": code[:4], "province_territory": code[:2]}
    if kind in ("census_division", "health_region"):
        return {"province_territory": code[:2]}
    return {}
