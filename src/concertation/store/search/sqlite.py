"""The index in SQLite: one FTS5 table a kind, whose tokenizer forgives accents and capitals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError

from concertation.store.search.documents import DOCUMENTS, Document, names_of, places_of

TRIGGERS_THERE = (
    "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search\\_%' ESCAPE '\\'"
)

_VENDOR = "sqlite"


def preparation() -> Iterator[str]:
    """Nothing that all kinds share."""
    yield from ()


def making(document: Document) -> Iterator[str]:
    """The table, empty, then filled."""
    yield f"DROP TABLE IF EXISTS {document.index}"
    yield (
        f"CREATE VIRTUAL TABLE {document.index} USING fts5("
        'names, places, columnsize = 0, tokenize = "unicode61 remove_diacritics 2")'
    )
    yield _written(document, "")


def differs(document: Document) -> str:
    """Whether what the index holds (``s``) is no longer what the record (``r``) says."""
    return f"s.names <> {names_of(document, _VENDOR)} OR s.places <> {places_of(document, _VENDOR)}"


def is_sound(document: Document, connection: Any) -> bool:
    """Whether the words of the index are those of the documents it keeps."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {document.index}({document.index}) VALUES ('integrity-check')")
    except DatabaseError:
        return False
    return True


def triggers(document: Document) -> Iterator[str]:
    """What keeps the table in step with the record, and with all that is said of it."""
    for name, (table, moment, condition, owners) in _followed(document).items():
        when = f" WHEN {condition}" if condition else ""
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} AFTER {moment} ON {table} FOR EACH ROW{when} BEGIN"
            f" DELETE FROM {document.index} WHERE rowid IN ({owners});"
            f" {_written(document, f' WHERE r.id IN ({owners})')}; END"
        )


def leaving_alone() -> Iterator[str]:
    """What takes the triggers away, until the transaction or the savepoint is taken back: one writes at a time."""
    for document in DOCUMENTS.values():
        for name, _ in trigger_names(document):
            yield f"DROP TRIGGER IF EXISTS {name}"


def trigger_names(document: Document) -> Iterator[tuple[str, str]]:
    """Each trigger and its table."""
    for name, (table, *_) in _followed(document).items():
        yield name, table


def _written(document: Document, which: str) -> str:
    return (
        f"INSERT INTO {document.index}(rowid, names, places) SELECT r.id, {names_of(document, _VENDOR)},"
        f" {places_of(document, _VENDOR)} FROM {document.kind} r{which}"
    )


def _followed(document: Document) -> dict[str, tuple[str, str, str, str]]:
    """For each trigger: its table, when it fires, under which condition, and whose documents are then made again."""
    prefix, kind, own = f"{document.index}__", document.kind, document.own.columns
    found = {
        f"{prefix}{kind}_insert": (kind, "INSERT", "", "SELECT NEW.id"),
        f"{prefix}{kind}_update": (kind, f"UPDATE OF {', '.join(own)}", _changed(own), "SELECT NEW.id"),
        f"{prefix}{kind}_delete": (kind, "DELETE", "", "SELECT OLD.id"),
    }
    links = [(part.table, part.owner, part.columns) for part in document.told]
    links += [(part.link, part.owner, (part.reference,)) for part in document.reached]
    for table, owner, columns in links:
        both = f"SELECT OLD.{owner} UNION SELECT NEW.{owner}"
        read = (owner, *columns)
        found[f"{prefix}{table}_insert"] = (table, "INSERT", "", f"SELECT NEW.{owner}")
        found[f"{prefix}{table}_update"] = (table, f"UPDATE OF {', '.join(read)}", _changed(read), both)
        found[f"{prefix}{table}_delete"] = (table, "DELETE", "", f"SELECT OLD.{owner}")
    for part in document.reached:
        owners = f"SELECT {part.owner} FROM {part.link} WHERE {part.reference} = NEW.id"
        moment = f"UPDATE OF {', '.join(part.columns)}"
        found[f"{prefix}{part.target}_update"] = (part.target, moment, _changed(part.columns), owners)
    return found


def _changed(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
