"""Looks through the parts of an XLSX archive before any is read as XML, so that what follows is bounded.

The limits leave room for the largest workbook that is read (``MAXIMUM_ROWS``: the demonstration's 25,000 rows
make 1 million tags and 13 MB) and keep the reader under a minute and a gigabyte whatever a hostile file holds.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from concertation.exchange.unreadable_file import (
    DamagedFile,
    EncryptedFile,
    FileTooLargeOnceOpened,
    FileWithMacros,
    UnreadableFile,
)

_MAXIMUM_ENTRIES = 2_000
_MAXIMUM_EXPANDED = 300 * 1024 * 1024
# A sheet of repeated words shrinks about 30 times; a bomb a thousand. Small entries may repeat themselves.
_MAXIMUM_RATIO = 200
_RATIO_MATTERS_FROM = 20 * 1024 * 1024
# The reader spends 2 to 5 microseconds a tag (measured), and keeps those that are not cells.
_MAXIMUM_TAGS = 8_000_000
_MAXIMUM_OTHER_TAGS = 500_000
# The reader spends 0.4 milliseconds a sheet before it reads one; the template has one a kind of fact.
_MAXIMUM_SHEETS = 500
_BLOCK = 1 << 20
# A list that people made merges a cell here and there; a hostile one every cell.
_MAXIMUM_MERGED = 20_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="(\$?[A-Z]{1,3}\$?\d{1,7}:\$?[A-Z]{1,3}\$?\d{1,7})"')
_LONGEST_WORD = 64
# The signature of an entry in the table of contents at the end of an archive (PKWARE APPNOTE 4.3.12).
_LISTED_ENTRY = b"PK\x01\x02"


@dataclass(slots=True)
class _Count:
    """What was seen so far in all parts together."""

    tags: int = 0
    other_tags: int = 0
    with_formulas: set[str] = field(default_factory=set)
    merged: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def is_too_large(self) -> bool:
        return self.tags > _MAXIMUM_TAGS or self.other_tags > _MAXIMUM_OTHER_TAGS


def check_listing(content: bytes, filename: str) -> None:
    """Refuses an archive whose table of contents alone would fill the memory, before it is opened."""
    if content.count(_LISTED_ENTRY) > 2 * _MAXIMUM_ENTRIES:
        raise FileTooLargeOnceOpened(filename=filename)


@dataclass(frozen=True, slots=True)
class Survey:
    """What the parts hold beyond their values: by name of part, which have formulas, and the cells merged in each."""

    with_formulas: frozenset[str]
    merged: Mapping[str, tuple[str, ...]]


def survey(archive: zipfile.ZipFile, filename: str) -> Survey:
    """Looks through every part; raises ``UnreadableFile`` or one of its kinds."""
    _check_sizes(archive, filename)
    _check_kind(archive, filename)
    count = _Count()
    for entry in archive.infolist():
        _look_through(archive, entry, filename, count)
    return Survey(
        frozenset(count.with_formulas),
        {name: tuple(dict.fromkeys(references)) for name, references in count.merged.items()},
    )


def _check_sizes(archive: zipfile.ZipFile, filename: str) -> None:
    entries = archive.infolist()
    expanded = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    swells = expanded > _RATIO_MATTERS_FROM and expanded / packed > _MAXIMUM_RATIO
    if len(entries) > _MAXIMUM_ENTRIES or expanded > _MAXIMUM_EXPANDED or swells:
        raise FileTooLargeOnceOpened(filename=filename)


def _check_kind(archive: zipfile.ZipFile, filename: str) -> None:
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise EncryptedFile(filename=filename)
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise FileWithMacros(filename=filename)
    if "[content_types].xml" not in names or "mimetype" in names:
        raise UnreadableFile(filename=filename)
    with archive.open("[Content_Types].xml") as part:
        types = part.read(_BLOCK).replace(b"\x00", b"").lower()
    if b"sheet.binary" in types:
        raise UnreadableFile(filename=filename)
    if any(mark in types for mark in (b"macroenabled", b"vbaproject", b"macrosheet")):
        raise FileWithMacros(filename=filename)


def _look_through(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, filename: str, count: _Count) -> None:
    """Counts the tags of one part; a part may hold anything whatever its name, since another may call it a sheet."""
    name = entry.filename.lower()
    is_sheet = name.startswith("xl/worksheets/") and name.count("/") == 2
    is_large_by_right = is_sheet or name == "xl/sharedstrings.xml"
    sheets = 0
    for block, window in _blocks(archive, entry):
        tags = block.count(b"<")
        if is_large_by_right:
            count.tags += tags
        else:
            count.other_tags += tags
            sheets += block.replace(b"\x00", b"").count(b"sheetId")
        is_one_endless_text = tags == 0 and len(block) == _BLOCK and is_large_by_right
        if count.is_too_large() or is_one_endless_text or sheets > _MAXIMUM_SHEETS:
            raise FileTooLargeOnceOpened(filename=filename)
        if _declares_entities(window):
            raise DamagedFile(filename=filename)
        if is_sheet and any(mark in window for mark in (b"<f>", b"<f ", b"<f/")):
            count.with_formulas.add(entry.filename)
        if is_sheet and b"mergeCell" in window and len(count.merged[entry.filename]) < _MAXIMUM_MERGED:
            count.merged[entry.filename] += [found.decode() for found in _MERGED.findall(window)]


def _blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """The part piece by piece, each also with the end of the one before, where a word may have been cut."""
    with archive.open(entry) as part:
        tail = b""
        while block := part.read(_BLOCK):
            yield block, tail + block
            tail = block[-_LONGEST_WORD:]


def _declares_entities(window: bytes) -> bool:
    """No part of a workbook declares a document type; one that does is an attack by entities."""
    return any(
        mark in window or mark.decode().encode("utf-16-le") in window or mark.decode().encode("utf-16-be") in window
        for mark in (b"<!DOCTYPE", b"<!ENTITY")
    )
