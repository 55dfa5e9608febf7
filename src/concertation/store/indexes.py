"""Indexes that come with the tables, that nothing asks, and that every row written pays for."""

from __future__ import annotations

from django.db import connection

# Versions are asked by fact or by change, never by day alone; keys are asked whole, never by their first letters.
_UNASKED = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%(\"history_date\")'",
    "postgresql": (
        "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
        " AND (indexdef LIKE '%USING btree (history_date)' OR indexdef LIKE '%USING btree (key varchar_pattern_ops)')"
    ),
}


def drop_unasked_indexes() -> None:
    """Takes them away; a migration that makes a table brings its own back."""
    with connection.cursor() as cursor:
        cursor.execute(_UNASKED[connection.vendor])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
