"""Told ties of each kind, from small registers written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
from tests.core.typology.facts import DAY, Facts, snapshot_of

from concertation.core.network.relations import relations_from, told_ties
from concertation.core.network.ties.kinds import NetworkKindId
from concertation.core.network.ties.span import Span
from concertation.core.snapshot import Snapshot

ON_DAY = Span.on(DAY)
ABC = [{"key": "a"}, {"key": "b"}, {"key": "c"}]


def register(**facts: list[dict[str, Any]]) -> Snapshot:
    return snapshot_of({"organisation": ABC, "partnership": [{"key": "t1"}, {"key": "t2"}], **facts})


def told(snapshot: Snapshot, kind: NetworkKindId, span: Span = ON_DAY) -> list[tuple[Any, ...]]:
    rows = told_ties(snapshot, kind, span).rows
    return rows.select("from_key", "to_key", "weight").sort("from_key", "to_key", "weight").rows()


def seats(*pairs: tuple[int, int], **dates: Any) -> list[dict[str, Any]]:
    return [{"partnership_id": table, "organisation_id": number, **dates} for table, number in pairs]


def test_a_tie_of_the_register_is_told_by_its_first_organisation() -> None:
    tie = {"from_organisation_id": 1, "to_organisation_id": 2, "kind": "referral", "intensity": 3}
    row = told_ties(register(tie=[tie]), "register", ON_DAY).rows.row(0, named=True)
    assert (row["from_key"], row["to_key"], row["teller"], row["layer"]) == ("a", "b", "from", "referral")
    assert (row["intensity"], row["weight"], row["fact_kind"], row["fact_key"]) == (3.0, None, "tie", "tie-1")


def test_an_intensity_that_is_not_known_is_not_zero() -> None:
    tie = {"from_organisation_id": 1, "to_organisation_id": 2, "kind": "partner", "intensity": None}
    assert told_ties(register(tie=[tie]), "register", ON_DAY).rows["intensity"].to_list() == [None]


def test_a_tie_of_an_organisation_with_itself_is_left_out_and_told() -> None:
    """Once two records are made one, what tied them ties nobody."""
    tie = {"from_organisation_id": 1, "to_organisation_id": 1, "kind": "partner"}
    found = relations_from(register(tie=[tie]), "register")
    assert found.network.tie_count == 0
    assert "Ties of an organisation with itself, left out: 1." in [one.en for one in found.remarks]


def test_a_tie_that_ended_before_the_day_is_there_over_a_window_alone() -> None:
    tie = {"from_organisation_id": 1, "to_organisation_id": 2, "kind": "partner", "until": date(2013, 1, 1)}
    snapshot = register(tie=[tie])
    assert told(snapshot, "register") == []
    assert told(snapshot, "register", Span.over(date(2012, 6, 1), DAY)) == [("a", "b", None)]


def test_shared_tables_add_up() -> None:
    snapshot = register(membership=seats((1, 1), (1, 2), (2, 1), (2, 2), (2, 3)))
    ties = relations_from(snapshot, "co_membership").ties.select("source", "target", "weight").rows()
    assert ties == [("a", "b", 2.0), ("a", "c", 1.0), ("b", "c", 1.0)]


def test_who_left_before_the_other_came_shared_no_table() -> None:
    early = {"partnership_id": 1, "organisation_id": 1, "until": date(2013, 3, 31)}
    late = {"partnership_id": 1, "organisation_id": 2, "since": date(2013, 4, 1)}
    window = Span.over(date(2013, 1, 1), DAY)
    assert told(register(membership=[early, late]), "co_membership", window) == []
    meeting_on_one_day = {**early, "until": date(2013, 4, 1)}
    assert told(register(membership=[meeting_on_one_day, late]), "co_membership", window) == [("a", "b", 1.0)]


def test_a_table_that_ended_is_shared_no_more() -> None:
    facts: Facts = {
        "organisation": ABC,
        "partnership": [{"until": date(2013, 1, 1)}],
        "membership": seats((1, 1), (1, 2)),
    }
    assert told(snapshot_of(facts), "co_membership") == []


def test_two_stays_of_one_organisation_make_no_tie_with_itself() -> None:
    snapshot = register(membership=seats((1, 1), (1, 1), (1, 2)))
    assert told(snapshot, "co_membership") == [("a", "b", 1.0)]


def meetings(*days: date | None) -> list[dict[str, Any]]:
    return [{"partnership_id": 1, "on": day} for day in days]


def attendance(meeting: int, **by_status: Any) -> list[dict[str, Any]]:
    return [
        {"meeting_id": meeting, "membership_id": member, "status": by_status["status"]} for member in by_status["by"]
    ]


def test_meetings_attended_together_are_counted() -> None:
    """Present or by a substitute; who sent regrets was not there, and a guest was."""
    snapshot = register(
        membership=seats((1, 1), (1, 2)),
        meeting=meetings(date(2014, 1, 10), date(2014, 2, 10), date(2014, 3, 10)),
        attendance=[
            *attendance(1, status="present", by=[1, 2]),
            *attendance(2, status="present", by=[1]),
            *attendance(2, status="substitute", by=[2]),
            {"meeting_id": 2, "guest_id": 3, "status": "present"},
            *attendance(3, status="present", by=[1]),
            *attendance(3, status="regrets", by=[2]),
        ],
    )
    assert told(snapshot, "co_attendance") == [("a", "b", 2.0), ("a", "c", 1.0), ("b", "c", 1.0)]


def test_as_of_a_day_meetings_of_twelve_months_count() -> None:
    """30 June 2014: from 1 July 2013 on."""
    snapshot = register(
        membership=seats((1, 1), (1, 2)),
        meeting=meetings(date(2013, 6, 30), date(2013, 7, 1)),
        attendance=[row for number in (1, 2) for row in attendance(number, status="present", by=[1, 2])],
    )
    assert told(snapshot, "co_attendance") == [("a", "b", 1.0)]
    assert told(snapshot, "co_attendance", Span.over(date(2013, 1, 1), DAY)) == [("a", "b", 2.0)]


def test_meetings_without_a_date_are_told() -> None:
    snapshot = register(membership=seats((1, 1), (1, 2)), meeting=meetings(None))
    assert "1" in told_ties(snapshot, "co_attendance", ON_DAY).remarks[0].fr


def test_joint_activities_are_counted() -> None:
    parts = [{"activity_id": number, "organisation_id": who} for number in (1, 2) for who in (1, 2)]
    activities: list[dict[str, Any]] = [
        {"partnership_id": 1},
        {"partnership_id": 1},
        {"partnership_id": 1, "until": date(2012, 1, 1)},
    ]
    ended = [{"activity_id": 3, "organisation_id": who} for who in (1, 3)]
    snapshot = register(activity=activities, participation=[*parts, *ended])
    assert told(snapshot, "joint_activities") == [("a", "b", 1.0), ("a", "b", 1.0)]


def test_parties_to_an_agreement_in_force_are_tied() -> None:
    agreement = {"partnership_id": 1, "kind": "memorandum_of_understanding"}
    parties = [{"agreement_id": 1, "organisation_id": who} for who in (3, 1)]
    assert told(register(agreement=[agreement], agreement_party=parties), "agreements") == [("a", "c", 1.0)]


FUNDER = {"membership_id": 1, "role": "funder"}
HOLDER = {"membership_id": 2, "role": "fiduciary"}
TABLE = seats((1, 1), (1, 2), (1, 3))


def paying(**facts: Any) -> Mapping[str, list[dict[str, Any]]]:
    agreement = {"partnership_id": 1, "kind": "contribution_agreement", "amount": 5000.0, **facts}
    return {"agreement": [agreement], "membership": TABLE}


def parties(*numbers: int) -> list[dict[str, Any]]:
    return [{"agreement_id": 1, "organisation_id": number} for number in numbers]


def test_the_funder_of_a_table_pays_the_other_party_of_a_contribution_agreement() -> None:
    snapshot = register(**paying(), agreement_party=parties(1, 3), membership_role=[FUNDER])
    assert told(snapshot, "funding") == [("a", "c", 5000.0)]


def test_how_several_share_an_amount_is_not_guessed() -> None:
    snapshot = register(**paying(), agreement_party=parties(1, 2, 3), membership_role=[FUNDER])
    assert told(snapshot, "funding") == [("a", "b", None), ("a", "c", None)]


def test_without_the_role_the_sector_says_who_funds() -> None:
    sector = [{"organisation_id": 3, "sector": "funder"}]
    snapshot = register(**paying(), agreement_party=parties(1, 3), organisation_sector=sector)
    assert told(snapshot, "funding") == [("c", "a", 5000.0)]


def test_an_agreement_of_which_nobody_knows_who_pays_is_told() -> None:
    snapshot = register(**paying(), agreement_party=parties(1, 3))
    assert told(snapshot, "funding") == []
    assert "1" in told_ties(snapshot, "funding", ON_DAY).remarks[0].en


def test_an_agreement_that_pays_nobody_makes_no_tie() -> None:
    snapshot = register(**paying(kind="letter_of_support"), agreement_party=parties(1, 3), membership_role=[FUNDER])
    assert told(snapshot, "funding") == []


def test_money_given_to_a_table_goes_to_who_holds_it_and_money_received_comes_from_there() -> None:
    money = [
        {"partnership_id": 1, "organisation_id": 1, "direction": "given", "kind": "money", "amount": 900.0},
        {"partnership_id": 1, "organisation_id": 3, "direction": "received", "kind": "money", "amount": 400.0},
        {"partnership_id": 1, "organisation_id": 3, "direction": "given", "kind": "people", "amount": None},
    ]
    snapshot = register(membership=TABLE, membership_role=[HOLDER], contribution=money)
    assert told(snapshot, "funding") == [("a", "b", 900.0), ("b", "c", 400.0)]


def test_a_funder_by_its_role_alone_pays_an_amount_unknown() -> None:
    snapshot = register(membership=TABLE, membership_role=[FUNDER, HOLDER])
    assert told(snapshot, "funding") == [("a", "b", None)]


def test_money_without_anyone_to_hold_it_is_told() -> None:
    snapshot = register(membership=TABLE, membership_role=[FUNDER])
    assert told(snapshot, "funding") == []
    assert "fiduciary" in told_ties(snapshot, "funding", ON_DAY).remarks[0].en


def test_two_kinds_of_facts_may_tell_one_amount() -> None:
    """An agreement of $5,000 and a budget of $4,000 by the same payer to the same receiver: $5,000 at least."""
    budget = [{"partnership_id": 1, "kind": "own_budget", "amount": 4000.0, "provided_by_id": 1}]
    snapshot = register(**paying(), agreement_party=parties(1, 2), membership_role=[FUNDER, HOLDER], resource=budget)
    tie = relations_from(snapshot, "funding").ties.row(0, named=True)
    assert (tie["source"], tie["target"], tie["weight"], tie["status"], tie["recorded"]) == (
        *("a", "b", 5000.0, "recorded", 3),
    )


def test_any_tie_weighs_in_how_many_ways_two_are_tied() -> None:
    tie = {"from_organisation_id": 1, "to_organisation_id": 2, "kind": "partner", "intensity": 3}
    snapshot = register(tie=[tie], membership=seats((1, 1), (1, 2), (1, 3)))
    ties = relations_from(snapshot, "any").ties.select("source", "target", "weight", "layers").rows()
    assert ties == [
        ("a", "b", 2.0, ["co_membership", "collaboration"]),
        ("a", "c", 1.0, ["co_membership"]),
        ("b", "c", 1.0, ["co_membership"]),
    ]


def test_what_is_said_of_money_is_one_way_of_being_tied() -> None:
    tie = {"from_organisation_id": 1, "to_organisation_id": 2, "kind": "funding", "intensity": 3}
    ties = relations_from(register(tie=[tie]), "any").ties.select("weight", "layers").rows()
    assert ties == [(1.0, ["funding"])]


def test_who_is_tied_to_nobody_is_there() -> None:
    assert relations_from(register(), "collaboration").network.nodes["key"].to_list() == ["a", "b", "c"]


def test_an_empty_register_gives_empty_networks() -> None:
    empty = snapshot_of({})
    assert relations_from(empty, "any").network.size == 0
    assert relations_from(empty, "two_mode").ties.height == 0


def test_nodes_carry_what_is_known_of_each() -> None:
    facts: Facts = {
        "organisation": [
            {"key": "a", "name_fr": "Accueil", "kind": "municipal", "is_governmental": True},
            {"key": "b"},
        ],
        "partnership": [{}],
        "membership": seats((1, 1)),
        "organisation_sector": [{"organisation_id": 1, "sector": name} for name in ("housing", "health")],
    }
    nodes = relations_from(snapshot_of(facts), "collaboration").network.nodes
    one, other = nodes.rows(named=True)
    assert (one["label_en"], one["label_fr"], one["family"]) == ("Accueil", "Accueil", "government")
    assert (one["sectors"], one["sector"], one["table_count"]) == (["health", "housing"], "several", 1)
    assert (other["label_en"], other["sector"], other["is_governmental"], other["table_count"]) == ("b", None, None, 0)


def test_ties_stand_in_the_order_of_the_network() -> None:
    ends = [(3, 1), (1, 2), (2, 3), (2, 1)]
    rows = [{"from_organisation_id": one, "to_organisation_id": two, "kind": "partner"} for one, two in ends]
    relations = relations_from(register(tie=rows), "collaboration")
    keys = relations.network.nodes["key"]
    assert relations.ties["source"].to_list() == keys.gather(relations.network.source).to_list()
    assert relations.ties["target"].to_list() == keys.gather(relations.network.target).to_list()
    assert relations.ties["status"].to_list() == ["confirmed", "confirmed", "claimed", "claimed"]
    assert isinstance(relations.ties, pl.DataFrame)
