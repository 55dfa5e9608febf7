"""The whole reasoned answer about one partnership, in words of both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from concertation.core.errors import UnknownRecord
from concertation.core.estimate import Basis, Category, Declared, Estimate, Evidence, Finding, Result, Unknown
from concertation.core.snapshot import Snapshot
from concertation.core.typology.articulation import ARTICULATIONS
from concertation.core.typology.basis import FACETS
from concertation.core.typology.classification import classify
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.sentences import MISSING, reasons_for
from concertation.core.vocabulary import load_scheme

SCHEMES: Mapping[str, str] = {
    "reach": "geographic_reach",
    "sectors": "sector_breadth",
    "number": "partner_number",
    "kinds": "partner_kinds",
    "articulation": "articulation",
    "arrangement": "organisational_arrangement",
}
_READS: Mapping[str, tuple[str, ...]] = {
    "reach": ("partnership_area",),
    "sectors": ("membership",),
    "number": ("membership",),
    "kinds": ("membership",),
    "articulation": ("activity", "body", "plan"),
    "arrangement": ("body",),
    "objectives": ("objective", "output"),
    "form": ("agreement",),
}


@dataclass(frozen=True, slots=True)
class TypologyAnswer:
    """Every finding about one partnership on one day."""

    partnership_key: str
    as_of: date
    findings: tuple[Finding, ...]

    def __getitem__(self, measure: str) -> Finding:
        """The finding of that measure; raises ``KeyError`` when there is none."""
        for finding in self.findings:
            if finding.measure == measure:
                return finding
        raise KeyError(measure)


def explain(snapshot: Snapshot, partnership_key: str, *, conventions: Conventions | None = None) -> TypologyAnswer:
    """The numbers of ``classify`` for one partnership, with reasons, evidence and what is missing.

    Raises ``UnknownRecord`` when no partnership of that key holds on the day.
    """
    partnership_id = snapshot.partnership_id(partnership_key)
    part = snapshot.restricted_to([partnership_id] if partnership_id is not None else [])
    frame = classify(part, conventions=conventions)
    if frame.is_empty():
        raise UnknownRecord(kind="partnership", key=partnership_key)
    row = frame.row(0, named=True)
    findings = [_facet(part, row, facet) for facet in FACETS]
    findings += [_objectives(part, row), _formality(part, row)]
    return TypologyAnswer(partnership_key, snapshot.as_of, tuple(findings))


def _facet(snapshot: Snapshot, row: Mapping[str, Any], facet: str) -> Finding:
    basis: Basis = row[f"{facet}_basis"]
    reasons = reasons_for(facet, row) if basis in ("derived", "inferred") else ()
    evidence = _evidence(snapshot, _READS[facet]) if reasons else ()
    return Finding(
        measure=facet,
        result=_category(facet, row, len(evidence)),
        basis=basis,
        reasons=reasons,
        evidence=evidence,
        missing=() if basis == "derived" else (MISSING[facet],),
        declared=_declared(snapshot, facet),
        details=_details(facet, row),
    )


def _category(facet: str, row: Mapping[str, Any], n: int) -> Result:
    code = row[facet]
    if code is None:
        return Unknown((MISSING[facet],))
    if code not in load_scheme(SCHEMES[facet]):
        return Unknown((MISSING[facet],))
    shares = {form: row[f"articulation_{form}"] for form in ARTICULATIONS} if facet == "articulation" else {}
    return Category(
        scheme=SCHEMES[facet],
        code=code,
        n=n,
        coverage=row[f"{facet}_coverage"] or 0.0,
        method="garcea-ashton-table-1",
        is_hybrid=bool(row["is_hybrid"]) if facet == "articulation" else False,
        shares={form: share for form, share in shares.items() if share is not None},
    )


def _details(facet: str, row: Mapping[str, Any]) -> Mapping[str, object]:
    names = {
        "reach": ("is_interprovincial",),
        "sectors": ("sector_count", "blau"),
        "number": ("partner_count", "partner_count_at_least", "partner_count_with_observers_and_funders"),
        "kinds": ("kinds_public_as_governmental", "kinds_public_as_non_governmental"),
        "articulation": ("hybridity",),
        "arrangement": ("body_count",),
    }[facet]
    return {name: row[name] for name in names}


def _objectives(snapshot: Snapshot, row: Mapping[str, Any]) -> Finding:
    evidence = _evidence(snapshot, _READS["objectives"])
    code = row["objective_orientation"]
    result: Result = (
        Unknown((MISSING["objectives"],))
        if code is None
        else Category("objective_orientation", code, len(evidence), 1.0, "weighted-share-of-concrete")
    )
    return Finding(
        measure="objectives",
        result=result,
        basis="unknown" if code is None else "derived",
        evidence=evidence,
        missing=(MISSING["objectives"],) if code is None else (),
        reasons=reasons_for("objectives", row) if code is not None else (),
        details={name: row[name] for name in ("concreteness", "realised_concreteness", "decoupling")},
    )


def _formality(snapshot: Snapshot, row: Mapping[str, Any]) -> Finding:
    evidence = _evidence(snapshot, _READS["form"])
    value = row["form"]
    result: Result = (
        Unknown((MISSING["form"],))
        if value is None
        else Estimate(
            value=value,
            n=len(evidence),
            coverage=row["form_coverage"],
            method="form",
            low=row["form_low"],
            high=row["form_high"],
        )
    )
    return Finding(
        measure="form",
        result=result,
        basis="unknown" if value is None else "derived",
        reasons=reasons_for("form", row) if value is not None else (),
        evidence=evidence,
        missing=(MISSING["form"],) if row["form_coverage"] < 1 else (),
        details={name: row[name] for name in row if name.startswith("form_")},
    )


def _evidence(snapshot: Snapshot, kinds: tuple[str, ...]) -> tuple[Evidence, ...]:
    sources = snapshot["source"].select(pl.col("id").alias("source_id"), pl.col("key").alias("source_key"))
    return tuple(
        Evidence(kind, *record)
        for kind in kinds
        for record in snapshot.holding(kind)
        .join(sources, on="source_id", how="left")
        .select("key", "source_key", "locator")
        .rows()
    )


def _declared(snapshot: Snapshot, facet: str) -> tuple[Declared, ...]:
    sources = snapshot["source"].select(pl.col("id").alias("source_id"), pl.col("key").alias("source_key"))
    rows = (
        snapshot.holding("declared_type")
        .filter(pl.col("facet") == facet)
        .join(sources, on="source_id", how="left")
        .select("value", "key", "source_key", "locator")
        .rows()
    )
    return tuple(Declared(value, Evidence("declared_type", *record)) for value, *record in rows)
