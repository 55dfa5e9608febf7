"""One wave with what the measures say of it, each asked once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from concertation.core.estimate import Estimate
from concertation.core.functioning.assessment import WaveAssessment, assess
from concertation.core.functioning.change import shared_items
from concertation.core.functioning.change_assessment import assess_change
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.intervals import organisation_units
from concertation.core.functioning.publication import GroupAssessment, assess_groups
from concertation.core.functioning.scoring import score_respondents
from concertation.journeys.functioning.figures import Answer
from concertation.journeys.functioning.partners import Stay, group_partners
from concertation.journeys.functioning.reading import WaveTables


@dataclass(frozen=True, eq=False)
class AssessedWave:
    """One wave with what the measures say of it, each asked once."""

    tables: WaveTables
    stays: Sequence[Stay]
    conventions: FunctioningConventions
    # Sets of organisations whose means are out already.
    frozen: Sequence[Collection[str]] = field(default_factory=tuple)
    # With it ω has its interval, for which people are drawn.
    seed: int | None = None

    @cached_property
    def whole(self) -> WaveAssessment:
        """The whole wave."""
        tables = self.tables
        return assess(
            tables.answers,
            tables.items,
            participation=tables.participation,
            conventions=self.conventions,
            seed=self.seed,
        )

    @cached_property
    def grouping(self) -> pl.DataFrame:
        """The groups of those who were asked."""
        asked = self.tables.participation["organisation"].to_list()
        tables = self.tables
        return group_partners(tables.wave.partnership_key, self.stays, asked, tables.on)

    @cached_property
    def groups(self) -> GroupAssessment:
        """Groups side by side, as far as they may be told together."""
        scored = score_respondents(self.tables.answers, self.tables.items, conventions=self.conventions)
        units = organisation_units(scored, self.tables.participation)
        if self.tables.is_anonymous or not len(units):
            return GroupAssessment((), (), ())
        return assess_groups(
            units, self.grouping, self.tables.participation, conventions=self.conventions, frozen=self.frozen
        )

    @property
    def shown_groups(self) -> list[frozenset[str]]:
        """The organisations of each group that is told of some factor."""
        cells = {(one.cut, one.group) for one in self.groups.scores if isinstance(one.score, Estimate)}
        return [self.members(cut, group) for cut, group in sorted(cells)]

    def members(self, cut: str, group: str) -> frozenset[str]:
        """The organisations of one group."""
        own = self.grouping.filter((pl.col("cut") == cut) & (pl.col("group") == group))
        return frozenset(own["organisation"])

    def change_since(self, before: AssessedWave | None) -> Mapping[str, Answer]:
        """How each factor moved; nothing where one of both waves is anonymous."""
        if before is None or before.tables.is_anonymous or self.tables.is_anonymous:
            return {}
        items = shared_items(before.tables.worded_items, self.tables.worded_items)
        found = assess_change(
            before.tables.as_pair,
            self.tables.as_pair,
            items,
            conventions=self.conventions,
            shown=(before.shown_groups, self.shown_groups),
        )
        return {one.factor: one.change for one in found}
