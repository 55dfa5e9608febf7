"""Formality and institutionalisation: two axes, each an interval where facts are unknown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.core.typology.facts import AGENCY, CITY, DAY, Facts, partnership_of, snapshot_of

from concertation.core.typology import classify


def row_of(facts: Facts, day: date = DAY) -> dict[str, Any]:
    return classify(snapshot_of(facts, day=day)).row(0, named=True)


def formal(*agreements: dict[str, Any], **partnership: Any) -> Facts:
    facts = dict(partnership_of(CITY, AGENCY))
    facts["partnership"] = [{"key": "table", **partnership}]
    facts["agreement"] = [{"partnership_id": 1, **agreement} for agreement in agreements]
    return facts


def test_nothing_on_record_is_between_zero_and_a_hundred() -> None:
    """An unknown item is neither zero nor its points; the value is unknown."""
    row = row_of(formal())
    assert (row["form"], row["form_low"], row["form_high"], row["form_coverage"]) == (None, 0.0, 100.0, 0.0)


def test_an_unwritten_understanding_makes_the_absence_of_documents_known() -> None:
    """Brandon: no legal status, no written understanding: 0, at most 15 if a funding agreement names it."""
    row = row_of(formal({"kind": "unwritten_understanding"}, has_legal_personality=False))
    assert (row["form"], row["form_low"], row["form_high"]) == (0.0, 0.0, 15.0)
    assert row["form_coverage"] == pytest.approx(0.85)


def test_every_item_by_hand() -> None:
    """20 + 20 + 15 + 15 + 10 + 10 + 10 = 100."""
    facts = dict(
        formal(
            {
                "kind": "memorandum_of_understanding",
                "signed_on": date(2013, 5, 1),
                "defines_roles": True,
                "covers_exit": True,
            },
            {"kind": "contribution_agreement", "names_partnership": True},
            {"kind": "terms_of_reference", "approved_on": date(2013, 6, 1)},
            has_legal_personality=True,
            has_written_decision_rule=True,
        )
    )
    facts["body"] = [{"partnership_id": 1, "kind": "council", "quorum": 5}]
    row = row_of(facts)
    assert (row["form"], row["form_low"], row["form_high"]) == (100.0, 100.0, 100.0)


def test_an_agreement_that_lapsed_is_known_not_to_be_in_force() -> None:
    """It had one, it ended, none is on record since: those twenty points are known to be absent."""
    before = formal({"kind": "memorandum_of_understanding", "signed_on": date(2010, 1, 1)})
    lapsed = formal({"kind": "memorandum_of_understanding", "signed_on": date(2010, 1, 1), "until": date(2014, 1, 1)})
    assert row_of(before)["form_low"] == 20.0
    assert (row_of(lapsed)["form_low"], row_of(lapsed)["form_high"]) == (0.0, 60.0)


def test_an_agreement_between_one_member_and_a_stranger_is_not_among_partners() -> None:
    """Parties on record decide whether a signed document binds partners."""
    facts = dict(formal({"kind": "memorandum_of_understanding", "signed_on": date(2010, 1, 1)}))
    facts["organisation"] = [*facts["organisation"], AGENCY]
    facts["agreement_party"] = [{"agreement_id": 1, "organisation_id": one} for one in (1, 3)]
    assert row_of(facts)["form_low"] == 0.0
    facts["agreement_party"] = [{"agreement_id": 1, "organisation_id": one} for one in (1, 2)]
    assert row_of(facts)["form_low"] == 20.0


def test_the_value_is_the_share_of_known_points_within_its_interval() -> None:
    """20 of 85 known points are 23.5, between 20 and 35."""
    row = row_of(formal({"kind": "unwritten_understanding"}, has_legal_personality=True))
    assert row["form"] == pytest.approx(100 * 20 / 85)
    assert row["form_low"] <= row["form"] <= row["form_high"]


def routines(**facts: list[dict[str, Any]]) -> Facts:
    return partnership_of(CITY, AGENCY, **facts)


def test_meetings_in_every_quarter_are_regular() -> None:
    """Eight quarters of two years, each with a meeting: all fifteen points; half of them: half the points."""
    starts = [(year, month) for year in (2012, 2013) for month in (8, 11)]
    starts += [(year, month) for year in (2013, 2014) for month in (2, 5)]
    meetings = [{"partnership_id": 1, "on": date(year, month, 15)} for year, month in starts]
    facts = dict(routines(meeting=meetings))
    facts["partnership"] = [{"since": date(2000, 1, 1)}]
    assert row_of(facts)["inst_low"] == pytest.approx(15 + 5)
    facts["meeting"] = meetings[:4]
    assert row_of(facts)["inst_low"] == pytest.approx(7.5 + 5)


@pytest.mark.parametrize(
    ("day", "met"),
    [
        pytest.param(date(2024, 3, 1), 1, id="after the period began"),
        pytest.param(date(2024, 2, 29), 0, id="on the last day of the one before"),
    ],
)
def test_periods_end_on_the_last_day_of_a_short_month(day: date, met: int) -> None:
    """On 31 May the period of three months began after 29 February: begun in May, it is the only one counted."""
    facts = dict(routines(meeting=[{"partnership_id": 1, "on": day}]))
    facts["partnership"] = [{"since": date(2024, 5, 1)}]
    age = 5 * 30 / 365.25 / 10
    assert row_of(facts, date(2024, 5, 31))["inst_low"] == pytest.approx(15 * met + age)


def test_age_counts_up_to_maturity() -> None:
    """Five years of ten bring half of the five points, and leave nothing unknown about age."""
    facts = dict(routines())
    facts["partnership"] = [{"since": date(2009, 6, 30)}]
    row = row_of(facts)
    assert row["inst_low"] == pytest.approx(2.5, abs=0.01)
    assert row["inst_high"] == pytest.approx(97.5, abs=0.01)


@pytest.mark.parametrize(
    ("facts", "low", "high"),
    [
        ({"resource": [{"partnership_id": 1, "kind": "dedicated_staff", "amount": 1.5}]}, 15, 100),
        ({"resource": [{"partnership_id": 1, "kind": "dedicated_staff", "amount": 0.0}]}, 0, 85),
        ({"body": [{"partnership_id": 1, "kind": "secretariat"}]}, 15, 100),
        ({"resource": [{"partnership_id": 1, "kind": "own_budget"}]}, 15, 100),
        ({"plan": [{"partnership_id": 1}]}, 5, 100),
        ({"report": [{"partnership_id": 1, "kind": "annual_report", "on": date(2014, 3, 31)}]}, 10, 100),
        ({"report": [{"partnership_id": 1, "kind": "annual_report", "on": date(2011, 3, 31)}]}, 0, 90),
        ({"report": [{"partnership_id": 1, "kind": "evaluation", "on": date(2011, 3, 31)}]}, 10, 100),
    ],
)
def test_each_routine_brings_its_points(facts: dict[str, list[dict[str, Any]]], low: float, high: float) -> None:
    """A routine on record is known; one that is not stays between nothing and its points."""
    row = row_of(routines(**facts))
    assert (row["inst_low"], row["inst_high"]) == (low, high)


def test_a_plan_revised_within_two_years_brings_all_its_points() -> None:
    """Five for the plan, five for its revision; an old revision is known to be old."""
    plan = [{"partnership_id": 1}]
    fresh = row_of(routines(plan=plan, plan_revision=[{"plan_id": 1, "on": date(2013, 9, 1)}]))
    stale = row_of(routines(plan=plan, plan_revision=[{"plan_id": 1, "on": date(2010, 9, 1)}]))
    assert (fresh["inst_low"], stale["inst_low"], stale["inst_high"]) == (10, 5, 95)


def test_ties_average_over_pairs_of_partners() -> None:
    """Three partners, one pair at 3 of 5: ten points × 3/5 ÷ 3 at least; two pairs unknown."""
    facts = dict(partnership_of(CITY, AGENCY, AGENCY))
    facts["tie"] = [
        {"from_organisation_id": 1, "to_organisation_id": 2, "partnership_id": 1, "intensity": 2},
        {"from_organisation_id": 2, "to_organisation_id": 1, "intensity": 4},
    ]
    row = row_of(facts)
    assert row["inst_low"] == pytest.approx(2.0)
    assert row["inst_high"] == pytest.approx(90 + 10 * (0.6 + 2) / 3)


def test_a_lead_that_changed_hands_is_a_succession_survived() -> None:
    """One lead ended, another holds: ten points; a first lead still in place: known to be none yet."""
    roles = [
        {"membership_id": 1, "role": "lead", "since": date(2008, 1, 1), "until": date(2012, 1, 1)},
        {"membership_id": 2, "role": "lead", "since": date(2012, 1, 2)},
    ]
    assert row_of(routines(membership_role=roles))["inst_low"] == 10
    first = row_of(routines(membership_role=roles[1:]))
    assert (first["inst_low"], first["inst_high"]) == (0, 90)


def test_objectives_by_weight() -> None:
    """Concrete 2 of 3: concrete; 1 of 3: symbolic; in between: both. Realised outputs stand beside."""

    def objectives(concrete: float, symbolic: float) -> dict[str, Any]:
        rows = [("concrete", concrete), ("symbolic", symbolic)]
        return row_of(
            routines(
                objective=[{"partnership_id": 1, "kind": kind, "weight": weight} for kind, weight in rows],
                output=[{"partnership_id": 1, "kind": "symbolic"}, {"partnership_id": 1, "kind": "concrete"}],
            )
        )

    assert objectives(2, 1)["objective_orientation"] == "concrete"
    assert objectives(1, 2)["objective_orientation"] == "symbolic"
    assert objectives(1, 1)["objective_orientation"] == "both"
    assert objectives(3, 1)["decoupling"] == pytest.approx(0.25)


@pytest.mark.parametrize(("bodies", "code"), [(1, "single_body"), (2, "two_bodies"), (8, "several_bodies")])
def test_arrangement_counts_bodies(bodies: int, code: str) -> None:
    """The characteristic that the article names in its text and leaves out of its table."""
    body = [{"partnership_id": 1, "kind": "project_team"}] * bodies
    assert row_of(routines(body=body))["arrangement"] == code
    assert row_of(routines())["arrangement_basis"] == "unknown"
