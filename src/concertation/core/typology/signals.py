"""Signals of a phony partnership: reasons to look, never a verdict."""

from __future__ import annotations

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.power import adoption_ratios, leaders

# Each signal, and the kind of data it comes from.
SIGNALS = {
    "signal_articulation_gap": "activities",
    "signal_concentrated_decisions": "decisions",
    "signal_concentrated_seats": "seats",
    "signal_low_adoption": "decisions",
    "signal_losing_member": "contributions",
    "signal_low_rung": "decisions",
    "signal_loss_of_autonomy": "concerns",
    "signal_unreciprocated": "ties",
}


def signals(
    frame: pl.DataFrame, snapshot: Snapshot, members: pl.DataFrame, *, conventions: Conventions
) -> pl.DataFrame:
    """The signals of each partnership of ``frame``: true, false, or null when the facts do not say.

    ``frame`` brings ``partnership_id``, ``articulation_gap``, ``power_hhi``, ``balance_min`` and
    ``newcomers_rung_value``. A declared articulation two steps above the realised one; decisions
    concentrated (HHI > .5), or the chair, a veto and the agreement in one hand (one signal, whichever shows
    it); proposals of members who do not lead almost never adopted (under .1 of ten or more); a member with
    s_i ≤ −.25; a rung ≤ 2; a reported loss of autonomy; a tie that the other side, which names its own,
    does not name.

    ``to_examine`` is true with three signals or more from two kinds of data or more, false when unknown
    signals could not make it so, and null otherwise. Source: Garcea & Ashton, « Les types de partenariats
    », last § (after Kernaghan, Borins & Marson 2000, p. 191); thresholds are Concertation conventions.
    """
    for part in (
        _seats(snapshot),
        _adoption(snapshot, conventions),
        _autonomy(snapshot),
        _unreciprocated(snapshot, members),
    ):
        frame = frame.join(part, on="partnership_id", how="left")
    frame = frame.with_columns(
        signal_articulation_gap=pl.col("articulation_gap") >= conventions.articulation_gap,
        signal_concentrated_decisions=pl.col("power_hhi") > conventions.concentrated_power,
        signal_losing_member=pl.col("balance_min") <= -conventions.parasitic_balance,
        signal_low_rung=pl.col("newcomers_rung_value") <= conventions.low_rung,
    )
    return _tallied(frame, conventions)


def _tallied(frame: pl.DataFrame, conventions: Conventions) -> pl.DataFrame:
    """Counts; the two ways of being concentrated make one signal."""
    either = pl.col("signal_concentrated_decisions") | pl.col("signal_concentrated_seats")
    separate = [pl.col(name) for name in SIGNALS if not name.startswith("signal_concentrated")]
    answers = [either, *separate]
    count = pl.sum_horizontal(answer.fill_null(False).cast(pl.Int64) for answer in answers)
    unknown = pl.sum_horizontal(answer.is_null().cast(pl.Int64) for answer in answers)
    kinds = pl.sum_horizontal(
        pl.any_horizontal(pl.col(name).fill_null(False) for name, its in SIGNALS.items() if its == kind).cast(
            pl.Int64
        )
        for kind in sorted(set(SIGNALS.values()))
    )
    enough = conventions.signals_to_examine
    return frame.with_columns(
        signal_concentrated_power=either, signal_count=count, signal_unknown=unknown, signal_kinds=kinds
    ).with_columns(
        to_examine=pl.when(
            (pl.col("signal_count") >= enough)
            & (pl.col("signal_kinds") >= conventions.kinds_of_data_to_examine)
        )
        .then(True)
        .when(pl.col("signal_count") + pl.col("signal_unknown") < enough)
        .then(False)
        .when(pl.col("signal_unknown") == 0)
        .then(False)
    )


def _seats(snapshot: Snapshot) -> pl.DataFrame:
    """One organisation holds the chair of a body, a veto, and the agreement."""
    bodies = snapshot.holding("body").select("partnership_id", body_id="id")
    seats = (
        snapshot.holding("body_member")
        .filter(pl.col("organisation_id").is_not_null())
        .join(bodies, on="body_id")
        .group_by("partnership_id", "organisation_id")
        .agg(
            chairs=pl.col("chairs").any(ignore_nulls=False), vetoes=pl.col("has_veto").any(ignore_nulls=False)
        )
    )
    holders = (
        leaders(snapshot)
        .filter(pl.col("role") == "fiduciary")
        .select("partnership_id", "organisation_id", holds=pl.lit(True))
    )
    known = holders.select("partnership_id", has_holder=pl.lit(True)).unique()
    return (
        seats.join(holders, on=["partnership_id", "organisation_id"], how="left")
        .join(known, on="partnership_id", how="left")
        .with_columns(holds=pl.when(pl.col("has_holder")).then(pl.col("holds").fill_null(False)))
        .group_by("partnership_id")
        .agg(
            signal_concentrated_seats=(pl.col("chairs") & pl.col("vetoes") & pl.col("holds")).any(
                ignore_nulls=False
            )
        )
    )


def _adoption(snapshot: Snapshot, conventions: Conventions) -> pl.DataFrame:
    """Unknown when nobody is on record as leading, or when proposals are too few."""
    led = leaders(snapshot).select("partnership_id").unique()
    return (
        adoption_ratios(snapshot)
        .join(led, on="partnership_id", how="semi")
        .filter(~pl.col("leads"))
        .group_by("partnership_id")
        .agg(proposed=pl.col("proposed").sum(), adopted=pl.col("adopted").sum())
        .select(
            "partnership_id",
            signal_low_adoption=pl.when(pl.col("proposed") >= conventions.decisions_for_adoption_ratio).then(
                pl.col("adopted") / pl.col("proposed") < conventions.low_adoption_ratio
            ),
        )
    )


def _autonomy(snapshot: Snapshot) -> pl.DataFrame:
    """True when a partner reports it; silence is unknown."""
    return (
        snapshot["concern"]
        .filter(pl.col("kind") == "loss_of_autonomy")
        .select("partnership_id", signal_loss_of_autonomy=pl.lit(True))
        .unique()
    )


def _unreciprocated(snapshot: Snapshot, members: pl.DataFrame) -> pl.DataFrame:
    """Among partners that name others: one that names nobody is silent, and its silence says nothing."""
    partners = members.filter("is_partner").select("partnership_id", "organisation_id")
    named = (
        snapshot.holding("tie")
        .filter(pl.col("kind") == "partner", pl.col("intensity").is_null() | (pl.col("intensity") > 0))
        .select("from_organisation_id", "to_organisation_id", stated_in="partnership_id")
        .join(partners, left_on="from_organisation_id", right_on="organisation_id")
        .filter(pl.col("stated_in").is_null() | (pl.col("stated_in") == pl.col("partnership_id")))
        .join(
            partners,
            left_on=["partnership_id", "to_organisation_id"],
            right_on=["partnership_id", "organisation_id"],
            how="semi",
        )
        .select("partnership_id", one="from_organisation_id", other="to_organisation_id")
        .unique()
    )
    speakers = named.select("partnership_id", other="one").unique()
    answerable = named.join(speakers, on=["partnership_id", "other"], how="semi")
    returned = named.select("partnership_id", one="other", other="one", is_returned=pl.lit(True))
    return (
        answerable.join(returned, on=["partnership_id", "one", "other"], how="left")
        .group_by("partnership_id")
        .agg(signal_unreciprocated=pl.col("is_returned").is_null().any())
    )
