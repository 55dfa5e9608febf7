"""How many people live in a union of areas: a number, or what is known of it when a part is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from concertation.core.errors import UnknownRecord
from concertation.core.geography.codes import containing_codes
from concertation.core.snapshot import Snapshot

# A custom area may be made of custom areas; deeper nesting than this is a fault in data.
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class UnionPopulation:
    """The population of an area or of the union it stands for.

    ``high`` is ``None`` when a part has no count: nothing then bounds it from above. ``missing`` are the keys of
    these parts, ``years`` the years of the counts; more than one makes the sum a sum of different days.
    """

    low: int
    high: int | None
    parts: int
    missing: tuple[str, ...]
    years: tuple[int, ...]

    @property
    def is_exact(self) -> bool:
        """Whether every part is counted."""
        return self.high is not None

    @property
    def coverage(self) -> float:
        """The share of the parts that are counted."""
        return 1 - len(self.missing) / self.parts if self.parts else 0.0


def population_of_union(snapshot: Snapshot, area_key: str) -> UnionPopulation:
    """The sum over the parts of an area, each counted once, whatever the nesting.

    Definition: population(∪ parts) = Σ population(part) over the distinct parts that no other part contains (codes
    of the Standard Geographical Classification tell what contains what). A part without a count adds 0 to the
    lower bound and removes the upper one: unknown is never zero. An area without parts is its own part.

    Raises ``UnknownRecord`` for a key that no area has.
    """
    return population_of_parts(snapshot, [area_key])


def population_of_parts(snapshot: Snapshot, area_keys: Sequence[str]) -> UnionPopulation:
    """The same for areas of which a union could be made; raises ``UnknownRecord`` for a key that no area has."""
    areas = snapshot["area"]
    start = areas.filter(pl.col("key").is_in(list(area_keys)))
    lost = sorted(set(area_keys) - set(start["key"]))
    if lost:
        raise UnknownRecord(kind="area", key=lost[0])
    leaves = areas.filter(pl.col("id").is_in(list(_leaves(snapshot, start["id"].to_list()))))
    own = list(leaves.select("key", "kind", "code", "population", "population_year").iter_rows(named=True))
    present = {(row["kind"], row["code"]) for row in own if row["code"]}
    own = [row for row in own if not _is_inside(row["kind"], row["code"] or "", present)]
    counted = [row["population"] for row in own if row["population"] is not None]
    missing = tuple(sorted(row["key"] for row in own if row["population"] is None))
    years = sorted({row["population_year"] for row in own if row["population_year"] is not None})
    low = sum(counted)
    return UnionPopulation(low=low, high=None if missing else low, parts=len(own), missing=missing, years=tuple(years))


def _leaves(snapshot: Snapshot, starts: Iterable[int]) -> Iterable[int]:
    parts: dict[int, list[int]] = {}
    for whole, part in snapshot["area_part"].select("whole_id", "part_id").iter_rows():
        parts.setdefault(whole, []).append(part)
    reached = set(starts)
    for _ in range(_DEPTH):
        opened = {area for area in reached if area in parts}
        if not opened:
            break
        reached = (reached - opened) | {part for area in opened for part in parts[area]}
    return reached


def _is_inside(kind: str, code: str, present: set[tuple[str, str]]) -> bool:
    return any(container in present for container in containing_codes(kind, code).items())
