"""One partnership’s indicators as reasoned answers: what was counted, from which records, or what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from concertation.core.estimate import Estimate, Finding, Unknown
from concertation.core.functioning.indicators.conventions import IndicatorConventions
from concertation.core.functioning.indicators.indicator import Indicator, all_indicators
from concertation.core.functioning.indicators.table import TRACES, measure_indicators
from concertation.core.functioning.indicators.trace import Ground, Trace
from concertation.core.snapshot import Snapshot
from concertation.core.text import Text
from concertation.core.typology.evidence import records
from concertation.core.typology.wording import percent, written

_MONTHS = {0: Text(en="less than a month", fr="moins d’un mois"), 1: Text(en="1 month", fr="1\u00a0mois")}


def indicator_findings(
    snapshot: Snapshot, partnership_id: int, *, conventions: IndicatorConventions
) -> tuple[Finding, ...]:
    """Every indicator of one partnership, in the order of the indicators.

    ``measure`` is the indicator’s code; ``details`` hold its ``factor``, its ``band`` (``None`` when unknown) and
    ``evidence_count``. Basis: *derived* where every case says, *inferred* where some do, else *unknown*, with what is
    missing.
    """
    own = snapshot.restricted_to([partnership_id])
    ground = Ground.of(own, conventions)
    table = measure_indicators(own, conventions=conventions).filter(pl.col("partnership_id") == partnership_id)
    rows = {row["indicator"]: row for row in table.iter_rows(named=True)}
    return tuple(_finding(one, rows[one.code], TRACES[one.code](ground), ground) for one in all_indicators() if rows)


def _finding(one: Indicator, row: Mapping[str, Any], trace: Trace, ground: Ground) -> Finding:
    wanted = ((kind, rows["id"].to_list()) for kind, rows in trace.used)
    evidence = records(ground.snapshot, *wanted)
    is_known = row["value"] is not None
    missing = () if row["coverage"] == 1 and is_known else _missing(one, row, ground.conventions)
    return Finding(
        measure=one.code,
        result=_estimate(one, row) if is_known else Unknown(missing),
        basis="unknown" if not is_known else "derived" if row["coverage"] == 1 else "inferred",
        reasons=(counted(one, row),) if is_known else (),
        evidence=evidence.listed,
        missing=missing,
        details={
            "factor": one.factor,
            "band": row["band"],
            "evidence_count": evidence.count,
        },
    )


def _estimate(one: Indicator, row: Mapping[str, Any]) -> Estimate:
    return Estimate(
        value=row["value"],
        n=row["known"],
        coverage=row["coverage"],
        method=one.unit,
        low=row["low"],
        high=row["high"],
    )


def counted(one: Indicator, row: Mapping[str, Any]) -> Text:
    """The name of the indicator and what was counted: « Réunions avec quorum : 5 sur 6 (83 %) »."""
    said = _said(one, row)
    return Text(en=f"{one.name.en}: {said.en}.", fr=f"{one.name.fr}\u00a0: {said.fr}.")


def _said(one: Indicator, row: Mapping[str, Any]) -> Text:
    if one.unit == "share":
        shown, known, share = round(row["shown"]), row["known"], percent(row["value"])
        return Text(
            en=f"{written(shown, 'en')} of {written(known, 'en')} ({share.en})",
            fr=f"{written(shown, 'fr')} sur {written(known, 'fr')} ({share.fr})",
        )
    number = round(row["value"])
    if one.unit == "months":
        return _MONTHS.get(number, Text(en=f"{number} months", fr=f"{number}\u00a0mois"))
    return Text(en=written(number, "en"), fr=written(number, "fr"))


def _missing(one: Indicator, row: Mapping[str, Any], conventions: IndicatorConventions) -> tuple[Text, ...]:
    """Which facts would be needed, how many of those on record say too little, and how many it would take."""
    cases, known, fewest = row["cases"], row["known"], conventions.fewest_cases
    silent = cases - known
    said = [one.missing]
    if silent:
        said.append(Text(en=f"Not known: {silent} of {cases}.", fr=f"Inconnus\u00a0: {silent} sur {cases}."))
    if one.recurs and 0 < known < fewest:
        said.append(
            Text(
                en=f"Known: {known}; at least {fewest} are needed.",
                fr=f"Connus\u00a0: {known}; il en faut au moins {fewest}.",
            )
        )
    return tuple(said)
