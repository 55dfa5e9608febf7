"""What speaks for a group: its occasions one by one, what its members have in common, and what stands there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from concertation.core.discovery.emerging.occasions import WAYS
from concertation.core.network.ties.co_membership import stays
from concertation.core.network.ties.nodes import organisation_nodes, partnership_nodes
from concertation.core.network.ties.span import Span
from concertation.core.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Occasion:
    """One occasion of a group: which fact, when, and which of its members were there."""

    way: str
    fact_kind: str
    fact_key: str
    since: date | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A partnership that exists and comes near a group: whom it has of it, which areas and sectors it shares with it.

    ``holds_most`` where more than half of the members sit at it; ``covers`` where an area and a sector of the group are
    its own. One of the two at least.
    """

    key: str
    members: tuple[str, ...]
    areas: tuple[str, ...]
    sectors: tuple[str, ...]
    holds_most: bool
    covers: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """Where and on what a group works: areas that two members share at least, every sector; the commonest first."""

    areas: tuple[str, ...]
    sectors: tuple[str, ...]


def occasions_of(members: Collection[str], occasions: pl.DataFrame) -> tuple[Occasion, ...]:
    """The occasions that two members shared at least, by way (order of ``WAYS``), the latest first."""
    among = occasions.filter(pl.col("one").is_in(list(members)) & pl.col("other").is_in(list(members)))
    there = among.group_by("way", "fact_kind", "fact_key").agg(
        pl.col("since").max(), ones=pl.concat_list("one", "other")
    )
    found = [
        Occasion(way, kind, key, since, tuple(sorted({key for pair in ones for key in pair})))
        for way, kind, key, since, ones in there.iter_rows()
    ]
    return tuple(sorted(found, key=_order))


def _order(occasion: Occasion) -> tuple[int, int, str]:
    day = occasion.since.toordinal() if occasion.since is not None else 0
    return WAYS.index(occasion.way), -day, occasion.fact_key


def ground_of(members: Collection[str], organisations: pl.DataFrame) -> Ground:
    """Areas that two members serve at least, and all their sectors, read from ``organisation_nodes``."""
    own = organisations.filter(pl.col("key").is_in(list(members)))
    return Ground(_commonest(own["areas"].to_list(), least=2), _commonest(own["sectors"].to_list(), least=1))


def _commonest(lists: Iterable[Iterable[str] | None], *, least: int) -> tuple[str, ...]:
    counts = Counter(code for codes in lists for code in codes or ())
    return tuple(code for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if count >= least)


def standing_near(members: Collection[str], snapshot: Snapshot) -> tuple[Standing, ...]:
    """Partnerships that stand on the day and hold most of the members, or cover an area and a sector of theirs.

    Definition: an area or a sector of the group is one that a member serves or works in; of a partnership, an area
    that it serves, a sector that it says it covers or in which one of its members works. Those that have most members
    of the group come first, then those that cover most. A partnership of which none of this is recorded cannot be
    found here.

    Source: convention: what exists is looked at before anything is created.
    """
    day = Span.on(snapshot.as_of)
    organisations = organisation_nodes(snapshot, day)
    own = organisations.filter(pl.col("key").is_in(list(members)))
    areas, sectors = _every(own["areas"].to_list()), _every(own["sectors"].to_list())
    seats = stays(snapshot, day).join(organisations.select("organisation_id", "key", "sectors"), on="organisation_id")
    worked_on = seats.group_by("table").agg(pl.col("sectors").explode().drop_nulls().unique())
    seated = seats.filter(pl.col("key").is_in(list(members))).group_by("table").agg(pl.col("key").unique().sort())
    partnerships = partnership_nodes(snapshot, day).select("key", "areas", said="sectors")
    rows = partnerships.join(worked_on, left_on="key", right_on="table", how="left").join(
        seated.rename({"key": "members"}), left_on="key", right_on="table", how="left"
    )
    found = [_standing(row, areas, sectors, len(members)) for row in rows.iter_rows(named=True)]
    near = [one for one in found if one.holds_most or one.covers]
    return tuple(sorted(near, key=lambda one: (-len(one.members), -len(one.sectors), -len(one.areas), one.key)))


def _every(lists: Iterable[Iterable[str] | None]) -> frozenset[str]:
    return frozenset(code for codes in lists for code in codes or ())


def _standing(row: Mapping[str, Any], areas: frozenset[str], sectors: frozenset[str], size: int) -> Standing:
    members = tuple(row["members"] or ())
    shared_areas = tuple(sorted(areas & set(row["areas"] or ())))
    shared_sectors = tuple(sorted(sectors & {*(row["said"] or ()), *(row["sectors"] or ())}))
    covers = bool(shared_areas and shared_sectors)
    return Standing(row["key"], members, shared_areas, shared_sectors, 2 * len(members) > size, covers)
