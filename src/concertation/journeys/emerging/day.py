"""What the register shows on one day of partnerships to be, made once for each of its states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from concertation.core.discovery.emerging import (
    EmergingGroup,
    Ground,
    Occasion,
    Standing,
    find_groups,
    ground_of,
    occasions_of,
    standing_near,
    unexplained_occasions,
)
from concertation.core.faceting.records import area_words
from concertation.core.network import Span
from concertation.core.network.ties.nodes import organisation_nodes
from concertation.core.text import Text
from concertation.core.typology.periods import months_before
from concertation.journeys.observation import KeptByDay, Observation

# Convention: what was done together in the twelve months up to the day, as networks count meetings.
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """A group with all that speaks of it, as any person would see it."""

    group: EmergingGroup
    occasions: tuple[Occasion, ...]
    ground: Ground
    standing: tuple[Standing, ...]


@dataclass(frozen=True, eq=False)
class DayOfGroups:
    """The groups of a day, those with the most points first, and the names of what they speak of."""

    span: Span
    groups: tuple[FoundGroup, ...]
    organisations: pl.DataFrame
    areas: dict[str, Text]


def year_up_to(day: date) -> Span:
    """The twelve months that end on a day."""
    return Span.over(months_before(day, _MONTHS) + timedelta(days=1), day)


def _find(seen: Observation, kept: object) -> DayOfGroups:
    snapshot = seen.snapshot
    span = year_up_to(snapshot.as_of)
    occasions, organisations = unexplained_occasions(snapshot, span), organisation_nodes(snapshot, span)
    groups = tuple(
        FoundGroup(
            group,
            occasions_of(group.members, occasions),
            ground_of(group.members, organisations),
            standing_near(group.members, snapshot),
        )
        for group in find_groups(occasions)
    )
    return DayOfGroups(span, groups, organisations, area_words(snapshot))


days_of_groups = KeptByDay(_find)
