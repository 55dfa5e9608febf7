"""What importing a file would do, told before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from concertation.exchange.sources import read_source
from concertation.exchange.workbook import ColumnRows, Reading
from concertation.journeys.likeness import Pair
from concertation.journeys.matching import pairs_told_apart
from concertation.journeys.workbook.bulk import BulkComparison
from concertation.journeys.workbook.comparison import Comparison
from concertation.journeys.workbook.doubts import Answers
from concertation.journeys.workbook.preview import Doubt, Preview


def preview_workbook(source: Path | bytes, *, filename: str = "", answers: Mapping[str, str] | None = None) -> Preview:
    """What importing a file of any known format would do; nothing is written.

    Raises ``UnreadableFile`` or one of its kinds.
    """
    return preview_reading(read_import(source, filename=filename), answers=answers)


def read_import(source: Path | bytes, *, filename: str = "") -> Reading:
    """The rows of a file, recognised by what it holds."""
    return read_source(source, filename=filename)


def preview_reading(
    reading: Reading,
    *,
    answers: Mapping[str, str] | None = None,
    unanswered: str | None = None,
    apart: Collection[Pair] | None = None,
    found_before: Sequence[Doubt] | None = None,
    asks: bool = True,
) -> Preview:
    """What importing these rows would do. ``unanswered`` takes the doubts that ``answers`` leaves open as
    "proposed" or as "different"; pairs of keys that a person told ``apart`` (all of them by default) are not asked
    again, and the doubts ``found_before`` on the same register are not looked for again in a large file. With
    ``asks=False`` the database is not asked what it would refuse: for those who write at once.
    """
    told = pairs_told_apart() if apart is None else apart
    given = Answers(answers or {}, unanswered)
    comparison = (
        BulkComparison(reading, given, told, asks, found_before=found_before)
        if isinstance(reading.rows, ColumnRows)
        else Comparison(reading, given, told, asks)
    )
    comparison.run()
    return comparison.preview()
