"""The tables of the store are those of the dictionary of facts, column for column."""

from __future__ import annotations

import pytest
from django.apps import apps

from concertation.core.facts import FactKind, all_kinds


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.id)
def test_each_kind_of_fact_has_its_table_with_the_same_columns(kind: FactKind) -> None:
    """A column of the dictionary is a column of the table, and the other way round."""
    model = next(
        model for model in apps.get_app_config("store").get_models() if model._meta.db_table == kind.id
    )
    columns = {field.column for field in model._meta.local_concrete_fields} - {"id", "key"}
    assert columns == {column.name for column in kind.columns}
