"""Keeps a file and the answers about it while people make up their minds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import partial

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.utils import timezone

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.exchange.workbook import Reading
from concertation.journeys.observation import latest_change
from concertation.journeys.permission import may, require
from concertation.journeys.workbook.confirming import (
    ImportResult,
    RowsWithFaults,
    Unanswered,
    write_preview,
)
from concertation.journeys.workbook.doubts import Answers, with_answers
from concertation.journeys.workbook.keeping import (
    forget,
    keep,
    kept_preview,
    kept_whatever_the_answers,
    preview_as_seen,
)
from concertation.journeys.workbook.kept_reading import keep_reading, kept_reading
from concertation.journeys.workbook.preview import Doubt, Preview
from concertation.journeys.workbook.preview_rows import moved_places
from concertation.journeys.workbook.previewing import preview_reading, read_import
from concertation.journeys.workbook.rights import within_rights
from concertation.store.models import WorkbookImport
from concertation.store.progress import tell_progress

# What a page that lists or shows staged files leaves in the database: up to 50 MB each.
_HEAVY = ("content",)


class RegisterMoved(ConcertationError):
    """The register changed between the preview and the decision, and rows no longer come out the same."""

    code = "register-moved"
    english = (
        "The register changed since you looked: {count} row(s) no longer come out the same. Look at the"
        " preview again, then confirm. Nothing was written."
    )
    french = (
        "Le registre a changé depuis votre consultation\u00a0: {count} ligne(s) n’ont plus le même résultat."
        " Revoyez l’aperçu, puis confirmez. Rien n’a été écrit."
    )

    def __init__(self, *, differences: Mapping[str, tuple[str, str]], **facts: object) -> None:
        self.differences = differences
        super().__init__(count=len(differences), **facts)


class ImportIsOver(ConcertationError):
    """A file that was already confirmed or abandoned."""

    code = "import-is-over"
    english = "“{filename}” was already {state}. Send the file again to start over."
    french = "«\u00a0{filename}\u00a0» a déjà été traité ({state}). Envoyez de nouveau le fichier pour recommencer."


def receive_import(*, content: bytes, filename: str, user: User | None = None) -> WorkbookImport:
    """Keeps a file that is too long to be examined at once; what cannot be read of it is told afterwards."""
    if user is not None:
        require(user, "import")
    return _kept_file(content, filename, user)


def stage_import(*, content: bytes, filename: str, user: User | None = None) -> WorkbookImport:
    """Keeps a file that can be read, with the outcome of its first preview.

    Raises ``UnreadableFile`` or one of its kinds, or ``NotAllowed``; the file is then not kept.
    """
    if user is not None:
        require(user, "import")
    reading = read_import(content, filename=filename)
    state = latest_change()
    preview = within_rights(preview_reading(reading), user)
    staged = _kept_file(content, filename, user, seen_change=state[0] if state else 0)
    keep_reading(staged, reading)
    keep(staged, preview, state)
    return staged


def _kept_file(content: bytes, filename: str, user: User | None, *, seen_change: int = 0) -> WorkbookImport:
    return WorkbookImport.objects.create(
        uploaded_by=user,
        uploaded_at=timezone.now(),
        filename=filename[:300],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        size=len(content),
        seen_change=seen_change,
    )


def staged_imports(user: User) -> list[WorkbookImport]:
    """The files a person sent, latest first; who may administer facts of others sees everybody's."""
    require(user, "import")
    found = WorkbookImport.objects.defer(*_HEAVY).select_related("uploaded_by", "change")
    return list(found if _sees_all(user) else found.filter(uploaded_by=user))


def find_staged(number: int, *, user: User) -> WorkbookImport:
    """One of them; raises ``UnknownRecord`` for the files of others, as for those that do not exist."""
    require(user, "import")
    found = WorkbookImport.objects.defer(*_HEAVY).select_related("uploaded_by", "change").filter(pk=number).first()
    if found is None or not (found.uploaded_by_id == user.pk or _sees_all(user)):
        raise UnknownRecord(kind="import", key=str(number))
    return found


def preview_staged(staged: WorkbookImport) -> Preview:
    """The outcome on the register as it is now, noted as what people have seen.

    It is computed again only when the register or the answers changed.
    """
    kept = kept_preview(staged)
    if kept is not None:
        return kept
    state = latest_change()
    preview = _previewed(staged)
    if staged.state == WorkbookImport.State.PREVIEWED:
        staged.seen_change = state[0] if state else 0
        staged.save(update_fields=["seen_change"])
    return keep(staged, preview, state)


def doubts_of(staged: WorkbookImport) -> tuple[Doubt, ...]:
    """What is in doubt, with the answers given so far; answers alone do not make the rows be compared again."""
    preview = kept_whatever_the_answers(staged) or preview_staged(staged)
    return with_answers(preview.doubts, Answers(staged.answers))


def record_answers(staged: WorkbookImport, answers: Mapping[str, str]) -> None:
    """Adds answers, by id of doubt: ``"different"``, ``"same"``, the id of a candidate, or ``"unsure"``."""
    with transaction.atomic():
        own = WorkbookImport.objects.select_for_update().defer(*_HEAVY).get(pk=staged.pk)
        _require_open(own)
        own.answers = {**own.answers, **answers}
        own.save(update_fields=["answers"])
    staged.answers = own.answers


def answer_doubts(staged: WorkbookImport, answers: Mapping[str, str]) -> Preview:
    """Adds answers, and tells what the import would do with them."""
    record_answers(staged, answers)
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
        write = partial(write_preview, reason=reason, user=user, leave_faulty_rows=leave_faulty_rows)
        result = _written(own, unanswered, write)
        own.state = WorkbookImport.State.CONFIRMED
        own.change_id = result.change_id
        own.save(update_fields=["state", "change"])
    forget(staged)
    staged.refresh_from_db(fields=["state", "change"])
    return result


def abandon_staged(staged: WorkbookImport) -> None:
    """Forgets the file; who sent it and when stay known."""
    _require_open(staged)
    staged.state = WorkbookImport.State.ABANDONED
    staged.content = b""
    staged.save(update_fields=["state", "content"])
    forget(staged)


def _written(
    staged: WorkbookImport, unanswered: Unanswered | None, write: Callable[[Preview], ImportResult]
) -> ImportResult:
    """What people have seen, where neither the register nor the answers changed since.

    What is written at once is not tried before: the database is asked row by row only when it refuses.
    """
    kept = kept_preview(staged)
    if kept is not None and (unanswered is None or not kept.open_doubts):
        return write(kept)
    if staged.seen_change != _last_change():
        _refuse_if_moved(staged, _previewed(staged))
    try:
        with transaction.atomic():
            return write(_previewed(staged, unanswered, asks=False))
    except (DatabaseError, UnknownRecord, RowsWithFaults):
        return write(_previewed(staged, unanswered))


def _previewed(staged: WorkbookImport, unanswered: Unanswered | None = None, *, asks: bool = True) -> Preview:
    """As far as the rights of who sent the file go; doubts found on the same register are not looked for again."""
    before = kept_whatever_the_answers(staged)
    found_before = None if before is None else before.doubts
    preview = preview_reading(
        _reading(staged), answers=staged.answers, unanswered=unanswered, found_before=found_before, asks=asks
    )
    return within_rights(preview, staged.uploaded_by)


def _reading(staged: WorkbookImport) -> Reading:
    tell_progress("reading")
    kept = kept_reading(staged)
    if kept is not None:
        return kept
    reading = read_import(bytes(staged.content), filename=staged.filename)
    keep_reading(staged, reading)
    return reading


def _refuse_if_moved(staged: WorkbookImport, preview: Preview) -> None:
    seen = preview_as_seen(staged)
    moved = {} if seen is None else moved_places(seen.rows, preview.rows)
    if moved:
        raise RegisterMoved(differences=moved)


def _require_open(staged: WorkbookImport) -> None:
    if staged.state != WorkbookImport.State.PREVIEWED:
        raise ImportIsOver(filename=staged.filename, state=staged.state)


def _sees_all(user: User) -> bool:
    return may(user, "see_restricted")


def _last_change() -> int:
    state = latest_change()
    return state[0] if state else 0
