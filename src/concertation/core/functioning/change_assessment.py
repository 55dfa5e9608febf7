"""The change of each factor since another wave, as a page tells it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from concertation.core.estimate import Estimate, Suppressed, Unknown
from concertation.core.functioning import reasons
from concertation.core.functioning.change import change_between, units_of_wave
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.suppression import safe_cells
from concertation.core.text import Text

# Of the wave before and of the one after: sets of organisations.
Shown = tuple[Sequence[Collection[str]], Sequence[Collection[str]]]


@dataclass(frozen=True, slots=True)
class FactorChange:
    """How far one factor moved, in points, among the organisations heard both times; ``is_interval`` or a range."""

    factor: str
    change: Estimate | Unknown | Suppressed
    is_interval: bool


def assess_change(
    before: tuple[pl.DataFrame, pl.DataFrame],
    after: tuple[pl.DataFrame, pl.DataFrame],
    items: pl.DataFrame,
    *,
    conventions: FunctioningConventions,
    shown: Shown = ((), ()),
    highest: int = 5,
) -> tuple[FactorChange, ...]:
    """The change of every factor of ``items`` between two waves of one partnership, in alphabetical order.

    Arguments as in ``change_between``; ``shown`` are the organisations of each mean that is shown of a wave beside its
    whole. A change stands beside the whole of both waves: what it leaves of them is who
    joined and who left, so it is ``Suppressed`` where these are a few, and where the panel is. ``Unknown`` where no
    organisation was heard both times, as in anonymous waves.
    """
    rows = change_between(before, after, items, conventions=conventions, highest=highest)
    told = {row["factor"]: row for row in rows.iter_rows(named=True)}
    units = [units_of_wave(*wave, items, conventions=conventions, highest=highest) for wave in (before, after)]
    return tuple(
        _factor(
            factor,
            told.get(factor),
            [of_wave.filter(pl.col("factor") == factor) for of_wave in units],
            shown,
            conventions,
        )
        for factor in sorted(set(items["factor"]))
    )


def _factor(
    factor: str,
    row: Mapping[str, Any] | None,
    units: list[pl.DataFrame],
    shown: Shown,
    conventions: FunctioningConventions,
) -> FactorChange:
    if row is None:
        return FactorChange(factor, Unknown((reasons.NOT_MATCHED,)), is_interval=False)
    why = _why_hidden(row, units, shown, conventions)
    if why is not None:
        return FactorChange(factor, Suppressed(why), is_interval=False)
    n = row["organisations"]
    method = "student-panel" if row["is_interval"] else "range-panel"
    change = Estimate(row["change"], n, n / max(n, row["members"]), method, row["low"], row["high"])
    return FactorChange(factor, change, is_interval=row["is_interval"])


def _why_hidden(
    row: Mapping[str, Any], units: list[pl.DataFrame], shown: Shown, conventions: FunctioningConventions
) -> Text | None:
    """Organisations of both waves are told apart: what is shown of each wave and the change are the rows."""
    if row["organisations"] < conventions.organisations or row["respondents"] < conventions.respondents:
        return reasons.floor(conventions)
    names = [of_wave["organisation"].to_list() for of_wave in units]
    panel = set(names[0]) & set(names[1])
    wave = np.repeat([0, 1], [len(names[0]), len(names[1])])
    stayed = np.array([name in panel for name in (*names[0], *names[1])], dtype=np.float64)
    people = np.concatenate([of_wave["respondents"].to_numpy() for of_wave in units])
    every = np.array([*names[0], *names[1]])
    wholes = [
        ((wave == side) & np.isin(every, list(chosen))).astype(np.float64)
        for side in (0, 1)
        for chosen in (names[side], *shown[side])
    ]
    cell = {"change": np.where(wave == 0, -stayed, stayed)}
    is_safe = safe_cells(cell, people, frozen=wholes, conventions=conventions).published
    return None if is_safe else reasons.SUBTRACTION
