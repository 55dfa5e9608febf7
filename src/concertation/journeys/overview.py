"""The first look at a register: what is known, what is emerging, what needs attention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import polars as pl

from concertation.core.overview import attention, distribution, emerging
from concertation.core.typology.periods import months_before
from concertation.journeys.observation import latest_change, observe_register
from concertation.journeys.permission import Person, may
from concertation.journeys.records import Said
from concertation.store.models import Change

Classification = pl.DataFrame

# Enough to see what moves; the whole history is on each page.
_RECENT_CHANGES = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A partnership or a record by its key and its name in both languages."""

    key: str
    name: Said
    is_synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of Table 1 for the whole register; ``value`` is ``None`` where the facet is unknown."""

    facet: str
    value: str | None
    count: int
    by_basis: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Emerging:
    """A partnership that is being born, or has just been."""

    partnership: Named
    stage: str | None
    on: date | None
    origin: Named | None


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that needs attention, of one partnership."""

    kind: str
    partnership: Named
    on: date | None
    count: int
    record: Said | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The register as of a day, at a first glance; open to all."""

    as_of: date
    counts: Mapping[str, int]
    documented: tuple[Named, ...]
    cells: tuple[Cell, ...]
    emerging: tuple[Emerging, ...]
    matters: tuple[Matter, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing is recorded as of the day."""
        return not (self.counts["partnership"] or self.counts["organisation"])


def survey_register(*, as_of: date) -> Overview:
    """The overview as of a day; made once for each state of the register."""
    return _survey(as_of, latest_change())


def recent_changes(user: Person) -> list[Change]:
    """The last changes of the register, for those who may see its history."""
    if not may(user, "see_history"):
        return []
    return list(Change.objects.order_by("-id")[:_RECENT_CHANGES])


@lru_cache(maxsize=12)
def _survey(as_of: date, change: tuple[int, datetime] | None) -> Overview:
    from concertation.core.typology import classify  # noqa: PLC0415 only an overview not made yet needs it

    snapshot = observe_register(as_of=as_of)
    classification = classify(snapshot)
    names = _names(snapshot["partnership"])
    held = snapshot.holding("partnership")
    return Overview(
        as_of=as_of,
        counts={
            "partnership": len(classification),
            "documented": len(held.filter(~pl.col("is_synthetic").fill_null(False))),
            "organisation": len(snapshot.holding("organisation").filter(~pl.col("is_unnamed_group").fill_null(False))),
            "unnamed_group": len(snapshot.holding("organisation").filter(pl.col("is_unnamed_group").fill_null(False))),
            "membership": len(snapshot.holding("membership")),
            "agreement": len(snapshot.holding("agreement")),
            "meeting": len(snapshot["meeting"].filter(pl.col("on") > months_before(as_of, 12))),
        },
        documented=tuple(
            named for named in (names[number] for number in held["id"].to_list()) if not named.is_synthetic
        ),
        cells=_cells(distribution(classification)),
        emerging=tuple(
            Emerging(names[row["partnership_id"]], row["stage"], row["on"], names.get(row["origin_id"]))
            for row in emerging(snapshot).to_dicts()
        ),
        matters=tuple(_matters(attention(snapshot, classification), names, _titles(snapshot["agreement"]))),
    )


def _matters(frame: pl.DataFrame, names: Mapping[int, Named], titles: Mapping[int, Said]) -> list[Matter]:
    return [
        Matter(
            kind=row["matter"],
            partnership=names[row["partnership_id"]],
            on=row["on"],
            count=row["count"],
            record=titles.get(row["record_id"]) if row["matter"].startswith("agreement") else None,
        )
        for row in frame.to_dicts()
    ]


def _cells(frame: pl.DataFrame) -> tuple[Cell, ...]:
    found: dict[tuple[str, str | None], dict[str, int]] = {}
    for row in frame.to_dicts():
        found.setdefault((row["facet"], row["value"]), {})[row["basis"]] = row["count"]
    return tuple(Cell(facet, value, sum(by.values()), by) for (facet, value), by in found.items())


def _names(frame: pl.DataFrame) -> dict[int, Named]:
    columns = ("id", "key", "name_en", "name_fr", "is_synthetic")
    return {
        number: Named(key, Said(en=english or "", fr=french or ""), bool(is_synthetic))
        for number, key, english, french, is_synthetic in frame.select(columns).iter_rows()
    }


def _titles(frame: pl.DataFrame) -> dict[int, Said]:
    rows: Any = frame.select("id", "title_en", "title_fr").iter_rows()
    return {number: Said(en=english or "", fr=french or "") for number, english, french in rows}
