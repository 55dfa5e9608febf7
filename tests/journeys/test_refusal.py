"""What the database refuses is said in plain words, whatever constraint spoke."""

from __future__ import annotations

import pytest
from django.apps import apps

from concertation.core.facts import fact_kind
from concertation.journeys.refusal import explain_refusal
from concertation.store.triggers import IMPOSSIBILITIES, Impossibility

_CONSTRAINTS = [
    constraint.name for model in apps.get_app_config("store").get_models() for constraint in model._meta.constraints
]


@pytest.mark.parametrize("name", [*_CONSTRAINTS, *(one.name for one in IMPOSSIBILITIES)])
def test_no_constraint_speaks_by_its_own_name(name: str) -> None:
    """Each has its sentence, in both languages."""
    refusal = explain_refusal(f"CHECK constraint failed: {name}")
    assert name not in refusal.in_file.en
    assert refusal.in_file.en != refusal.in_file.fr


@pytest.mark.parametrize("impossibility", IMPOSSIBILITIES, ids=lambda one: one.name)
def test_a_refusal_is_said_beside_a_field_of_the_fact_being_written(impossibility: Impossibility) -> None:
    """Of the membership that shrinks, its dates; of the attendance, its member."""
    kind = fact_kind(impossibility.table)
    slots = explain_refusal(f"CHECK constraint failed: {impossibility.name}", kind).slots
    assert slots
    assert set(slots) <= {column.slot for column in kind.columns}


def test_a_membership_that_shrinks_from_a_meeting_points_at_its_dates() -> None:
    """And says that somebody attended."""
    refusal = explain_refusal(
        "CHECK constraint failed: attendance_outside_membership__membership", fact_kind("membership")
    )
    assert refusal.slots == ("since", "until")
    assert "attended a meeting outside these dates" in refusal.in_file.en
