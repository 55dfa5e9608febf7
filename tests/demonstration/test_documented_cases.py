"""Brandon and Calgary come out of their facts alone as the article describes them, and no further."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from concertation.core.demonstration import documented_cases, rows_as_snapshot
from concertation.core.estimate import Category
from concertation.core.facts import all_kinds
from concertation.core.snapshot import Snapshot
from concertation.core.typology import classify, explain
from concertation.core.vocabulary import load_scheme

# The article's last references are from 2014; Calgary had existed for a year by then.
DAY = date(2014, 6, 30)

OTHER_FORMS = ("contributory", "operational", "collaborative")


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """The two cases on 30 June 2014."""
    return rows_as_snapshot(documented_cases(), as_of=DAY)


@pytest.fixture(scope="module")
def cases(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """One row of the classification a case."""
    return {row["key"]: row for row in classify(snapshot).to_dicts()}


def test_every_fact_says_where_in_which_source() -> None:
    """Law of evidence: each fact has a source and a place in it; nearly all are in the article itself."""
    facts = [(kind.id, key, row) for kind, key, row in documented_cases() if kind.id != "source"]
    assert [(kind, key) for kind, key, row in facts if not row.get("source") or not row.get("locator")] == []
    elsewhere = {key: row["source"] for kind, key, row in facts if row["source"] != "garcea-ashton"}
    assert elsewhere == {
        "brandon-manitoba": "sgc-2021",
        "calgary-alberta": "sgc-2021",
        "brandon-partners-buckaschuk": "buckaschuk-2010",
        "calgary-funding-clip": "clip-2014",
    }


def test_locators_name_a_section_and_a_paragraph() -> None:
    """« Partenariat local en établissement de Brandon, § 2 » is enough to find the sentence."""
    located = [str(row["locator"]) for kind, _, row in documented_cases() if kind.id not in ("source", "area")]
    assert [place for place in located if ", § " not in place] == []


def test_every_code_is_a_term_of_its_vocabulary() -> None:
    """A fact never speaks a word that the vocabularies do not define."""
    strangers = [
        f"{kind.id}.{key}.{field.name} = {row[field.name]}"
        for kind, key, row in documented_cases()
        for field in kind.fields
        if field.scheme and field.name in row and str(row[field.name]) not in load_scheme(field.scheme).codes
    ]
    assert strangers == []


@pytest.mark.parametrize("case", ["brandon", "calgary"])
def test_both_are_local_of_several_sectors_multipartite_and_mixed(cases: dict[str, dict[str, Any]], case: str) -> None:
    """Garcea & Ashton, the first two paragraphs of each case; all four derived from facts."""
    facets = ("reach", "sectors", "number", "kinds")
    assert [cases[case][facet] for facet in facets] == ["local", "several", "multipartite", "mixed"]
    assert {cases[case][f"{facet}_basis"] for facet in facets} == {"derived"}


@pytest.mark.parametrize("case", ["brandon", "calgary"])
def test_the_number_of_partners_stays_unknown(cases: dict[str, dict[str, Any]], case: str) -> None:
    """The article gives sectors, or seats, never a number of partners: only “at least” is known."""
    assert cases[case]["partner_count"] is None
    assert cases[case]["partner_count_at_least"] == {"brandon": 11, "calgary": 5}[case]


def test_nobody_is_recorded_as_leading(snapshot: Snapshot) -> None:
    """The article names a facilitator in Brandon and a secretariat in Calgary, no lead."""
    assert "lead" not in snapshot["membership_role"]["role"].to_list()


def test_brandon_is_a_hybrid_largely_consultative_with_some_of_each_form(
    cases: dict[str, dict[str, Any]],
) -> None:
    """Garcea & Ashton, Brandon, § 5: largely consultative; some contribute, work or decide together."""
    brandon = cases["brandon"]
    assert brandon["articulation"] == "consultative"
    assert brandon["is_hybrid"]
    # By hand: three of the activities that are described are consultative, one is of each other form.
    assert brandon["articulation_consultative"] == pytest.approx(3 / 6)
    for form in OTHER_FORMS:
        assert brandon[f"articulation_{form}"] == pytest.approx(1 / 6)


def test_brandon_activities_whose_doers_are_not_told_stay_unclassified(snapshot: Snapshot) -> None:
    """§ 3 lists events, joint activities and special rates without saying who does what: no fact is added."""
    told = set(snapshot["participation"]["activity_id"].to_list())
    untold = snapshot["activity"].filter(~snapshot["activity"]["id"].is_in(list(told)))["key"].to_list()
    assert untold == ["brandon-professional-development", "brandon-joint", "brandon-interpretation"]


def test_calgary_articulation_is_inferred_since_the_article_never_states_it(
    cases: dict[str, dict[str, Any]], snapshot: Snapshot
) -> None:
    """No activity and no declared type: only its bodies and its plan speak, and the answer says so."""
    assert cases["calgary"]["articulation_basis"] == "inferred"
    assert cases["calgary"]["declared_articulation"] is None
    assert explain(snapshot, "calgary")["articulation"].basis == "inferred"


def test_no_form_prevails_in_what_the_bodies_of_calgary_suggest(
    cases: dict[str, dict[str, Any]], snapshot: Snapshot
) -> None:
    """Its committee, joint secretariat, teams and council suggest one form each (§ 4): four quarters, a tie."""
    shares = [cases["calgary"][f"articulation_{form}"] for form in ("consultative", *OTHER_FORMS)]
    assert shares == [0.25, 0.25, 0.25, 0.25]
    assert (cases["calgary"]["articulation"], cases["calgary"]["articulation_is_tied"]) == (None, True)
    result = explain(snapshot, "calgary")["articulation"].result
    assert isinstance(result, Category)
    assert (result.is_tied, result.is_hybrid) == (True, True)


def test_brandon_formality_is_known_to_be_low(cases: dict[str, dict[str, Any]]) -> None:
    """§ 3: no legal status, no formal agreement, no formal management: absences that are known."""
    assert cases["brandon"]["form"] == 0
    assert cases["brandon"]["form_coverage"] >= 0.8


def test_calgary_is_more_formal_and_more_institutionalised_than_brandon(
    cases: dict[str, dict[str, Any]],
) -> None:
    """Brandon relatively informal, Calgary very formal: what is known of Calgary is above Brandon's score."""
    assert cases["calgary"]["form_low"] > cases["brandon"]["form"]
    assert cases["calgary"]["form_low"] >= cases["brandon"]["form_high"]
    assert cases["calgary"]["form_high"] > cases["brandon"]["form_high"]
    assert cases["calgary"]["inst_low"] > cases["brandon"]["inst_low"]
    assert cases["calgary"]["inst_coverage"] > cases["brandon"]["inst_coverage"]


def test_brandon_institutionalisation_rises_while_its_formality_does_not(snapshot: Snapshot) -> None:
    """§ 3: relatively informal still, yet more and more institutionalised over time."""
    days = (date(2005, 1, 1), date(2009, 1, 1), DAY)
    lows = {
        score: [
            next(r for r in classify(snapshot.on_day(day)).to_dicts() if r["key"] == "brandon")[f"{score}_low"]
            for day in days
        ]
        for score in ("inst", "form")
    }
    assert lows["inst"][0] < lows["inst"][1] < lows["inst"][2]
    assert lows["form"] == [0, 0, 0]


def test_calgary_has_the_four_entities_that_the_article_describes(snapshot: Snapshot) -> None:
    """Council of 21, advisory committee of 20 to 25 persons, five project teams, a secretariat of three."""
    bodies = snapshot["body"]
    kinds = bodies["kind"].to_list()
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "council": 1,
        "advisory_committee": 1,
        "project_team": 5,
        "secretariat": 1,
    }
    assert bodies.filter(bodies["kind"] == "council")["seats"].to_list() == [21]
    seats = snapshot["body_member"].join(bodies.select("id", body="key"), left_on="body_id", right_on="id")
    persons = seats.filter(seats["body"] == "calgary-advisory")
    assert persons.select("persons_low", "persons_high").rows() == [(20, 25)]
    assert len(seats.filter(seats["body"] == "calgary-secretariat")) == 3


def test_calgary_answers_to_the_federal_department(snapshot: Snapshot) -> None:
    """The secretariat reports to Citizenship and Immigration Canada, which is not a member."""
    calgary = snapshot["partnership"].filter(snapshot["partnership"]["key"] == "calgary")
    department = snapshot["organisation"].filter(snapshot["organisation"]["key"] == "cic")["id"][0]
    assert calgary["accountable_to_id"][0] == department
    assert department not in snapshot["membership"]["organisation_id"].to_list()


def test_the_contradiction_about_reach_is_kept_beside_both_and_not_resolved(snapshot: Snapshot) -> None:
    """The article says that one of the two is regional, without saying which, and describes both as local."""
    said = snapshot["statement"].filter(snapshot["statement"]["field"] == "reach")
    assert sorted(said["subject_key"].to_list()) == ["brandon", "calgary"]
    assert said["agrees"].to_list() == [False, False]
    declared = snapshot["declared_type"].filter(snapshot["declared_type"]["facet"] == "reach")
    assert declared["value"].to_list() == ["local", "local"]


def test_brandon_helped_to_create_more_formal_partnerships(snapshot: Snapshot) -> None:
    """§ 4: several, not named; one record stands for them and nothing is claimed of it."""
    spawned = snapshot["lineage"].row(0, named=True)
    keys = dict(snapshot["partnership"].select("id", "key").iter_rows())
    assert (keys[spawned["origin_id"]], spawned["kind"], keys[spawned["result_id"]]) == (
        "brandon",
        "spawned",
        "brandon-offspring",
    )


def test_both_languages_are_written() -> None:
    """English and French are equals: no bilingual field has one side only."""
    one_sided = [
        f"{kind.id}.{key}.{field.name}"
        for kind, key, row in documented_cases()
        for field in kind.fields
        if field.is_bilingual and len({f"{field.name}_en", f"{field.name}_fr"} & set(row)) == 1
    ]
    assert one_sided == []


def test_calgary_is_not_there_before_its_year(snapshot: Snapshot) -> None:
    """Established in 2013: a reader of 2012 does not find it."""
    keys = {row["key"] for row in classify(snapshot.on_day(date(2012, 12, 31))).to_dicts()}
    assert "calgary" not in keys
    assert "brandon" in keys


def test_the_dictionary_is_used_broadly() -> None:
    """The cases exercise the register: partnerships, members, bodies, papers, activities and lineage."""
    used = {kind.id for kind, _, _ in documented_cases()}
    assert used <= {kind.id for kind in all_kinds()}
    assert {
        "membership",
        "body",
        "agreement",
        "plan_revision",
        "participation",
        "lineage",
        "statement",
    } <= used
