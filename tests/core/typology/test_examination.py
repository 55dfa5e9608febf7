"""What few may see: symbiosis, decision power, dependence, newcomers' say, and signals to examine."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.typology.facts import AGENCY, CITY, Facts, partnership_of, snapshot_of

from concertation.core.typology import Conventions, examine
from concertation.core.typology.banzhaf import banzhaf
from concertation.core.typology.dependence import dependences
from concertation.core.typology.inequality import gini, herfindahl
from concertation.core.typology.partners import active_members
from concertation.core.typology.power import adoption_ratios, decision_shares, voting_power
from concertation.core.typology.symbiosis import symbiosis


def row_of(facts: Facts) -> dict[str, Any]:
    return examine(snapshot_of(facts), seed=1).row(0, named=True)


def test_the_council_of_1958_left_luxembourg_without_power() -> None:
    """EEC Council 1958, votes 4, 4, 4, 2, 2, 1, quota 12: 5/21 each, 1/7 each, 0 (Banzhaf index; Brams 1976)."""
    assert banzhaf((4, 4, 4, 2, 2, 1), 12) == (*[Fraction(5, 21)] * 3, *[Fraction(1, 7)] * 2, Fraction(0))


def test_equal_votes_have_equal_power_and_a_dictator_has_all() -> None:
    """Symmetry, and the voter who reaches the quota alone."""
    assert banzhaf((1, 1, 1), 2) == (Fraction(1, 3),) * 3
    assert banzhaf((5, 1, 1), 4) == (Fraction(1), Fraction(0), Fraction(0))


def test_a_veto_takes_power_from_the_others() -> None:
    """Three equal votes, two needed, the first must agree: it swings 3 of 5, the others 1 each."""
    assert banzhaf((1, 1, 1), 2, vetoes=[0]) == (Fraction(3, 5), Fraction(1, 5), Fraction(1, 5))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8), st.integers(1, 40))
def test_banzhaf_agrees_with_counting_every_coalition(weights: list[int], quota: int) -> None:
    """The dynamic programme counts the same swings as going through all coalitions."""
    swings = [0] * len(weights)
    for coalition in range(2 ** len(weights)):
        inside = [i for i in range(len(weights)) if coalition >> i & 1]
        total = sum(weights[i] for i in inside)
        for i in inside:
            swings[i] += total >= quota > total - weights[i]
    expected = tuple(Fraction(one, sum(swings)) if sum(swings) else Fraction(0) for one in swings)
    assert banzhaf(weights, quota) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [((1, 1, 1, 1), 0.0), ((0, 0, 0, 1), 0.75), ((1, 2, 3, 4), 0.25), ((1, 3), 0.25), ((0, 0), 0.0)],
)
def test_gini_of_known_vectors(values: tuple[float, ...], expected: float) -> None:
    """Equal shares 0; one holds all (n − 1)/n; 1, 2, 3, 4 give ¼."""
    assert gini(values) == pytest.approx(expected)


def test_gini_of_an_infinite_ratio_is_its_limit() -> None:
    """A member that benefits at no cost, one of two: (n − 1)/n = ½."""
    assert gini([np.inf, 1.0]) == pytest.approx(0.5)


def test_herfindahl_by_hand() -> None:
    """½, ¼, ¼ give 3/8; four equal shares ¼."""
    assert herfindahl([2, 1, 1]) == pytest.approx(0.375)
    assert herfindahl([7, 7, 7, 7]) == pytest.approx(0.25)


def flows(*rows: tuple[int, str, float], column: str = "amount") -> list[dict[str, Any]]:
    return [
        {"partnership_id": 1, "organisation_id": organisation, "direction": direction, column: value}
        for organisation, direction, value in rows
    ]


def test_balances_by_hand() -> None:
    """Gives 1, receives 3: s = ½; gives 3, receives 1: s = −½. One loses while the other gains: parasitic."""
    contribution = flows((1, "given", 1000), (1, "received", 3000), (2, "given", 3000), (2, "received", 1000))
    row = row_of(partnership_of(CITY, AGENCY, contribution=contribution))
    assert (row["balance_min"], row["balance_max"], row["balance_mean"]) == (-0.5, 0.5, 0.0)
    assert (row["symbiosis"], row["symbiosis_agreement"]) == ("parasitic", 1.0)
    assert row["benefit_cost_gini"] == pytest.approx(gini([3.0, 1 / 3]))


def test_all_gain_alike_is_symbiotic() -> None:
    """Every balance positive, and benefits in proportion to costs."""
    contribution = flows((1, "given", 10), (1, "received", 20), (2, "given", 100), (2, "received", 200))
    row = row_of(partnership_of(CITY, AGENCY, contribution=contribution))
    assert (row["symbiosis"], row["benefit_cost_gini"]) == ("symbiotic", pytest.approx(0.0))


def test_a_member_with_one_side_on_record_is_unknown_not_zero() -> None:
    """What it gives is known, what it receives is not: no balance, and coverage says so."""
    contribution = flows((1, "given", 10), (1, "received", 20), (2, "given", 100))
    row = row_of(partnership_of(CITY, AGENCY, contribution=contribution))
    assert (row["symbiosis"], row["symbiosis_members"], row["symbiosis_coverage"]) == (None, 1, 0.5)


def test_money_hours_and_ratings_share_one_scale() -> None:
    """By default 1,000 $ weigh as 25 hours at 40 $ and as one point of rating."""
    money = flows((1, "given", 1000), (1, "received", 1000))
    hours = flows((2, "given", 25), (2, "received", 25), column="hours")
    ratings = flows((3, "given", 1), (3, "received", 1), column="rating")
    snapshot = snapshot_of(partnership_of(CITY, AGENCY, AGENCY, contribution=[*money, *hours, *ratings]))
    _, balances = symbiosis(snapshot, active_members(snapshot), seed=1, conventions=Conventions())
    assert balances["given"].to_list() == pytest.approx([1.0, 1.0, 1.0])


def test_ratings_carry_an_interval_that_holds_the_value() -> None:
    """A rating is uncertain by a point either way; the same seed draws the same bounds."""
    contribution = flows((1, "given", 5), (1, "received", 6), (2, "given", 4), (2, "received", 7), column="rating")
    facts = partnership_of(CITY, AGENCY, contribution=contribution)
    row = row_of(facts)
    for name in ("balance_mean", "balance_min", "benefit_cost_gini"):
        assert row[f"{name}_low"] <= row[name] <= row[f"{name}_high"]
    assert row["balance_min_low"] < row["balance_min_high"]
    assert row == row_of(facts)


def decided(*decisions: tuple[str, int, tuple[int, ...]], **facts: list[dict[str, Any]]) -> Facts:
    return partnership_of(
        CITY,
        AGENCY,
        AGENCY,
        decision=[{"partnership_id": 1, "outcome": outcome, "proposed_by_id": by} for outcome, by, _ in decisions],
        decision_maker=[
            {"decision_id": number, "organisation_id": maker}
            for number, (_, _, makers) in enumerate(decisions, start=1)
            for maker in makers
        ],
        **facts,
    )


def test_decisions_are_split_among_those_who_took_them() -> None:
    """One alone, one by two: shares ¾ and ¼, HHI 10/16, as if 1.6 decided."""
    facts = decided(("adopted", 1, (1,)), ("adopted", 2, (1, 2)), ("rejected", 2, (2,)))
    shares = decision_shares(snapshot_of(facts))
    assert shares["share"].to_list() == [0.75, 0.25]
    row = row_of(facts)
    assert (row["power_hhi"], row["effective_deciders"], row["power_coverage"]) == (0.625, 1.6, 1.0)


def test_adoption_ratio_of_each_proposer() -> None:
    """Adopted over proposed."""
    facts = decided(("adopted", 1, (1,)), ("adopted", 2, (1,)), ("rejected", 2, ()), ("deferred", 2, ()))
    ratios = adoption_ratios(snapshot_of(facts))
    assert ratios["ratio"].to_list() == pytest.approx([1.0, 1 / 3])


def test_weighted_votes_of_a_body() -> None:
    """Votes 3, 1, 1 with a simple majority of five: one decides alone."""
    body = [{"partnership_id": 1, "kind": "council", "decision_rule": "simple_majority"}]
    seats = [{"body_id": 1, "organisation_id": one, "votes": votes} for one, votes in ((1, 3.0), (2, 1.0), (3, 1.0))]
    powers = voting_power(snapshot_of(partnership_of(CITY, AGENCY, AGENCY, body=body, body_member=seats)))
    assert powers["power"].to_list() == [1.0, 0.0, 0.0]


def test_dependence_of_a_pair() -> None:
    """0.8 × (1 − 0.5) = 0.4 one way, 0.1 the other: mutual 0.5, imbalance 0.3."""
    rows = [
        {"partnership_id": 1, "dependent_id": 1, "provider_id": 2, "share": 0.8, "substitutability": 0.5},
        {"partnership_id": 1, "dependent_id": 2, "provider_id": 1, "share": 0.1, "substitutability": 0.0},
    ]
    pair = dependences(snapshot_of(partnership_of(CITY, AGENCY, dependence=rows))).row(0, named=True)
    assert (pair["mutual"], pair["imbalance"]) == (pytest.approx(0.5), pytest.approx(0.3))
    alone = dependences(snapshot_of(partnership_of(CITY, AGENCY, dependence=rows[:1]))).row(0, named=True)
    assert (alone["mutual"], alone["imbalance"]) == (None, None)


def test_the_rung_is_the_highest_that_a_decision_shows() -> None:
    """Consultation (4) and partnership (6): the rung is 6."""
    decision = [{"partnership_id": 1, "newcomer_rung": rung} for rung in ("consultation", "partnership", None)]
    row = row_of(partnership_of(CITY, AGENCY, decision=decision))
    assert (row["newcomers_rung"], row["newcomers_rung_value"]) == ("partnership", 6)


def test_three_signals_from_two_kinds_of_data_are_to_be_examined() -> None:
    """A low rung, concentrated decisions and a reported loss of autonomy."""
    facts = dict(decided(("adopted", 1, (1,)), ("adopted", 1, (1,))))
    facts["decision"] = [{**row, "newcomer_rung": "therapy"} for row in facts["decision"]]
    two = row_of(facts)
    assert (two["signal_count"], two["signal_kinds"], two["to_examine"]) == (2, 1, None)
    facts["concern"] = [{"partnership_id": 1, "organisation_id": 2, "kind": "loss_of_autonomy"}]
    three = row_of(facts)
    assert (three["signal_count"], three["signal_kinds"], three["to_examine"]) == (3, 2, True)


def test_a_claim_is_unreciprocated_only_when_the_other_names_its_own() -> None:
    """A names B; B names C and not A: a signal. A B that names nobody is silent: unknown."""

    def tie(one: int, other: int) -> dict[str, Any]:
        return {"from_organisation_id": one, "to_organisation_id": other, "kind": "partner", "partnership_id": 1}

    def signal(*ties: dict[str, Any]) -> bool | None:
        row = row_of(partnership_of(CITY, AGENCY, AGENCY, tie=list(ties)))
        answer: bool | None = row["signal_unreciprocated"]
        return answer

    assert signal(tie(1, 2), tie(2, 3)) is True
    assert signal(tie(1, 2)) is None
    assert signal(tie(1, 2), tie(2, 1)) is False


def test_nothing_on_record_signals_nothing() -> None:
    """Without facts every signal is unknown, and so is whether to examine."""
    row = row_of(partnership_of(CITY, AGENCY))
    assert (row["signal_count"], row["signal_unknown"], row["to_examine"]) == (0, 7, None)
