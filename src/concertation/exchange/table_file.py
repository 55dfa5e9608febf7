"""Tables from files that strangers made: CSV and XLSX, opened with limits, never trusted.

``read_tables`` answers with every sheet as rows of plain values, or raises one of the errors below, each a
sentence that says what to do. Nothing else escapes, whatever the file holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import ClassVar

from concertation.core.errors import ConcertationError

# A register of 5,000 partnerships exports to about 12 MB; a coordinator's workbook to less than 1 MB.
MAXIMUM_FILE_SIZE = 50 * 1024 * 1024
# Rows of all sheets together; more is a data set for a bulk path, not a workbook that a person reads.
MAXIMUM_ROWS = 200_000
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
class Table:
    """One sheet: its rows with the numbers that the spreadsheet shows; empty rows are left out."""

    name: str
    rows: Sequence[tuple[int, tuple[Cell, ...]]]


@dataclass(frozen=True, slots=True)
class TableFile:
    """All the sheets of a file, and its fingerprint."""

    filename: str
    sha256: str
    tables: tuple[Table, ...]


class UnreadableFile(ConcertationError):
    """A file that cannot be read as tables."""

    code = "unreadable-file"
    english = (
        "“{filename}” is not a workbook that Concertation can read. Save it as an Excel workbook (.xlsx) or"
        " as CSV, and send it again. Nothing was written."
    )
    french = (
        "« {filename} » n’est pas un classeur que Concertation sait lire. Enregistrez-le comme classeur Excel"
        " (.xlsx) ou en CSV, puis envoyez-le de nouveau. Rien n’a été écrit."
    )


class DamagedFile(UnreadableFile):
    """A workbook that is cut short or broken inside."""

    code = "damaged-file"
    english = (
        "“{filename}” is damaged or incomplete. Open it in your spreadsheet program, save it again as .xlsx,"
        " and send the new file. Nothing was written."
    )
    french = (
        "« {filename} » est endommagé ou incomplet. Ouvrez-le dans votre tableur, enregistrez-le de nouveau"
        " en .xlsx, puis envoyez ce nouveau fichier. Rien n’a été écrit."
    )


class FileTooLarge(UnreadableFile):
    """A file over the limit before it is opened."""

    code = "file-too-large"
    english = (
        "“{filename}” is too large ({megabytes} MB; the limit is {limit} MB). Split it, or take the pictures"
        " out. Nothing was written."
    )
    french = (
        "« {filename} » est trop volumineux ({megabytes} Mo; la limite est de {limit} Mo). Divisez-le, ou"
        " retirez-en les images. Rien n’a été écrit."
    )


class FileTooLargeOnceOpened(UnreadableFile):
    """A file that swells beyond the limit when it is opened."""

    code = "file-too-large-once-opened"
    english = (
        "“{filename}” becomes too large when opened. Delete the empty rows and columns below and beside your"
        " data, or split the workbook, and send it again. Nothing was written."
    )
    french = (
        "« {filename} » devient trop volumineux une fois ouvert. Supprimez les lignes et colonnes vides sous"
        " vos données et à côté, ou divisez le classeur, puis envoyez-le de nouveau. Rien n’a été écrit."
    )


class EncryptedFile(UnreadableFile):
    """A workbook behind a password."""

    code = "encrypted-file"
    english = "“{filename}” is protected by a password. Save a copy without the password and send that one."
    french = (
        "« {filename} » est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe et"
        " envoyez cette copie."
    )


class OldWorkbook(UnreadableFile):
    """A workbook in the format of before 2007."""

    code = "old-workbook"
    english = "“{filename}” is in the old Excel format (.xls). Open it and save it as .xlsx, then send the new file."
    french = (
        "« {filename} » est dans l’ancien format d’Excel (.xls). Ouvrez-le et enregistrez-le en .xlsx, puis"
        " envoyez ce nouveau fichier."
    )


class UnreadableLetters(UnreadableFile):
    """A CSV file whose letters cannot be told apart."""

    code = "unreadable-letters"
    english = (
        "The accented letters of “{filename}” cannot be read: the file was saved in an encoding other than UTF-8,"
        " or converted wrongly. In your spreadsheet program, save it as “CSV UTF-8” or as an Excel workbook"
        " (.xlsx), and send it again. Nothing was written."
    )
    french = (
        "Les lettres accentuées de « {filename} » sont illisibles : le fichier a été enregistré dans un autre"
        " codage que l’UTF-8, ou mal converti. Dans votre tableur, enregistrez-le en « CSV UTF-8 » ou comme"
        " classeur Excel (.xlsx), puis envoyez-le de nouveau. Rien n’a été écrit."
    )


class FileWithMacros(UnreadableFile):
    """A workbook that carries programs."""

    code = "file-with-macros"
    english = (
        "“{filename}” contains macros, and Concertation opens no file that carries programs. Save it as"
        " “Excel workbook (.xlsx)”, without macros, and send it again."
    )
    french = (
        "« {filename} » contient des macros, et Concertation n’ouvre aucun fichier porteur de programmes."
        " Enregistrez-le comme « Classeur Excel (.xlsx) », sans macros, puis envoyez-le de nouveau."
    )


class NoTable(UnreadableFile):
    """A file with nothing in it."""

    code = "no-table"
    english = "“{filename}” holds no row. Check that you chose the right file."
    french = "« {filename} » ne contient aucune ligne. Vérifiez que vous avez choisi le bon fichier."


class Signature:
    """The first bytes by which a file says what it is."""

    zip: ClassVar[bytes] = b"PK"
    ole: ClassVar[bytes] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_tables(source: Path | bytes, *, filename: str = "") -> TableFile:
    """Every sheet of a CSV or XLSX file; raises ``UnreadableFile`` or one of its kinds, and nothing else."""
    name = filename or (source.name if isinstance(source, Path) else "")
    content = _content(source, name)
    if content.startswith(Signature.ole):
        raise _compound_file(content)(filename=name)
    if content.startswith(Signature.zip):
        from concertation.exchange.xlsx_file import read_sheets  # noqa: PLC0415 openpyxl is slow to load

        tables = read_sheets(content, filename=name)
    else:
        from concertation.exchange.csv_file import read_csv  # noqa: PLC0415 it speaks of the tables of this file

        tables = (read_csv(content, name),)
    if not any(table.rows for table in tables):
        raise NoTable(filename=name)
    return TableFile(filename=name, sha256=hashlib.sha256(content).hexdigest(), tables=tables)


def _compound_file(content: bytes) -> type[UnreadableFile]:
    """What an OLE container holds, by the names of its streams: MS-OFFCRYPTO 2.3.4, MS-XLS 2.1.2."""
    for stream, kind in (("EncryptedPackage", EncryptedFile), ("Workbook", OldWorkbook), ("Book", OldWorkbook)):
        if stream.encode("utf-16-le") in content:
            return kind
    return UnreadableFile


def _content(source: Path | bytes, name: str) -> bytes:
    """The bytes, refused by their size alone before any is read; what is no plain file is not waited for."""
    try:
        if isinstance(source, Path):
            if not source.is_file():
                raise UnreadableFile(filename=name)
            _check_size(source.stat().st_size, name)
            return source.read_bytes()
        _check_size(len(source), name)
    except OSError as error:
        raise UnreadableFile(filename=name) from error
    return source


def _check_size(size: int, name: str) -> None:
    if size > MAXIMUM_FILE_SIZE:
        limit = MAXIMUM_FILE_SIZE // 1024 // 1024
        raise FileTooLarge(filename=name, megabytes=round(size / 1024 / 1024), limit=limit)
