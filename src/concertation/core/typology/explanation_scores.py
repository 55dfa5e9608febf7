"""Reasons, evidence and gaps of formality and institutionalisation, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from concertation.core.estimate import Estimate, Finding, Result, Unknown
from concertation.core.text import Text
from concertation.core.typology.evidence import records
from concertation.core.typology.explanation_facets import Ground
from concertation.core.typology.formality import FORM_POINTS
from concertation.core.typology.institutionalisation import INST_POINTS
from concertation.core.typology.routines import dyads
from concertation.core.typology.scoring import high_of, low_of
from concertation.core.typology.wording import percent, points, say

_READ_BY_FORM = ("agreement", "body")
_READ_BY_INST = ("meeting", "resource", "plan", "plan_revision", "report", "tie")


def formality_finding(ground: Ground) -> Finding:
    """FORM with one sentence an item: what is there, what is not, what is unknown."""
    return _finding(ground, "form", FORM_POINTS, kinds=_READ_BY_FORM, details={})


def institutionalisation_finding(ground: Ground) -> Finding:
    """INST with one sentence a routine, and the share of pairs of partners at each intensity of tie."""
    details = {"dyads_by_intensity": _dyads_by_intensity(ground)}
    return _finding(ground, "inst", INST_POINTS, kinds=_READ_BY_INST, details=details)


def _finding(
    ground: Ground,
    name: str,
    weights: Mapping[str, float],
    *,
    kinds: tuple[str, ...],
    details: Mapping[str, object],
) -> Finding:
    row = ground.row
    wanted = [(kind, ground.snapshot.holding(kind, "id")["id"].to_list()) for kind in kinds]
    found = records(ground.snapshot, ("partnership", [row["partnership_id"]]), *wanted)
    known, missing = _sentences(ground, name, weights)
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    span = {"low": points(low), "high": points(high)}
    summary = say("score_whole", span["low"], low=span["low"]) if low == high else say("score_interval", **span)
    result: Result = Unknown(missing)
    if row[name] is not None:
        result = Estimate(
            value=row[name], low=low, high=high, n=found.count, coverage=row[f"{name}_coverage"], method=name
        )
    return Finding(
        measure=name,
        result=result,
        basis="unknown" if row[name] is None else "derived" if row[f"{name}_coverage"] == 1 else "inferred",
        reasons=(summary, *known) if known else (),
        evidence=found.listed,
        missing=missing,
        details={
            f"{name}_low": low,
            f"{name}_high": high,
            f"{name}_coverage": row[f"{name}_coverage"],
            "items": _items(weights, row),
            "evidence_count": found.count,
            **details,
        },
    )


def _items(weights: Mapping[str, float], items: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    return {
        item: {"points": weight, "low": weight * items[low_of(item)], "high": weight * items[high_of(item)]}
        for item, weight in weights.items()
    }


def _sentences(ground: Ground, name: str, weights: Mapping[str, float]) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    known: list[Text] = []
    missing: list[Text] = []
    years = round(ground.conventions.mature_years)
    facts: dict[str, Any] = {"years": Text(en=f"{years} years", fr=f"{years} ans")}
    for item in weights:
        low, high = ground.row[low_of(item)], ground.row[high_of(item)]
        if (low, high) == (0.0, 1.0):
            missing.append(say(f"{name}_{item}_unknown"))
            continue
        answer = "yes" if low == 1 else "no" if high == 0 else "share" if low == high else "part"
        shares = {"share": percent(low), "low": percent(low), "high": percent(high)}
        known.append(say(f"{name}_{item}_{answer}", **facts, **shares))
    return tuple(known), tuple(missing)


def _dyads_by_intensity(ground: Ground) -> dict[str, float]:
    """Share of all pairs of partners at each rounded intensity, 0 to 5; the rest is unknown."""
    n = len(ground.partners)
    if n < 2:
        return {}
    if ground.snapshot["tie"].is_empty():
        return {"unknown": 1.0}
    known = dyads(ground.snapshot, ground.standing)
    counts = known.group_by(pl.col("intensity").round().cast(pl.Int64)).len().sort("intensity")
    pairs = n * (n - 1) / 2
    shares = {str(intensity): count / pairs for intensity, count in counts.iter_rows()}
    return {**shares, "unknown": 1 - len(known) / pairs}
