"""Traces on paper, by hand, on 30 June 2014."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.core.functioning.indicators.readings import counts, read
from tests.core.typology.facts import AGENCY, CITY, GROUP, SCHOOL, Facts, partnership_of

ENDED = date(2014, 6, 29)


def _table(**facts: list[dict[str, Any]]) -> Facts:
    return partnership_of(CITY, AGENCY, SCHOOL, **facts)


def _text(kind: str, **facts: Any) -> dict[str, Any]:
    return {"partnership_id": 1, "kind": kind, **facts}


def test_a_text_renewed_is_current_and_one_that_ran_out_is_not() -> None:
    """Funding ended and renewed, terms of reference ended yesterday, a plan in force; a letter does not count."""
    facts = _table(
        agreement=[
            _text("contribution_agreement", until=date(2013, 3, 31)),
            _text("contribution_agreement", until=date(2015, 3, 31)),
            _text("terms_of_reference", until=ENDED),
            _text("letter_of_support", until=ENDED),
        ],
        plan=[{"partnership_id": 1, "until": date(2014, 6, 30)}],
    )
    assert counts("documents_current", facts) == (2, 3, 3, pytest.approx(2 / 3))
    assert read("documents_current", facts)["band"] == "mixed"


def test_a_partnership_without_any_text_on_record_is_unknown() -> None:
    assert counts("documents_current", _table()) == (None, 0, 0, None)


def test_a_partner_signed_did_not_or_stands_for_others() -> None:
    """City signed; agency is a party without a day; school is none; the group has no name to look for."""
    facts = partnership_of(
        CITY,
        AGENCY,
        SCHOOL,
        GROUP,
        agreement=[_text("memorandum_of_understanding")],
        agreement_party=[
            {"agreement_id": 1, "organisation_id": 1, "signed_on": date(2013, 1, 1)},
            {"agreement_id": 1, "organisation_id": 2},
        ],
    )
    assert counts("partners_signed", facts) == (1, 2, 4, 0.5)


def test_a_text_that_bears_a_date_is_signed_by_all_its_parties() -> None:
    facts = _table(
        agreement=[_text("terms_of_reference", signed_on=date(2013, 1, 1))],
        agreement_party=[{"agreement_id": 1, "organisation_id": number} for number in (1, 2, 3)],
    )
    assert counts("partners_signed", facts) == (3, 3, 3, 1.0)


def test_without_parties_on_record_nobody_is_said_not_to_have_signed() -> None:
    assert counts("partners_signed", _table(agreement=[_text("terms_of_reference")])) == (None, 0, 0, None)


def test_roles_that_name_most_partners_leave_the_others_without_one() -> None:
    roles = [{"membership_id": 1, "role": "lead"}, {"membership_id": 1, "role": "funder"}]
    facts = _table(membership_role=[*roles, {"membership_id": 2, "role": "facilitator"}])
    assert counts("roles_on_record", facts) == (2, 3, 3, pytest.approx(2 / 3))


def test_roles_that_name_half_of_the_partners_tell_of_the_other_half() -> None:
    facts = partnership_of(CITY, AGENCY, membership_role=[{"membership_id": 1, "role": "lead"}])
    assert counts("roles_on_record", facts) == (1, 2, 2, 0.5)


def test_roles_that_name_few_partners_say_nothing_of_the_others() -> None:
    facts = _table(membership_role=[{"membership_id": 1, "role": "lead"}])
    assert counts("roles_on_record", facts) == (1, 1, 3, None)


def test_a_plan_is_as_fresh_as_its_last_review() -> None:
    """Adopted 40 months ago, reviewed 25 and 41 months ago."""
    facts = _table(
        plan=[{"partnership_id": 1, "adopted_on": date(2011, 2, 28)}],
        plan_revision=[{"plan_id": 1, "on": date(2012, 5, 30)}, {"plan_id": 1, "on": date(2011, 1, 30)}],
    )
    row = read("months_since_revision", facts)
    assert row["value"] == 25 and row["band"] == "mixed" and row["low"] is None


def test_a_plan_not_yet_adopted_on_the_day_is_no_plan() -> None:
    facts = _table(plan=[{"partnership_id": 1, "adopted_on": date(2014, 7, 1)}])
    assert read("months_since_revision", facts)["cases"] == read("documents_current", facts)["cases"] == 0


def test_an_account_is_counted_from_the_last_report() -> None:
    reports = [
        {"partnership_id": 1, "kind": kind, "on": on}
        for kind, on in (
            ("annual_report", date(2013, 5, 31)),
            ("evaluation", date(2012, 5, 31)),
            ("audit", date(2011, 5, 31)),
        )
    ]
    row = read("months_since_account", _table(report=reports))
    assert row["value"] == 12 and row["band"] == "good"


def test_reports_without_a_date_are_unknown() -> None:
    assert read("months_since_account", _table(report=[{"partnership_id": 1, "kind": "audit"}]))["value"] is None


def test_means_of_its_own_are_had_lost_or_empty() -> None:
    """Staff that ended and was not replaced; a budget; the same two for a table whose budget is at zero."""
    staff = {"partnership_id": 1, "kind": "dedicated_staff", "until": ENDED}
    assert counts("means_held", _table(resource=[staff, {"partnership_id": 1, "kind": "own_budget"}])) == (1, 2, 2, 0.5)
    empty = {"partnership_id": 1, "kind": "own_budget", "amount": 0.0}
    assert counts("means_held", _table(resource=[staff, empty])) == (0, 2, 2, 0.0)
