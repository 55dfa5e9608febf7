"""The whole register out of one installation and into another, to the same bytes."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.db import DatabaseError, transaction

from concertation.core.errors import ConcertationError
from concertation.exchange.register_file import (
    NotARegisterFile,
    RegisterFile,
    TableContent,
    fingerprint_of,
    open_register_file,
    write_register,
)
from concertation.store.history import wait_for_endings
from concertation.store.state import reading_at_one_instant
from concertation.store.under_way import noted
from concertation.store.whole import (
    ACCOUNT_COLUMNS,
    ACCOUNTS,
    OtherTables,
    loading_tables,
    read_accounts,
    read_table,
    register_models,
    require_empty,
    table_columns,
    tables_version,
    write_accounts,
    write_table,
)


class FileExists(ConcertationError):
    """A file that stands where another would be written."""

    code = "file-exists"
    english = "“{filename}” exists already. Choose another name, or move it away first."
    french = "« {filename} » existe déjà. Choisissez un autre nom, ou déplacez-le d’abord."


def export_register(target: Path) -> None:
    """Writes every table, with the history, the changes and the accounts without their passwords, as one file.

    The file takes its name when it is whole: what is cut short leaves nothing. It holds contacts and restricted
    facts; whoever runs the installation keeps it as they keep the register. Raises ``FileExists``.
    """
    if target.exists():
        raise FileExists(filename=target.name)
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial").absolute()
    with noted(kind="backup", about=target.name, target=str(target.absolute()), partial=str(partial)):
        try:
            with partial.open("xb") as stream, reading_at_one_instant():
                write_register(stream, _contents(), version=tables_version())
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(target)
            _keep_name(target.absolute().parent)
        finally:
            partial.unlink(missing_ok=True)


def check_register_file(source: Path) -> Mapping[str, int]:
    """Reads such a file whole, and writes nothing; returns the rows of each table.

    Raises ``NotARegisterFile`` for a file cut short or altered, ``OtherTables`` for one of another version.
    """
    with open_register_file(source) as file:
        _require_same_tables(file)
        return {table: sum(1 for _ in file.rows(table)) for table in file.tables}


def restore_register(source: Path) -> Mapping[str, int]:
    """Writes such a file into an empty register, in one transaction; returns the rows of each table.

    What was written is read again before the end, and has the fingerprints of the file. Raises
    ``NotARegisterFile``, ``OtherTables`` or ``RegisterNotEmpty``; nothing is then written.
    """
    with open_register_file(source) as file:
        _require_same_tables(file)
        try:
            with noted(kind="restoration", about=source.name), transaction.atomic():
                require_empty()
                counts = _restore(file)
                _require_as_written(file, source.name)
                wait_for_endings()
                return counts
        except (DatabaseError, ValueError, TypeError, AttributeError) as error:
            raise NotARegisterFile(filename=source.name, reason=str(error)[:200]) from error


def _contents() -> Iterator[TableContent]:
    yield TableContent(ACCOUNTS, ACCOUNT_COLUMNS, read_accounts())
    for model in register_models():
        yield TableContent(model._meta.db_table, table_columns(model), read_table(model))


def _restore(file: RegisterFile) -> dict[str, int]:
    counts: dict[str, int] = {}
    write_accounts(_counted(file, ACCOUNTS, counts))
    with loading_tables():
        for model in register_models():
            write_table(model, _counted(file, model._meta.db_table, counts))
    return counts


def _require_as_written(file: RegisterFile, filename: str) -> None:
    for model in register_models():
        table = model._meta.db_table
        if fingerprint_of(read_table(model)) != file.fingerprint(table):
            raise NotARegisterFile(filename=filename, reason=table)


def _keep_name(folder: Path) -> None:
    """The name of a file outlives a loss of power once its folder is written too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _counted(file: RegisterFile, table: str, counts: dict[str, int]) -> Iterator[list[object]]:
    counts[table] = 0
    for row in file.rows(table):
        counts[table] += 1
        yield row


def _require_same_tables(file: RegisterFile) -> None:
    expected = {ACCOUNTS: ACCOUNT_COLUMNS} | {m._meta.db_table: table_columns(m) for m in register_models()}
    for table in {*expected, *file.tables}:
        if table not in expected or table not in file.tables or file.columns(table) != expected[table]:
            raise OtherTables(table=table)
