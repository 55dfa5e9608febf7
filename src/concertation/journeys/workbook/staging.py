"""Keeps a file and the answers about it while people make up their minds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from concertation.core.errors import ConcertationError
from concertation.exchange.workbook import Reading
from concertation.journeys.permission import require
from concertation.journeys.workbook.confirming import (
    ImportResult,
    Unanswered,
    write_preview,
)
from concertation.journeys.workbook.preview import Preview
from concertation.journeys.workbook.previewing import preview_reading, read_import
from concertation.store.models import Change, WorkbookImport


class RegisterMoved(ConcertationError):
    """The register changed between the preview and the decision, and rows no longer come out the same."""

    code = "register-moved"
    english = (
        "The register changed since you looked: {count} row(s) no longer come out the same. Look at the"
        " preview"
        " again, then confirm. Nothing was written."
    )
    french = (
        "Le registre a changé depuis votre consultation : {count} ligne(s) n’ont plus le même résultat."
        " Revoyez"
        " l’aperçu, puis confirmez. Rien n’a été écrit."
    )

    def __init__(self, *, differences: Mapping[str, tuple[str, str]], **facts: object) -> None:
        self.differences = differences
        super().__init__(count=len(differences), **facts)


class ImportIsOver(ConcertationError):
    """A file that was already confirmed or abandoned."""

    code = "import-is-over"
    english = "“{filename}” was already {state}. Send the file again to start over."
    french = "« {filename} » a déjà été traité ({state}). Envoyez de nouveau le fichier pour recommencer."


def stage_import(*, content: bytes, filename: str, user: User | None = None) -> WorkbookImport:
    """Keeps a file that can be read, with the outcome of its first preview.

    Raises ``UnreadableFile`` or one of its kinds, or ``NotAllowed``; the file is then not kept.
    """
    if user is not None:
        require(user, "import")
    reading = read_import(content, filename=filename)
    staged = WorkbookImport(
        uploaded_by=user,
        uploaded_at=timezone.now(),
        filename=filename[:300],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )
    _note(staged, preview_reading(reading))
    return staged


def preview_staged(staged: WorkbookImport) -> Preview:
    """The outcome on the register as it is now, noted as what people have seen."""
    preview = preview_reading(_reading(staged), answers=staged.answers)
    if staged.state == WorkbookImport.State.PREVIEWED:
        _note(staged, preview)
    return preview


def answer_doubts(staged: WorkbookImport, answers: Mapping[str, str]) -> Preview:
    """Adds answers, by id of doubt: ``"different"``, ``"same"`` or the id of a candidate."""
    _require_open(staged)
    staged.answers = {**staged.answers, **answers}
    staged.save(update_fields=["answers"])
    return preview_staged(staged)


def confirm_staged(
    staged: WorkbookImport,
    *,
    user: User | None = None,
    reason: str = "",
    unanswered: Unanswered | None = None,
    leave_faulty_rows: bool = False,
) -> ImportResult:
    """Writes the file as its preview told, in one transaction.

    Raises ``RegisterMoved`` when the outcome is no longer what people have seen, ``ImportIsOver``, and what
    ``confirm_import`` raises; nothing is then written.
    """
    if user is not None:
        require(user, "import")
    with transaction.atomic():
        own = WorkbookImport.objects.select_for_update().get(pk=staged.pk)
        _require_open(own)
        reading = _reading(own)
        if own.seen_change != _last_change():
            _refuse_if_moved(own, preview_reading(reading, answers=own.answers))
        preview = preview_reading(reading, answers=own.answers, unanswered=unanswered)
        result = write_preview(preview, reason=reason, user=user, leave_faulty_rows=leave_faulty_rows)
        own.state = WorkbookImport.State.CONFIRMED
        own.change_id = result.change_id
        own.save(update_fields=["state", "change"])
    staged.refresh_from_db()
    return result


def abandon_staged(staged: WorkbookImport) -> None:
    """Forgets the file; who sent it and when stay known."""
    _require_open(staged)
    staged.state = WorkbookImport.State.ABANDONED
    staged.content = b""
    staged.save(update_fields=["state", "content"])


def _reading(staged: WorkbookImport) -> Reading:
    return read_import(bytes(staged.content), filename=staged.filename)


def _note(staged: WorkbookImport, preview: Preview) -> None:
    staged.seen_change = _last_change()
    staged.seen_outcomes = preview.outcomes
    staged.save()


def _refuse_if_moved(staged: WorkbookImport, preview: Preview) -> None:
    seen: dict[str, Any] = staged.seen_outcomes
    now = preview.outcomes
    moved = {
        place: (seen.get(place, ""), now.get(place, "")) for place in {*seen, *now} if seen.get(place) != now.get(place)
    }
    if moved:
        raise RegisterMoved(differences=moved)


def _require_open(staged: WorkbookImport) -> None:
    if staged.state != WorkbookImport.State.PREVIEWED:
        raise ImportIsOver(filename=staged.filename, state=staged.state)


def _last_change() -> int:
    return Change.objects.order_by("-id").values_list("id", flat=True).first() or 0
