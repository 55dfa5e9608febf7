"""What needs attention, from facts laid out by hand; spans are the conventions' defaults, counted from 30 June 2014."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.core.typology.facts import Facts, snapshot_of

from concertation.core.overview import attention
from concertation.core.typology import classify


def matters(facts: Facts) -> list[dict[str, Any]]:
    """The matters of a small register, but for what is little known: by hand, most facets are."""
    snapshot = snapshot_of({"partnership": [{"key": "table"}], **facts})
    rows = attention(snapshot, classify(snapshot)).to_dicts()
    return [row for row in rows if row["matter"] != "little_known"]


def kinds(facts: Facts) -> list[str]:
    """Which matters, in order."""
    return [row["matter"] for row in matters(facts)]


def agreement(kind: str, until: date | None, since: date | None = None) -> dict[str, Any]:
    """An agreement of the one partnership."""
    return {"partnership_id": 1, "kind": kind, "since": since, "until": until}


def test_an_agreement_that_ends_within_six_months_is_told() -> None:
    """It ends on 1 December 2014, 154 days after the day."""
    assert matters({"agreement": [agreement("terms_of_reference", date(2014, 12, 1))]}) == [
        {"matter": "agreement_expiring", "partnership_id": 1, "on": date(2014, 12, 1), "count": 1, "record_id": 1}
    ]


@pytest.mark.parametrize("until", [None, date(2015, 6, 30)])
def test_an_agreement_without_an_end_or_with_a_distant_one_does_not_press(until: date | None) -> None:
    """Unknown is not soon."""
    assert kinds({"agreement": [agreement("terms_of_reference", until)]}) == []


def test_a_renewed_agreement_does_not_press() -> None:
    """Another of the same kind goes on after it; one of another kind renews nothing."""
    ending = agreement("contribution_agreement", date(2014, 9, 30))
    following = agreement("contribution_agreement", date(2017, 9, 30), since=date(2014, 4, 1))
    other = agreement("terms_of_reference", date(2017, 9, 30), since=date(2014, 4, 1))
    assert kinds({"agreement": [ending, following]}) == []
    assert kinds({"agreement": [ending, other]}) == ["agreement_expiring"]


def test_a_lapsed_agreement_is_a_matter_for_two_years_and_then_history() -> None:
    """Ended on 1 July 2012: 24 months less a day before; ended a month earlier: told no more."""
    assert kinds({"agreement": [agreement("memorandum", date(2012, 7, 1))]}) == ["agreement_lapsed"]
    assert kinds({"agreement": [agreement("memorandum", date(2012, 5, 31))]}) == []


def test_overdue_actions_are_counted_with_the_oldest() -> None:
    """Two are late; one was done, one falls due later, one was done only after the day looked at."""
    due = [date(2014, 3, 1), date(2014, 2, 1), date(2014, 2, 1), date(2014, 8, 1), date(2014, 5, 1)]
    done = [None, None, date(2014, 2, 2), None, date(2014, 7, 15)]
    rows = matters(
        {
            "meeting": [{"partnership_id": 1, "on": date(2014, 6, 1)}],
            "action_item": [{"meeting_id": 1, "due_on": d, "done_on": e} for d, e in zip(due, done, strict=True)],
        }
    )
    assert [(row["matter"], row["count"], row["on"]) for row in rows] == [("actions_overdue", 3, date(2014, 2, 1))]


def test_a_partnership_that_has_not_met_for_six_months_is_silent() -> None:
    """Last met on 29 December 2013, six months and a day before; on 30 December it is not yet silent."""
    assert kinds({"meeting": [{"partnership_id": 1, "on": date(2013, 12, 29)}]}) == ["silent"]
    assert kinds({"meeting": [{"partnership_id": 1, "on": date(2013, 12, 30)}]}) == []


def test_without_any_meeting_on_record_nobody_is_called_silent() -> None:
    """Unknown is a value: perhaps it meets and nobody wrote it down."""
    assert kinds({}) == []


@pytest.mark.parametrize("stage", ["paused", "ended"])
def test_a_partnership_at_rest_is_not_silent(stage: str) -> None:
    """It said that it would not meet."""
    facts: Facts = {
        "meeting": [{"partnership_id": 1, "on": date(2013, 1, 10)}],
        "lifecycle_event": [{"partnership_id": 1, "stage": stage, "on": date(2013, 2, 1)}],
    }
    assert kinds(facts) == []


def test_the_review_asked_by_the_last_decision_falls_due() -> None:
    """An earlier decision’s review is settled by the later decision."""
    first = {"partnership_id": 1, "course": "sustain", "decided_on": date(2012, 6, 1), "review_on": date(2013, 6, 1)}
    last = {"partnership_id": 1, "course": "reform", "decided_on": date(2013, 6, 5), "review_on": date(2014, 7, 10)}
    later = last | {"review_on": date(2015, 6, 5)}
    assert [(row["matter"], row["record_id"]) for row in matters({"decision_record": [first, last]})] == [
        ("review_due", 2)
    ]
    assert kinds({"decision_record": [first, later]}) == []


def test_a_partnership_of_which_three_facets_are_unknown_is_little_known() -> None:
    """With no fact at all, all five are."""
    snapshot = snapshot_of({"partnership": [{"key": "table"}]})
    assert attention(snapshot, classify(snapshot)).select("matter", "count").rows() == [("little_known", 5)]


def test_what_concerns_a_partnership_that_has_ended_presses_no_more() -> None:
    """Its agreements may lapse in peace."""
    facts: Facts = {
        "agreement": [agreement("memorandum", date(2014, 9, 1))],
        "lifecycle_event": [{"partnership_id": 1, "stage": "ended", "on": date(2014, 6, 1)}],
    }
    assert kinds(facts) == []
