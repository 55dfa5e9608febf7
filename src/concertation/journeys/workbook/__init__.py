"""From a coordinator's workbook to the register, and back.

A workbook comes in three steps, and nothing is written before the last::

    preview = preview_workbook(path)        # or a list of places, in CSV or XLSX
    preview.counts                                         # {"new": 12, "same": 40, "changed": 3, …}
    preview.sheets                                         # the same by sheet
    preview.faults, preview.warnings                       # each .in_language("fr"), .place.sheet/.row/.column
    preview.doubts                                         # what a person must answer, with reasons
    result = confirm_import(path, reason="…", user=user, answers={doubt.id: "same" | candidate.id | "different"})

For the pages, the file and the answers are kept between requests::

    staged = stage_import(content=bytes, filename="…", user=user)     # WorkbookImport, state "previewed"
    preview = preview_staged(staged)                                  # computed again on the register of now
    answer_doubts(staged, {doubt.id: …})                              # adds to the answers kept
    result = confirm_staged(staged, user=user, reason="…")            # state "confirmed", staged.change
    abandon_staged(staged)                                            # state "abandoned", the file is forgotten

``confirm_…`` raises ``UnansweredDoubts`` unless every doubt is answered or ``unanswered="proposed"`` (or "different")
says how to take the rest; ``RowsWithFaults`` unless there is no fault or ``leave_faulty_rows=True``; and, for a
staged file, ``RegisterMoved`` (with ``.differences``) when the register changed since the preview was seen and the
outcome is no longer the same: look at the preview again, then confirm. One transaction: all or nothing.

``write_template(target, language="fr")`` writes the empty workbook; ``export_workbook(target, language=…)`` the
register in the same layout: imported again, it changes nothing.

Every error is a ``ConcertationError``: a file that cannot be read raises ``UnreadableFile`` or one of its kinds.
A person is asked for the deed "import" when ``user`` is given; ``user=None`` is the person at the command line.
"""

from concertation.exchange.table_file import UnreadableFile
from concertation.exchange.workbook import write_template
from concertation.journeys.workbook.confirming import (
    ImportResult,
    RowsWithFaults,
    UnansweredDoubts,
    confirm_import,
)
from concertation.journeys.workbook.exporting import export_workbook
from concertation.journeys.workbook.preview import (
    Candidate,
    Difference,
    Doubt,
    Outcome,
    Preview,
    PreviewRow,
    SheetCounts,
)
from concertation.journeys.workbook.previewing import preview_workbook
from concertation.journeys.workbook.staging import (
    ImportIsOver,
    RegisterMoved,
    abandon_staged,
    answer_doubts,
    confirm_staged,
    preview_staged,
    stage_import,
)

__all__ = [
    "Candidate",
    "Difference",
    "Doubt",
    "ImportIsOver",
    "ImportResult",
    "Outcome",
    "Preview",
    "PreviewRow",
    "RegisterMoved",
    "RowsWithFaults",
    "SheetCounts",
    "UnansweredDoubts",
    "UnreadableFile",
    "abandon_staged",
    "answer_doubts",
    "confirm_import",
    "confirm_staged",
    "export_workbook",
    "preview_staged",
    "preview_workbook",
    "stage_import",
    "write_template",
]
