"""Tables from files that strangers made: CSV and XLSX, opened with limits, never trusted.

``read_tables`` answers with every sheet as rows of plain values, or raises one of the errors of
``unreadable_file``, each a sentence that says what to do. Nothing else escapes, whatever the file holds.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import ClassVar

from concertation.exchange.csv_file import read_csv
from concertation.exchange.tables import MAXIMUM_FILE_SIZE, TableFile
from concertation.exchange.unreadable_file import EncryptedFile, FileTooLarge, NoTable, OldWorkbook, UnreadableFile


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
