"""Who decides: shares of decisions, adoption of proposals, and the power of weighted votes."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.banzhaf import MOST_VOTERS, banzhaf
from concertation.core.typology.routines import LEADING_ROLES

# Share of the votes that a qualified majority asks for (Concertation convention).
_QUALIFIED = 2 / 3

# A majority needs more than half; votes are read to four decimals.
_JUST_OVER = 0.0001


def decision_shares(snapshot: Snapshot) -> pl.DataFrame:
    """Share of each organisation in the adopted decisions; each decision is split equally among its makers.

    Columns ``partnership_id``, ``organisation_id``, ``share`` (sums to one in each partnership),
    ``decisions``.
    """
    adopted = (
        snapshot["decision"].filter(pl.col("outcome") == "adopted").select("partnership_id", decision_id="id")
    )
    makers = snapshot["decision_maker"].select("decision_id", "organisation_id").unique()
    split = makers.join(adopted, on="decision_id").with_columns(part=1.0 / pl.len().over("decision_id"))
    return (
        split.group_by("partnership_id", "organisation_id")
        .agg(part=pl.col("part").sum(), decisions=pl.len().cast(pl.Int64))
        .with_columns(share=pl.col("part") / pl.col("part").sum().over("partnership_id"))
        .select("partnership_id", "organisation_id", "share", "decisions")
        .sort("partnership_id", "share", "organisation_id", descending=[False, True, False])
    )


def decision_power(snapshot: Snapshot) -> pl.DataFrame:
    """Concentration of decisions: HHI Σ p², effective deciders 1/HHI, and what they rest on.

    Columns ``partnership_id``, ``power_hhi``, ``effective_deciders``, ``power_decisions`` (adopted
    decisions that say who took them), ``power_coverage`` (their share among adopted decisions). A
    partnership without adopted decisions is absent. Laakso & Taagepera 1979 for the effective number.
    """
    adopted = (
        snapshot["decision"].filter(pl.col("outcome") == "adopted").select("partnership_id", decision_id="id")
    )
    known = adopted.join(snapshot["decision_maker"], on="decision_id", how="semi")
    totals = adopted.group_by("partnership_id").agg(adopted=pl.len())
    counts = known.group_by("partnership_id").agg(power_decisions=pl.len().cast(pl.Int64))
    concentration = (
        decision_shares(snapshot).group_by("partnership_id").agg(power_hhi=(pl.col("share") ** 2).sum())
    )
    return (
        totals.join(counts, on="partnership_id", how="left")
        .join(concentration, on="partnership_id", how="left")
        .select(
            "partnership_id",
            "power_hhi",
            pl.col("power_decisions").fill_null(0),
            effective_deciders=1.0 / pl.col("power_hhi"),
            power_coverage=pl.col("power_decisions").fill_null(0) / pl.col("adopted"),
        )
    )


def leaders(snapshot: Snapshot) -> pl.DataFrame:
    """Organisations that lead, manage or hold the agreements of a partnership on the day."""
    held = snapshot.holding("membership").select("partnership_id", "organisation_id", membership_id="id")
    roles = snapshot.holding("membership_role").filter(pl.col("role").is_in(LEADING_ROLES))
    return (
        roles.join(held, on="membership_id")
        .select("partnership_id", "organisation_id", "role")
        .unique()
        .sort("partnership_id", "organisation_id", "role")
    )


def adoption_ratios(snapshot: Snapshot) -> pl.DataFrame:
    """Adopted over proposed, for each organisation that proposed decisions whose outcome is known.

    Columns ``partnership_id``, ``organisation_id``, ``proposed``, ``adopted``, ``ratio``, ``leads``.
    """
    leading = leaders(snapshot).select("partnership_id", "organisation_id", leads=pl.lit(True)).unique()
    return (
        snapshot["decision"]
        .filter(pl.col("outcome").is_not_null() & pl.col("proposed_by_id").is_not_null())
        .group_by("partnership_id", organisation_id="proposed_by_id")
        .agg(
            proposed=pl.len().cast(pl.Int64),
            adopted=(pl.col("outcome") == "adopted").sum().cast(pl.Int64),
        )
        .with_columns(ratio=pl.col("adopted") / pl.col("proposed"))
        .join(leading, on=["partnership_id", "organisation_id"], how="left")
        .with_columns(pl.col("leads").fill_null(False))
        .sort("partnership_id", "organisation_id")
    )


def voting_power(snapshot: Snapshot) -> pl.DataFrame:
    """Normalised Banzhaf index of the organisations on each body that votes by weight.

    A body is read when every seat held by an organisation has a number of votes, when its decision rule
    says what it takes to win, and when it has ``MOST_VOTERS`` voters or fewer. Columns ``partnership_id``,
    ``body_id``, ``organisation_id``, ``votes``, ``power``.
    """
    bodies = snapshot.holding("body").select("partnership_id", "decision_rule", body_id="id")
    seats = (
        snapshot.holding("body_member")
        .filter(pl.col("organisation_id").is_not_null())
        .join(bodies, on="body_id")
        .sort("body_id", "organisation_id")
    )
    rows: list[tuple[int, int, int, float, float]] = []
    for _, body in seats.group_by("body_id", maintain_order=True):
        votes = body["votes"]
        quota = _quota(body["decision_rule"][0], float(votes.sum()))
        if votes.null_count() or len(body) > MOST_VOTERS or quota is None:
            continue
        vetoes = [i for i, has_veto in enumerate(body["has_veto"]) if has_veto]
        powers = banzhaf(votes.to_list(), quota, vetoes=vetoes)
        rows += [
            (seat["partnership_id"], seat["body_id"], seat["organisation_id"], seat["votes"], float(power))
            for seat, power in zip(body.iter_rows(named=True), powers, strict=True)
        ]
    names = {"partnership_id": pl.Int64, "body_id": pl.Int64, "organisation_id": pl.Int64}
    return pl.DataFrame(rows, schema={**names, "votes": pl.Float64, "power": pl.Float64}, orient="row")


def _quota(decision_rule: str | None, total: float) -> float | None:
    """Votes that a proposal needs; ``None`` when the rule does not say."""
    if decision_rule in ("simple_majority", "weighted_vote"):
        return total / 2 + _JUST_OVER
    if decision_rule == "qualified_majority":
        return total * _QUALIFIED
    return total if decision_rule == "consensus" else None
