"""Writes what a preview showed: one change, one transaction, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl
from django.contrib.auth.models import User
from django.utils import timezone

from concertation.core.errors import ConcertationError
from concertation.journeys.permission import require, require_writing
from concertation.journeys.workbook.new_facts import NewFacts, without_marks
from concertation.journeys.workbook.preview import Outcome, PlannedFact, Preview
from concertation.journeys.workbook.previewing import preview_reading, read_import
from concertation.journeys.workbook.rights import within_rights, writings_of
from concertation.journeys.workbook.trial import write_planned
from concertation.store.history import recording
from concertation.store.models import Change, Source

Unanswered = Literal["proposed", "different"]
_TITLE_LENGTH = 300


class UnansweredDoubts(ConcertationError):
    """Rows that look like something known and that nobody has settled."""

    code = "unanswered-doubts"
    english = (
        "{count} row(s) look like something known. Say for each whether it is the same or different."
        " Nothing was written."
    )
    french = (
        "{count} ligne(s) ressemblent à quelque chose de connu. Dites pour chacune s’il s’agit du même ou"
        " non."
        " Rien n’a été écrit."
    )


class RowsWithFaults(ConcertationError):
    """Rows that cannot be written as they are."""

    code = "rows-with-faults"
    english = (
        "{count} fault(s) remain. Correct them in the file and send it again, or choose to leave these"
        " rows out."
        " Nothing was written."
    )
    french = (
        "Il reste {count} anomalie(s). Corrigez-les dans le fichier et renvoyez-le, ou choisissez de laisser"
        " ces lignes de côté. Rien n’a été écrit."
    )


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was written: the change (absent when there was nothing to write) and the rows by outcome."""

    change_id: int | None
    counts: Mapping[Outcome, int]
    written: int
    left_out: int


def confirm_import(
    source: Path | bytes,
    *,
    filename: str = "",
    reason: str = "",
    user: User | None = None,
    answers: Mapping[str, str] | None = None,
    unanswered: Unanswered | None = None,
    leave_faulty_rows: bool = False,
) -> ImportResult:
    """Reads, compares and writes a file at once, for those who have seen its preview.

    Raises ``UnreadableFile``, ``UnansweredDoubts``, ``RowsWithFaults`` or ``NotAllowed``; nothing is then
    written.
    """
    if user is not None:
        require(user, "import")
    reading = read_import(source, filename=filename)
    preview = within_rights(preview_reading(reading, answers=answers, unanswered=unanswered), user)
    return write_preview(preview, reason=reason, user=user, leave_faulty_rows=leave_faulty_rows)


def write_preview(preview: Preview, *, reason: str, user: User | None, leave_faulty_rows: bool = False) -> ImportResult:
    """Writes what the preview plans, with the file itself as the source of facts that name none."""
    if preview.open_doubts:
        raise UnansweredDoubts(count=len(preview.open_doubts))
    if preview.faults and not leave_faulty_rows:
        raise RowsWithFaults(count=len(preview.faults))
    if user is not None:
        require_writing(user, writings_of(preview, user))
    left_out = preview.counts["faulty"]
    if preview.changes_nothing:
        return ImportResult(change_id=None, counts=preview.counts, written=0, left_out=left_out)
    with recording(kind="imported", reason=reason or preview.filename, user=user) as change:
        source = _file_as_source(preview, change)
        write_planned(_frames_with_source(preview.frames, source.key), _facts_with_source(preview.planned, source.key))
    written = sum(preview.to_write.values())
    return ImportResult(change_id=change.pk, counts=preview.counts, written=written, left_out=left_out)


def _file_as_source(preview: Preview, change: Change) -> Source:
    """The same file sent twice is one source."""
    title = preview.filename[:_TITLE_LENGTH] or preview.sha256
    source = Source.objects.filter(key=f"workbook-{preview.sha256[:16]}").first()
    return source or Source.objects.create(
        key=f"workbook-{preview.sha256[:16]}",
        kind="workbook",
        title_en=title,
        title_fr=title,
        sha256=preview.sha256,
        retrieved_on=_day(change),
    )


def _day(change: Change) -> date:
    return timezone.localdate(change.made_at)


def _facts_with_source(planned: Sequence[PlannedFact], source_key: str) -> list[PlannedFact]:
    return [_with_source(fact, source_key) for fact in planned]


def _with_source(fact: PlannedFact, source_key: str) -> PlannedFact:
    if not fact.is_new or fact.kind_id == "source" or "source" in fact.values:
        return fact
    values = {**fact.values, "source": source_key}
    return PlannedFact(fact.kind_id, fact.key, fact.place, values, is_new=True)


def _frames_with_source(frames: NewFacts, source_key: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """One kind at a time, so that no more than one is in memory."""
    for kind_id in frames:
        frame = without_marks(frames[kind_id])
        if kind_id != "source":
            given = [pl.col("source")] if "source" in frame.columns else []
            frame = frame.with_columns(pl.coalesce(*given, pl.lit(source_key)).alias("source"))
        yield kind_id, frame
