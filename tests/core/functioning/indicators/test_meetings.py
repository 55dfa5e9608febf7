"""Traces of meetings, by hand, on 30 June 2014: the last twelve months begin after 30 June 2013."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.core.functioning.indicators.readings import counts, read
from tests.core.typology.facts import AGENCY, CITY, SCHOOL, Facts, partnership_of


def _table(**facts: list[dict[str, Any]]) -> Facts:
    return partnership_of(CITY, AGENCY, SCHOOL, **facts)


def _meeting(on: date | None, quorum_met: bool | None = None) -> dict[str, Any]:
    return {"partnership_id": 1, "on": on, "quorum_met": quorum_met}


def test_quorum_is_read_over_the_last_twelve_months_alone() -> None:
    """Of six meetings one is too old and one is silent: three with quorum out of four that say."""
    meetings = [
        _meeting(date(2013, 6, 30), False),
        _meeting(date(2013, 7, 1), True),
        _meeting(date(2013, 10, 1), True),
        _meeting(date(2014, 1, 15), False),
        _meeting(date(2014, 4, 15), True),
        _meeting(date(2014, 6, 15), None),
    ]
    row = read("quorum_met", _table(meeting=meetings))
    assert (row["shown"], row["known"], row["cases"]) == (3, 4, 5)
    assert row["value"] == 0.75 and row["coverage"] == 0.8 and row["band"] == "mixed"
    assert (row["low"], row["high"]) == (pytest.approx(3 / 5), pytest.approx(4 / 5))


def test_meetings_without_a_word_on_quorum_are_unknown_and_not_zero() -> None:
    row = read("quorum_met", _table(meeting=[_meeting(date(2014, month, 1)) for month in range(1, 6)]))
    assert (row["value"], row["band"], row["shown"], row["coverage"]) == (None, None, None, 0.0)


def test_two_meetings_are_too_few_for_a_share() -> None:
    meetings = [_meeting(date(2014, 2, 1), False), _meeting(date(2014, 5, 1), False)]
    assert read("quorum_met", _table(meeting=meetings))["value"] is None


def test_a_meeting_without_a_date_may_be_recent_and_counts_as_unknown() -> None:
    meetings = [_meeting(date(2014, month, 1), True) for month in (1, 2, 3)] + [_meeting(None, False)]
    assert counts("quorum_met", _table(meeting=meetings)) == (3, 3, 4, 1.0)


def test_the_last_meeting_is_counted_in_whole_months() -> None:
    meetings = [_meeting(date(2013, 1, 1)), _meeting(date(2014, 2, 28)), _meeting(date(2013, 9, 1))]
    row = read("months_since_meeting", _table(meeting=meetings))
    assert row["value"] == 4 and row["band"] == "mixed"


def test_a_partnership_without_meeting_on_record_is_not_said_to_be_silent() -> None:
    assert read("months_since_meeting", _table())["value"] is None


def test_a_substitute_is_there_and_regrets_are_not() -> None:
    attendance = [
        {"meeting_id": 1, "membership_id": 1, "status": "present"},
        {"meeting_id": 1, "membership_id": 2, "status": "substitute"},
        {"meeting_id": 1, "membership_id": 3, "status": "regrets"},
        {"meeting_id": 1, "guest_id": 3, "status": "present"},
        {"meeting_id": 2, "membership_id": 1, "status": "absent"},
        {"meeting_id": 3, "membership_id": 1, "status": "absent"},
    ]
    meetings = [_meeting(date(2014, 3, 1)), _meeting(date(2014, 5, 1)), _meeting(date(2012, 5, 1))]
    assert counts("attendance", _table(meeting=meetings, attendance=attendance)) == (2, 4, 4, 0.5)


def test_who_joined_is_watched_for_three_months() -> None:
    """City came in its second month; agency in its fifth; school was absent, then came; two are too new, too old."""
    since = [*[date(2013, 9, 1)] * 3, date(2014, 5, 1), date(2012, 6, 30)]
    facts: Facts = {
        "partnership": [{"key": "table"}],
        "organisation": [CITY, AGENCY, SCHOOL, AGENCY, AGENCY],
        "membership": [
            {"partnership_id": 1, "organisation_id": number, "since": day} for number, day in enumerate(since, start=1)
        ],
        "meeting": [_meeting(date(2013, 10, 15)), _meeting(date(2013, 11, 15)), _meeting(date(2014, 1, 15))],
        "attendance": [
            {"meeting_id": 1, "membership_id": 1, "status": "present"},
            {"meeting_id": 1, "membership_id": 2, "status": "absent"},
            {"meeting_id": 1, "membership_id": 3, "status": "absent"},
            {"meeting_id": 2, "membership_id": 3, "status": "present"},
            {"meeting_id": 3, "membership_id": 2, "status": "present"},
        ],
    }
    assert counts("joiners_came", facts) == (2, 3, 3, pytest.approx(2 / 3))


def test_a_new_member_of_which_no_attendance_is_noted_is_unknown() -> None:
    joined = [{"partnership_id": 1, "organisation_id": 1, "since": date(2013, 9, 1)}]
    facts: Facts = {"partnership": [{"key": "table"}], "organisation": [CITY], "membership": joined}
    assert counts("joiners_came", facts) == (None, 0, 1, None)
