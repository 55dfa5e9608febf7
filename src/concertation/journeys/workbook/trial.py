"""Asks the database whether it would accept facts, and takes everything back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import DatabaseError, transaction

from concertation.core.errors import UnknownRecord
from concertation.core.facts import all_kinds
from concertation.core.text import Text
from concertation.journeys.refusal import explain_refusal
from concertation.journeys.workbook.preview import PlannedFact
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.updating import update_facts

Refusal = tuple[PlannedFact, Text]

_NO_SUCH_RECORD = Text(
    en="what it refers to was refused. Correct that row first.",
    fr="ce à quoi elle renvoie a été refusé. Corrigez d’abord cette ligne.",
)


def write_facts(planned: Sequence[PlannedFact]) -> None:
    """Writes the facts in the open change: the new ones, then the corrections."""
    insert_facts(_by_kind(fact for fact in planned if fact.is_new))
    update_facts(_by_kind(fact for fact in planned if not fact.is_new))


def try_facts(planned: Sequence[PlannedFact]) -> list[Refusal]:
    """The facts that the database refuses, each with the reason in words. Nothing stays written."""
    if not planned:
        return []
    refused: list[Refusal] = []
    with transaction.atomic():
        with recording(kind="trial", reason=""):
            try:
                with transaction.atomic():
                    write_facts(planned)
            except (DatabaseError, UnknownRecord):
                refused = _try_by_kind(planned)
        transaction.set_rollback(True)
    return refused


def _try_by_kind(planned: Sequence[PlannedFact]) -> list[Refusal]:
    """Kind by kind, and fact by fact where a kind is refused: the order in which they would be written."""
    refused: list[Refusal] = []
    for is_new in (True, False):
        for kind in all_kinds():
            facts = [fact for fact in planned if fact.kind_id == kind.id and fact.is_new == is_new]
            if facts and _refusal(facts) is not None:
                refused += [(fact, reason) for fact in facts if (reason := _refusal([fact])) is not None]
    return refused


def _refusal(facts: Sequence[PlannedFact]) -> Text | None:
    try:
        with transaction.atomic():
            write_facts(facts)
    except UnknownRecord:
        points_at_itself = any(fact.key in fact.values.values() for fact in facts)
        return explain_refusal("itself").in_file if points_at_itself else _NO_SUCH_RECORD
    except DatabaseError as error:
        return explain_refusal(str(error)).in_file
    return None


def _by_kind(facts: Iterable[PlannedFact]) -> dict[str, dict[str, Mapping[str, object]]]:
    found: dict[str, dict[str, Mapping[str, object]]] = {}
    for fact in facts:
        found.setdefault(fact.kind_id, {})[fact.key] = fact.values
    return found
