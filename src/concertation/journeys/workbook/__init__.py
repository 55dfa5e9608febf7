"""From a coordinator's workbook to the register, and back.

A file comes in three steps, and nothing is written before the last::

    preview = preview_workbook(path)    # a workbook of facts, or a list of places, in XLSX or CSV
    preview.counts                      # {"new": 12, "same": 40, "changed": 3, "doubtful": 1, "faulty": 0}
    preview.sheets                      # the same by sheet and kind of fact
    preview.rows                        # each row: place, key, name, outcome, differences (before → after)
    preview.faults, preview.warnings    # each .in_language("fr"), .place.sheet / .row / .column, .found
    preview.doubts                      # what a person must answer: candidates with reasons, a proposal
    confirm_import(path, reason="…", user=user, answers={doubt.id: "different"})

The answer to a doubt is ``"different"``, ``"same"`` (the first candidate) or the ``id`` of a candidate.

For the pages, the file and the answers are kept between requests::

    staged = stage_import(content=data, filename="…", user=user)    # a WorkbookImport, "previewed"
    preview = preview_staged(staged)                                # computed on the register of now
    preview = answer_doubts(staged, {doubt.id: "same"})             # adds to the answers kept
    record_answers(staged, {doubt.id: "unsure"})                    # the same without comparing again …
    doubts_of(staged)                                               # … to go from one doubt to the next
    result = confirm_staged(staged, user=user, reason="…")          # "confirmed", with staged.change
    abandon_staged(staged)                                          # "abandoned", the file is forgotten
    staged_imports(user), find_staged(number, user=user)            # one's own; a steward's are everybody's

Confirming raises ``UnansweredDoubts`` unless every doubt is answered, or ``unanswered="proposed"`` (or
``"different"``) says how to take the rest; ``RowsWithFaults`` unless there is no fault, or
``leave_faulty_rows=True``; and for a staged file ``RegisterMoved`` (with ``.differences``) when the register
changed since the preview and rows no longer come out the same: look at the preview again, then confirm.
One change, one transaction: all or nothing.

``write_template(target, language="fr")`` writes the empty workbook, ``export_workbook(target, language="fr")``
the register in the same layout: imported again, it changes nothing.

Every error is a ``ConcertationError``; a file that cannot be read raises ``UnreadableFile`` or one of its kinds.
A ``user`` needs the deed "import"; ``user=None`` is the person at the command line.
"""

from concertation.exchange.unreadable_file import UnreadableFile
from concertation.exchange.workbook import write_faults_csv, write_faults_xlsx, write_template
from concertation.journeys.workbook.confirming import (
    ImportResult,
    RowsWithFaults,
    UnansweredDoubts,
    confirm_import,
)
from concertation.journeys.workbook.contents import RowContents, contents_of
from concertation.journeys.workbook.exporting import export_workbook
from concertation.journeys.workbook.preview import (
    DIFFERENT,
    UNSURE,
    Candidate,
    CardLine,
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
    doubts_of,
    find_staged,
    preview_staged,
    receive_import,
    record_answers,
    stage_import,
    staged_imports,
)

__all__ = [
    "DIFFERENT",
    "UNSURE",
    "Candidate",
    "CardLine",
    "Difference",
    "Doubt",
    "ImportIsOver",
    "ImportResult",
    "Outcome",
    "Preview",
    "PreviewRow",
    "RegisterMoved",
    "RowContents",
    "RowsWithFaults",
    "SheetCounts",
    "UnansweredDoubts",
    "UnreadableFile",
    "abandon_staged",
    "answer_doubts",
    "confirm_import",
    "confirm_staged",
    "contents_of",
    "doubts_of",
    "export_workbook",
    "find_staged",
    "preview_staged",
    "preview_workbook",
    "receive_import",
    "record_answers",
    "stage_import",
    "staged_imports",
    "write_faults_csv",
    "write_faults_xlsx",
    "write_template",
]
