"""Every format that gives facts, recognised by what a file holds, whatever its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from concertation.exchange.archive import read_bytes
from concertation.exchange.hsds import is_compiled, is_package, read_hsds
from concertation.exchange.mapping.bundle import is_bundle, read_bundle
from concertation.exchange.table_file import Signature, read_tables
from concertation.exchange.unreadable_file import UnreadableFile
from concertation.exchange.workbook import Reading, is_list_of_sites, read_facts, read_sites
from concertation.exchange.workbook.rows_in_columns import beside_columns

Reader = Callable[..., Reading]


def read_source(source: Path | bytes, *, filename: str = "") -> Reading:
    """The rows of facts of a file and its faults; raises ``UnreadableFile`` or one of its kinds."""
    name = filename or (source.name if isinstance(source, Path) else "")
    content = read_bytes(source, filename=name)
    reader = _reader(content, name)
    if reader is not None:
        return beside_columns(reader(content, filename=name))
    file = read_tables(content, filename=name)
    return beside_columns(read_sites(file) if is_list_of_sites(file) else read_facts(file))


def is_tables(content: bytes) -> bool:
    """Whether a file is read as tables, rather than by an open format of its own."""
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if is_bundle(content) or start.startswith((b"<", b"{", b"[")):
        return False
    return not (content.startswith(Signature.zip) and is_package(content))


def _reader(content: bytes, name: str) -> Reader | None:
    """The reader of an open format; ``None`` for workbooks and CSV files."""
    if is_bundle(content):
        return read_bundle
    if content.startswith(Signature.zip):
        return read_hsds if is_package(content) else None
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        from concertation.exchange.graphs import read_graph  # noqa: PLC0415 only graphs are XML

        return read_graph
    if start.startswith((b"{", b"[")):
        return _json_reader(content, name)
    return None


def _json_reader(content: bytes, name: str) -> Reader:
    from concertation.exchange.archive import read_json  # noqa: PLC0415 only for JSON
    from concertation.exchange.follow_the_money import is_follow_the_money, read_follow_the_money  # noqa: PLC0415
    from concertation.exchange.linked_data import is_linked_data, read_linked_data  # noqa: PLC0415

    if is_follow_the_money(content):
        return read_follow_the_money
    document = read_json(content, filename=name)
    if is_linked_data(document):
        return read_linked_data
    if is_compiled(document):
        return read_hsds
    raise UnreadableFile(filename=name)
