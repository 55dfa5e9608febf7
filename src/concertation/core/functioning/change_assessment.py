"""What changed between two waves and may be said, beside the two wholes that are shown anyway."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from concertation.core.estimate import Estimate, Suppressed, Unknown
from concertation.core.functioning import reasons
from concertation.core.functioning.change import change_between, shared_items
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.intervals import organisation_units
from concertation.core.functioning.scoring import score_respondents
from concertation.core.functioning.suppression import safe_cells

Answer = Estimate | Unknown | Suppressed
# Answers, participation and items of one wave.
WaveTables = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]
People = dict[str, int]


def assess_change(
    before: WaveTables,
    after: WaveTables,
    *,
    shown: tuple[Sequence[Collection[str]], Sequence[Collection[str]]] = ((), ()),
    conventions: FunctioningConventions,
    highest: int = 5,
) -> Mapping[str, Answer]:
    """The change of each factor that both waves asked about, over the organisations heard in both.

    ``shown`` are the sets of organisations whose mean is shown of each wave, beside both wholes. ``Suppressed`` where
    the panel is under the floor, or where the change, set beside all these means, would tell what few said: those
    heard once only, for instance. What an organisation said in each wave counts as two things to find out, which is
    stricter than counting organisations. ``Unknown`` where nobody is matched, as in anonymous waves.
    """
    items = shared_items(before[2], after[2])
    panel = change_between(before[:2], after[:2], items, conventions=conventions, highest=highest)
    units = [_units(wave, items, conventions, highest) for wave in (before, after)]
    rows = {row["factor"]: row for row in panel.iter_rows(named=True)}
    return {
        factor: _answer(rows.get(factor), [_of(part, factor) for part in units], shown, conventions)
        for factor in sorted(set(items["factor"]))
    }


def _units(wave: WaveTables, items: pl.DataFrame, conventions: FunctioningConventions, highest: int) -> pl.DataFrame:
    scored = score_respondents(wave[0], items, highest=highest, conventions=conventions)
    return organisation_units(scored, wave[1])


def _of(units: pl.DataFrame, factor: str) -> People:
    """The people of each organisation whose score of the factor is known."""
    return dict(units.filter(pl.col("factor") == factor).select("organisation", "respondents").iter_rows())


def _answer(
    row: Mapping[str, Any] | None,
    people: Sequence[People],
    shown: Sequence[Sequence[Collection[str]]],
    conventions: FunctioningConventions,
) -> Answer:
    if row is None or row["change"] is None:
        return Unknown((reasons.NOT_MATCHED,))
    if row["organisations"] < conventions.organisations or row["respondents"] < conventions.respondents:
        return Suppressed(reasons.floor(conventions))
    if not _is_safe(people, shown, conventions):
        return Suppressed(reasons.SUBTRACTION)
    n = row["organisations"]
    method = "student-panel" if row["is_interval"] else "range-panel"
    return Estimate(row["change"], n, n / max(row["members"] or n, n), method, row["low"], row["high"])


def _is_safe(
    people: Sequence[People], shown: Sequence[Sequence[Collection[str]]], conventions: FunctioningConventions
) -> bool:
    panel = people[0].keys() & people[1].keys()
    columns = [(side, organisation) for side in (0, 1) for organisation in people[side]]
    wholes = [
        np.array([float(at == side and organisation in chosen) for at, organisation in columns])
        for side in (0, 1)
        for chosen in (people[side].keys(), *shown[side])
    ]
    change = np.array([(2.0 * side - 1.0) * (organisation in panel) for side, organisation in columns])
    counts = np.array([people[side][organisation] for side, organisation in columns], dtype=np.int64)
    return bool(safe_cells({"change": change}, counts, frozen=wholes, conventions=conventions).published)
