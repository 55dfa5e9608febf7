"""Indexes that come with the tables, that nothing asks, and that every row written pays for."""

from __future__ import annotations

from django.db import connection

# Versions are asked by fact, by change or by what they are of, never by day, by source or by account; keys are asked
# whole, never by their first letters.
_UNASKED = {
    "sqlite": (
        "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name LIKE 'store\\_historical%' ESCAPE '\\'"
        " AND (sql LIKE '%(\"history_date\")' OR sql LIKE '%(\"source_id\")' OR sql LIKE '%(\"history_user_id\")')"
    ),
    "postgresql": (
        "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
        " AND (indexdef LIKE '%USING btree (history_date)' OR indexdef LIKE '%USING btree (history_user_id)'"
        " OR (tablename LIKE 'store\\_historical%' AND indexdef LIKE '%USING btree (source_id)')"
        " OR indexdef LIKE '%USING btree (key varchar_pattern_ops)')"
    ),
}


def drop_unasked_indexes() -> None:
    """Takes them away; a migration that makes a table brings its own back."""
    with connection.cursor() as cursor:
        cursor.execute(_UNASKED[connection.vendor])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
