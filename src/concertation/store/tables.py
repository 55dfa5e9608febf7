"""The tables of facts and of their versions, and the names of their columns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model

from concertation.core.facts import FactKind
from concertation.store.models.changes import Change
from concertation.store.models.fact import SourceFact

# What a version of a fact says beside the columns of the fact.
VERSION_COLUMNS = ("history_date", "history_type", "history_change_reason", "history_user_id", "change_id")


@cache
def fact_model(kind: FactKind) -> type[SourceFact]:
    """The table of a kind of fact."""
    found = next(model for model in apps.get_app_config("store").get_models() if model._meta.db_table == kind.id)
    assert issubclass(found, SourceFact)
    return found


@cache
def history_model(kind: FactKind) -> type[Model]:
    """The table of the versions of a kind of fact."""
    model: type[Model] = fact_model(kind).history.model
    return model


def history_table(kind: FactKind) -> str:
    """Its name, quoted."""
    return quote(history_model(kind)._meta.db_table)


@cache
def fields_of(kind: FactKind) -> Mapping[str, Field[Any, Any]]:
    """The fields of the table by name, without its number."""
    return {field.name: field for field in fact_model(kind)._meta.local_concrete_fields if not field.primary_key}


@cache
def references_of(kind: FactKind) -> Mapping[str, str]:
    """The references of a kind, each with the kind that it leads to."""
    return {item.name: str(item.to) for item in kind.fields if item.type == "reference"}


def column_list(kind: FactKind, *, of: str = "") -> str:
    """Every column with the number first, ready for SQL; ``of`` is the name that the table goes by."""
    names = ["id", *(str(field.column) for field in fields_of(kind).values())]
    return ", ".join(f"{of}.{quote(name)}" if of else quote(name) for name in names)


def quote(name: str) -> str:
    """A name as SQL takes it."""
    return connection.ops.quote_name(name)


def version_values(change: Change, kind_of_version: str) -> list[Any]:
    """What the versions that a change makes say beside the fact: ``+`` added, ``~`` corrected, ``-`` removed."""
    made_at = connection.ops.adapt_datetimefield_value(change.made_at)
    return [made_at, kind_of_version, "", change.made_by_id, change.pk]


def write_versions(kind: FactKind, change: Change, kind_of_version: str, *, of: str) -> None:
    """One version for each fact of the table whose number is in ``of`` (a table with a column ``number``)."""
    places = ", ".join(["%s"] * len(VERSION_COLUMNS))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {history_table(kind)} ({column_list(kind)}, {', '.join(VERSION_COLUMNS)})"
            f" SELECT {column_list(kind, of='f')}, {places} FROM {quote(kind.id)} f"
            f" JOIN {of} s ON s.number = f.id ORDER BY f.id",
            version_values(change, kind_of_version),
        )
