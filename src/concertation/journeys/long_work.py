"""What imports and their undoing do beside the pages, when they are long."""

from __future__ import annotations

from django.contrib.auth.models import User

from concertation.core.text import Text
from concertation.core.typology.wording import written
from concertation.journeys.background import Outcome, start_work
from concertation.journeys.undoing import undo_change
from concertation.journeys.workbook.keeping import kept_preview
from concertation.journeys.workbook.staging import confirm_staged, preview_staged
from concertation.store.models import Work, WorkbookImport
from concertation.store.reversal import count_versions

# Bytes of a file, and versions of a change, that take longer than people wait for a page: some 10,000 rows.
LONG_FILE = 1_000_000
LONG_CHANGE = 10_000


def is_long(staged: WorkbookImport) -> bool:
    """Whether the file is too long to be examined while somebody waits for a page."""
    return staged.size > LONG_FILE


def work_before_pages(staged: WorkbookImport, *, user: User, language: str) -> Work | None:
    """The work that has to end before the pages of a file can be shown; nothing when they can."""
    under_way = _under_way(staged)
    if under_way is not None:
        return under_way
    if not is_long(staged) or kept_preview(staged) is not None:
        return None
    return start_work(
        "preview_import", user=user, subject=staged.filename, arguments={"import": staged.pk}, language=language
    )


def confirm_beside(staged: WorkbookImport, *, user: User, reason: str, leave_faulty_rows: bool, language: str) -> Work:
    """Has the file written by whoever works beside the pages."""
    arguments = {"import": staged.pk, "reason": reason, "leave_faulty_rows": leave_faulty_rows}
    return start_work("confirm_import", user=user, subject=staged.filename, arguments=arguments, language=language)


def is_long_change(change: int) -> bool:
    """Whether a change touched so many facts that taking it back is work of its own."""
    return count_versions(change, most=LONG_CHANGE) >= LONG_CHANGE


def undo_beside(change: int, *, user: User, subject: str, language: str) -> Work | None:
    """Has a large change taken back beside the pages; nothing for a small one, which takes no time."""
    if not is_long_change(change):
        return None
    return start_work("undo_change", user=user, subject=subject, arguments={"change": change}, language=language)


def examine_file(work: Work) -> Outcome:
    """Reads a file and compares it with the register; the preview is kept for the pages."""
    staged = WorkbookImport.objects.get(pk=work.arguments["import"])
    preview = preview_staged(staged)
    count = len(preview.rows)
    return Outcome(
        Text(en=f"{count:,} rows were examined.", fr=f"{written(count, 'fr')} lignes ont été examinées."),
        "import-preview",
        (staged.pk,),
    )


def write_file(work: Work) -> Outcome:
    """Confirms a file."""
    staged = WorkbookImport.objects.get(pk=work.arguments["import"])
    result = confirm_staged(
        staged,
        user=work.asked_by,
        reason=work.arguments["reason"],
        leave_faulty_rows=work.arguments["leave_faulty_rows"],
    )
    told = Text(
        en=f"{result.written:,} facts were written, as one change.",
        fr=f"{written(result.written, 'fr')} faits ont été inscrits, en une seule modification.",
    )
    query = {"left_out": str(result.left_out)} if result.left_out else {}
    return Outcome(told, "import-result", (staged.pk,), query)


def take_back(work: Work) -> Outcome:
    """Undoes a change."""
    assert work.asked_by is not None
    undone = undo_change(work.arguments["change"], user=work.asked_by)
    told = Text(
        en=f"Undone: {undone.facts:,} facts are as before.",
        fr=f"Annulé\u00a0: {written(undone.facts, 'fr')} faits sont comme avant.",
    )
    return Outcome(told, "change", (undone.change_id,))


def _under_way(staged: WorkbookImport) -> Work | None:
    states = (Work.State.WAITING, Work.State.RUNNING)
    found = Work.objects.filter(kind__in=("preview_import", "confirm_import"), state__in=states)
    return found.filter(arguments__import=staged.pk).first()
