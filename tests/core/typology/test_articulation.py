"""Typology 5: articulation of functions, roles and responsibilities (Kernaghan's four types)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.core.typology.facts import AGENCY, CITY, GROUP, Facts, partnership_of, snapshot_of

from concertation.core.typology import classify

NO = dict.fromkeys(("advises", "funds", "works", "co_decides", "bears_cost", "bears_risk"), False)
SHARES = tuple(f"articulation_{code}" for code in ("consultative", "contributory", "operational", "collaborative"))


def row_of(facts: Facts) -> dict[str, Any]:
    return classify(snapshot_of(facts)).row(0, named=True)


def doing(*activities: list[dict[str, Any]], hours: tuple[float | None, ...] = (), **facts: Any) -> Facts:
    """One partnership of a city, an agency and a faith group, and what each does in each activity."""
    effort = [*hours, *[None] * (len(activities) - len(hours))]
    rows = [{"partnership_id": 1, "effort_hours": one} for one in effort]
    parts = [{"activity_id": number, **part} for number, parts in enumerate(activities, start=1) for part in parts]
    return partnership_of(CITY, AGENCY, GROUP, activity=rows, participation=parts, **facts)


def part(organisation: int, **yes: bool | None) -> dict[str, Any]:
    return {"organisation_id": organisation, **NO, **yes}


CONSULTS = [part(1, advises=True), part(2, advises=True)]
FUNDS = [part(1, funds=True), part(2, works=True)]
WORKS = [part(1, works=True), part(2, works=True)]
SHARES_ALL = [
    part(1, works=True, co_decides=True, bears_cost=True),
    part(2, works=True, co_decides=True, bears_cost=True),
]


@pytest.mark.parametrize(
    ("activity", "code"),
    [
        (CONSULTS, "consultative"),
        (FUNDS, "contributory"),
        (WORKS, "operational"),
        (SHARES_ALL, "collaborative"),
        ([part(1, works=True, co_decides=True), part(2, works=True, co_decides=True)], "operational"),
        ([part(1, co_decides=True, bears_risk=True), part(2, co_decides=True, bears_risk=True)], "consultative"),
        ([part(3, works=True)], "operational"),
    ],
)
def test_an_activity_has_the_first_type_that_matches(activity: list[dict[str, Any]], code: str) -> None:
    """Shared decisions, work and burden; else shared work; else a contribution; else consultation."""
    row = row_of(doing(activity))
    assert (row["articulation"], row["articulation_basis"]) == (code, "derived")
    assert row["articulation_coverage"] == 1.0


def test_shares_weigh_by_hours_when_all_are_known() -> None:
    """30 hours of consultation and 10 of joint work are ¾ and ¼."""
    row = row_of(doing(CONSULTS, WORKS, hours=(30.0, 10.0)))
    assert [row[share] for share in SHARES] == [0.75, 0.0, 0.25, 0.0]
    row = row_of(doing(CONSULTS, WORKS, hours=(30.0,)))
    assert [row[share] for share in SHARES] == [0.5, 0.0, 0.5, 0.0]


def test_hybridity_by_hand() -> None:
    """Four equal shares have hybridity 1; two have ½; one has 0. Hybrid: no share reaches 0.60."""
    row = row_of(doing(CONSULTS, FUNDS, WORKS, SHARES_ALL))
    assert (row["hybridity"], row["is_hybrid"]) == (pytest.approx(1.0), True)
    assert row_of(doing(CONSULTS, WORKS))["hybridity"] == pytest.approx(0.5)
    row = row_of(doing(CONSULTS, CONSULTS, CONSULTS, WORKS, WORKS))
    assert (row["articulation"], row["is_hybrid"]) == ("consultative", False)


def test_unknown_facts_that_could_change_the_type_make_it_inferred() -> None:
    """Two work; whether they decide together is not on record: operational, inferred."""
    activity = [part(1, works=True, co_decides=None, bears_cost=True), part(2, works=True, co_decides=None)]
    activity[1]["bears_cost"] = True
    row = row_of(doing(activity))
    assert (row["articulation"], row["articulation_basis"]) == ("operational", "inferred")
    assert row["articulation_coverage"] == pytest.approx(0.8)


def test_unknown_facts_that_cannot_matter_leave_it_derived() -> None:
    """Nobody works and nobody funds: what else is unknown cannot make it more than consultation."""
    activity = [part(1, advises=True, co_decides=None, bears_risk=None)]
    assert row_of(doing(activity))["articulation_basis"] == "derived"


def test_activities_without_facts_say_nothing() -> None:
    """An activity nobody described is not consultation: the answer is unknown."""
    row = row_of(doing([]))
    assert (row["articulation"], row["articulation_basis"], row["articulation_consultative"]) == (None, "unknown", None)


def test_only_recent_activities_count() -> None:
    """An activity that ended more than two years before the day is past."""
    facts = dict(doing(WORKS, CONSULTS))
    facts["activity"] = [{"partnership_id": 1, "until": date(2012, 6, 29)}, {"partnership_id": 1}]
    assert row_of(facts)["articulation"] == "consultative"


def test_a_gap_is_declared_minus_realised() -> None:
    """Declared collaborative, realised consultative: three steps."""
    declared = [{"partnership_id": 1, "facet": "articulation", "value": "collaborative"}]
    row = row_of(doing(CONSULTS, declared_type=declared))
    assert (row["articulation"], row["articulation_gap"]) == ("consultative", 3)


def test_a_declaration_stands_before_what_structure_suggests() -> None:
    """Without facts on activities, a source's word is stated, and structure does not contradict it."""
    declared = [{"partnership_id": 1, "facet": "articulation", "value": "operational"}]
    body = [{"partnership_id": 1, "kind": "council"}]
    row = row_of(partnership_of(CITY, AGENCY, body=body, declared_type=declared))
    assert (row["articulation"], row["articulation_basis"], row["articulation_gap"]) == ("operational", "stated", None)
    assert row["articulation_operational"] is None


def test_structure_alone_infers() -> None:
    """A council alone is consultation, and says that it is inferred."""
    row = row_of(partnership_of(CITY, AGENCY, body=[{"partnership_id": 1, "kind": "council"}]))
    assert (row["articulation"], row["articulation_basis"]) == ("consultative", "inferred")
    assert (row["articulation_source"], row["articulation_coverage"]) == ("structure", 0.0)
    assert [row[share] for share in SHARES] == [1.0, 0.0, 0.0, 0.0]


def test_no_form_prevails_in_a_tie_of_structure() -> None:
    """A council and a team without a plan: half consultation, half operations, and neither names the whole."""
    body = [{"partnership_id": 1, "kind": "council"}, {"partnership_id": 1, "kind": "project_team"}]
    row = row_of(partnership_of(CITY, AGENCY, body=body))
    assert (row["articulation"], row["articulation_is_tied"], row["is_hybrid"]) == (None, True, True)
    assert (row["articulation_basis"], row["articulation_source"]) == ("inferred", "structure")
    assert [row[share] for share in SHARES] == [0.5, 0.0, 0.5, 0.0]


def test_no_form_prevails_in_a_tie_of_activities() -> None:
    """Two activities of each of two types: the shares are derived, and no type is named."""
    row = row_of(doing(WORKS, WORKS, FUNDS, FUNDS))
    assert (row["articulation"], row["articulation_is_tied"], row["articulation_basis"]) == (None, True, "derived")


def test_hours_that_differ_in_their_last_digits_still_tie() -> None:
    """0.1 + 0.2 hours of one type against 0.3 of another: floating point is no reason to prevail."""
    row = row_of(doing(WORKS, WORKS, FUNDS, hours=(0.1, 0.2, 0.3)))
    assert (row["articulation"], row["articulation_is_tied"]) == (None, True)


def test_the_largest_prevails_over_others_that_tie() -> None:
    """Half consultation, a quarter each of two others: consultation has the first place alone."""
    row = row_of(doing(CONSULTS, CONSULTS, FUNDS, WORKS))
    assert (row["articulation"], row["articulation_is_tied"], row["is_hybrid"]) == ("consultative", False, True)


@pytest.mark.parametrize(
    ("declared", "gap"),
    [
        pytest.param("collaborative", 1, id="above both: from the more engaged"),
        pytest.param("operational", 0, id="one of both"),
        pytest.param("contributory", -1, id="between both: the smaller claim"),
        pytest.param("consultative", 0, id="the other of both"),
    ],
)
def test_in_a_tie_the_gap_is_counted_from_the_nearest_form(declared: str, gap: int) -> None:
    """Consultation and operations tie: no signal may rest on which of the two is picked."""
    said = [{"partnership_id": 1, "facet": "articulation", "value": declared}]
    assert row_of(doing(CONSULTS, WORKS, declared_type=said))["articulation_gap"] == gap


def test_a_council_that_revises_its_plan_and_has_it_carried_out_shares_decisions() -> None:
    """Council, revised plan and team: shared decisions and operations."""
    body = [{"partnership_id": 1, "kind": "council"}, {"partnership_id": 1, "kind": "project_team"}]
    plan, revision = [{"partnership_id": 1}], [{"plan_id": 1, "on": date(2014, 1, 1)}]
    row = row_of(partnership_of(CITY, AGENCY, body=body, plan=plan, plan_revision=revision))
    assert [row[share] for share in SHARES] == [0.0, 0.0, 0.5, 0.5]
