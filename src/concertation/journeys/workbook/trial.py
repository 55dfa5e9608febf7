"""Asks the database whether it would accept facts, and takes everything back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import polars as pl
from django.db import DatabaseError, transaction

from concertation.core.errors import UnknownRecord
from concertation.core.facts import all_kinds
from concertation.core.text import Text
from concertation.journeys.refusal import explain_refusal
from concertation.journeys.workbook.preview import PlannedFact
from concertation.store.history import recording
from concertation.store.loading import FramesByKind, insert_facts, insert_frames
from concertation.store.search import leave_index_alone
from concertation.store.updating import update_facts

Refusal = tuple[PlannedFact, Text]

_NO_SUCH_RECORD = Text(
    en="what it refers to was refused. Correct that row first.",
    fr="ce à quoi elle renvoie a été refusé. Corrigez d’abord cette ligne.",
)


def write_facts(planned: Sequence[PlannedFact]) -> None:
    """Writes the facts in the open change: the new ones, then the corrections."""
    insert_facts(_by_kind(fact for fact in planned if fact.is_new))
    update_facts(_by_kind(fact for fact in planned if not fact.is_new))


def write_planned(frames: Iterable[tuple[str, pl.DataFrame]], planned: Sequence[PlannedFact]) -> None:
    """Writes facts kept as columns and facts planned one by one, in the open change: a kind after those it rests on."""
    kept = dict(frames)
    for kind in all_kinds():
        if kind.id in kept:
            insert_frames({kind.id: kept.pop(kind.id)})
        insert_facts(_by_kind(fact for fact in planned if fact.is_new and fact.kind_id == kind.id))
    update_facts(_by_kind(fact for fact in planned if not fact.is_new))


def try_frames(
    frames: FramesByKind, planned: Sequence[PlannedFact]
) -> tuple[dict[str, dict[str, Text]], list[Refusal]]:
    """The same of facts kept as columns, by kind and key, and of those planned beside them."""
    refused: dict[str, dict[str, Text]] = {}
    beside: list[Refusal] = []
    with transaction.atomic():
        leave_index_alone()
        with recording(kind="trial", reason=""):
            if _refusal_of(lambda: _write_all(frames, planned)) is not None:
                beside = _try_each(frames, planned, refused)
        transaction.set_rollback(True)
    return refused, beside


def _write_all(frames: FramesByKind, planned: Sequence[PlannedFact]) -> None:
    for kind in all_kinds():
        insert_frames({kind.id: frames[kind.id]} if kind.id in frames else {}, with_versions=False)
        insert_facts(_by_kind(f for f in planned if f.is_new and f.kind_id == kind.id))
    update_facts(_by_kind(fact for fact in planned if not fact.is_new))


def _try_each(
    frames: FramesByKind, planned: Sequence[PlannedFact], refused: dict[str, dict[str, Text]]
) -> list[Refusal]:
    beside: list[Refusal] = []
    for kind in all_kinds():
        if kind.id in frames:
            own = _refused_keys(kind.id, frames[kind.id])
            if own:
                refused[kind.id] = own
        beside += _try_kind([f for f in planned if f.is_new and f.kind_id == kind.id])
    for kind in all_kinds():
        beside += _try_kind([f for f in planned if not f.is_new and f.kind_id == kind.id])
    return beside


def _refused_keys(kind_id: str, frame: pl.DataFrame) -> dict[str, Text]:
    """Halves of what is refused are tried in turn, down to the row; what is accepted stays for the rest to rest on."""
    reason = _refusal_of(lambda: insert_frames({kind_id: frame}, with_versions=False))
    if reason is None:
        return {}
    if len(frame) == 1:
        return {frame["key"][0]: reason}
    half = len(frame) // 2
    return _refused_keys(kind_id, frame[:half]) | _refused_keys(kind_id, frame[half:])


def _try_kind(facts: Sequence[PlannedFact]) -> list[Refusal]:
    if not facts or _refusal(facts) is None:
        return []
    return [(fact, reason) for fact in facts if (reason := _refusal([fact])) is not None]


def _refusal_of(write: Callable[[], object]) -> Text | None:
    try:
        with transaction.atomic():
            write()
    except UnknownRecord:
        return _NO_SUCH_RECORD
    except DatabaseError as error:
        return explain_refusal(str(error)).in_file
    return None


def try_facts(planned: Sequence[PlannedFact]) -> list[Refusal]:
    """The facts that the database refuses, each with the reason in words. Nothing stays written."""
    if not planned:
        return []
    refused: list[Refusal] = []
    with transaction.atomic():
        with recording(kind="trial", reason=""):
            try:
                with transaction.atomic():
                    write_facts(planned)
            except (DatabaseError, UnknownRecord):
                refused = _try_each({}, planned, {})
        transaction.set_rollback(True)
    return refused


def _refusal(facts: Sequence[PlannedFact]) -> Text | None:
    try:
        with transaction.atomic():
            write_facts(facts)
    except UnknownRecord:
        points_at_itself = any(fact.key in fact.values.values() for fact in facts)
        return explain_refusal("itself").in_file if points_at_itself else _NO_SUCH_RECORD
    except DatabaseError as error:
        return explain_refusal(str(error)).in_file
    return None


def _by_kind(facts: Iterable[PlannedFact]) -> dict[str, dict[str, Mapping[str, object]]]:
    found: dict[str, dict[str, Mapping[str, object]]] = {}
    for fact in facts:
        found.setdefault(fact.kind_id, {})[fact.key] = fact.values
    return found
