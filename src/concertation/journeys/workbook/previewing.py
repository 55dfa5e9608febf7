"""Compares the rows of a file with the register, in an order in which each reference is already known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from concertation.core.facts import all_kinds
from concertation.core.faults import Fault, Place
from concertation.core.text import search_key
from concertation.exchange.table_file import read_tables
from concertation.exchange.workbook import (
    Answer,
    Reading,
    SheetRow,
    is_list_of_sites,
    missing_values,
    read_facts,
    read_sites,
)
from concertation.journeys.workbook import faults
from concertation.journeys.workbook.catalogue import Catalogue, Entry
from concertation.journeys.workbook.comparing import (
    changed_values,
    differences,
    impossible_values,
    without_other_names,
)
from concertation.journeys.workbook.doubts import COMPARED_KINDS, Answers, find_doubts
from concertation.journeys.workbook.identity import RecordFinder
from concertation.journeys.workbook.preview import (
    DIFFERENT,
    Difference,
    Doubt,
    Outcome,
    PlannedFact,
    Preview,
    PreviewRow,
)
from concertation.journeys.workbook.references import ReferenceReader
from concertation.journeys.workbook.trial import try_facts
from concertation.store.models.fact import new_key

# Names come before what is found by them.
_FIRST = ("source", "organisation", "organisation_name")


def preview_workbook(
    source: Path | bytes, *, filename: str = "", answers: Mapping[str, str] | None = None
) -> Preview:
    """What importing a file would do, be it a workbook of facts or a list of places; nothing is written.

    Raises ``UnreadableFile`` or one of its kinds.
    """
    return preview_reading(read_import(source, filename=filename), answers=answers)


def read_import(source: Path | bytes, *, filename: str = "") -> Reading:
    """The rows of a file, recognised by its sheets and headings."""
    file = read_tables(source, filename=filename)
    return read_sites(file) if is_list_of_sites(file) else read_facts(file)


def preview_reading(
    reading: Reading, *, answers: Mapping[str, str] | None = None, unanswered: str | None = None
) -> Preview:
    """What importing these rows would do. ``unanswered`` takes the doubts that ``answers`` leaves open as
    "proposed" or as "different".
    """
    comparison = _Comparison(reading, Answers(answers or {}, unanswered))
    comparison.run()
    return comparison.preview()


@dataclass(slots=True)
class _Draft:
    """A row on its way to an outcome."""

    row: SheetRow
    values: dict[str, object]
    is_faulty: bool
    entry: Entry | None = None
    is_merged: bool = False
    doubt: Doubt | None = None
    outcome: Outcome = "same"
    differences: tuple[Difference, ...] = ()


@dataclass(slots=True)
class _Comparison:
    """The file and the register side by side."""

    reading: Reading
    answers: Answers
    catalogue: Catalogue = field(default_factory=Catalogue)
    drafts: dict[str, list[_Draft]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    planned: list[PlannedFact] = field(default_factory=list)
    references: ReferenceReader = field(init=False)

    def __post_init__(self) -> None:
        self.references = ReferenceReader(self.catalogue)

    def run(self) -> None:
        for row in self.reading.rows:
            draft = _Draft(row, dict(row.values), row.has_faults)
            self.drafts.setdefault(row.kind_id, []).append(draft)
        others = [kind.id for kind in all_kinds() if kind.id not in _FIRST]
        for kind_id in (*_FIRST, *others):
            if kind_id in self.drafts:
                self._take_kind(kind_id, self.drafts[kind_id])
        self._try()

    def _take_kind(self, kind_id: str, drafts: list[_Draft]) -> None:
        for draft in drafts:
            if not self.references.resolve(draft.row, draft.values, own_kind=False):
                draft.is_faulty = True
        self._identify(kind_id, drafts)
        new = [draft for draft in drafts if draft.entry is None]
        for draft in new:
            self._enter(draft)
        if kind_id in COMPARED_KINDS:
            self._doubt(kind_id, new)
        for draft in new:
            if not draft.is_merged and draft.entry is not None:
                self.catalogue.add(draft.entry)
        self._merge_names([draft for draft in new if draft.is_merged])
        for draft in drafts:
            if not self.references.resolve(draft.row, draft.values, own_kind=True):
                draft.is_faulty = True
        self._conclude(drafts)

    def _identify(self, kind_id: str, drafts: list[_Draft]) -> None:
        """Finds the records of the register that the rows stand for, by code or by what the rows say."""
        known = [entry for entry in self.catalogue.entries(kind_id).values() if entry.is_in_register]
        finder = None if all(draft.row.key for draft in drafts) else RecordFinder(kind_id, known)
        repeated = RecordFinder(kind_id, ())
        for draft in drafts:
            if draft.row.key is not None:
                found = self.catalogue.get(kind_id, draft.row.key)
                draft.entry = found if found is not None and found.is_in_register else None
            elif finder is not None:
                draft.entry = self._recognise(kind_id, draft, finder)
                if draft.entry is None and kind_id not in COMPARED_KINDS:
                    self._refuse_repetition(draft, repeated)
            if draft.entry is not None:
                self.catalogue.stand_for(draft.row.place, draft.entry)

    def _recognise(self, kind_id: str, draft: _Draft, finder: RecordFinder) -> Entry | None:
        if kind_id in COMPARED_KINDS:
            found = self._same_names(kind_id, draft.values)
        else:
            found = finder.find(draft.values)
        if len(found) > 1:
            found = [entry for entry in found if not changed_values(entry, draft.values)] or found
        if len(found) > 1:
            codes = ", ".join(entry.key for entry in found[:6])
            self._refuse(draft, faults.SEVERAL_RECORDS.at(draft.row.place, codes=codes))
            return None
        return found[0] if found else None

    def _same_names(self, kind_id: str, values: Mapping[str, object]) -> list[Entry]:
        """The records that go by every name the row gives; those that have these very names come alone."""
        names = {search_key(str(v)) for n in ("name_en", "name_fr") if (v := values.get(n)) and _is_said(v)}
        found: dict[str, Entry] = {}
        for name in names:
            found.update((entry.key, entry) for entry in self.catalogue.named(kind_id, name))
        agreeing = [
            entry for entry in found.values() if entry.is_in_register and _goes_by(entry, values, names)
        ]
        exact = [entry for entry in agreeing if {search_key(name) for name in entry.names} == names]
        return exact or agreeing

    def _refuse_repetition(self, draft: _Draft, repeated: RecordFinder) -> None:
        twins = repeated.find(draft.values)
        if twins and twins[0].place is not None:
            self._refuse(draft, faults.REPEATED_ROW.at(draft.row.place, row=twins[0].place.row))
        row = draft.row
        repeated.add(Entry(row.kind_id, f"{row.place.sheet}!{row.place.row}", draft.values, row.place))

    def _enter(self, draft: _Draft) -> None:
        """A row that is new, with its own code or one made for it."""
        for fault in missing_values(draft.row):
            self._refuse(draft, fault)
        row = draft.row
        draft.entry = Entry(row.kind_id, row.key or new_key(), draft.values, row.place)
        draft.entry.is_faulty = draft.is_faulty

    def _doubt(self, kind_id: str, drafts: list[_Draft]) -> None:
        new = {draft.entry.key: draft for draft in drafts if draft.entry and not draft.is_faulty}
        entries = [draft.entry for draft in new.values() if draft.entry is not None]
        known = [entry for entry in self.catalogue.entries(kind_id).values() if entry.is_in_register]
        found = find_doubts(kind_id, entries, known, self.catalogue, self.answers)
        self.doubts += found.values()
        meant = {}
        for key, doubt in found.items():
            new[key].doubt = doubt
            if doubt.answer is not None and doubt.answer != DIFFERENT:
                meant[key] = next(c.key for c in doubt.candidates if c.id == doubt.answer)
        for key in meant:
            last = _last(key, meant)
            target = new[last].entry if last in new else self.catalogue.get(kind_id, last)
            if target is not None and last != key:
                new[key].entry, new[key].is_merged = target, True

    def _merge_names(self, drafts: list[_Draft]) -> None:
        """A row that a person says is something known: its code leads there and its names are kept."""
        for draft in drafts:
            entry = draft.entry
            if entry is None:
                continue
            self.catalogue.stand_for(draft.row.place, entry, other_key=draft.row.key)
            known = {search_key(name) for name in (*entry.names, *entry.other_names)}
            for column, language in (("name_en", "en"), ("name_fr", "fr")):
                name = draft.values.get(column)
                if isinstance(name, str) and search_key(name) not in known:
                    known.add(search_key(name))
                    self.catalogue.call(entry.kind_id, entry.key, name)
                    self._plan_other_name(draft, entry, name, language)

    def _plan_other_name(self, draft: _Draft, entry: Entry, name: str, language: str) -> None:
        if entry.kind_id == "organisation":
            values: dict[str, object] = {"organisation": entry.key, "kind": "alias", "name": name}
            kind_id = "organisation_name"
            both = draft.values.get("name_en"), draft.values.get("name_fr")
            if search_key(str(both[0])) != search_key(str(both[1])):
                values["language"] = language
        else:
            values = {
                "subject_kind": entry.kind_id,
                "subject_key": entry.key,
                "field": f"name_{language}",
                "value": name,
            }
            kind_id = "statement"
        self.planned.append(PlannedFact(kind_id, new_key(), draft.row.place, values, is_new=True))

    def _conclude(self, drafts: list[_Draft]) -> None:
        spoken_for: dict[str, Place] = {}
        for draft in drafts:
            entry = draft.entry
            assert entry is not None
            for fault in impossible_values(draft.row, {**entry.values, **draft.values}):
                self._refuse(draft, fault)
            if draft.is_merged and not entry.is_in_register:
                for name, value in draft.values.items():
                    entry.values.setdefault(name, value)
            elif entry.is_in_register:
                self._conclude_known(draft, entry, spoken_for)
            elif not draft.is_faulty:
                draft.outcome = "doubtful" if draft.doubt and draft.doubt.answer is None else "new"
                self.planned.append(
                    PlannedFact(entry.kind_id, entry.key, draft.row.place, entry.values, is_new=True)
                )
            if draft.is_faulty:
                draft.outcome = "faulty"
                entry.is_faulty = entry.is_faulty or not (entry.is_in_register or draft.is_merged)

    def _conclude_known(self, draft: _Draft, entry: Entry, spoken_for: dict[str, Place]) -> None:
        values: Mapping[str, object] = draft.values
        if entry.kind_id in COMPARED_KINDS and (draft.row.key is None or draft.is_merged):
            values = without_other_names(entry, values)
        changed = changed_values(entry, values)
        if changed and entry.key in spoken_for:
            first = spoken_for[entry.key]
            self._refuse(draft, faults.REPEATED_ROW.at(draft.row.place, row=first.row))
        spoken_for.setdefault(entry.key, draft.row.place)
        if changed and not draft.is_faulty:
            draft.outcome = "changed"
            draft.differences = differences(entry, changed, self.catalogue)
            self.planned.append(PlannedFact(entry.kind_id, entry.key, draft.row.place, changed, is_new=False))

    def _refuse(self, draft: _Draft, fault: Fault) -> None:
        self.faults.append(fault)
        draft.is_faulty = True

    def _try(self) -> None:
        """Asks the database, which takes everything back, whether it would accept the facts."""
        self.planned = [_written(fact) for fact in self.planned]
        refused = try_facts(self.planned)
        places = {}
        for fact, reason in refused:
            places[fact.place] = fact.kind_id
            self.faults.append(faults.IMPOSSIBLE.at(fact.place, reason=reason))
        if refused:
            gone = {(fact.kind_id, fact.key) for fact, _ in refused}
            self.planned = [fact for fact in self.planned if (fact.kind_id, fact.key) not in gone]
            for drafts in self.drafts.values():
                for draft in drafts:
                    if places.get(draft.row.place) == draft.row.kind_id:
                        draft.outcome, draft.differences = "faulty", ()

    def preview(self) -> Preview:
        """The outcome of all rows, in the order of the file."""
        drafts = {
            (draft.row.kind_id, draft.row.place): draft for drafts in self.drafts.values() for draft in drafts
        }
        all_faults = [*self.reading.faults, *self.references.faults, *self.faults]
        return Preview(
            filename=self.reading.filename,
            sha256=self.reading.sha256,
            rows=tuple(_row(drafts[row.kind_id, row.place]) for row in self.reading.rows),
            faults=_sorted(fault for fault in all_faults if not fault.is_warning),
            warnings=_sorted(fault for fault in all_faults if fault.is_warning),
            doubts=tuple(self.doubts),
            planned=tuple(self.planned),
        )


def _goes_by(entry: Entry, values: Mapping[str, object], names: set[str]) -> bool:
    known = {search_key(name) for name in (*entry.names, *entry.other_names)}
    if names <= known:
        return True
    blank = {c for c in ("name_en", "name_fr") if not entry.values.get(c)}
    return all(search_key(str(values[c])) in known or c in blank for c in _said_names(values))


def _said_names(values: Mapping[str, object]) -> list[str]:
    return [c for c in ("name_en", "name_fr") if values.get(c) and _is_said(values[c])]


def _is_said(value: object) -> bool:
    return value is not Answer.UNKNOWN


def _last(key: str, meant: Mapping[str, str]) -> str:
    """Follows what each row is said to be; a circle ends where it began."""
    seen = {key}
    while key in meant and meant[key] not in seen:
        key = meant[key]
        seen.add(key)
    return key


def _written(fact: PlannedFact) -> PlannedFact:
    """A new fact leaves out what it says is unknown: an empty column says the same."""
    if not fact.is_new:
        return fact
    values = {n: v for n, v in fact.values.items() if v is not None and v is not Answer.UNKNOWN}
    return PlannedFact(fact.kind_id, fact.key, fact.place, values, is_new=True)


def _row(draft: _Draft) -> PreviewRow:
    assert draft.entry is not None
    return PreviewRow(
        kind_id=draft.row.kind_id,
        place=draft.row.place,
        key=draft.entry.key,
        name=draft.entry.name,
        outcome=draft.outcome,
        differences=draft.differences,
    )


def _sorted(found: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(found, key=lambda fault: (fault.place.sheet, fault.place.row or 0)))
