"""Four routines that need more than a look: regular meetings, ties, age, and a succession survived."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.partners import Partners
from concertation.core.typology.periods import months_before, whole_months_since
from concertation.core.typology.scoring import high_of, low_of
from concertation.core.typology.tallies import Owners, Places, coded

LEADING_ROLES = ("lead", "manager", "fiduciary")


def beginnings(snapshot: Snapshot, partnerships: Owners) -> pl.Series:
    """When each partnership began, where it is known."""
    held = snapshot.holding("partnership", "id", "since")
    return partnerships.put(partnerships.places(held["id"]), held)["since"]


def meeting_regularity(snapshot: Snapshot, partnerships: Owners, *, conventions: Conventions) -> pl.DataFrame:
    """Share of the recent periods that had at least one meeting.

    Periods (three months by default) are counted back from the day over the recent past (24 months), or
    since the partnership began, or since its first known meeting. Where no meeting is on record, an ongoing
    activity of kind "meeting" stands for regular meetings. Meetings without a date say nothing of
    regularity.
    """
    day, length = snapshot.as_of, conventions.meeting_period_months
    meetings = snapshot["meeting"].select("partnership_id", "on").drop_nulls("on")
    places = partnerships.places(meetings["partnership_id"])
    first = partnerships.earliest(places, meetings["on"])
    start = pl.DataFrame({"since": beginnings(snapshot, partnerships), "first": first}).select(
        pl.when(pl.col("first").is_not_null()).then(pl.coalesce("since", "first"))
    )
    most = conventions.routine_months // length
    spans = start.select((whole_months_since(pl.first(), day) // length).clip(1, most)).to_series()
    # The period of a meeting is the number of periods that ended between it and the day.
    ends = np.array([months_before(day, length * period) for period in range(most, 0, -1)], dtype="datetime64[D]")
    ago = most - np.searchsorted(ends, meetings["on"].to_numpy())
    recent = ago < most
    met = partnerships.crossed(places[recent], ago[recent], most) > 0
    counted = (met & (np.arange(most) < spans.fill_null(0).to_numpy()[:, None])).sum(axis=1)
    ongoing = partnerships.count(partnerships.places(_ongoing_meetings(snapshot)["partnership_id"]))
    share = pl.coalesce(pl.col("met") / pl.col("periods"), pl.when(pl.col("ongoing") > 0).then(1.0)).clip(0.0, 1.0)
    return pl.DataFrame({"met": counted, "periods": spans, "ongoing": ongoing}).select(
        share.alias(low_of("meetings")), share.alias(high_of("meetings"))
    )


def _ongoing_meetings(snapshot: Snapshot) -> pl.DataFrame:
    is_long = (pl.col("since") <= months_before(snapshot.as_of, 12)).fill_null(True)
    return snapshot.holding("activity", "partnership_id", "kind", "since", "until").filter(
        (pl.col("kind") == "meeting") & (pl.col("until").is_null() | is_long)
    )


def dyads(snapshot: Snapshot, partners: Partners) -> pl.DataFrame:
    """Each pair of partners with a known tie, as ``place``, ``one``, ``other``, ``intensity``.

    ``place`` is that of the partnership. Ties recorded for the partnership, or without any partnership,
    count; several reports on a pair are averaged.
    """
    ties = (
        snapshot.holding("tie", "partnership_id", "from_organisation_id", "to_organisation_id", "intensity")
        .filter(pl.col("intensity").is_not_null() & (pl.col("from_organisation_id") != pl.col("to_organisation_id")))
        .select("partnership_id", "intensity", one="from_organisation_id", other="to_organisation_id")
    )
    stated = ties.drop_nulls("partnership_id")
    stated = stated.with_columns(place=pl.Series(partners.partnerships.places(stated["partnership_id"])))
    stated = stated.filter(pl.Series(partners.have(stated["place"].to_numpy(), stated["one"])))
    known = pl.concat([stated.drop("partnership_id"), _anywhere(ties, partners)], how="diagonal")
    return (
        known.filter(pl.Series(partners.have(known["place"].to_numpy(), known["other"])))
        .group_by("place", one=pl.min_horizontal("one", "other"), other=pl.max_horizontal("one", "other"))
        .agg(intensity=pl.col("intensity").mean())
    )


def _anywhere(ties: pl.DataFrame, partners: Partners) -> pl.DataFrame:
    """Ties stated without a partnership, once in each partnership that has their first organisation."""
    unattached = ties.filter(pl.col("partnership_id").is_null()).drop("partnership_id")
    rows = partners.rows.select(one="organisation_id", place=pl.Series(partners.places))
    return unattached.join(rows, on="one").select("intensity", "one", "other", "place")


def tie_intensity(snapshot: Snapshot, partners: Partners) -> pl.DataFrame:
    """Mean intensity of the pairs of partners, over five; a pair without a known tie is unknown, not zero."""
    partnerships, known = partners.partnerships, dyads(snapshot, partners)
    sums = partnerships.tally(known["place"].to_numpy(), known, known=pl.lit(True), total=pl.col("intensity") / 5)
    n = pl.lit(pl.Series(partnerships.count(partners.places)))
    pairs = n * (n - 1) / 2
    has_some = pl.when((pl.col("known") > 0) & (n >= 2))
    return sums.select(
        has_some.then(pl.col("total") / pairs).alias(low_of("ties")),
        has_some.then((pl.col("total") + pairs - pl.col("known")) / pairs).alias(high_of("ties")),
    )


def age(snapshot: Snapshot, partnerships: Owners, *, conventions: Conventions) -> pl.DataFrame:
    """Years since the beginning over the years of maturity; else the oldest dated trace is a lower bound."""
    since = beginnings(snapshot, partnerships)
    undated = np.append(since.is_null().to_numpy(), False)
    traces = {}
    for kind, column in (("meeting", "on"), ("lifecycle_event", "on"), ("membership", "since")):
        rows = snapshot[kind].select("partnership_id", column)
        places = partnerships.places(rows["partnership_id"])
        asked = undated[places]
        traces[kind] = partnerships.earliest(places[asked], rows[column].filter(pl.Series(asked)))
    started = pl.coalesce("since", pl.min_horizontal(*traces))
    day = pl.lit(snapshot.as_of)
    share = ((day - started).dt.total_days() / 365.25 / conventions.mature_years).clip(0.0, 1.0)
    return pl.DataFrame({"since": since, **traces}).select(
        share.fill_null(0.0).alias(low_of("age")),
        pl.when(pl.col("since").is_null()).then(1.0).otherwise(share).alias(high_of("age")),
    )


def succession(snapshot: Snapshot, partnerships: Owners) -> pl.DataFrame:
    """Whether a leading role or a chair changed hands and is held again on the day.

    Yes when a lead, a manager, a fiduciary or a chair ended and somebody holds the same seat on the day; no
    when the holders on the day have been there since a known date and nobody came before; else unknown.
    """
    states = pl.concat([_leading_roles(snapshot, partnerships), _chairs(snapshot, partnerships)])
    owners = states["place"].to_numpy()
    changed = partnerships.tally(
        owners,
        states,
        seats=pl.lit(True),
        survived=pl.col("had_another") & pl.col("is_held"),
        first=pl.col("is_held") & pl.col("is_dated") & ~pl.col("had_another"),
    )
    answer = (
        pl.when(pl.col("survived") > 0)
        .then(1.0)
        .when((pl.col("seats") > 0) & (pl.col("first") == pl.col("seats")))
        .then(0.0)
    )
    return changed.select(
        answer.fill_null(0.0).alias(low_of("succession")), answer.fill_null(1.0).alias(high_of("succession"))
    )


def _leading_roles(snapshot: Snapshot, partnerships: Owners) -> pl.DataFrame:
    """The seats of leading roles: one a role of a partnership."""
    rows = snapshot["membership_role"].select("membership_id", "role", "since", "until")
    rows = rows.filter(pl.col("role").is_in(LEADING_ROLES))
    memberships = Owners.of(rows["membership_id"])
    places = memberships.places(snapshot["membership"]["id"])
    have_one = places < len(memberships)
    belongs = np.full(len(memberships) + 1, len(partnerships))
    belongs[places[have_one]] = partnerships.places(snapshot["membership"]["partnership_id"].filter(have_one))
    codes, roles = coded(rows["role"])
    seats = belongs[memberships.places(rows["membership_id"])] * max(len(roles), 1) + codes
    states, seats = _seats(rows, seats, snapshot.as_of)
    return states.with_columns(place=seats // max(len(roles), 1))


def _chairs(snapshot: Snapshot, partnerships: Owners) -> pl.DataFrame:
    """The seats of those who chair: one a body."""
    rows = snapshot["body_member"].select("body_id", "chairs", "since", "until").filter("chairs")
    bodies = snapshot["body"].select("id", "partnership_id").sort("id")
    belongs = np.append(partnerships.places(bodies["partnership_id"]), len(partnerships))
    states, seats = _seats(rows, Owners.of(bodies["id"]).places(rows["body_id"]), snapshot.as_of)
    return states.with_columns(place=belongs[seats])


def _seats(rows: pl.DataFrame, seats: Places, day: date) -> tuple[pl.DataFrame, Places]:
    """Each seat once, with its number: whether it had a holder before, has one, and since a known date."""
    owners = Owners.of(pl.Series(seats))
    has_ended = (pl.col("until") < day).fill_null(False)
    counts = owners.tally(
        owners.places(pl.Series(seats)),
        rows,
        ended=has_ended,
        held=~has_ended,
        undated=~has_ended & pl.col("since").is_null(),
    )
    states = counts.select(had_another=pl.col("ended") > 0, is_held=pl.col("held") > 0, is_dated=pl.col("undated") == 0)
    return states, owners.ids
