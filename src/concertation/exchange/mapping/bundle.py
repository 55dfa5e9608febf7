"""A file and the mapping under which it is read, in one archive: what an import keeps until it is confirmed."""

from __future__ import annotations

import io
import json
import zipfile

from concertation.exchange.mapping.applying import read_mapped
from concertation.exchange.mapping.mapping import (
    FileMapping,
    InvalidMapping,
    mapping_as_json,
    mapping_from_json,
)
from concertation.exchange.table_file import read_tables
from concertation.exchange.tables import MAXIMUM_FILE_SIZE
from concertation.exchange.unreadable_file import DamagedFile, FileTooLargeOnceOpened
from concertation.exchange.workbook.rows import Reading

_MAPPING = "concertation-mapping.json"
_TABLES = "concertation-tables"
# A mapping names each column and each word of a file: a few kilobytes, a megabyte at most.
_MAXIMUM_MAPPING = 4 * 1024 * 1024


def bundle(content: bytes, mapping: FileMapping) -> bytes:
    """The file beside its mapping."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(_member(_MAPPING), json.dumps(mapping_as_json(mapping), ensure_ascii=False))
        archive.writestr(_member(_TABLES), content)
    return target.getvalue()


def is_bundle(content: bytes) -> bool:
    """Whether an archive is a file beside its mapping: the mapping comes first."""
    return content[:4] == b"PK\x03\x04" and content[30 : 30 + len(_MAPPING)] == _MAPPING.encode()


def open_bundle(content: bytes, *, filename: str) -> tuple[bytes, FileMapping]:
    """The file and its mapping; raises ``UnreadableFile`` or one of its kinds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name, limit in ((_MAPPING, _MAXIMUM_MAPPING), (_TABLES, MAXIMUM_FILE_SIZE)):
                if archive.getinfo(name).file_size > limit:
                    raise FileTooLargeOnceOpened(filename=filename)
            document = json.loads(archive.read(_MAPPING))
            tables = archive.read(_TABLES)
        return tables, mapping_from_json(document)
    except (InvalidMapping, KeyError, ValueError, RecursionError, zipfile.BadZipFile, OSError, EOFError) as error:
        raise DamagedFile(filename=filename) from error


def read_bundle(content: bytes, *, filename: str = "") -> Reading:
    """The facts of the file, read as its mapping says."""
    tables, mapping = open_bundle(content, filename=filename)
    return read_mapped(read_tables(tables, filename=filename), mapping)


def _member(name: str) -> zipfile.ZipInfo:
    """Members without a time: the same file and mapping give the same bytes."""
    member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    return member
