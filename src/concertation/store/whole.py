"""Every table of the register as plain rows, and back: ids, keys, history and changes as they are."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.core.management.color import no_style
from django.db import connection, models

from concertation.core.errors import ConcertationError
from concertation.store.search.index import create_index, drop_index
from concertation.store.triggers import create_triggers, drop_triggers

ACCOUNTS = "account"
# What an account carries from one installation to another. A password never does: who has one resets it.
ACCOUNT_COLUMNS = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "is_superuser", "groups")
_CHUNK = 2_000


class RegisterNotEmpty(ConcertationError):
    """A register that holds facts already."""

    code = "register-not-empty"
    english = "This register is not empty ({table}). Restore into a new one: nothing here was changed."
    french = "Ce registre n’est pas vide ({table}). Restaurez dans un nouveau registre : rien n’a été modifié ici."


class OtherTables(ConcertationError):
    """A file written by a version with other tables."""

    code = "other-tables"
    english = (
        "This file was written by a version of Concertation with other tables ({table}). Restore it with that version, "
        "then upgrade. Nothing was written."
    )
    french = (
        "Ce fichier provient d’une version de Concertation aux tables différentes ({table}). Restaurez-le avec cette "
        "version, puis mettez à niveau. Rien n’a été écrit."
    )


def register_models() -> tuple[type[models.Model], ...]:
    """Every table of the register, changes before the versions that they made; what is worked out again stays."""
    tables = apps.get_app_config("store").get_models(include_auto_created=True)
    return tuple(sorted(filter(_travels, tables), key=_rank))


def _travels(table: type[models.Model]) -> bool:
    """What is worked out from facts is worked out again; what opens doors stays where it was made."""
    return not (getattr(table, "is_worked_out", False) or getattr(table, "opens_doors", False))


def table_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The names of the columns, the number of the row first."""
    return tuple(str(field.column) for field in _fields(model))


def read_table(model: type[models.Model]) -> Iterator[list[object]]:
    """The rows in the order of their numbers, each value as JSON can write it."""
    fields = _fields(model)
    writers = [_writer(field) for field in fields]
    names = [field.attname for field in fields]
    for row in model._default_manager.order_by("pk").values_list(*names).iterator(chunk_size=_CHUNK):
        yield [write(value) for write, value in zip(writers, row, strict=True)]


def read_accounts() -> Iterator[list[object]]:
    """The accounts by username, without password."""
    for user in sorted(User.objects.prefetch_related("groups"), key=lambda user: user.username):
        groups = sorted(group.name for group in user.groups.all())
        yield [*(getattr(user, name) for name in ACCOUNT_COLUMNS[:-1]), groups]


def require_empty() -> None:
    """Raises ``RegisterNotEmpty`` naming the first table that has a row."""
    for model in register_models():
        if model._default_manager.exists():
            raise RegisterNotEmpty(table=model._meta.db_table)


def write_accounts(rows: Iterable[Sequence[Any]]) -> None:
    """Opens the accounts that are not there yet, none with a password; those that are there stay as they are."""
    for row in rows:
        values = dict(zip(ACCOUNT_COLUMNS, row, strict=True))
        groups = values.pop("groups")
        user, is_new = User.objects.get_or_create(
            username=values.pop("username"), defaults={**values, "password": make_password(None)}
        )
        if is_new:
            user.groups.set([Group.objects.get_or_create(name=name)[0] for name in groups])


def write_table(model: type[models.Model], rows: Iterable[Sequence[Any]]) -> None:
    """Writes the rows under the numbers they had; call ``loading_tables`` around it."""
    fields = _fields(model)
    readers = [_reader(field) for field in fields]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 names come from the models
    with connection.cursor() as cursor:
        remaining = iter(rows)
        while chunk := list(islice(remaining, _CHUNK)):
            cursor.executemany(
                statement, [tuple(read(value) for read, value in zip(readers, row, strict=True)) for row in chunk]
            )
        for reset in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(reset)


@contextmanager
def loading_tables() -> Iterator[None]:
    """Rows come back as they were, in any order: what binds them is asked at the end, all at once."""
    statements: Any = _Statements()
    drop_triggers(apps, statements)
    drop_index()
    yield
    connection.check_constraints()
    create_triggers(apps, statements)
    create_index()


def tables_version() -> str:
    """A fingerprint of all tables and columns: files travel between installations that agree on it."""
    lines = [f"{model._meta.db_table}.{column}" for model in register_models() for column in table_columns(model)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


class _Statements:
    """What the triggers need of a schema editor, inside a transaction that is open already."""

    connection = connection

    def execute(self, statement: str, params: object = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, None)


def _rank(model: type[models.Model]) -> tuple[int, str]:
    name = model._meta.db_table
    return (0 if name == "change" else 2 if "history" in name else 1), name


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    fields = list(model._meta.local_concrete_fields)
    return sorted(fields, key=lambda field: not field.primary_key)


def _is_account(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.ForeignKey) and field.related_model is User


def _writer(field: models.Field[Any, Any]) -> Callable[[Any], object]:
    if _is_account(field):
        names = dict(User.objects.values_list("pk", "username"))
        return lambda value: None if value is None else names.get(value)
    if isinstance(field, models.JSONField):
        return _canonical
    return _plain


def _plain(value: Any) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def _canonical(value: Any) -> object:
    """JSON that two databases may keep differently, in one form: names in order, whole numbers without a point."""
    if isinstance(value, Mapping):
        return {name: _canonical(part) for name, part in sorted(value.items())}
    if isinstance(value, list):
        return [_canonical(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _reader(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    if _is_account(field):
        numbers = dict(User.objects.values_list("username", "pk"))
        return lambda value: None if value is None else numbers.get(value)
    if isinstance(field, models.DateTimeField):
        return lambda value: None if value is None else _prepared(field, datetime.fromisoformat(value))
    if isinstance(field, models.DateField):
        return lambda value: None if value is None else _prepared(field, date.fromisoformat(value))
    if isinstance(field, models.BinaryField):
        return lambda value: None if value is None else _prepared(field, base64.b64decode(value))
    return lambda value: _prepared(field, value)


def _prepared(field: models.Field[Any, Any], value: Any) -> Any:
    return field.get_db_prep_save(value, connection)
