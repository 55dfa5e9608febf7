"""Traces of decisions and actions, by hand, on 30 June 2014: two years begin after 30 June 2012."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.core.functioning.indicators.readings import counts, read
from tests.core.typology.facts import AGENCY, CITY, GROUP, SCHOOL, Facts, partnership_of

MEETING = {"partnership_id": 1, "on": date(2014, 1, 15)}
RECENT, OLD = date(2014, 2, 1), date(2012, 6, 30)


def _table(**facts: list[dict[str, Any]]) -> Facts:
    return partnership_of(CITY, AGENCY, SCHOOL, **facts)


def _decision(**facts: Any) -> dict[str, Any]:
    return {"partnership_id": 1, "on": RECENT, **facts}


def test_what_was_put_off_is_not_settled_and_what_was_withdrawn_is_not_adopted() -> None:
    outcomes = ["adopted", "adopted", "rejected", "withdrawn", "deferred", None]
    decisions = [_decision(outcome=outcome) for outcome in outcomes] + [_decision(outcome="rejected", on=OLD)]
    assert counts("proposals_adopted", _table(decision=decisions)) == (2, 4, 5, 0.5)


def test_a_decision_without_a_date_has_that_of_its_meeting() -> None:
    decisions = [_decision(outcome="adopted", on=None, meeting_id=1) for _ in range(3)]
    assert counts("proposals_adopted", _table(meeting=[MEETING], decision=decisions)) == (3, 3, 3, 1.0)


def test_two_organisations_make_a_decision_shared() -> None:
    """Four adopted: by two, by one, by three, by nobody on record."""
    decisions = [_decision(outcome="adopted") for _ in range(4)]
    makers = [(1, 1), (1, 2), (2, 1), (3, 1), (3, 2), (3, 3)]
    facts = _table(
        decision=decisions,
        decision_maker=[{"decision_id": one, "organisation_id": who} for one, who in makers],
    )
    assert counts("decided_together", facts) == (2, 3, 4, pytest.approx(2 / 3))


def test_a_partner_leads_by_proposing_or_by_chairing() -> None:
    facts = _table(
        decision=[_decision(proposed_by_id=1) for _ in range(3)],
        body=[{"partnership_id": 1, "kind": "council"}],
        body_member=[
            {"body_id": 1, "organisation_id": 2, "chairs": True},
            {"body_id": 1, "organisation_id": 3, "chairs": False},
        ],
    )
    assert counts("partners_proposing", facts) == (2, 3, 3, pytest.approx(2 / 3))


@pytest.mark.parametrize(("named", "unnamed"), [(2, 0), (3, 4)])
def test_nobody_is_said_not_to_propose_while_minutes_do_not_name_who_does(named: int, unnamed: int) -> None:
    """Two decisions are too few, three authors of seven too: two partners are unknown, and so is the share."""
    decisions = [_decision(proposed_by_id=1)] * named + [_decision()] * unnamed
    assert counts("partners_proposing", _table(decision=decisions)) == (1, 1, 3, None)


def test_half_of_the_authors_are_enough() -> None:
    decisions = [_decision(proposed_by_id=1)] * 3 + [_decision()] * 3
    assert counts("partners_proposing", _table(decision=decisions)) == (1, 3, 3, pytest.approx(1 / 3))


def test_organisations_without_a_name_are_never_said_to_be_left_out() -> None:
    facts = partnership_of(CITY, AGENCY, GROUP, decision=[_decision(proposed_by_id=1) for _ in range(3)])
    assert counts("partners_proposing", facts) == (1, 2, 3, 0.5)


def _action(due: date | None, done: date | None, **facts: Any) -> dict[str, Any]:
    return {"meeting_id": 1, "due_on": due, "done_on": done, **facts}


def test_actions_due_in_the_year_are_done_on_the_day_late_or_not() -> None:
    """On its day, a day late, not marked; one due next month and one due two years ago are not counted."""
    actions = [
        _action(date(2014, 3, 1), date(2014, 3, 1)),
        _action(date(2014, 3, 1), date(2014, 3, 2)),
        _action(date(2014, 3, 1), None),
        _action(date(2014, 7, 31), None),
        _action(date(2012, 3, 1), date(2012, 2, 1)),
    ]
    assert counts("actions_on_time", _table(meeting=[MEETING], action_item=actions)) == (
        1,
        3,
        3,
        pytest.approx(1 / 3),
    )


def test_a_table_that_never_marks_what_is_done_is_not_said_to_do_nothing() -> None:
    actions = [_action(date(2014, month, 1), None) for month in (2, 3, 4, 5)]
    row = read("actions_on_time", _table(meeting=[MEETING], action_item=actions))
    assert (row["value"], row["band"], row["cases"]) == (None, None, 4)


def test_an_action_asked_for_two_years_ago_to_the_day_is_history() -> None:
    actions = [_action(None, None, owner_id=1)] * 3
    old = {"partnership_id": 1, "on": OLD}
    assert counts("actions_shared", _table(meeting=[old], action_item=actions)) == (None, 0, 3, None)


def test_what_was_marked_after_the_day_was_not_marked_on_it() -> None:
    actions = [_action(date(2014, month, 1), date(2014, 7, 15)) for month in (2, 3, 4)]
    assert counts("actions_on_time", _table(meeting=[MEETING], action_item=actions)) == (None, 0, 3, None)


def test_actions_in_one_pair_of_hands_are_not_shared() -> None:
    actions = [_action(None, None, owner_id=1) for _ in range(4)]
    assert counts("actions_shared", _table(meeting=[MEETING], action_item=actions)) == (1, 3, 3, pytest.approx(1 / 3))
