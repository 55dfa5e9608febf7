"""Compares a large file with the register: plain rows as columns, the others one by one beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl
from rapidfuzz import process

from concertation.core.facts import fact_kind
from concertation.core.faults import Place
from concertation.core.folding import fold_words
from concertation.core.text import search_key
from concertation.exchange.workbook import ColumnRows, SameFile, SheetRow
from concertation.exchange.workbook.columns import AT, LABEL, ROW, SHEET
from concertation.journeys.likeness import COLUMNS, Compared, Likeness, find_likely, said
from concertation.journeys.workbook.bulk_entries import (
    call_by_other_names,
    entries_of_file,
    entries_of_register,
    keys_of_sites,
    other_names_by_key,
)
from concertation.journeys.workbook.bulk_outcomes import outcomes_of, plain_outcomes, standing_rows
from concertation.journeys.workbook.cards import card_lines, find_addresses
from concertation.journeys.workbook.catalogue import (
    Catalogue,
    Entry,
    PartialCatalogue,
    belongs_to_partnership,
    read_values,
)
from concertation.journeys.workbook.comparison import Comparison, Draft
from concertation.journeys.workbook.doubts import EVIDENCE_KINDS, Evidence, settle_doubts, with_answers
from concertation.journeys.workbook.naming import KnownWords
from concertation.journeys.workbook.new_facts import NewFacts, without_marks
from concertation.journeys.workbook.preview import Doubt, Preview
from concertation.journeys.workbook.preview_rows import SCHEMA, PreviewRows
from concertation.journeys.workbook.sifting import Sifted, sift
from concertation.journeys.workbook.trial import try_frames
from concertation.store.columns import read_columns
from concertation.store.progress import tell_progress

# Names suggested for words that lead nowhere: each looks through every name of its kind.
_MOST_SUGGESTED = 200


class BulkCatalogue(PartialCatalogue):
    """What the rows looked at one by one may mean; suggestions come from every name of the kind."""

    def __init__(self, words: KnownWords, hold: Callable[[str, str], Entry]) -> None:
        super().__init__()
        self._known = words
        self._hold = hold
        self._suggested = 0

    def nearest_name(self, kind_id: str, words: str) -> str | None:
        """The known name that looks most like the words, for the first of them."""
        self._suggested += 1
        if self._suggested > _MOST_SUGGESTED:
            return None
        found = process.extractOne(search_key(words), self._known.names(kind_id), score_cutoff=70)
        if found is None:
            return None
        entry = self._hold(kind_id, self._known.named(kind_id, found[0]))
        return next((name for name in entry.names if search_key(name) == found[0]), entry.name)


@dataclass(slots=True)
class BulkComparison(Comparison):
    """The same comparison as of a small file, where plain rows never become objects."""

    words: KnownWords = field(default_factory=KnownWords)
    # The doubts of a comparison with the same register, whatever its answers were.
    found_before: Sequence[Doubt] | None = None
    sifted: dict[str, Sifted] = field(default_factory=dict)
    catalogue: Catalogue = field(init=False)
    _rows: dict[str, pl.DataFrame] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.catalogue = BulkCatalogue(self.words, self._held)
        Comparison.__post_init__(self)

    @property
    def _all_rows(self) -> ColumnRows:
        assert isinstance(self.reading.rows, ColumnRows)
        return self.reading.rows

    def _arrange(self) -> None:
        """The rows by kind, each knowing its position in the file."""
        by_kind: dict[str, list[pl.DataFrame]] = defaultdict(list)
        for kind_id, frame in self._all_rows.frames():
            by_kind[kind_id].append(frame)
        self._rows = {kind_id: pl.concat(frames, how="diagonal_relaxed") for kind_id, frames in by_kind.items()}
        self.drafts = {kind_id: [] for kind_id in self._rows}

    def _take_kind(self, kind_id: str, drafts: list[Draft]) -> None:
        tell_progress("comparing", len(self.sifted), len(self.drafts))
        sifted = self.sifted[kind_id] = sift(kind_id, self._rows[kind_id], self.words)
        drafts += [Draft(row, dict(row.values), row.has_faults, at=at) for at, row in self._made(sifted.hard)]
        self._hold_own(sifted)
        self._hold_meant(kind_id, drafts)
        Comparison._take_kind(self, kind_id, drafts)
        self.words.stand(kind_id, standing_rows(sifted, drafts))
        self.words.add_frame(kind_id, sifted.new)
        assert isinstance(self.catalogue, PartialCatalogue)
        self.words.add_lines(kind_id, self.catalogue.words(kind_id))
        if kind_id == "organisation_name":
            self.words.add_lines("organisation", self.catalogue.words("organisation"))
        del self._rows[kind_id]

    def _made(self, positions: Collection[int]) -> Iterator[tuple[int, SheetRow]]:
        rows = self.reading.rows
        return ((at, rows[at]) for at in positions)

    def _hold_own(self, sifted: Sifted) -> None:
        """The records that the rows looked at one by one may be."""
        if sifted.hard and sifted.near is None:
            self._hold_all(sifted.kind_id)
        elif sifted.hard:
            self._hold(sifted.kind_id, sifted.near or ())
        own = sifted.near or []
        if sifted.kind_id in ("organisation", "partnership"):
            self._hold(sifted.kind_id, own)

    def _hold_meant(self, kind_id: str, drafts: Iterable[Draft]) -> None:
        """What the references of these rows may mean."""
        asked: dict[str, set[str]] = defaultdict(set)
        for draft in drafts:
            for target, words in draft.named():
                asked[target].add(words)
        self._hold_places(kind_id, drafts)
        for target, meant in asked.items():
            if target == kind_id:
                continue
            if belongs_to_partnership(fact_kind(target)) or any(" / " in one for one in meant):
                self._hold_all(target)
            else:
                self._hold(target, self.words.meaning(target, pl.Series(sorted(meant), dtype=pl.String)))

    def _hold_places(self, kind_id: str, drafts: Iterable[Draft]) -> None:
        """Plain rows to which these refer by where they stand."""
        wanted: dict[str, dict[int, Place]] = defaultdict(dict)
        for value in (value for draft in drafts for value in draft.values.values() if isinstance(value, SameFile)):
            at = self._all_rows.position(value.kind_id, value.place)
            if at is not None and value.kind_id != kind_id and self.catalogue.at(value.kind_id, value.place) is None:
                wanted[value.kind_id][at] = value.place
        for target, places in wanted.items():
            found = self.words.standing(target).filter(pl.col(AT).is_in(list(places)))
            self._hold(target, found["key"])
            for at, key in found.select(AT, "key").iter_rows():
                self.catalogue.stand_for(places[at], self.catalogue.entries(target)[key])

    def _hold(self, kind_id: str, keys: Iterable[str]) -> None:
        """Entries of the register or of the plain rows, with what they belong to."""
        held = self.catalogue.entries(kind_id)
        wanted = [key for key in dict.fromkeys(keys) if key not in held]
        found = list(entries_of_register(kind_id, wanted))
        if kind_id in self.sifted:
            rows = self.sifted[kind_id].new
            found += entries_of_file(kind_id, rows.filter(pl.col("key").is_in(wanted)))
        self._keep(kind_id, found)

    def _held(self, kind_id: str, key: str) -> Entry:
        self._hold(kind_id, [key])
        return self.catalogue.entries(kind_id)[key]

    def _hold_all(self, kind_id: str) -> None:
        found = [Entry(kind_id, str(v.pop("key")), v, is_in_register=True) for _, v in read_values(kind_id)]
        if kind_id in self.sifted:
            found += entries_of_file(kind_id, self.sifted[kind_id].new)
        self._keep(kind_id, found)

    def _keep(self, kind_id: str, found: list[Entry]) -> None:
        assert isinstance(self.catalogue, PartialCatalogue)
        parents = [item for item in fact_kind(kind_id).fields if item.is_parent or item.name == "organisation"]
        for item in parents:
            if item.type == "reference" and item.to != kind_id:
                self._hold(str(item.to), {str(key) for e in found if (key := e.values.get(item.name))})
        if kind_id == "organisation":
            call_by_other_names(found)
        for entry in found:
            self.catalogue.hold(entry)

    def _doubt(self, kind_id: str, drafts: list[Draft]) -> None:
        """Every new row is compared, and those in doubt are then looked at one by one too."""
        if self.found_before is not None:
            self._doubt_as_before(kind_id, drafts, self.found_before)
            return
        tell_progress("names")
        likely = self._likely(kind_id, drafts)
        involved = {*likely, *(likeness.id for own in likely.values() for likeness in own)}
        drafts += self._promoted(kind_id, involved)
        self._hold(kind_id, involved)
        entries = {d.entry.key: d.entry for d in drafts if d.entry is not None and not d.is_faulty}
        known = {key: entry for key in involved if (entry := self.catalogue.get(kind_id, key)) is not None}
        entries = known | entries
        self._settle(kind_id, drafts, self._cards(kind_id, likely, entries))

    def _doubt_as_before(self, kind_id: str, drafts: list[Draft], before: Iterable[Doubt]) -> None:
        """What is in doubt does not depend on the answers: the same cards, on rows whose keys are made anew."""
        own = [doubt for doubt in before if doubt.kind_id == kind_id]
        places = {doubt.place for doubt in own} | {c.place for doubt in own for c in doubt.candidates if c.place}
        schema = {SHEET: pl.String, ROW: pl.UInt32, LABEL: pl.String}
        marks = pl.DataFrame([(p.sheet, p.row, p.column) for p in places], schema=schema, orient="row")
        rows = self.sifted[kind_id].new.join(marks, on=list(schema), how="semi", nulls_equal=True)
        drafts += self._promoted(kind_id, rows["key"].to_list())
        self._hold(kind_id, [c.key for doubt in own for c in doubt.candidates if c.place is None])
        keys = {draft.row.place: draft.entry.key for draft in drafts if draft.entry is not None}
        found = {keys[doubt.place]: _with_keys(doubt, keys) for doubt in with_answers(own, self.answers)}
        self._settle(kind_id, drafts, found)

    def _likely(self, kind_id: str, drafts: list[Draft]) -> dict[str, list[Likeness]]:
        fresh = [draft for draft in drafts if draft.entry is not None and not draft.is_faulty]
        plain = self.sifted[kind_id].new
        if not fresh and plain.is_empty():
            return {}
        known = [name for name in COLUMNS if name in {c.name for c in fact_kind(kind_id).columns}]
        compared = Compared()
        compared.add_frame(read_columns(fact_kind(kind_id), known))
        others = other_names_by_key() if kind_id == "organisation" else {}
        others |= {key: entry.other_names for key, entry in self.catalogue.entries(kind_id).items()}
        new = {draft.entry.key for draft in fresh if draft.entry} | {*plain["key"]}
        compared.add_frame(_in_order(plain, known, fresh))
        named = [(draft.entry.key, draft.entry.other_names) for draft in fresh if draft.entry]
        compared.other_names += [(key, name) for key, own in (*others.items(), *named) for name in own if name]
        if kind_id == "organisation":
            self._add_evidence(Evidence(compared), plain, fresh)
        return find_likely(compared, new, apart=self.apart)

    def _add_evidence(self, evidence: Evidence, plain: pl.DataFrame, drafts: Sequence[Draft]) -> None:
        """Identifiers and places, of the register and of the other rows of the file."""
        fresh = [draft.entry for draft in drafts if draft.entry]
        new: dict[object, str] = {draft.at: draft.entry.key for draft in drafts if draft.entry}
        new |= dict(plain.select(AT, "key").iter_rows())
        marks = {entry.key: entry.key for entry in fresh} | {key: key for key in plain["key"]}
        marks |= {search_key(name): entry.key for entry in fresh for name in entry.names}
        for name in ("name_en", "name_fr"):
            if name in plain.columns and set(EVIDENCE_KINDS) & set(self._rows):
                named = zip(fold_words(plain[name]), plain["key"], strict=True)
                marks |= {words: key for words, key in named if words}
        wanted = {"site": ["postal_code"], "organisation_identifier": ["scheme", "value"]}
        for kind_id, columns in wanted.items():
            for row in read_columns(fact_kind(kind_id), ["organisation", *columns]).iter_rows(named=True):
                evidence.add(kind_id, row["organisation"], row)
            own = self._rows.get(kind_id)
            if own is None or not {"organisation", *columns} <= set(own.columns):
                continue
            at = [pl.col("@organisation").alias("at")] if "@organisation" in own.columns else []
            for row in own.select("organisation", *at, *columns).iter_rows(named=True):
                words = row["organisation"] or ""
                key = marks.get(words) or marks.get(search_key(words)) or new.get(row.get("at"))
                if key is not None:
                    evidence.add(kind_id, key, row)

    def _promoted(self, kind_id: str, keys: Collection[str]) -> list[Draft]:
        """Plain rows that turn out to be in doubt, or to be what another may be."""
        sifted = self.sifted[kind_id]
        is_involved = pl.col("key").is_in(list(keys))
        rows = sifted.new.filter(is_involved)
        sifted.new = sifted.new.filter(~is_involved)
        promoted = []
        for entry, (at, row) in zip(entries_of_file(kind_id, rows), self._made(rows[AT].to_list()), strict=True):
            promoted.append(Draft(row, entry.values, is_faulty=False, entry=entry, at=at))
        return promoted

    def _cards(
        self, kind_id: str, likely: Mapping[str, list[Likeness]], entries: Mapping[str, Entry]
    ) -> dict[str, Doubt]:
        if not likely:
            return {}
        addresses = None
        if kind_id == "organisation":
            self._hold("site", keys_of_sites(entries))
            addresses = find_addresses(self.catalogue, self._all_rows.of_kind("site"))
        return settle_doubts(likely, entries, self.answers, lambda entry: card_lines(entry, self.catalogue, addresses))

    def _refused(self) -> list[tuple[Any, Any]]:
        """Asks the database, of the plain rows first; those that it refuses are looked at as the others are."""
        tell_progress("asking")
        frames = {kind_id: without_marks(sifted.new) for kind_id, sifted in self.sifted.items()}
        refused_keys, refused = try_frames(frames, self.planned)
        for kind_id, keys in refused_keys.items():
            for draft, fact in self._demoted(kind_id, keys):
                self.drafts[kind_id].append(draft)
                self.planned.append(fact)
        return refused + [
            (fact, reason)
            for kind_id, keys in refused_keys.items()
            for fact in self.planned
            if fact.kind_id == kind_id and (reason := keys.get(fact.key)) is not None
        ]

    def _demoted(self, kind_id: str, keys: Mapping[str, Any]) -> Iterator[tuple[Draft, Any]]:
        for draft in self._promoted(kind_id, keys):
            assert draft.entry is not None
            draft.outcome = "new"
            yield draft, self._planned_of(draft)

    def preview(self) -> Preview:
        """The outcome of all rows, in the order of the file."""
        hard = [draft for drafts in self.drafts.values() for draft in drafts]
        frames = [plain_outcomes(kind_id, sifted) for kind_id, sifted in self.sifted.items()]
        frames.append(outcomes_of(hard))
        frame = pl.concat(frames).sort(AT)
        differences = {draft.at: draft.differences for draft in hard if draft.differences}
        new = NewFacts.of({kind_id: sifted.new for kind_id, sifted in self.sifted.items()})
        return self._told(PreviewRows(frame.select(AT, *SCHEMA), differences), new)


def _with_keys(doubt: Doubt, keys: Mapping[Place, str]) -> Doubt:
    candidates = tuple(replace(c, key=keys[c.place]) if c.place is not None else c for c in doubt.candidates)
    return replace(doubt, candidates=candidates)


def _in_order(plain: pl.DataFrame, columns: Sequence[str], fresh: Iterable[Draft]) -> pl.DataFrame:
    """Plain rows and the others as the file has them: of two that are alike, the later one is in doubt."""
    schema = {AT: pl.UInt32(), "key": pl.String(), **dict.fromkeys(columns, pl.String())}
    lines = [
        (draft.at, draft.entry.key, *(said(draft.entry.values, name) for name in columns))
        for draft in fresh
        if draft.entry is not None
    ]
    held = plain.select(AT, "key", *(name for name in columns if name in plain.columns))
    others = pl.DataFrame(lines, schema=schema, orient="row")
    return pl.concat([held.cast({AT: pl.UInt32}), others], how="diagonal").sort(AT)
