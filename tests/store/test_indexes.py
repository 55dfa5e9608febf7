"""No index is kept that every write pays for and that nothing asks."""

from __future__ import annotations

import pytest
from django.db import connection

from concertation.core.facts import fact_kind
from concertation.store.tables import history_model

pytestmark = pytest.mark.django_db


def _indexed(table: str) -> list[tuple[list[str], str]]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    return [(facts["columns"], name) for name, facts in found.items() if facts["index"]]


@pytest.mark.parametrize("table", ["membership", history_model(fact_kind("membership"))._meta.db_table])
def test_neither_the_day_of_a_version_nor_the_beginning_of_a_key_is_indexed(table: str) -> None:
    indexed = _indexed(table)
    assert ["history_date"] not in [columns for columns, _ in indexed]
    assert not [name for columns, name in indexed if columns == ["key"] and name.endswith("_like")]


@pytest.mark.parametrize("column", ["source_id", "history_user_id"])
def test_the_versions_of_a_source_or_of_an_account_are_not_indexed(column: str) -> None:
    assert [column] not in [columns for columns, _ in _indexed(history_model(fact_kind("membership"))._meta.db_table)]


def test_the_facts_of_a_source_are_found_by_an_index() -> None:
    assert ["source_id"] in [columns for columns, _ in _indexed("membership")]


def test_the_versions_of_a_fact_and_of_a_change_are_found_by_an_index() -> None:
    columns = [columns for columns, _ in _indexed(history_model(fact_kind("membership"))._meta.db_table)]
    assert ["id"] in columns
    assert ["change_id"] in columns
