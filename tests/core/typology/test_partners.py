"""Typologies 2, 3 and 4: sectors, number and kinds of partners (Garcea & Ashton, Table 1, columns 2 to 4)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.core.typology.facts import AGENCY, CITY, GROUP, SCHOOL, Facts, partnership_of, snapshot_of

from concertation.core.typology import classify


def row_of(facts: Facts) -> dict[str, Any]:
    return classify(snapshot_of(facts)).row(0, named=True)


def sectors(*links: tuple[int, str]) -> list[dict[str, Any]]:
    return [{"organisation_id": organisation, "sector": sector} for organisation, sector in links]


@pytest.mark.parametrize(
    ("partners", "number"),
    [(2, "bipartite"), (3, "tripartite"), (4, "multipartite"), (9, "multipartite")],
)
def test_number_of_partners(partners: int, number: str) -> None:
    """Two are bipartite, three tripartite, four and more multipartite."""
    row = row_of(partnership_of(*[AGENCY] * partners))
    assert (row["number"], row["number_basis"], row["partner_count"]) == (number, "derived", partners)


def test_observers_and_pure_funders_are_not_counted() -> None:
    """The count with them stands beside."""
    facts = dict(partnership_of(CITY, AGENCY, AGENCY, AGENCY, {"kind": "federal"}))
    facts["membership"] = [*facts["membership"][:3], {**facts["membership"][3], "is_observer": True}]
    facts["membership"] += [{"partnership_id": 1, "organisation_id": 5}]
    facts["membership_role"] = [{"membership_id": 5, "role": "funder"}, {"membership_id": 1, "role": "funder"}]
    facts["membership_role"] += [{"membership_id": 1, "role": "lead"}]
    row = row_of(facts)
    assert (row["partner_count"], row["partner_count_with_observers_and_funders"]) == (3, 5)
    assert row["number"] == "tripartite"


def test_a_record_for_unnamed_organisations_makes_the_count_a_lower_bound() -> None:
    """The exact number is unknown, and shown so; four at least are multipartite all the same."""
    row = row_of(partnership_of(AGENCY, AGENCY, GROUP))
    assert (row["partner_count"], row["partner_count_at_least"]) == (None, 3)
    assert (row["number"], row["number_basis"]) == (None, "unknown")
    row = row_of(partnership_of(AGENCY, AGENCY, AGENCY, GROUP))
    assert (row["partner_count"], row["number"], row["number_basis"]) == (None, "multipartite", "derived")


def test_a_lone_partner_is_no_number() -> None:
    """A partnership joins two organisations or more; with one on record the number is unknown."""
    row = row_of(partnership_of(AGENCY))
    assert (row["number"], row["partner_count"]) == (None, 1)


def test_only_members_of_the_day_count() -> None:
    """A membership that ended yesterday is over; one that ends today holds; one that begins tomorrow does not."""
    facts = dict(partnership_of(AGENCY, AGENCY, AGENCY, AGENCY))
    spans: list[dict[str, Any]] = [
        {"until": date(2014, 6, 29)},
        {"until": date(2014, 6, 30)},
        {"since": date(2014, 7, 1)},
        {},
    ]
    facts["membership"] = [{**row, **span} for row, span in zip(facts["membership"], spans, strict=True)]
    assert row_of(facts)["partner_count"] == 2


def test_two_sources_on_one_membership_make_one_partner() -> None:
    """An organisation counts once, and as a partner when one of its memberships makes it so."""
    facts = dict(partnership_of(AGENCY, AGENCY))
    facts["membership"] = [*facts["membership"], {"partnership_id": 1, "organisation_id": 1, "is_observer": True}]
    assert row_of(facts)["partner_count"] == 2


def test_several_sectors_are_settled_by_those_known() -> None:
    """A partner whose sectors are unknown cannot undo "several"."""
    links = sectors((1, "health"), (1, "education"), (2, "housing"))
    row = row_of(partnership_of(CITY, AGENCY, AGENCY, organisation_sector=links))
    assert (row["sectors"], row["sectors_basis"], row["sector_count"]) == ("several", "derived", 3)
    assert row["sectors_coverage"] == pytest.approx(2 / 3)


def test_fewer_sectors_from_some_partners_are_inferred() -> None:
    """One or two sectors are sure only when every partner's are known."""
    links = sectors((1, "health"), (2, "education"))
    row = row_of(partnership_of(CITY, AGENCY, AGENCY, organisation_sector=links))
    assert (row["sectors"], row["sectors_basis"]) == ("two", "inferred")
    row = row_of(partnership_of(CITY, AGENCY, organisation_sector=links))
    assert (row["sectors"], row["sectors_basis"]) == ("two", "derived")
    row = row_of(partnership_of(CITY, AGENCY, AGENCY, organisation_sector=links[:1]))
    assert (row["sectors"], row["sectors_basis"]) == (None, "unknown")


def test_sectors_that_the_partnership_claims_are_stated() -> None:
    """Without a partner's sectors, the partnership's own word is a statement, not a derivation."""
    said = [{"partnership_id": 1, "sector": "health"}]
    row = row_of(partnership_of(CITY, AGENCY, partnership_sector=said))
    assert (row["sectors"], row["sectors_basis"], row["sector_count"]) == ("one", "stated", None)


def test_diversity_by_hand() -> None:
    """Blau: partners at ½ health + ½ education, and housing, give masses ½, ½, 1 of 2, so 1 − 6/16 = 0.625."""
    links = sectors((1, "health"), (1, "education"), (2, "housing"))
    assert row_of(partnership_of(CITY, AGENCY, organisation_sector=links))["blau"] == pytest.approx(0.625)


@pytest.mark.parametrize(
    ("organisations", "kinds"),
    [
        ([CITY, {"kind": "federal"}], "governmental"),
        ([AGENCY, {"kind": "union"}], "non_governmental"),
        ([CITY, AGENCY], "mixed"),
        ([{"is_governmental": True}, {"is_governmental": False}], "mixed"),
    ],
)
def test_kinds_of_partners(organisations: list[dict[str, Any]], kinds: str) -> None:
    """Governmental, non-governmental, or both."""
    row = row_of(partnership_of(*organisations))
    assert (row["kinds"], row["kinds_basis"]) == (kinds, "derived")


def test_public_bodies_are_reported_in_both_codings() -> None:
    """A city and a school board are governmental, or mixed when public bodies are coded apart."""
    row = row_of(partnership_of(CITY, SCHOOL))
    assert row["kinds_public_as_governmental"] == "governmental"
    assert row["kinds_public_as_non_governmental"] == "mixed"
    assert (row["kinds"], row["kinds_basis"]) == ("governmental", "inferred")


def test_unknown_kinds_leave_the_answer_open_unless_it_is_mixed() -> None:
    """One of each settles it; otherwise too many unknown partners leave it unknown."""
    assert row_of(partnership_of(CITY, AGENCY, {}, {}, {}))["kinds_basis"] == "derived"
    row = row_of(partnership_of(CITY, {}, {}, {}))
    assert (row["kinds"], row["kinds_basis"], row["kinds_coverage"]) == (None, "unknown", 0.25)
