"""Findings that few may see, with their reasons and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from concertation.core.estimate import Basis, Category, Estimate, Finding, Result, Unknown
from concertation.core.text import Text
from concertation.core.typology.dependence import dependences
from concertation.core.typology.evidence import Records, names_of, records
from concertation.core.typology.examination import examine
from concertation.core.typology.explanation_facets import Ground
from concertation.core.typology.power import adoption_ratios, decision_shares, voting_power
from concertation.core.typology.signals import SIGNALS
from concertation.core.typology.symbiosis import symbiosis
from concertation.core.typology.wording import percent, say

RESTRICTED = ("symbiosis", "decision_power", "dependence", "newcomers_rung", "signals")

# The answer must not change from one reading to the next.
SEED = 20140630


def restricted_findings(ground: Ground) -> list[Finding]:
    """The restricted findings of one partnership, in the order of ``RESTRICTED``."""
    row = examine(ground.snapshot, seed=SEED, conventions=ground.conventions).row(0, named=True)
    return [
        _symbiosis(ground, row),
        _decision_power(ground, row),
        _dependence(ground, row),
        _rung(ground, row),
        _signals(ground, row),
    ]


def _symbiosis(ground: Ground, row: Mapping[str, Any]) -> Finding:
    _, balances = symbiosis(ground.snapshot, ground.members, seed=SEED, conventions=ground.conventions)
    contributions = ground.snapshot["contribution"]
    found = records(ground.snapshot, ("contribution", contributions["id"].to_list()))
    silent = ground.partners.join(balances, on="organisation_id", how="anti")
    missing: tuple[Text, ...] = () if len(ground.partners) else (say("partners_missing"),)
    if len(silent):
        missing = (say("symbiosis_missing", len(silent), names=ground.names(silent)),)
    reasons: list[Text] = []
    if len(balances):
        lowest = balances.sort("balance", "organisation_id").row(0, named=True)
        name = names_of(ground.snapshot, "organisation", [lowest["organisation_id"]])[0]
        reasons = [
            say("symbiosis_balances", len(balances)),
            say("symbiosis_lowest", low=row["balance_min"], high=row["balance_max"], name=name),
            say("symbiosis_gini", gini=row["benefit_cost_gini"]),
        ]
    coverage, code = row["symbiosis_coverage"] or 0.0, row["symbiosis"]
    result: Result = Unknown(missing)
    if code is not None:
        result = Category("symbiosis", code, found.count, coverage, "balances")
    figures = {
        name: row[name] for name in row if name.startswith(("balance_", "benefit_cost_", "symbiosis_"))
    }
    return Finding(
        measure="symbiosis",
        result=result,
        basis=_basis(ground, code is not None, coverage),
        reasons=tuple(reasons),
        evidence=found.listed,
        missing=missing,
        details={
            **figures,
            "members": balances.drop("partnership_id").to_dicts(),
            "evidence_count": found.count,
        },
    )


def _decision_power(ground: Ground, row: Mapping[str, Any]) -> Finding:
    shares = decision_shares(ground.snapshot)
    decisions = ground.snapshot["decision"]
    found = records(ground.snapshot, ("decision", decisions["id"].to_list()))
    details = {
        "shares": shares.drop("partnership_id").to_dicts(),
        "adoption_ratios": adoption_ratios(ground.snapshot).drop("partnership_id").to_dicts(),
        "voting_power": voting_power(ground.snapshot).drop("partnership_id").to_dicts(),
        "effective_deciders": row["effective_deciders"],
        "evidence_count": found.count,
    }
    if row["power_hhi"] is None:
        missing = (say("power_missing"),)
        return Finding("decision_power", Unknown(missing), "unknown", (), found.listed, missing, (), details)
    first = shares.row(0, named=True)
    reasons = (
        say("power_counted", row["power_decisions"]),
        say(
            "power_largest",
            name=names_of(ground.snapshot, "organisation", [first["organisation_id"]])[0],
            share=percent(first["share"]),
            deciders=float(row["effective_deciders"]),
        ),
    )
    result = Estimate(
        value=row["power_hhi"], n=row["power_decisions"], coverage=row["power_coverage"], method="herfindahl"
    )
    basis = _basis(ground, True, row["power_coverage"])
    return Finding("decision_power", result, basis, reasons, found.listed, (), (), details)


def _dependence(ground: Ground, row: Mapping[str, Any]) -> Finding:
    pairs = dependences(ground.snapshot)
    found = records(ground.snapshot, ("dependence", ground.snapshot.holding("dependence")["id"].to_list()))
    details = {"pairs": pairs.drop("partnership_id").to_dicts(), "evidence_count": found.count}
    if not len(pairs):
        missing = (say("dependence_missing"),)
        return Finding("dependence", Unknown(missing), "unknown", (), found.listed, missing, (), details)
    reasons = [say("dependence_counted", len(pairs))]
    both = pairs.filter(pl.col("imbalance").is_not_null())
    result: Result = Unknown(tuple(reasons))
    if len(both):
        worst = both.sort("imbalance", descending=True).row(0, named=True)
        reasons.append(_imbalance(ground, worst))
        result = Estimate(worst["imbalance"], len(both), len(both) / len(pairs), "largest-imbalance")
    basis = _basis(ground, bool(len(both)), len(both) / len(pairs))
    return Finding("dependence", result, basis, tuple(reasons), found.listed, (), (), details)


def _imbalance(ground: Ground, pair: Mapping[str, Any]) -> Text:
    one, other = names_of(ground.snapshot, "organisation", [pair["one"], pair["other"]])
    relies = pair["one_on_other"] >= pair["other_on_one"]
    dependent, provider = (one, other) if relies else (other, one)
    return say("dependence_largest", imbalance=pair["imbalance"], dependent=dependent, provider=provider)


def _rung(ground: Ground, row: Mapping[str, Any]) -> Finding:
    wanted = [
        (kind, ground.snapshot[kind].filter(pl.col("newcomer_rung").is_not_null())["id"].to_list())
        for kind in ("decision", "decision_record")
    ]
    found = records(ground.snapshot, *wanted)
    details = {"value": row["newcomers_rung_value"], "evidence_count": found.count}
    if row["newcomers_rung"] is None:
        missing = (say("rung_missing"),)
        return Finding("newcomers_rung", Unknown(missing), "unknown", (), found.listed, missing, (), details)
    total = sum(len(ground.snapshot[kind]) for kind in ("decision", "decision_record"))
    result = Category(
        "arnstein_rung",
        row["newcomers_rung"],
        found.count,
        row["newcomers_rung_decisions"] / total,
        "decisions",
    )
    reasons = (say("rung_reached", rung=row["newcomers_rung_value"]),)
    return Finding("newcomers_rung", result, "derived", reasons, found.listed, (), (), details)


def _signals(ground: Ground, row: Mapping[str, Any]) -> Finding:
    answers = {name: row[name] for name in (*SIGNALS, "signal_concentrated_power")}
    whole = [
        name for name in answers if name not in ("signal_concentrated_decisions", "signal_concentrated_seats")
    ]
    readable = sum(answers[name] is not None for name in whole)
    counted = say(
        "signals_counted",
        row["signal_count"],
        kinds=say("kinds_of_data", row["signal_kinds"]),
        readable=readable,
    )
    seen = [say(name) for name in whole if answers[name]]
    unread = len(whole) - readable
    missing = (say("signal_unknown", unread),) if unread else ()
    result: Result = Unknown(missing)
    if row["to_examine"] is not None:
        code = "to_examine" if row["to_examine"] else "nothing_to_examine"
        result = Category("signals", code, row["signal_count"], readable / len(whole), "signals")
    concerns = ground.snapshot["concern"]["id"].to_list()
    found: Records = records(ground.snapshot, ("concern", concerns))
    return Finding(
        measure="signals",
        result=result,
        basis=_basis(ground, row["to_examine"] is not None, readable / len(whole)),
        reasons=(counted, *seen, say("signals_not_a_verdict")),
        evidence=found.listed,
        missing=missing,
        details={**answers, "signal_count": row["signal_count"], "signal_kinds": row["signal_kinds"]},
    )


def _basis(ground: Ground, is_known: bool, coverage: float) -> Basis:
    if not is_known:
        return "unknown"
    return "derived" if coverage >= ground.conventions.coverage_to_derive else "inferred"
