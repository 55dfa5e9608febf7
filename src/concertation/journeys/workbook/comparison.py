"""Compares the rows of a file with the register, in an order in which each reference is already known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from concertation.core.facts import all_kinds
from concertation.core.faults import Fault, Place
from concertation.core.text import Text, search_key
from concertation.exchange.workbook import (
    Answer,
    Named,
    Reading,
    SheetRow,
    missing_values,
)
from concertation.exchange.workbook.faults import MISSING_VALUE
from concertation.exchange.workbook.layout import sheet_layout
from concertation.journeys.likeness import Pair
from concertation.journeys.workbook import faults
from concertation.journeys.workbook.cards import card_lines, find_addresses
from concertation.journeys.workbook.catalogue import Catalogue, Entry
from concertation.journeys.workbook.comparing import (
    changed_values,
    differences,
    impossible_values,
    without_other_names,
)
from concertation.journeys.workbook.doubts import COMPARED_KINDS, Answers, find_doubts, find_evidence
from concertation.journeys.workbook.identity import RecordFinder
from concertation.journeys.workbook.new_facts import NewFacts
from concertation.journeys.workbook.preview import (
    DIFFERENT,
    Difference,
    Doubt,
    Outcome,
    PlannedFact,
    Preview,
    PreviewRow,
)
from concertation.journeys.workbook.preview_rows import PreviewRows
from concertation.journeys.workbook.recognising import goes_by_another_name, same_names
from concertation.journeys.workbook.references import ReferenceReader
from concertation.journeys.workbook.trial import Refusal, try_facts
from concertation.store.models.fact import new_key

# Names come before what is found by them.
_FIRST = ("source", "organisation", "organisation_name")


@dataclass(slots=True)
class Draft:
    """A row on its way to an outcome."""

    row: SheetRow
    values: dict[str, object]
    is_faulty: bool
    entry: Entry | None = None
    is_merged: bool = False
    doubt: Doubt | None = None
    outcome: Outcome = "same"
    differences: tuple[Difference, ...] = ()
    # The position in the file, where plain rows stand beside.
    at: int = 0

    def named(self) -> Iterator[tuple[str, str]]:
        """What the row refers to by words: the kind meant, and the words."""
        for column in sheet_layout(self.row.kind_id).columns:
            value = self.values.get(column.name)
            if column.reference is not None and isinstance(value, Named):
                yield column.reference, value.words


@dataclass(slots=True)
class Comparison:
    """The file and the register side by side."""

    reading: Reading
    answers: Answers
    # Pairs of keys that a person told apart: they are not asked again.
    apart: Collection[Pair] = ()
    # Whether the database is asked what it would refuse.
    asks: bool = True
    catalogue: Catalogue = field(default_factory=Catalogue)
    drafts: dict[str, list[Draft]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    planned: list[PlannedFact] = field(default_factory=list)
    references: ReferenceReader = field(init=False)

    def __post_init__(self) -> None:
        self.references = ReferenceReader(self.catalogue)

    def run(self) -> None:
        """From the rows to their outcomes."""
        self._arrange()
        others = [kind.id for kind in all_kinds() if kind.id not in _FIRST]
        for kind_id in (*_FIRST, *others):
            if kind_id in self.drafts:
                self._take_kind(kind_id, self.drafts[kind_id])
        self._try()

    def _arrange(self) -> None:
        for row in self.reading.rows:
            draft = Draft(row, dict(row.values), row.has_faults)
            self.drafts.setdefault(row.kind_id, []).append(draft)

    def _take_kind(self, kind_id: str, drafts: list[Draft]) -> None:
        for draft in drafts:
            if not self.references.resolve(draft.row, draft.values, own_kind=False):
                draft.is_faulty = True
        self._identify(kind_id, drafts)
        new = [draft for draft in drafts if draft.entry is None]
        for draft in new:
            self._enter(draft)
        if kind_id in COMPARED_KINDS:
            looked_at = len(new)
            self._doubt(kind_id, new)
            drafts += new[looked_at:]
        for draft in new:
            if not draft.is_merged and draft.entry is not None:
                self.catalogue.add(draft.entry)
        self._merge_names([draft for draft in new if draft.is_merged])
        for draft in drafts:
            if not self.references.resolve(draft.row, draft.values, own_kind=True):
                draft.is_faulty = True
        self._conclude(drafts)

    def _identify(self, kind_id: str, drafts: list[Draft]) -> None:
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
                self._call_as_the_file_does(draft.entry, draft.values)

    def _call_as_the_file_does(self, entry: Entry, values: Mapping[str, object]) -> None:
        """A record renamed on its own sheet goes by its new names on the others."""
        known = {search_key(name) for name in (*entry.names, *entry.other_names)}
        for name in Entry(entry.kind_id, entry.key, dict(values)).names:
            if search_key(name) not in known:
                self.catalogue.call(entry.kind_id, entry.key, name)

    def _recognise(self, kind_id: str, draft: Draft, finder: RecordFinder) -> Entry | None:
        is_compared = kind_id in COMPARED_KINDS
        found = same_names(self.catalogue, kind_id, draft.values) if is_compared else finder.find(draft.values)
        if len(found) > 1:
            found = [entry for entry in found if not changed_values(entry, draft.values)] or found
        if len(found) > 1:
            codes = ", ".join(entry.key for entry in found[:6])
            self._refuse(draft, faults.SEVERAL_RECORDS.at(draft.row.place, codes=codes))
            return None
        return found[0] if found else None

    def _refuse_repetition(self, draft: Draft, repeated: RecordFinder) -> None:
        twins = repeated.find(draft.values)
        if twins and twins[0].place is not None:
            self._refuse(draft, faults.REPEATED_ROW.at(draft.row.place, row=twins[0].place.row))
        row = draft.row
        repeated.add(Entry(row.kind_id, f"{row.place.sheet}!{row.place.row}", draft.values, row.place))

    def _enter(self, draft: Draft) -> None:
        """A row that is new, with its own code or one made for it."""
        for fault in missing_values(draft.row):
            self._refuse(draft, fault)
        row = draft.row
        draft.entry = Entry(row.kind_id, row.key or new_key(), draft.values, row.place)
        draft.entry.is_faulty = draft.is_faulty

    def _doubt(self, kind_id: str, drafts: list[Draft]) -> None:
        entries = [draft.entry for draft in drafts if draft.entry is not None and not draft.is_faulty]
        self._settle(kind_id, drafts, self._find_doubts(kind_id, entries) if entries else {})

    def _settle(self, kind_id: str, drafts: list[Draft], found: Mapping[str, Doubt]) -> None:
        """Rows follow the answers to their doubts."""
        new = {draft.entry.key: draft for draft in drafts if draft.entry and not draft.is_faulty}
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

    def _find_doubts(self, kind_id: str, entries: list[Entry]) -> dict[str, Doubt]:
        known = [entry for entry in self.catalogue.entries(kind_id).values() if entry.is_in_register]
        is_organisation = kind_id == "organisation"
        addresses = find_addresses(self.catalogue, self.reading.rows) if is_organisation else None
        evidence = find_evidence(self.catalogue, (*known, *entries), self.reading.rows) if is_organisation else None
        return find_doubts(
            entries,
            known,
            self.answers,
            lambda entry: card_lines(entry, self.catalogue, addresses),
            evidence,
            apart=self.apart,
        )

    def _merge_names(self, drafts: list[Draft]) -> None:
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

    def _plan_other_name(self, draft: Draft, entry: Entry, name: str, language: str) -> None:
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

    def _conclude(self, drafts: list[Draft]) -> None:
        spoken_for: dict[str, Place] = {}
        for draft in sorted(drafts, key=_is_secondary):
            entry = draft.entry
            assert entry is not None
            for fault in impossible_values(draft.row, {**entry.values, **draft.values}):
                self._refuse(draft, fault)
            if entry.is_in_register:
                self._conclude_known(draft, entry, spoken_for)
            elif draft.is_merged:
                self._conclude_merged(draft, entry)
            elif not draft.is_faulty:
                draft.outcome = "doubtful" if draft.doubt and draft.doubt.answer is None else "new"
                self.planned.append(self._planned_of(draft))
            if draft.is_faulty:
                draft.outcome = "faulty"
                entry.is_faulty = entry.is_faulty or not (entry.is_in_register or draft.is_merged)

    def _planned_of(self, draft: Draft) -> PlannedFact:
        assert draft.entry is not None
        return PlannedFact(draft.entry.kind_id, draft.entry.key, draft.row.place, draft.entry.values, is_new=True)

    def _conclude_known(self, draft: Draft, entry: Entry, spoken_for: dict[str, Place]) -> None:
        values: Mapping[str, object] = draft.values
        may_go_by_another_name = entry.kind_id in COMPARED_KINDS and (draft.row.key is None or draft.is_merged)
        if may_go_by_another_name:
            values = without_other_names(entry, values)
        changed = changed_values(entry, values)
        if changed and entry.key in spoken_for:
            first = spoken_for[entry.key]
            if may_go_by_another_name:
                self._warn(draft, first, changed)
                return
            self._refuse(draft, faults.REPEATED_ROW.at(draft.row.place, row=first.row))
        spoken_for.setdefault(entry.key, draft.row.place)
        if changed and not draft.is_faulty:
            draft.outcome = "changed"
            draft.differences = differences(entry, changed, self.catalogue)
            self.planned.append(PlannedFact(entry.kind_id, entry.key, draft.row.place, changed, is_new=False))

    def _conclude_merged(self, draft: Draft, entry: Entry) -> None:
        """A row that is another new row of the file fills what that one leaves open."""
        for name, value in draft.values.items():
            entry.values.setdefault(name, value)
        otherwise = changed_values(entry, without_other_names(entry, draft.values))
        if otherwise and entry.place is not None:
            self._warn(draft, entry.place, otherwise)

    def _warn(self, draft: Draft, first: Place, otherwise: Iterable[str]) -> None:
        labels = [sheet_layout(draft.row.kind_id).column(name).label for name in otherwise]
        columns = Text(en=", ".join(label.en for label in labels), fr=", ".join(label.fr for label in labels))
        self.faults.append(faults.SAYS_OTHERWISE.at(draft.row.place, row=first.row, columns=columns))

    def _refuse(self, draft: Draft, fault: Fault) -> None:
        self.faults.append(fault)
        draft.is_faulty = True

    def _try(self) -> None:
        """Asks the database, which takes everything back, whether it would accept the facts."""
        self.planned = [_written(fact) for fact in self.planned]
        refused = self._refused() if self.asks else []
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

    def _refused(self) -> list[Refusal]:
        return try_facts(self.planned)

    def preview(self) -> Preview:
        """The outcome of all rows, in the order of the file."""
        drafts = {(draft.row.kind_id, draft.row.place): draft for drafts in self.drafts.values() for draft in drafts}
        return self._told(PreviewRows.of(row_of(drafts[row.kind_id, row.place]) for row in self.reading.rows))

    def _told(self, rows: PreviewRows, frames: NewFacts | None = None) -> Preview:
        all_faults = list(_told_once([*self.reading.faults, *self.references.faults, *self.faults]))
        return Preview(
            filename=self.reading.filename,
            sha256=self.reading.sha256,
            rows=rows,
            faults=_sorted(fault for fault in all_faults if not fault.is_warning),
            warnings=_sorted(fault for fault in all_faults if fault.is_warning),
            doubts=tuple(self.doubts),
            planned=tuple(self.planned),
            frames=frames or NewFacts(),
        )


def _told_once(found: Sequence[Fault]) -> Iterator[Fault]:
    """A cell that was refused is not said to be empty as well."""
    refused = {fault.place for fault in found if fault.code != MISSING_VALUE.code}
    return (fault for fault in found if fault.code != MISSING_VALUE.code or fault.place not in refused)


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


def row_of(draft: Draft) -> PreviewRow:
    """What would become of the row."""
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


def _is_secondary(draft: Draft) -> bool:
    """Whether a row without a code stands for something known by names other than its own."""
    if draft.entry is None or draft.entry.kind_id not in COMPARED_KINDS or draft.row.key is not None:
        return False
    return goes_by_another_name(draft.entry, draft.values)
