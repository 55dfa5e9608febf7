"""Groups of partners side by side: what may be published of each, given all that a reader can subtract."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.estimate import Estimate, Suppressed, Unknown
from concertation.core.functioning import reasons
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.disagreement import distance_from_others
from concertation.core.functioning.groups import compare_groups, score_groups
from concertation.core.functioning.intervals import with_spread
from concertation.core.functioning.measures import unsafe_weightings
from concertation.core.functioning.suppression import Cut, safe_cells

Floats = NDArray[np.float64]
Row = Mapping[str, Any]
Answer = Estimate | Unknown | Suppressed


@dataclass(frozen=True, slots=True)
class GroupScore:
    """What one group of a cut says of one factor, and how far it stands from the others in units of the spread."""

    factor: str
    cut: str
    group: str
    score: Answer
    distance: float | None


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """First group minus second, of one factor and one cut."""

    factor: str
    cut: str
    first: str
    second: str
    difference: Answer


@dataclass(frozen=True, slots=True)
class GroupAssessment:
    """Scores of groups and their differences; ``compromised`` factors had told too much before."""

    scores: tuple[GroupScore, ...]
    differences: tuple[GroupDifference, ...]
    compromised: tuple[str, ...]


def assess_groups(
    units: pl.DataFrame,
    groups: pl.DataFrame,
    participation: pl.DataFrame,
    *,
    conventions: FunctioningConventions,
    frozen: Sequence[Collection[str]] = (),
    highest: int = 5,
) -> GroupAssessment:
    """Groups of one wave of one partnership: scores, differences and distances that may be published together.

    ``units`` as ``organisation_units`` gives them, ``groups`` as ``GROUPS``, in order of preference of the cuts.
    ``frozen`` are sets of organisations whose mean is out already or will be: cuts published before, the panel of a
    change. The mean of all organisations, and that of people where it is shown, count as published. A cell that
    ``safe_cells`` leaves out is ``Suppressed``; a difference needs both cells. In anonymous waves there are no units,
    and nothing to compare.
    """
    cuts = {
        str(factor): publishable_groups(of_factor, groups, frozen=frozen, conventions=conventions)
        for (factor,), of_factor in units.group_by("factor", maintain_order=True)
    }
    scores = score_groups(units, groups, participation)
    spread = with_spread(scores, scale=(1.0, float(highest)), conventions=conventions)
    distances = distance_from_others(units, groups).select("factor", "cut", "group", "distance")
    told = spread.join(distances, on=["factor", "cut", "group"], how="left").sort("factor", "cut", "group")
    return GroupAssessment(
        scores=tuple(_score(row, cuts, conventions) for row in told.iter_rows(named=True)),
        differences=tuple(
            _difference(row, cuts) for row in compare_groups(scores, conventions=conventions).iter_rows(named=True)
        ),
        compromised=tuple(sorted(factor for factor, cut in cuts.items() if cut.is_compromised)),
    )


def publishable_groups(
    units: pl.DataFrame,
    groups: pl.DataFrame,
    *,
    frozen: Sequence[Collection[str]] = (),
    conventions: FunctioningConventions,
) -> Cut:
    """Which groups of one factor may be published beside the whole, and beside what is ``frozen``.

    ``units`` are the organisations of one partnership whose score of the factor is known. Cells are named
    ``cell_name(cut, group)``, preferred in the order of ``groups``.
    """
    organisations = units["organisation"].to_list()
    people = units["respondents"].to_numpy()
    place = {organisation: at for at, organisation in enumerate(organisations)}
    cells = {
        cell_name(str(cut), str(group)): _row(place, members["organisation"].to_list())
        for (cut, group), members in groups.group_by("cut", "group", maintain_order=True)
    }
    if len(people) < conventions.organisations or people.sum() < conventions.respondents:
        return Cut(published=(), suppressed=tuple(cells))
    shown = [np.ones(len(organisations)), *(_row(place, chosen) for chosen in frozen)]
    if not unsafe_weightings(units, conventions=conventions)["is_weighting_suppressed"].any():
        shown.append(people.astype(np.float64))
    return safe_cells(cells, people, frozen=shown, conventions=conventions)


def cell_name(cut: str, group: str) -> str:
    """The name of a cell: its cut and its group."""
    return f"{cut}/{group}"


def _row(place: Mapping[str, int], members: Collection[str]) -> Floats:
    row = np.zeros(len(place))
    row[[place[member] for member in members if member in place]] = 1.0
    return row


def _score(row: Row, cuts: Mapping[str, Cut], conventions: FunctioningConventions) -> GroupScore:
    names = row["factor"], row["cut"], row["group"]
    if cell_name(*names[1:]) not in cuts[names[0]].published:
        return GroupScore(*names, score=_hidden(row, conventions), distance=None)
    method = "student-organisations" if row["is_interval"] else "range-organisations"
    n, members = row["organisations"], row["members"] or row["organisations"]
    score = Estimate(row["score"], n, n / members, method, row["low"], row["high"])
    return GroupScore(*names, score=score, distance=row["distance"])


def _hidden(row: Row, conventions: FunctioningConventions) -> Suppressed:
    is_few = row["respondents"] < conventions.respondents or row["organisations"] < conventions.organisations
    return Suppressed(reasons.floor(conventions) if is_few else reasons.SUBTRACTION)


def _difference(row: Row, cuts: Mapping[str, Cut]) -> GroupDifference:
    names = row["factor"], row["cut"], row["first"], row["second"]
    published = set(cuts[names[0]].published)
    if not {cell_name(names[1], group) for group in names[2:]} <= published:
        return GroupDifference(*names, difference=Suppressed(reasons.SUBTRACTION))
    n, members = row["organisations"], row["members"] or row["organisations"]
    return GroupDifference(
        *names, difference=Estimate(row["difference"], n, n / members, "welch", row["low"], row["high"])
    )
