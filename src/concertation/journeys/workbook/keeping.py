"""Previews kept between requests, so that turning a page of one compares nothing again, whatever the process.

A preview is written beside its file, rows and new facts as columns; a process keeps those that it showed last.
"""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

import polars as pl
from django.db import transaction

from concertation.journeys.observation import latest_change
from concertation.journeys.workbook.kept_reading import PREFIX
from concertation.journeys.workbook.kept_words import read_told, write_told
from concertation.journeys.workbook.new_facts import NewFacts, as_parquet
from concertation.journeys.workbook.preview import Preview
from concertation.journeys.workbook.preview_rows import PreviewRows
from concertation.store.models import StagedPart, WorkbookImport

# People examine a file for an hour; a process keeps what a few of them look at, some 50 MB each at most.
_MOST_KEPT = 4
_ROWS, _TOLD, _FACTS = "rows", "told", "facts:"

RegisterState = tuple[int, datetime] | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A preview, and what it was computed from: the register as of a change, and the answers."""

    preview: Preview
    state: RegisterState
    answers: Mapping[str, str]


_kept: OrderedDict[tuple[int, datetime], tuple[int | None, Kept]] = OrderedDict()
_lock = Lock()


def keep(staged: WorkbookImport, preview: Preview, state: RegisterState) -> Preview:
    """Keeps a preview of a staged file that was computed when the register stood at ``state``; gives it as kept."""
    told = write_told(preview, state=state, answers=staged.answers)
    parts = {_TOLD: told, _ROWS: as_parquet(preview.rows.frame)}
    with transaction.atomic():
        StagedPart.objects.filter(staged=staged).exclude(name__startswith=PREFIX).delete()
        for name, content in parts.items():
            StagedPart.objects.create(staged=staged, name=name, content=content)
        for kind_id in preview.frames:
            content = as_parquet(preview.frames[kind_id])
            StagedPart.objects.create(staged=staged, name=f"{_FACTS}{kind_id}", content=content)
    kept = _read(staged, told, preview.rows.frame)
    _remember(staged, kept, _mark(staged))
    return kept.preview


def kept_preview(staged: WorkbookImport) -> Preview | None:
    """The preview kept of a staged file, unless the register or the answers changed since."""
    kept = _on_this_register(staged)
    return kept.preview if kept is not None and kept.answers == staged.answers else None


def kept_whatever_the_answers(staged: WorkbookImport) -> Preview | None:
    """The same though the answers changed: what is in doubt does not depend on them."""
    kept = _on_this_register(staged)
    return None if kept is None else kept.preview


def preview_as_seen(staged: WorkbookImport) -> Preview | None:
    """What people saw last, whatever changed since."""
    kept = _recall(staged)
    return None if kept is None else kept.preview


def forget(staged: WorkbookImport) -> None:
    """Lets go of what was kept of a file that is over."""
    StagedPart.objects.filter(staged=staged).delete()
    with _lock:
        _kept.pop(_name(staged), None)


def _on_this_register(staged: WorkbookImport) -> Kept | None:
    kept, state = _recall(staged), latest_change()
    return kept if kept is not None and kept.state == state else None


def _recall(staged: WorkbookImport) -> Kept | None:
    """From this process while no other kept a later one, else from the database."""
    mark = _mark(staged)
    with _lock:
        marked = _kept.get(_name(staged))
    if mark is None or (marked is not None and marked[0] == mark):
        return None if mark is None or marked is None else marked[1]
    kept = _read(staged, _part(staged, _TOLD), pl.read_parquet(io.BytesIO(_part(staged, _ROWS))))
    _remember(staged, kept, mark)
    return kept


def _read(staged: WorkbookImport, told: bytes, rows: pl.DataFrame) -> Kept:
    words = read_told(told)
    number = staged.pk
    preview = Preview(
        filename=words.filename,
        sha256=words.sha256,
        rows=PreviewRows(rows, words.differences),
        faults=words.faults,
        warnings=words.warnings,
        doubts=words.doubts,
        planned=words.planned,
        frames=NewFacts(words.new, lambda kind_id: _content(number, f"{_FACTS}{kind_id}")),
    )
    return Kept(preview, words.state, words.answers)


def _remember(staged: WorkbookImport, kept: Kept, mark: int | None) -> None:
    with _lock:
        _kept[_name(staged)] = (mark, kept)
        _kept.move_to_end(_name(staged))
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)


def _mark(staged: WorkbookImport) -> int | None:
    """What tells one preview of a file from the next: the number under which it is kept."""
    return StagedPart.objects.filter(staged_id=staged.pk, name=_TOLD).values_list("pk", flat=True).first()


def _part(staged: WorkbookImport, name: str) -> bytes:
    return _content(staged.pk, name)


def _content(number: int, name: str) -> bytes:
    return bytes(StagedPart.objects.filter(staged_id=number, name=name).values_list("content", flat=True).get())


def _name(staged: WorkbookImport) -> tuple[int, datetime]:
    return staged.pk, staged.uploaded_at
