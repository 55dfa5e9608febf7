"""What every reader of tables answers with: sheets, rows and cells, within limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

# A register of 5,000 partnerships exports to about 12 MB; a coordinator's workbook to less than 1 MB.
MAXIMUM_FILE_SIZE = 50 * 1024 * 1024
# Rows of all sheets together: as many as a file of the largest size usually holds.
MAXIMUM_ROWS = 600_000
# Columns read in a sheet; the widest kind of fact has fewer than thirty.
MAXIMUM_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class UncomputedFormula:
    """A cell whose formula was saved without its result."""


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error of the spreadsheet, such as ``#REF!``."""

    code: str


Cell = str | int | float | bool | date | datetime | time | timedelta | UncomputedFormula | CellError | None


@dataclass(frozen=True, slots=True)
class MergedCells:
    """Cells that the spreadsheet shows as one: rows as it numbers them, columns from nought."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its rows with the numbers that the spreadsheet shows; empty rows are left out."""

    name: str
    rows: Sequence[tuple[int, tuple[Cell, ...]]]
    merged: tuple[MergedCells, ...] = ()


@dataclass(frozen=True, slots=True)
class TableFile:
    """All the sheets of a file, and its fingerprint."""

    filename: str
    sha256: str
    tables: tuple[Table, ...]
