"""A partnership as lists show it: its name and its strip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concertation.core.text import Language, Text
from concertation.core.typology.explanation import SCHEMES
from concertation.core.vocabulary import load_scheme

# The five facets of the strip, in the order of the article's Table 1.
STRIP = ("reach", "sectors", "number", "kinds", "articulation")
_FORMS = ("consultative", "contributory", "operational", "collaborative")


@dataclass(frozen=True, slots=True)
class StripCell:
    """One cell of the five-facet strip; ``label`` is ``None`` where the facet is unknown."""

    facet: Text
    label: Text | None
    basis: str
    position: int
    size: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A partnership in a list."""

    key: str
    name: str
    name_language: Language
    is_synthetic: bool
    strip: tuple[StripCell, ...]
    shares: tuple[tuple[Text, float], ...]
    is_hybrid: bool
    is_tied: bool
    members: str


def strip_of(partnership: Mapping[str, Any], typology: Mapping[str, Any] | None, language: Language) -> Listed | None:
    """One partnership as lists show it; ``None`` where it is not classified on the day."""
    return None if typology is None else _listed({**partnership, **typology}, language)


def _named(row: dict[str, Any], language: Language) -> tuple[str, Language]:
    other: Language = "en" if language == "fr" else "fr"
    name = row[f"name_{language}"]
    return (name, language) if name else (row[f"name_{other}"] or row["key"], other)


def _listed(row: dict[str, Any], language: Language) -> Listed:
    name, name_language = _named(row, language)
    scheme = load_scheme("articulation")
    shares = ((scheme[form].label, row[f"articulation_{form}"]) for form in _FORMS)
    count, at_least = row["partner_count"], row["partner_count_at_least"]
    return Listed(
        key=row["key"],
        name=name,
        name_language=name_language,
        is_synthetic=bool(row["is_synthetic"]),
        strip=tuple(_cell(row, facet) for facet in STRIP),
        shares=tuple((label, share) for label, share in shares if share is not None),
        is_hybrid=bool(row["is_hybrid"]),
        is_tied=row["articulation_is_tied"],
        members=str(count) if count is not None else f"≥ {at_least}" if at_least else "",
    )


def _cell(row: dict[str, Any], facet: str) -> StripCell:
    scheme, code = load_scheme(SCHEMES[facet]), row[facet]
    is_known = code in scheme
    return StripCell(
        facet=scheme.label,
        label=scheme[code].label if is_known else None,
        basis=row[f"{facet}_basis"],
        position=scheme.codes.index(code) + 1 if is_known else 0,
        size=len(scheme.codes),
    )
