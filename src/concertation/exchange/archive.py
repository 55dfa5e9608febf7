"""Opens files that strangers made, with limits: archives, JSON and XML, never trusted."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from concertation.core.errors import ConcertationError
from concertation.exchange.tables import MAXIMUM_FILE_SIZE
from concertation.exchange.unreadable_file import DamagedFile, FileTooLarge, FileTooLargeOnceOpened, UnreadableFile

# The same limits as for workbooks: an archive of CSV shrinks 5 to 20 times, a bomb a thousand.
_MAXIMUM_ENTRIES = 500
_MAXIMUM_EXPANDED = 300 * 1024 * 1024
_MAXIMUM_RATIO = 200
_RATIO_MATTERS_FROM = 20 * 1024 * 1024
# Elements of an XML file; a graph of 100,000 nodes with ten attributes has about a million.
_MAXIMUM_ELEMENTS = 3_000_000


def read_bytes(source: Path | bytes, *, filename: str, limit: int = MAXIMUM_FILE_SIZE) -> bytes:
    """The bytes, refused by their size alone before any is read."""
    try:
        size = source.stat().st_size if isinstance(source, Path) else len(source)
        if size > limit:
            raise FileTooLarge(filename=filename, megabytes=round(size / 1024 / 1024), limit=limit // 1024 // 1024)
        return source.read_bytes() if isinstance(source, Path) else source
    except OSError as error:
        raise UnreadableFile(filename=filename) from error


def fingerprint(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_members(content: bytes, *, filename: str, endings: tuple[str, ...]) -> Mapping[str, bytes]:
    """The members of an archive that end so, by name without folders; raises ``UnreadableFile`` or a kind of it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_swelling(archive.infolist(), filename)
            return {
                Path(entry.filename).name: archive.read(entry)
                for entry in archive.infolist()
                if entry.filename.lower().endswith(endings) and not Path(entry.filename).name.startswith(".")
            }
    except ConcertationError:
        raise
    except Exception as error:  # a hostile archive makes the reader raise almost anything
        raise DamagedFile(filename=filename) from error


def member_names(content: bytes) -> tuple[str, ...]:
    """The names of the members, without folders; none when it is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(Path(name).name for name in archive.namelist()[:_MAXIMUM_ENTRIES])
    except Exception:  # a hostile archive makes the reader raise almost anything
        return ()


def read_json(content: bytes, *, filename: str) -> Any:
    """Plain values; raises ``UnreadableFile`` for what is no JSON, or is nested beyond reason."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(filename=filename) from error


def read_xml(content: bytes, *, filename: str) -> Element:
    """The root element; raises ``UnreadableFile`` for broken XML, document types, entities and endless files."""
    from defusedxml import DefusedXmlException  # noqa: PLC0415 only graphs are XML
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 only graphs are XML

    if content.count(b"<") > 2 * _MAXIMUM_ELEMENTS:
        raise FileTooLargeOnceOpened(filename=filename)
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (DefusedXmlException, SyntaxError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableFile(filename=filename) from error
    return root


def _refuse_swelling(entries: list[zipfile.ZipInfo], filename: str) -> None:
    expanded = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    swells = expanded > _RATIO_MATTERS_FROM and expanded / packed > _MAXIMUM_RATIO
    if len(entries) > _MAXIMUM_ENTRIES or expanded > _MAXIMUM_EXPANDED or swells:
        raise FileTooLargeOnceOpened(filename=filename)


def _refuse_constant(word: str) -> float:
    raise ValueError(word)  # NaN and Infinity are no JSON (RFC 8259, section 6)
