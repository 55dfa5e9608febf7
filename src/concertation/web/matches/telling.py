"""What a merge comes to, in words: what is kept, what moves, what becomes one, what goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from concertation.core.facts import fact_kind
from concertation.journeys.merging import ComparedColumn, Fold, MergePlan
from concertation.journeys.permission import Person
from concertation.journeys.records import Record, Records
from concertation.journeys.retrieval import retrieve
from concertation.web.editing.removal import Lot, lots_of
from concertation.web.matches.side_by_side import visible_kinds, words_of
from concertation.web.wording import label_of, plain_name, reader_language

# Facts that become one, told one by one; beyond these they are counted.
_TOLD = 40
_WHERE_FROM = ("source_id", "locator", "note")


@dataclass(frozen=True, slots=True)
class KeptColumn:
    """A column of the two records: what each says, which is kept, what becomes of the other."""

    name: str
    label: str
    kept: str
    absorbed: str
    side: str
    is_conflict: bool
    becomes: str


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a fact that stays: what it said, what it will say, and what is kept beside as a statement."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FoldInWords:
    """Facts that become one: what it is called, how many there were, what changes, what stays beside."""

    kind: str
    name: str
    count: int
    changes: tuple[Part, ...]
    beside: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class MergeInWords:
    """The whole of a plan as a page tells it."""

    columns: tuple[KeptColumn, ...]
    moved: tuple[Lot, ...]
    folds: tuple[FoldInWords, ...]
    untold: int
    within: tuple[Lot, ...]

    @property
    def conflicts(self) -> int:
        """How many columns say two things."""
        return sum(column.is_conflict for column in self.columns)


def merge_in_words(plan: MergePlan, user: Person) -> MergeInWords:
    """The plan as far as the person may see its facts; the others move all the same."""
    kinds = visible_kinds([*plan.moved, *plan.folds, *plan.within], user, plan.kept["key"])
    folds = [fold for kind_id, own in plan.folds.items() if kind_id in kinds for fold in own]
    records = _records(folds[:_TOLD])
    return MergeInWords(
        columns=tuple(map(_kept_column, plan.compared)),
        moved=lots_of({kind_id: own.keys() for kind_id, own in plan.moved.items() if kind_id in kinds}),
        folds=tuple(_fold_in_words(fold, records) for fold in folds[:_TOLD]),
        untold=max(0, len(folds) - _TOLD),
        within=lots_of({k: {row["id"] for row in rows} for k, rows in plan.within.items() if k in kinds}),
    )


def _kept_column(one: ComparedColumn) -> KeptColumn:
    return KeptColumn(
        name=one.column.name,
        label=one.column.label.in_language(reader_language()),
        kept=words_of(one.column, one.kept),
        absorbed=words_of(one.column, one.absorbed),
        side=one.side,
        is_conflict=one.is_conflict,
        becomes=one.becomes,
    )


def _records(folds: Sequence[Fold]) -> Records:
    numbers: dict[str, list[int]] = {}
    for fold in folds:
        numbers.setdefault(fold.kind.id, []).append(fold.survivor["id"])
    return retrieve({kind_id: Q(id__in=own) for kind_id, own in numbers.items()})


def _fold_in_words(fold: Fold, records: Records) -> FoldInWords:
    record = records.get(fold.kind.id, fold.survivor["id"])
    columns = {column.name: column for column in fold.kind.columns}
    changes = [columns[name] for name in fold.changes if name in columns and name not in _WHERE_FROM]
    slots = {column.slot: column for column in fold.kind.columns}
    language = reader_language()
    return FoldInWords(
        kind=fact_kind(fold.kind.id).label.in_language(language),
        name=_called(record) if record is not None else fold.survivor["key"],
        count=len(fold.folded) + 1,
        changes=tuple(
            Part(c.label.in_language(language), words_of(c, _before(fold, c.name)), words_of(c, fold.changes[c.name]))
            for c in changes
        ),
        beside=tuple(
            Part(slots[said.column].label.in_language(language), words_of(slots[said.column], said.value), "")
            for said in fold.disagreements
        ),
    )


def _before(fold: Fold, name: str) -> object:
    survivor: Mapping[str, object] = fold.survivor
    return survivor[name]


def _called(record: Record) -> str:
    """Its name, and the partnership, meeting or agreement that it belongs to."""
    parent = record.fact.parent
    owner = record[parent.name] if parent is not None else None
    if owner is None or owner.fact.id == "organisation":
        return label_of(record)
    return f"{label_of(record)} – {plain_name(owner) or label_of(owner)}"
