"""A whole register as one file: tables as lines of JSON in a zip whose bytes follow from its content alone."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from concertation.core.errors import ConcertationError

_MANIFEST = "register.json"
_FORMAT = "concertation-register/1"
# A member of a zip needs a date; a fixed one, the first that the format knows, keeps the bytes the same.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# The longest line is a file kept with its import: 50 MB, a third more as text.
_LONGEST_LINE = 96 * 1024 * 1024


class NotARegisterFile(ConcertationError):
    """A file that is no register, or was cut short or altered."""

    code = "not-a-register-file"
    english = "“{filename}” is not a whole register, or was damaged ({reason}). Nothing was written."
    french = "« {filename} » n’est pas un registre complet, ou a été endommagé ({reason}). Rien n’a été écrit."


@dataclass(frozen=True, slots=True)
class TableContent:
    """One table: its name, the names of its columns, and its rows as plain values."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[object]]


class RegisterFile:
    """An opened file: its manifest is checked, its tables are read line by line."""

    def __init__(self, archive: zipfile.ZipFile, filename: str) -> None:
        self._archive = archive
        self._filename = filename
        self._manifest = self._read_manifest()

    @property
    def version(self) -> str:
        """What the tables looked like when the file was written."""
        return str(self._manifest["version"])

    def fingerprint(self, table: str) -> str:
        """The sha256 of the lines of a table."""
        return str(self._manifest["tables"][table]["sha256"])

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables in the order in which they were written."""
        return tuple(self._manifest["tables"])

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of the columns of a table."""
        return tuple(self._manifest["tables"][table]["columns"])

    def rows(self, table: str) -> Iterator[list[Any]]:
        """The rows; raises ``NotARegisterFile`` when the table is not what its fingerprint says, at its end at the
        latest.
        """
        described = self._manifest["tables"][table]
        digest, count = hashlib.sha256(), 0
        try:
            with self._archive.open(_member(table)) as member:
                while line := member.readline(_LONGEST_LINE):
                    digest.update(line)
                    count += 1
                    yield _row(line, len(described["columns"]))
        except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile, RecursionError) as error:
            raise self._refused(table) from error
        if digest.hexdigest() != described["sha256"] or count != described["rows"]:
            raise self._refused(table)

    def _read_manifest(self) -> Mapping[str, Any]:
        try:
            manifest = json.loads(self._archive.read(_MANIFEST))
            if manifest["format"] != _FORMAT:
                raise ValueError(manifest["format"])
            for table in manifest["tables"].values():
                str(table["sha256"]), int(table["rows"]), list(table["columns"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile, RecursionError) as error:
            raise self._refused(_MANIFEST) from error
        found: Mapping[str, Any] = manifest
        return found

    def _refused(self, reason: str) -> NotARegisterFile:
        return NotARegisterFile(filename=self._filename, reason=reason)


def write_register(target: Path | IO[bytes], tables: Iterable[TableContent], *, version: str) -> None:
    """Writes the tables one after another, then the manifest with the rows and the fingerprint of each."""
    described: dict[str, dict[str, object]] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for table in tables:
            described[table.name] = _write_table(archive, table)
        manifest = {"format": _FORMAT, "version": version, "tables": described}
        text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        archive.writestr(_entry(_MANIFEST), text.encode())


@contextmanager
def open_register_file(source: Path) -> Iterator[RegisterFile]:
    """Opens a file for reading; raises ``NotARegisterFile``."""
    try:
        archive = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile, ValueError, EOFError) as error:
        raise NotARegisterFile(filename=source.name, reason="zip") from error
    with archive:
        yield RegisterFile(archive, source.name)


def fingerprint_of(rows: Iterable[Sequence[object]]) -> str:
    """The fingerprint that these rows would have in a file."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(_line(row))
    return digest.hexdigest()


def _write_table(archive: zipfile.ZipFile, table: TableContent) -> dict[str, object]:
    digest, count = hashlib.sha256(), 0
    with archive.open(_entry(_member(table.name)), "w", force_zip64=True) as member:
        for row in table.rows:
            line = _line(row)
            digest.update(line)
            member.write(line)
            count += 1
    return {"columns": list(table.columns), "rows": count, "sha256": digest.hexdigest()}


def _line(row: Sequence[object]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _row(line: bytes, width: int) -> list[Any]:
    row = json.loads(line)
    if not isinstance(row, list) or len(row) != width:
        raise ValueError(width)
    return row


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_ZIP_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    return entry
