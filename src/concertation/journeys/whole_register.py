"""The whole register out of one installation and into another, to the same bytes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.db import DatabaseError, transaction

from concertation.core.errors import ConcertationError
from concertation.exchange.register_file import (
    NotARegisterFile,
    RegisterFile,
    TableContent,
    open_register_file,
    write_register,
)
from concertation.store.state import reading_at_one_instant
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
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream, reading_at_one_instant():
            write_register(stream, _contents(), version=tables_version())
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def restore_register(source: Path) -> Mapping[str, int]:
    """Writes such a file into an empty register, in one transaction; returns the rows of each table.

    Raises ``NotARegisterFile``, ``OtherTables`` or ``RegisterNotEmpty``; nothing is then written.
    """
    with open_register_file(source) as file:
        _require_same_tables(file)
        try:
            with transaction.atomic():
                require_empty()
                return _restore(file)
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
