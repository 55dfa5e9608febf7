"""What can never be true across two tables, refused by the database itself on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class Impossibility:
    """A row of ``table`` for which ``condition`` holds is refused; ``NEW`` is the row being written."""

    name: str
    table: str
    condition: str


IMPOSSIBILITIES = (
    Impossibility(
        name="attendance_of_another_partnership",
        table="attendance",
        condition=(
            "NEW.membership_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM membership s, meeting m"
            " WHERE s.id = NEW.membership_id AND m.id = NEW.meeting_id"
            " AND s.partnership_id = m.partnership_id)"
        ),
    ),
    Impossibility(
        name="attendance_outside_membership",
        table="attendance",
        condition=(
            "NEW.membership_id IS NOT NULL AND EXISTS (SELECT 1 FROM membership s, meeting m"
            ' WHERE s.id = NEW.membership_id AND m.id = NEW.meeting_id AND m."on" IS NOT NULL'
            ' AND ((s.since IS NOT NULL AND s.since > m."on")'
            ' OR (s.until IS NOT NULL AND s.until < m."on")))'
        ),
    ),
    Impossibility(
        name="meeting_of_another_body",
        table="meeting",
        condition=(
            "NEW.body_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM body b"
            " WHERE b.id = NEW.body_id AND b.partnership_id = NEW.partnership_id)"
        ),
    ),
    Impossibility(
        name="body_of_another_partnership",
        table="body",
        condition=(
            "NEW.part_of_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM body b"
            " WHERE b.id = NEW.part_of_id AND b.partnership_id = NEW.partnership_id)"
        ),
    ),
    Impossibility(
        name="decision_of_another_meeting",
        table="decision",
        condition=(
            "NEW.meeting_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM meeting m"
            " WHERE m.id = NEW.meeting_id AND m.partnership_id = NEW.partnership_id)"
        ),
    ),
    Impossibility(
        name="output_of_another_activity",
        table="output",
        condition=(
            "NEW.activity_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM activity a"
            " WHERE a.id = NEW.activity_id AND a.partnership_id = NEW.partnership_id)"
        ),
    ),
    Impossibility(
        name="representation_by_another_organisation",
        table="representation",
        condition=(
            "NOT EXISTS (SELECT 1 FROM representative r, membership s"
            " WHERE r.id = NEW.representative_id AND s.id = NEW.membership_id"
            " AND r.organisation_id = s.organisation_id)"
        ),
    ),
    Impossibility(
        name="lineage_in_a_circle",
        table="lineage",
        condition=(
            "EXISTS (SELECT 1 FROM lineage l WHERE l.kind = NEW.kind"
            " AND l.origin_id = NEW.result_id AND l.result_id = NEW.origin_id)"
        ),
    ),
)


def create_triggers(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Installs one trigger before insert and one before update for each impossibility."""
    for impossibility in IMPOSSIBILITIES:
        for statement in _creation(impossibility, schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)


def drop_triggers(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Takes the triggers away again."""
    for impossibility in IMPOSSIBILITIES:
        for moment in ("insert", "update"):
            where = f" ON {impossibility.table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {impossibility.name}_{moment}{where}")


def _creation(impossibility: Impossibility, vendor: str) -> list[str]:
    name, table, condition = impossibility.name, impossibility.table, impossibility.condition
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name}_{moment} BEFORE {moment.upper()} ON {table} FOR EACH ROW"
            f" WHEN {condition} BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: {name}'); END"
            for moment in ("insert", "update")
        ]
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {condition} THEN RAISE EXCEPTION USING ERRCODE = 'check_violation',"
        f" MESSAGE = 'CHECK constraint failed: {name}', CONSTRAINT = '{name}'; END IF; RETURN NEW; END $$"
    )
    return [function] + [
        f"CREATE TRIGGER {name}_{moment} BEFORE {moment.upper()} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {name}()"
        for moment in ("insert", "update")
    ]
