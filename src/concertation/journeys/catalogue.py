"""Finding partnerships, and the portrait of one, as of the day of a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from concertation.core.estimate import Category, Estimate, Finding
from concertation.core.snapshot import Snapshot
from concertation.core.text import Language, Text, search_key, sort_key
from concertation.core.typology import TypologyAnswer, classify, explain
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
    members: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of Table 1 with this partnership's cell lit."""

    facet: Text
    finding: Finding
    terms: tuple[tuple[Text, bool], ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the page of one partnership shows."""

    listed: Listed
    facts: dict[str, Any]
    answer: TypologyAnswer
    table: tuple[Column, ...]
    form: Estimate | None
    members: tuple[dict[str, Any], ...]
    bodies: tuple[dict[str, Any], ...]


def find_partnerships(snapshot: Snapshot, *, words: str, language: Language) -> list[Listed]:
    """Partnerships whose names hold every word, whatever the accents and the order; sorted by name."""
    wanted = search_key(words).split()
    rows = _rows(snapshot)
    found = [row for row in rows if all(word in _searchable(row) for word in wanted)]
    return sorted((_listed(row, language) for row in found), key=lambda listed: sort_key(listed.name))


def portray_partnership(snapshot: Snapshot, *, key: str, language: Language) -> Portrait:
    """Raises ``UnknownRecord`` when the partnership does not hold on the day."""
    answer = explain(snapshot, key)
    partnership_id = snapshot.partnership_id(key)
    part = snapshot.restricted_to([partnership_id] if partnership_id is not None else [])
    row = _rows(part)[0]
    form = answer["form"].result
    return Portrait(
        listed=_listed(row, language),
        facts=row,
        answer=answer,
        table=tuple(_column(answer[facet]) for facet in STRIP),
        form=form if isinstance(form, Estimate) else None,
        members=tuple(_members(part, language)),
        bodies=tuple(part.holding("body").sort("id").to_dicts()),
    )


def _rows(snapshot: Snapshot) -> list[dict[str, Any]]:
    return (
        classify(snapshot)
        .join(snapshot["partnership"].drop("key"), left_on="partnership_id", right_on="id", how="left")
        .to_dicts()
    )


def _searchable(row: dict[str, Any]) -> str:
    names = ("name_en", "name_fr", "acronym_en", "acronym_fr", "key")
    return search_key(" ".join(row[name] or "" for name in names))


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


def _column(finding: Finding) -> Column:
    scheme = load_scheme(SCHEMES[finding.measure])
    code = finding.result.code if isinstance(finding.result, Category) else None
    return Column(
        facet=scheme.label,
        finding=finding,
        terms=tuple((term.label, term.code == code) for term in scheme.terms),
    )


def _members(snapshot: Snapshot, language: Language) -> list[dict[str, Any]]:
    organisations = snapshot["organisation"].select(
        pl.col("id").alias("organisation_id"), "name_en", "name_fr", "key", "is_unnamed_group"
    )
    rows = (
        snapshot["membership"]
        .drop("key")
        .join(organisations, on="organisation_id", how="left")
        .sort("since", nulls_last=True)
        .to_dicts()
    )
    for row in rows:
        row["name"], row["name_language"] = _named(row, language)
        row["has_left"] = row["until"] is not None and row["until"] < snapshot.as_of
    return sorted(rows, key=lambda row: (row["has_left"], sort_key(row["name"])))
