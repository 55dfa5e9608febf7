"""Claim: all typologies of 100,000 partnerships in 3 s, 50 times a plain loop with the same answers.

Run: ``python -m benchmarks.typology [PARTNERSHIPS]``. The peer reads the whole register row by row in the
same process; its answers are compared with ours one by one; nothing is scaled. Ours is timed three times before
the peer and three times after, and the median counts: the machine may be shared. The claim rests on wall time, as
a person waits; CPU time of all threads stands beside, which the load of the machine disturbs less.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from math import isclose
from typing import Any

import polars as pl

from benchmarks.plain_typology import classify_plainly
from benchmarks.register import make_register
from benchmarks.timing import peak_memory, repeated, timed, typical
from concertation.core.typology import classify

COMPARED = (
    *("reach", "reach_basis", "reach_coverage", "is_interprovincial"),
    *("sectors", "sectors_basis", "sectors_coverage", "sector_count", "blau"),
    *("number", "number_basis", "number_coverage", "partner_count", "partner_count_at_least"),
    *("partner_count_with_observers_and_funders", "kinds", "kinds_basis", "kinds_coverage"),
    *("kinds_public_as_governmental", "kinds_public_as_non_governmental"),
    *("articulation", "articulation_basis", "articulation_is_tied", "articulation_gap", "hybridity", "is_hybrid"),
    *("articulation_consultative", "articulation_contributory"),
    *("articulation_operational", "articulation_collaborative"),
    *("arrangement", "arrangement_basis", "objective_orientation"),
    *("concreteness", "realised_concreteness", "decoupling"),
    *("form", "form_low", "form_high", "inst", "inst_low", "inst_high"),
)
SEED = 2014


def differences(frame: pl.DataFrame, plain: Sequence[dict[str, Any]]) -> list[str]:
    """Where the two disagree: partnership, column, ours, the peer's."""
    found = []
    for ours, theirs in zip(frame.select("partnership_id", *COMPARED).iter_rows(named=True), plain, strict=True):
        for name in ("partnership_id", *COMPARED):
            if not _same(ours[name], theirs[name]):
                found.append(f"{ours['partnership_id']} {name}: {ours[name]} ≠ {theirs[name]}")
    return found


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=1e-9, abs_tol=1e-7)
    return one == other


def main(partnerships: int) -> None:
    """Growth of ours, then ours beside the peer on the largest register."""
    print("partnerships  memberships  wall s   CPU s  peak memory so far, register included")
    for size in (partnerships // 10, 3 * partnerships // 10, partnerships):
        snapshot = make_register(size, seed=SEED)
        frame, before = repeated(partial(classify, snapshot), times=3)
        cost = typical(before)
        grown = f"{size:>12,}  {len(snapshot['membership']):>11,}"
        print(f"{grown}  {cost.wall:>6.2f}  {cost.cpu:>6.2f}  {peak_memory():,.0f} MB (median of 3)")
    plain, loop = timed(partial(classify_plainly, snapshot))
    print(f"plain loop over all {partnerships:,}: {loop} (once), peak memory {peak_memory():,.0f} MB")
    _, after = repeated(partial(classify, snapshot), times=3)
    ours = typical(before + after)
    print(
        f"ours over the same: {ours} (median of 6; wall of each {', '.join(f'{c.wall:.2f}' for c in before + after)})"
    )
    print(f"ratio: {loop.wall / ours.wall:.0f} times by wall time (the claim), {loop.cpu / ours.cpu:.0f} by CPU time")
    found = differences(frame, plain)
    print(f"answers compared: {len(plain) * len(COMPARED):,}; different: {len(found)}")
    for line in found[:10]:
        print("  " + line)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
