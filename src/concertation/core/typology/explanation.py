"""The whole reasoned answer about one partnership, in words of both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from concertation.core.errors import UnknownRecord
from concertation.core.estimate import Basis, Category, Finding, Result, Suppressed, Unknown
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text
from concertation.core.typology.articulation import ARTICULATIONS
from concertation.core.typology.basis import FACETS
from concertation.core.typology.classification import classify_in_full
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.evidence import declarations
from concertation.core.typology.explanation_facets import (
    Ground,
    Reasoning,
    arrangement_reasoning,
    articulation_reasoning,
    kinds_reasoning,
    number_reasoning,
    objectives_reasoning,
    reach_reasoning,
    sectors_reasoning,
)
from concertation.core.typology.explanation_restricted import RESTRICTED, restricted_findings
from concertation.core.typology.explanation_scores import formality_finding, institutionalisation_finding
from concertation.core.typology.partners import active_members
from concertation.core.typology.wording import say

SCHEMES: Mapping[str, str] = {
    "reach": "geographic_reach",
    "sectors": "sector_breadth",
    "number": "partner_number",
    "kinds": "partner_kinds",
    "articulation": "articulation",
    "arrangement": "organisational_arrangement",
}

_REASONINGS: Mapping[str, Callable[[Ground], Reasoning]] = {
    "reach": reach_reasoning,
    "sectors": sectors_reasoning,
    "number": number_reasoning,
    "kinds": kinds_reasoning,
    "articulation": articulation_reasoning,
    "arrangement": arrangement_reasoning,
}

_DETAILS: Mapping[str, tuple[str, ...]] = {
    "reach": ("is_interprovincial", "area_count"),
    "sectors": ("sector_count", "blau"),
    "number": ("partner_count", "partner_count_at_least", "partner_count_with_observers_and_funders"),
    "kinds": ("kinds_public_as_governmental", "kinds_public_as_non_governmental"),
    "articulation": ("articulation_source", "articulation_is_tied", "hybridity", "articulation_gap"),
    "arrangement": ("body_count",),
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


def explain(
    snapshot: Snapshot,
    partnership_key: str,
    *,
    conventions: Conventions | None = None,
    may_see_restricted: bool = False,
    classified: Mapping[str, Any] | None = None,
) -> TypologyAnswer:
    """The numbers of ``classify`` for one partnership, with reasons, evidence, coverage and what is missing.

    Findings, in order: the six facets, ``objectives``, ``form``, ``inst``, then the restricted ones, which
    are ``Suppressed`` unless ``may_see_restricted``. Each keeps what sources declare beside what facts
    show. The records listed as evidence are capped; ``details["evidence_count"]`` is their whole number.
    ``classified`` is the partnership’s row of ``classify_in_full`` where it was asked already. Raises ``UnknownRecord``
    when no partnership of that key holds on the day.
    """
    conventions = conventions or Conventions()
    partnership_id = snapshot.partnership_id(partnership_key)
    part = snapshot.restricted_to([] if partnership_id is None else [partnership_id])
    row = classified or next(classify_in_full(part, conventions=conventions).iter_rows(named=True), None)
    if row is None:
        raise UnknownRecord(kind="partnership", key=partnership_key)
    ground = Ground(part, row, active_members(part), conventions)
    findings = [_facet(ground, facet) for facet in FACETS]
    findings += [_objectives(ground), formality_finding(ground), institutionalisation_finding(ground)]
    if may_see_restricted:
        findings += restricted_findings(ground)
    else:
        why = say("restricted")
        findings += [Finding(measure, Suppressed(why), "unknown") for measure in RESTRICTED]
    return TypologyAnswer(partnership_key, snapshot.as_of, tuple(findings))


def _facet(ground: Ground, facet: str) -> Finding:
    row, reasoning = ground.row, _REASONINGS[facet](ground)
    basis: Basis = row[f"{facet}_basis"]
    return Finding(
        measure=facet,
        result=_category(ground, facet, reasoning),
        basis=basis,
        reasons=(*reasoning.reasons, *_beside(ground, facet)),
        evidence=reasoning.records.listed,
        missing=reasoning.missing,
        declared=declarations(ground.snapshot, facet),
        details={
            **{name: row[name] for name in _DETAILS[facet]},
            "evidence_count": reasoning.records.count,
        },
    )


def _category(ground: Ground, facet: str, reasoning: Reasoning) -> Result:
    row, code = ground.row, ground.row[facet]
    if row[f"{facet}_basis"] == "unknown":
        return Unknown(reasoning.missing)
    shares = {name: row[f"articulation_{name}"] for name in ARTICULATIONS} if facet == "articulation" else {}
    return Category(
        scheme=SCHEMES[facet],
        code=code,
        n=reasoning.records.count,
        coverage=row[f"{facet}_coverage"],
        method=str(row[f"{facet}_basis"]),
        is_hybrid=facet == "articulation" and bool(row["is_hybrid"]),
        shares={name: share for name, share in shares.items() if share is not None},
    )


def _beside(ground: Ground, facet: str) -> list[Text]:
    """How what sources declare stands to the answer."""
    declared, code = ground.row[f"declared_{facet}"], ground.row[facet]
    if declared is None:
        return []
    beside = [say("sources_disagree")] if len(declared) > 1 else []
    if ground.row[f"{facet}_basis"] == "stated":
        beside.append(say("only_stated"))
    elif code is not None and declared != [code]:
        beside.append(say("declared_otherwise"))
    return beside


def _objectives(ground: Ground) -> Finding:
    row, reasoning = ground.row, objectives_reasoning(ground)
    result: Result = Unknown(reasoning.missing)
    if row["objective_orientation"] is not None:
        result = Category(
            scheme="objective_orientation",
            code=row["objective_orientation"],
            n=reasoning.records.count,
            coverage=row["objective_orientation_coverage"],
            method=row["objective_orientation_basis"],
        )
    names = ("concreteness", "realised_concreteness", "decoupling")
    return Finding(
        measure="objectives",
        result=result,
        basis=row["objective_orientation_basis"],
        reasons=reasoning.reasons,
        evidence=reasoning.records.listed,
        missing=reasoning.missing,
        details={**{name: row[name] for name in names}, "evidence_count": reasoning.records.count},
    )
