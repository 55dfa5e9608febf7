"""What the tint of a territory says: how many records, one classification of them, or how many people."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from concertation.core.faceting import ABSENT, UNKNOWN, Facet
from concertation.core.faceting.facet import Listing
from concertation.core.text import Text

# The value of a territory whose records differ, or of which one is unknown.
SEVERAL = "several"
RECORDS, POPULATION = "records", "population"


@dataclass(frozen=True, slots=True)
class Shade:
    """One entry of the legend: a code, its tone of the palette, and its words, or the numbers that it holds."""

    code: str
    tone: str
    label: Text | None = None
    lowest: int = 0
    highest: int | None = None


@dataclass(frozen=True, slots=True)
class Tint:
    """A choice of what tints say, with its legend in reading order."""

    id: str
    label: Text
    shades: tuple[Shade, ...]
    facet: Facet | None = None

    def shade_of(self, value: str | int | None) -> str:
        """The code of the entry where a value stands; not knowing is one."""
        if value is None:
            return UNKNOWN
        if isinstance(value, str):
            return value if any(shade.code == value for shade in self.shades) else UNKNOWN
        classes = [shade for shade in self.shades if shade.label is None and shade.code != UNKNOWN]
        below = [shade.code for shade in classes if shade.lowest <= value]
        return below[-1] if below else UNKNOWN


def tint_names(listing: Listing) -> tuple[str, ...]:
    """What tints may say of a list, the first being what a map opens on."""
    return (RECORDS, *_data()["classified"][listing], POPULATION)


def tint_of(name: str, facets: Mapping[str, Facet]) -> Tint:
    """The tint of that name: a facet of the list, ``records`` or ``population``."""
    if name in (RECORDS, POPULATION):
        entry = _data()[name]
        shades = (*_classes(entry["bounds"]), Shade(UNKNOWN, "unknown"))
        return Tint(name, Text(en=entry["en"], fr=entry["fr"]), shades)
    facet = facets[name]
    several = _data()["several"]
    codes = [code for code in facet.values if code not in (ABSENT, UNKNOWN)]
    family = "degree" if name in _data()["degrees"]["facets"] else "kind"
    shades = (
        *(Shade(code, f"{family}-{place}", facet.values[code]) for place, code in enumerate(codes, start=1)),
        Shade(SEVERAL, SEVERAL, Text(en=several["en"], fr=several["fr"])),
        Shade(UNKNOWN, "unknown"),
    )
    return Tint(name, facet.label, shades, facet)


def _classes(bounds: Sequence[int]) -> list[Shade]:
    ends = [*(bound - 1 for bound in bounds[1:]), None]
    return [
        Shade(f"class-{place}", f"degree-{place}", lowest=low, highest=high)
        for place, (low, high) in enumerate(zip(bounds, ends, strict=True), start=1)
    ]


@cache
def _data() -> Mapping[str, Any]:
    file = resources.files("concertation.core.cartography").joinpath("tints.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
