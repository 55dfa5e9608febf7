"""The first look at a register: what is known, what is emerging, what needs attention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from concertation.core.overview import attention, distribution, emerging
from concertation.core.snapshot import Snapshot
from concertation.core.typology.periods import months_before
from concertation.journeys.observation import KeptByDay, Observation, observe
from concertation.journeys.permission import Person, may
from concertation.journeys.records import Said
from concertation.store.models import Change

# Enough to see what moves; the whole history is on each page.
_RECENT_CHANGES = 6

# Partnerships named under each heading: what can be read; a list holds them all.
LISTED = 25
_NAMED = 12


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
    """The register as of a day, at a first glance; open to all.

    What is named is bounded, whatever the register holds: ``counts`` and ``matter_counts`` say how many there are.
    """

    as_of: date
    counts: Mapping[str, int]
    documented: tuple[Named, ...]
    cells: tuple[Cell, ...]
    emerging: tuple[Emerging, ...]
    matters: tuple[Matter, ...]
    matter_counts: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        """Nothing is recorded as of the day."""
        return not (self.counts["partnership"] or self.counts["organisation"])


def survey_register(*, as_of: date) -> Overview:
    """The overview as of a day; made once for each state of the register."""
    return _overviews.of(observe(as_of=as_of))


def recent_changes(user: Person) -> list[Change]:
    """The last changes of the register, for those who may see its history."""
    if not may(user, "see_history"):
        return []
    return list(Change.objects.order_by("-id")[:_RECENT_CHANGES])


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """All of an overview but the words: what measures read, and whom it is about by number."""

    counts: Mapping[str, int]
    documented: pl.Series
    cells: tuple[Cell, ...]
    emerging: pl.DataFrame
    matters: pl.DataFrame
    matter_counts: Mapping[str, int]


def _survey(seen: Observation, kept: object) -> Overview:
    snapshot, found = seen.snapshot, _findings.of(seen)
    names = _names(snapshot, found)
    return Overview(
        as_of=snapshot.as_of,
        counts=found.counts,
        documented=tuple(names[number] for number in found.documented.to_list()),
        cells=found.cells,
        emerging=tuple(
            Emerging(names[row["partnership_id"]], row["stage"], row["on"], names.get(row["origin_id"]))
            for row in found.emerging.to_dicts()
        ),
        matters=tuple(_matters(found.matters, names, _titles(snapshot["agreement"], found.matters["record_id"]))),
        matter_counts=found.matter_counts,
    )


def _find(seen: Observation, kept: tuple[Observation, _Found] | None) -> _Found:
    """Made again where a change moved more than words."""
    from concertation.journeys.kept_classification import (  # noqa: PLC0415 only an overview not made yet needs it
        classify_register,
        moved_between,
    )

    if kept is not None and moved_between(kept[0], seen) == {}:
        return kept[1]
    snapshot, classification = seen.snapshot, classify_register(seen)
    held = snapshot.holding("partnership", "id", "is_synthetic")
    documented = held.filter(~pl.col("is_synthetic").fill_null(False))["id"]
    born, matters = emerging(snapshot), attention(snapshot, classification)
    groups = snapshot.holding("organisation", "is_unnamed_group")["is_unnamed_group"].fill_null(False)
    return _Found(
        counts={
            "partnership": len(classification),
            "documented": len(documented),
            "organisation": int((~groups).sum()),
            "unnamed_group": int(groups.sum()),
            "membership": len(snapshot.holding("membership", "id")),
            "agreement": len(snapshot.holding("agreement", "id")),
            "meeting": len(snapshot["meeting"].filter(pl.col("on") > months_before(snapshot.as_of, 12))),
            "emerging": len(born),
        },
        documented=documented.head(_NAMED),
        cells=_cells(distribution(classification)),
        emerging=born.head(LISTED),
        matters=matters.group_by("matter", maintain_order=True).head(LISTED),
        matter_counts=dict(matters["matter"].value_counts().rows()),
    )


_overviews = KeptByDay(_survey)
_findings = KeptByDay(_find)


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


def _names(snapshot: Snapshot, found: _Found) -> dict[int, Named]:
    """What the partnerships that are named are called."""
    born, matters = found.emerging, found.matters
    wanted = pl.concat(
        [found.documented, born["partnership_id"], born["origin_id"], matters["partnership_id"]]
    ).unique()
    columns = ("id", "key", "name_en", "name_fr", "is_synthetic")
    rows: Any = snapshot["partnership"].filter(pl.col("id").is_in(wanted.implode())).select(columns).iter_rows()
    return {
        number: Named(key, Said(en=english or "", fr=french or ""), bool(is_synthetic))
        for number, key, english, french, is_synthetic in rows
    }


def _titles(frame: pl.DataFrame, wanted: pl.Series) -> dict[int, Said]:
    found = frame.filter(pl.col("id").is_in(wanted.drop_nulls().implode()))
    rows: Any = found.select("id", "title_en", "title_fr").iter_rows()
    return {number: Said(en=english or "", fr=french or "") for number, english, french in rows}
