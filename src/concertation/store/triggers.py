"""What can never be true across several rows, refused by the database itself on SQLite and on PostgreSQL.

SQLite forgets the triggers of a table that a migration rebuilds, and checks those that name it: a migration that
alters one of these tables runs ``drop_triggers`` first and ``create_triggers`` last.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class Impossibility:
    """A row of ``table`` for which ``condition`` holds is refused; ``NEW`` is the row being written.

    With ``columns``, only a change of these is looked at: what was true when the other row was written must
    stay true when this one moves.
    """

    name: str
    table: str
    condition: str
    columns: tuple[str, ...] = ()


# The number of a row that SQLite has not numbered yet is undefined.
_OWN = "COALESCE(NEW.id, -1)"


def _circle(name: str, table: str, *, start: str, end: str, also: str = "") -> Impossibility:
    """Rows of ``table`` that lead from ``start`` to ``end`` never lead back, however long the way."""
    return Impossibility(
        name=name,
        table=table,
        condition=(
            f"NEW.{start} <> NEW.{end} AND NEW.{start} IN (WITH RECURSIVE reached(id) AS (SELECT NEW.{end}"
            f" UNION SELECT t.{end} FROM {table} t JOIN reached ON t.{start} = reached.id"
            f" WHERE t.{end} IS NOT NULL AND t.id <> {_OWN}{also}) SELECT id FROM reached)"
        ),
    )


def _other_partnership(name: str, table: str, reference: str, target: str) -> tuple[Impossibility, Impossibility]:
    """What ``reference`` leads to belongs to the same partnership, and stays there."""
    return (
        Impossibility(
            name=name,
            table=table,
            condition=(
                f"NEW.{reference} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {target} t"
                f" WHERE t.id = NEW.{reference} AND t.partnership_id = NEW.partnership_id)"
            ),
        ),
        Impossibility(
            name=f"{name}__{target}",
            table=target,
            condition=(
                f"EXISTS (SELECT 1 FROM {table} t WHERE t.{reference} = NEW.id"
                f" AND t.partnership_id <> NEW.partnership_id)"
            ),
            columns=("partnership_id",),
        ),
    )


_OUTSIDE = '((s.since IS NOT NULL AND s.since > m."on") OR (s.until IS NOT NULL AND s.until < m."on"))'

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
        name="attendance_of_another_partnership__membership",
        table="membership",
        condition=(
            "EXISTS (SELECT 1 FROM attendance a JOIN meeting m ON m.id = a.meeting_id"
            " WHERE a.membership_id = NEW.id AND m.partnership_id <> NEW.partnership_id)"
        ),
        columns=("partnership_id",),
    ),
    Impossibility(
        name="attendance_of_another_partnership__meeting",
        table="meeting",
        condition=(
            "EXISTS (SELECT 1 FROM attendance a JOIN membership s ON s.id = a.membership_id"
            " WHERE a.meeting_id = NEW.id AND s.partnership_id <> NEW.partnership_id)"
        ),
        columns=("partnership_id",),
    ),
    Impossibility(
        name="attendance_outside_membership",
        table="attendance",
        condition=(
            "NEW.membership_id IS NOT NULL AND EXISTS (SELECT 1 FROM membership s, meeting m"
            f' WHERE s.id = NEW.membership_id AND m.id = NEW.meeting_id AND m."on" IS NOT NULL AND {_OUTSIDE})'
        ),
    ),
    Impossibility(
        name="attendance_outside_membership__membership",
        table="membership",
        condition=(
            "EXISTS (SELECT 1 FROM attendance a JOIN meeting m ON m.id = a.meeting_id"
            ' WHERE a.membership_id = NEW.id AND m."on" IS NOT NULL'
            f" AND {_OUTSIDE.replace('s.', 'NEW.')})"
        ),
        columns=("since", "until"),
    ),
    Impossibility(
        name="attendance_outside_membership__meeting",
        table="meeting",
        condition=(
            'NEW."on" IS NOT NULL AND EXISTS (SELECT 1 FROM attendance a JOIN membership s ON s.id = a.membership_id'
            f" WHERE a.meeting_id = NEW.id AND {_OUTSIDE.replace('m.', 'NEW.')})"
        ),
        columns=("on",),
    ),
    *_other_partnership("meeting_of_another_body", "meeting", "body_id", "body"),
    *_other_partnership("body_of_another_partnership", "body", "part_of_id", "body"),
    *_other_partnership("decision_of_another_meeting", "decision", "meeting_id", "meeting"),
    *_other_partnership("output_of_another_activity", "output", "activity_id", "activity"),
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
        name="representation_by_another_organisation__membership",
        table="membership",
        condition=(
            "EXISTS (SELECT 1 FROM representation p JOIN representative r ON r.id = p.representative_id"
            " WHERE p.membership_id = NEW.id AND r.organisation_id <> NEW.organisation_id)"
        ),
        columns=("organisation_id",),
    ),
    Impossibility(
        name="representation_by_another_organisation__representative",
        table="representative",
        condition=(
            "EXISTS (SELECT 1 FROM representation p JOIN membership s ON s.id = p.membership_id"
            " WHERE p.representative_id = NEW.id AND s.organisation_id <> NEW.organisation_id)"
        ),
        columns=("organisation_id",),
    ),
    _circle("lineage_in_a_circle", "lineage", start="origin_id", end="result_id", also=" AND t.kind = NEW.kind"),
    _circle("area_part_in_a_circle", "area_part", start="whole_id", end="part_id"),
    _circle("body_in_a_circle", "body", start="id", end="part_of_id"),
    _circle("area_in_a_circle", "area", start="id", end="metropolitan_area_id"),
)


def create_triggers(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Installs the triggers of each impossibility, in place of those of the same name."""
    drop_triggers(apps, schema_editor)
    for impossibility in IMPOSSIBILITIES:
        for statement in _creation(impossibility, schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)


def drop_triggers(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Takes the triggers away again."""
    for impossibility in IMPOSSIBILITIES:
        where = f" ON {impossibility.table}" if schema_editor.connection.vendor == "postgresql" else ""
        for name in triggers_of(impossibility):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


def triggers_of(impossibility: Impossibility) -> dict[str, str]:
    """The names of its triggers, and when each fires."""
    if impossibility.columns:
        columns = ", ".join(f'"{name}"' for name in impossibility.columns)
        return {f"{impossibility.name}_update": f"UPDATE OF {columns}"}
    return {f"{impossibility.name}_{moment.lower()}": moment for moment in ("INSERT", "UPDATE")}


def _creation(impossibility: Impossibility, vendor: str) -> list[str]:
    name, table, condition = impossibility.name, impossibility.table, impossibility.condition
    moments = triggers_of(impossibility).items()
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {trigger} BEFORE {moment} ON {table} FOR EACH ROW"
            f" WHEN {condition} BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: {name}'); END"
            for trigger, moment in moments
        ]
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {condition} THEN RAISE EXCEPTION USING ERRCODE = 'check_violation',"
        f" MESSAGE = 'CHECK constraint failed: {name}', CONSTRAINT = '{name}'; END IF; RETURN NEW; END $$"
    )
    return [function] + [
        f"CREATE TRIGGER {trigger} BEFORE {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        for trigger, moment in moments
    ]
