"""What one row can never say: an end before its beginning, a number out of its bounds, a fact of nothing."""

from __future__ import annotations

from datetime import date

import pytest
from tests.store.smallest import add, change, refused

from concertation.core.facts import Field, all_kinds, fact_kind
from concertation.store.loading import fact_model

pytestmark = pytest.mark.django_db

_ALL = [kind.id for kind in all_kinds()]
_DATED = [kind.id for kind in all_kinds() if kind.is_dated]
_BOUNDED = [
    pytest.param(kind.id, field, id=f"{kind.id}.{field.name}")
    for kind in all_kinds()
    for field in kind.fields
    if field.minimum is not None or field.maximum is not None
]
_REQUIRED = [
    pytest.param(kind.id, field.name, id=f"{kind.id}.{field.name}")
    for kind in all_kinds()
    for field in kind.fields
    if field.is_required and field.type == "reference" and kind.id != "representation"
]
_EARLIER, _LATER = date(2014, 6, 29), date(2014, 6, 30)


@pytest.mark.parametrize("kind_id", _ALL)
def test_the_smallest_fact_of_each_kind_is_accepted(kind_id: str) -> None:
    """Nothing that the dictionary does not require is required by the tables."""
    key = add(kind_id)
    assert fact_model(fact_kind(kind_id)).objects.get(key=key).history.count() == 1


@pytest.mark.parametrize("kind_id", _DATED)
def test_no_fact_ends_before_it_begins(kind_id: str) -> None:
    """A day is enough to refuse it."""
    with refused(f"{kind_id}_until_not_before_since"):
        add(kind_id, since=_LATER, until=_EARLIER)


@pytest.mark.parametrize("kind_id", _DATED)
def test_a_fact_may_hold_for_a_day_and_either_date_may_be_unknown(kind_id: str) -> None:
    """``until`` is the last day on which it holds."""
    for since, until in ((_LATER, _LATER), (None, _EARLIER), (_LATER, None)):
        add(kind_id, since=since, until=until)


def test_no_correction_ends_a_fact_before_it_begins() -> None:
    """The constraint holds for what is changed as for what is new."""
    key = add("partnership", since=_LATER)
    with refused("partnership_until_not_before_since"):
        change("partnership", key, until=_EARLIER)


@pytest.mark.parametrize(("kind_id", "field"), _BOUNDED)
def test_no_number_is_out_of_its_bounds(kind_id: str, field: Field) -> None:
    """The bounds that the dictionary states are those of the table; the bounds themselves are inside."""
    for bound, step, side in ((field.minimum, -1, "minimum"), (field.maximum, 1, "maximum")):
        if bound is not None:
            add(kind_id, **{field.name: bound})
            with refused(f"{kind_id}_{field.name}_{side}"):
                add(kind_id, **{field.name: bound + step})


@pytest.mark.parametrize(("kind_id", "name"), _REQUIRED)
def test_no_fact_is_about_nothing(kind_id: str, name: str) -> None:
    """A membership without an organisation, a meeting of no partnership."""
    with refused(f"{name}_id"):
        add(kind_id, **{name: None})


@pytest.mark.parametrize("name", ["membership", "representative"])
def test_no_representation_is_of_nothing(name: str) -> None:
    """Nobody in particular represents no member; the rule on their organisations speaks first."""
    other = "membership" if name == "representative" else "representative"
    with refused("representation_by_another_organisation"):
        add("representation", **{name: None, other: add(other)})


@pytest.mark.parametrize(
    ("kind_id", "columns", "name"),
    [
        ("contribution", {"low": 5, "high": 4}, "contribution_bounds_in_order"),
        ("body_member", {"persons_low": 25, "persons_high": 20}, "body_member_persons_in_order"),
        (
            "decision_record",
            {"decided_on": _LATER, "review_on": _EARLIER},
            "decision_record_review_after_decision",
        ),
    ],
)
def test_no_upper_bound_is_under_the_lower_one(kind_id: str, columns: dict[str, object], name: str) -> None:
    """« 25 à 20 personnes » is a slip; a review comes after what it reviews."""
    with refused(name):
        add(kind_id, **columns)
