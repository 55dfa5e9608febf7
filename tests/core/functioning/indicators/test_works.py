"""Traces of what partners do, give and get, by hand, on 30 June 2014."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.core.functioning.indicators.readings import counts, read
from tests.core.typology.facts import AGENCY, CITY, SCHOOL, Facts, partnership_of


def _table(**facts: list[dict[str, Any]]) -> Facts:
    return partnership_of(CITY, AGENCY, SCHOOL, **facts)


def _activity(kind: str, **facts: Any) -> dict[str, Any]:
    return {"partnership_id": 1, "kind": kind, **facts}


def test_learning_is_counted_among_the_activities_of_two_years() -> None:
    activities = [
        _activity("professional_development"),
        _activity("research", until=date(2013, 1, 1)),
        _activity("research", until=date(2012, 6, 30)),
        _activity("event"),
    ]
    row = read("learning_activities", _table(activity=activities))
    assert (row["value"], row["cases"], row["band"]) == (2, 3, "good")


def test_no_learning_among_activities_is_none_but_no_activity_is_unknown() -> None:
    assert read("learning_activities", _table(activity=[_activity("event")]))["value"] == 0
    assert read("learning_activities", _table())["value"] is None


def test_a_part_brings_a_benefit_does_not_or_does_not_say() -> None:
    parts = [{"activity_id": 1, "organisation_id": 1, "benefits": said} for said in (True, True, False, None)]
    assert counts("parts_benefit", _table(activity=[_activity("event")], participation=parts)) == (
        2,
        3,
        4,
        pytest.approx(2 / 3),
    )


def test_what_is_received_is_not_given() -> None:
    flows = [(1, "given"), (2, "given"), (3, "received")]
    facts = _table(contribution=[{"partnership_id": 1, "organisation_id": who, "direction": way} for who, way in flows])
    assert counts("partners_contributing", facts) == (2, 3, 3, pytest.approx(2 / 3))


def test_a_gift_on_record_does_not_make_the_others_stingy() -> None:
    """One partner of three is named: the book is not kept for all, and two are unknown."""
    facts = _table(contribution=[{"partnership_id": 1, "organisation_id": 1, "direction": "given"}])
    assert counts("partners_contributing", facts) == (1, 1, 3, None)


def test_an_output_is_shown_by_its_source_or_by_another_that_agrees() -> None:
    outputs = [
        {"key": "guide", "partnership_id": 1, "on": date(2014, 1, 1), "source_id": 1},
        {"key": "fair", "partnership_id": 1, "on": date(2014, 1, 1)},
        {"key": "film", "partnership_id": 1, "on": date(2014, 1, 1)},
        {"key": "map", "partnership_id": 1, "on": date(2014, 1, 1)},
        {"key": "old", "partnership_id": 1, "on": date(2010, 1, 1)},
    ]
    statements = [
        {"subject_kind": "output", "subject_key": "fair", "agrees": True},
        {"subject_kind": "output", "subject_key": "film", "agrees": False},
        {"subject_kind": "activity", "subject_key": "map", "agrees": True},
    ]
    facts = _table(source=[{"key": "minutes"}], output=outputs, statement=statements)
    assert counts("outputs_shown", facts) == (2, 4, 4, 0.5)


def _tie(one: int, other: int, **facts: Any) -> dict[str, Any]:
    return {"partnership_id": 1, "from_organisation_id": one, "to_organisation_id": other, "kind": "partner", **facts}


def test_a_tie_is_returned_is_not_or_was_never_asked_about() -> None:
    """City and agency name each other, agency names school too, which names city alone; a fourth was never asked."""
    facts = partnership_of(
        CITY,
        AGENCY,
        SCHOOL,
        AGENCY,
        tie=[_tie(1, 2), _tie(2, 1), _tie(2, 3), _tie(3, 1), _tie(1, 4), _tie(1, 3, intensity=0)],
    )
    # 1→2 and 2→1 are returned; 2→3 and 3→1 are not; 1→4 is unknown; “none” is no tie.
    assert counts("ties_returned", facts) == (2, 4, 5, 0.5)


def test_one_tie_of_several_kinds_is_one_tie() -> None:
    facts = _table(tie=[_tie(1, 2), _tie(1, 2, kind="referral"), _tie(2, 1), _tie(2, 3), _tie(3, 2)])
    assert counts("ties_returned", facts) == (4, 4, 4, 1.0)
