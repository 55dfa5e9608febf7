"""Areas from official files to the register: known by kind, code and vintage, written in one change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import User
from django.utils import timezone

from concertation.core.errors import NotAllowed
from concertation.core.faults import Fault
from concertation.core.geography import compose_dguid
from concertation.exchange.geography import AreaReading, AreaRow, TerritoryPart, faults, read_areas
from concertation.journeys.permission import hands_of, require
from concertation.journeys.workbook.confirming import RowsWithFaults
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Area, AreaPart, Change, Source
from concertation.store.updating import update_facts

_COLUMNS = ("name_en", "name_fr", "province", "population", "population_year", "geometry")
_TITLE_LENGTH = 300

AreaId = tuple[str, str, int | None]


@dataclass(frozen=True, slots=True)
class KindOfArea:
    """How many areas of a kind a file brings, and how many people are counted in them."""

    kind: str
    new: int
    changed: int
    same: int
    population: int
    without_population: int


@dataclass(frozen=True, slots=True)
class AreaPreview:
    """What importing the files would do."""

    filename: str
    sha256: str
    kinds: tuple[KindOfArea, ...]
    territories: int
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    new: Mapping[str, Mapping[str, Mapping[str, object]]]
    changed: Mapping[str, Mapping[str, Mapping[str, object]]]

    @property
    def changes_nothing(self) -> bool:
        """Whether the register holds all of it already."""
        return not any(self.new.values()) and not any(self.changed.values())


def preview_areas(sources: Iterable[Path | tuple[str, bytes]], *, vintage: int | None = None) -> AreaPreview:
    """What importing these files would do; nothing is written. Raises ``UnreadableFile`` or one of its kinds."""
    return _AreaComparison(read_areas(sources, vintage=vintage)).preview()


def import_areas(
    sources: Iterable[Path | tuple[str, bytes]],
    *,
    vintage: int | None = None,
    reason: str = "",
    user: User | None = None,
    leave_faulty_rows: bool = False,
) -> tuple[AreaPreview, Change | None]:
    """Writes what the preview shows, in one change; no change when there is nothing to write.

    Raises ``NotAllowed``, ``RowsWithFaults`` unless there is no fault or ``leave_faulty_rows``, and what
    ``preview_areas`` raises; nothing is then written.
    """
    if user is not None:
        require(user, "import")
    preview = preview_areas(sources, vintage=vintage)
    if user is not None:
        _require_correcting(user, preview)
    if preview.faults and not leave_faulty_rows:
        raise RowsWithFaults(count=len(preview.faults))
    if preview.changes_nothing:
        return preview, None
    with recording(kind="imported", reason=reason or preview.filename, user=user) as change:
        source = _files_as_source(preview, change)
        insert_facts(
            {
                kind_id: {key: {**values, "source": source.key} for key, values in rows.items()}
                for kind_id, rows in preview.new.items()
            }
        )
        update_facts(preview.changed)
    return preview, change


def _require_correcting(user: User, preview: AreaPreview) -> None:
    """Areas are shared by all: whoever corrects them has the whole register in hand; adding asks no row."""
    if preview.changed["area"] and not hands_of(user).may_write_everywhere("correct", "area"):
        raise NotAllowed


def _files_as_source(preview: AreaPreview, change: Change) -> Source:
    key = f"areas-{preview.sha256[:16]}"
    title = preview.filename[:_TITLE_LENGTH]
    return Source.objects.filter(key=key).first() or Source.objects.create(
        key=key,
        kind="dataset",
        title_en=title,
        title_fr=title,
        sha256=preview.sha256,
        retrieved_on=timezone.localdate(change.made_at),
    )


class _AreaComparison:
    """The files and the register side by side."""

    def __init__(self, reading: AreaReading) -> None:
        self.reading = reading
        self.faults = list(reading.faults)
        self.known: dict[AreaId, dict[str, object]] = {
            (row["kind"], row["code"], row["vintage"]): row
            for row in Area.objects.exclude(code="").values(
                "key", "kind", "code", "vintage", "metropolitan_area__key", *_COLUMNS
            )
        }
        self.keys: dict[AreaId, str] = {own: str(row["key"]) for own, row in self.known.items()}
        self.new: dict[str, dict[str, object]] = {}
        self.changed: dict[str, dict[str, object]] = {}
        self.outcomes: Counter[tuple[str, str]] = Counter()

    def preview(self) -> AreaPreview:
        for row in self.reading.areas:
            own = (row.kind, row.code, row.vintage)
            self.keys.setdefault(own, compose_dguid(*own) or f"{row.kind}-{row.code}-{row.vintage}")
        lost: Counter[str] = Counter()
        for row in self.reading.areas:
            self._compare(row, lost)
        self._tell_lost(lost)
        territories, parts = self._territories()
        return AreaPreview(
            filename=self.reading.filename,
            sha256=self.reading.sha256,
            kinds=tuple(self._kinds()),
            territories=len(territories),
            faults=tuple(fault for fault in self.faults if not fault.is_warning),
            warnings=tuple(fault for fault in self.faults if fault.is_warning),
            new={"area": {**self.new, **territories}, "area_part": parts},
            changed={"area": self.changed},
        )

    def _compare(self, row: AreaRow, lost: Counter[str]) -> None:
        own = (row.kind, row.code, row.vintage)
        values: dict[str, object] = {name: getattr(row, name) for name in _COLUMNS if getattr(row, name) is not None}
        if row.metropolitan_code is not None:
            metropolitan = self._metropolitan(row.metropolitan_code, row.vintage)
            if metropolitan is None:
                lost[row.metropolitan_code] += 1
            else:
                values["metropolitan_area"] = metropolitan
        known = self.known.get(own)
        if known is None:
            self.new[self.keys[own]] = {"kind": row.kind, "code": row.code, "vintage": row.vintage, **values}
            self.outcomes[row.kind, "new"] += 1
            return
        before = {**known, "metropolitan_area": known["metropolitan_area__key"]}
        changed = {name: value for name, value in values.items() if before.get(name) != value}
        self.outcomes[row.kind, "changed" if changed else "same"] += 1
        if changed:
            self.changed[self.keys[own]] = changed

    def _metropolitan(self, code: str, vintage: int) -> str | None:
        for kind in ("census_metropolitan_area", "census_agglomeration"):
            key = self.keys.get((kind, code, vintage))
            if key is not None:
                return key
        return None

    def _tell_lost(self, lost: Counter[str]) -> None:
        first = {row.metropolitan_code: row.place for row in reversed(self.reading.areas)}
        for code, count in sorted(lost.items()):
            self.faults.append(faults.NO_SUCH_METROPOLITAN_AREA.at(first[code], found=code, count=count))

    def _territories(self) -> tuple[dict[str, dict[str, object]], dict[str, dict[str, object]]]:
        """New custom territories, and the parts that they do not have yet."""
        parts_by_code = {code: key for (kind, code, _), key in sorted(self.keys.items(), key=_by_vintage)}
        territories: dict[str, dict[str, object]] = {}
        parts: dict[str, dict[str, object]] = {}
        codes = {part.territory for part in self.reading.parts}
        there = set(Area.objects.filter(key__in=codes).values_list("key", flat=True))
        joined = set(AreaPart.objects.filter(whole__key__in=codes).values_list("whole__key", "part__key"))
        for part in self.reading.parts:
            key = parts_by_code.get(part.part_code)
            if key is None:
                self.faults.append(faults.NO_SUCH_PART.at(part.place, found=part.part_code))
                continue
            if part.territory not in there:
                territories.setdefault(part.territory, _territory(part))
            if (part.territory, key) not in joined:
                parts[f"{part.territory}.{key}"[:80]] = {"whole": part.territory, "part": key}
        return territories, parts

    def _kinds(self) -> Iterable[KindOfArea]:
        for kind in sorted({row.kind for row in self.reading.areas}):
            own = [row.population for row in self.reading.areas if row.kind == kind]
            yield KindOfArea(
                kind=kind,
                new=self.outcomes[kind, "new"],
                changed=self.outcomes[kind, "changed"],
                same=self.outcomes[kind, "same"],
                population=sum(count for count in own if count is not None),
                without_population=sum(count is None for count in own),
            )


def _territory(part: TerritoryPart) -> dict[str, object]:
    english, french = part.name_en or part.name_fr, part.name_fr or part.name_en
    return {"kind": "custom", "name_en": english or part.territory, "name_fr": french or part.territory}


def _by_vintage(entry: tuple[AreaId, str]) -> int:
    """The newest area of a code comes last, and is the one meant."""
    return entry[0][2] or 0
