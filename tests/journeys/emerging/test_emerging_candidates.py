"""Partnerships to be before a person: who may see them, what is remembered, what is written, what is learned."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from pytest_django import DjangoAssertNumQueries
from tests.conftest import LAST_DAY
from tests.store.smallest import add

from concertation.core.discovery.emerging import Candidate, Lesson, LikelyTie
from concertation.core.errors import NotAllowed, UnknownRecord
from concertation.core.text import Text
from concertation.journeys.background import do_work
from concertation.journeys.editing import RefusedFact
from concertation.journeys.emerging import beside
from concertation.journeys.emerging.answered import RecordedAnswer, standing_answers, take_back, with_names
from concertation.journeys.emerging.beside import likely_or_begun
from concertation.journeys.emerging.groups import GroupCandidate, find_candidates
from concertation.journeys.emerging.judging import ReasonTooLong, judge, read_judgments
from concertation.journeys.emerging.likely import Found, Learned, LikelyPairs, find_likely
from concertation.journeys.emerging.recording import Birth, begun_on, record_group
from concertation.journeys.emerging.telling import tell_group, tell_learned, tell_likely
from concertation.journeys.merging import merge_organisations
from concertation.journeys.network import beside as network_beside
from concertation.journeys.permission import Role, give_role
from concertation.journeys.retrieval import retrieve_one
from concertation.journeys.undoing import undo_change
from concertation.store.models import CandidateJudgment, Organisation, Work

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 1)


def person(role: Role = "steward") -> User:
    user, _ = User.objects.get_or_create(username=role)
    give_role(user=user, role=role)
    return user


def act_together(*keys: str, times: int = 2) -> None:
    """Organisations that take part in so many activities of a table at which they do not sit."""
    table = add("partnership", name_en="Host")
    for key in keys:
        add("organisation", key=key, name_en=f"House {key}", name_fr=f"Maison {key}")
    for number in range(times):
        activity = add("activity", partnership=table, name_en=f"Fair {number}", since=date(2026, 2, number + 1))
        for key in keys:
            add("participation", activity=activity, organisation=key)


def the_group(user: User | None = None) -> GroupCandidate:
    (one,) = find_candidates(DAY, user=user)
    return one


@pytest.mark.parametrize("role", ["viewer", "representative", "administrator"])
def test_nobody_else_sees_candidates(role: Role) -> None:
    for user in (AnonymousUser(), person(role)):
        with pytest.raises(NotAllowed):
            find_candidates(DAY, user=user)
        with pytest.raises(NotAllowed):
            find_likely("any", DAY, user=user)


def test_a_coordinator_of_one_table_sees_them() -> None:
    user = User.objects.create(username="ana")
    give_role(user=user, role="coordinator", partnership=add("partnership"))
    assert find_candidates(DAY, user=user) == ()


def test_three_that_acted_twice_are_found_with_their_reasons() -> None:
    act_together("a", "b", "c")
    told = tell_group(the_group(person()))
    assert told.reasons[0].fr == (
        "3 organismes agissent ensemble sans siéger à une même table inscrite au registre\u00a0: Maison a, Maison b et "
        "Maison c."
    )
    assert told.reasons[1].en == "Each of their 3 pairs shared two occasions or more."
    (way,) = told.ways
    assert way.says.en == "They took part in 2 activities together"
    assert [occasion.name.en for occasion in way.occasions] == ["Fair 1", "Fair 0"]


def test_the_queries_do_not_grow_with_the_groups(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    user = person()
    act_together("a", "b", "c")
    find_candidates(DAY, user=user)
    with django_assert_max_num_queries(10):
        assert len(find_candidates(DAY, user=user)) == 1
    act_together("d", "e", "f", times=3)
    act_together("g", "h", "i", times=4)
    find_candidates(DAY, user=user)
    with django_assert_max_num_queries(10):
        assert len(find_candidates(DAY, user=user)) == 3


def test_a_refusal_is_remembered_with_who_when_and_why_and_can_be_taken_back() -> None:
    act_together("a", "b", "c")
    user = person()
    judge("group", the_group().candidate, "not", user=user, as_of=DAY, reasons="A one-time fair.")
    one = the_group()
    assert one.judgment is not None
    assert (one.state, one.judgment.made_by, one.judgment.reasons) == ("not", "steward", "A one-time fair.")
    judge("group", one.candidate, "open", user=user, as_of=DAY)
    assert the_group().state == "open"
    assert [row.answer for row in CandidateJudgment.objects.all()] == ["not", "open"]


def test_a_refused_group_comes_up_again_once_half_as_much_was_added() -> None:
    """Two activities were seen; a third is half of two."""
    act_together("a", "b", "c")
    judge("group", the_group().candidate, "not", user=person(), as_of=DAY)
    activity = add("activity", since=date(2026, 4, 1))
    for key in "abc":
        add("participation", activity=activity, organisation=key)
    assert the_group().state == "open"


def test_an_answer_follows_an_organisation_that_is_merged() -> None:
    act_together("a", "b", "c")
    judge("group", the_group().candidate, "later", user=person(), as_of=DAY)
    add("organisation", key="z", name_en="House z")
    merge_organisations(kept="z", absorbed="c", user=person(), reason="one")
    assert (the_group().state, the_group().found.group.members) == ("later", ("a", "b", "z"))


def test_a_reason_longer_than_a_reader_takes_in_is_refused() -> None:
    with pytest.raises(ReasonTooLong):
        judge("pair", Candidate(frozenset("ab"), frozenset()), "not", user=person(), as_of=DAY, reasons="x" * 501)


def birth(one: GroupCandidate, **changes: Any) -> Birth:
    written = {"name_en": "Fair circle", "name_fr": "Cercle des foires", "since": begun_on(one).isoformat()}  # type: ignore[union-attr]  # dated
    return Birth(**{"written": written, "members": one.found.group.members, "areas": (), "sectors": (), **changes})


def test_a_group_is_recorded_in_one_change_which_can_be_undone() -> None:
    act_together("a", "b", "c")
    user, one = person(), the_group()
    saved = record_group(one, birth(one), user=user, as_of=DAY, language="en")
    born = retrieve_one("partnership", saved.key)
    assert born is not None
    assert (born["name"].fr, born.row["since"]) == ("Cercle des foires", date(2026, 2, 1))
    assert find_candidates(DAY, user=user) == ()
    assert saved.change_id is not None
    undo_change(saved.change_id, user=user)
    one = the_group()
    assert (one.state, [told.answer for told in one.judgments]) == ("open", ["recorded"])


def test_a_name_is_wanted() -> None:
    act_together("a", "b", "c")
    one = the_group()
    with pytest.raises(RefusedFact):
        record_group(one, birth(one, written={}), user=person(), as_of=DAY, language="en")
    assert not CandidateJudgment.objects.exists()


def test_without_earlier_years_shared_partners_order_the_pairs_and_it_is_said() -> None:
    """The only pair without a tie shares one partner."""
    for key in "abc":
        add("organisation", key=key)
    for number, pair in enumerate(("ab", "bc")):
        table = add("partnership", key=f"table-{number}")
        for key in pair:
            add("membership", partnership=table, organisation=key)
    found = find_likely("co_membership", DAY, user=person())
    (pair_told,) = tell_likely(found, DAY)
    assert (pair_told.one, pair_told.other, pair_told.chance) == ("a", "c", None)
    assert "No earlier year" in tell_learned(found)[0].en


def test_a_pair_that_somebody_refused_is_proposed_no_more_until_that_is_taken_back() -> None:
    test_without_earlier_years_shared_partners_order_the_pairs_and_it_is_said()
    pair = Candidate(frozenset("ac"), frozenset())
    judge("pair", pair, "not", user=person(), as_of=DAY)
    assert find_likely("co_membership", DAY, user=person()).ties == ()
    judge("pair", pair, "open", user=person(), as_of=DAY)
    assert len(find_likely("co_membership", DAY, user=person()).ties) == 1
    assert read_judgments().pairs("not") == frozenset()


def test_the_same_answer_is_kept_once_and_another_word_is_one_more() -> None:
    act_together("a", "b", "c")
    user, one = person(), the_group().candidate
    assert judge("group", one, "not", user=user, as_of=DAY, reasons=" Twice the same fair. ")
    assert not judge("group", one, "not", user=user, as_of=DAY, reasons="Twice the same fair.")
    assert judge("group", one, "not", user=user, as_of=DAY, reasons="Another reason.")
    assert judge("group", one, "open", user=user, as_of=DAY)
    assert not judge("group", one, "open", user=user, as_of=DAY)
    assert CandidateJudgment.objects.count() == 3


def test_answers_that_stand_are_told_with_who_and_why_until_they_are_taken_back() -> None:
    act_together("a", "b", "c")
    user = person()
    pair = Candidate(frozenset(("a", "b")), frozenset())
    judge("group", the_group().candidate, "later", user=user, as_of=DAY)
    judge("group", the_group().candidate, "not", user=user, as_of=DAY, reasons="One fair.")
    judge("pair", pair, "not", user=user, as_of=DAY)
    latest, group = with_names(standing_answers(user=user))
    assert [member.name.fr for member in latest.members] == ["Maison a", "Maison b"]
    assert (group.judgment.answer, group.judgment.reasons, group.judgment.made_by) == ("not", "One fair.", "steward")
    assert take_back(group.judgment.id, user=user, as_of=DAY)
    assert not take_back(group.judgment.id, user=user, as_of=DAY)
    assert the_group().state == "open"
    assert [one.kind for one in standing_answers(user=user)] == ["pair"]
    assert standing_answers(user=user, answer="later") == ()


def test_an_answer_that_made_a_partnership_goes_with_its_change() -> None:
    act_together("a", "b", "c")
    user = person()
    judge("group", the_group().candidate, "recorded", user=user, as_of=DAY, partnership="t")
    with pytest.raises(RecordedAnswer):
        take_back(standing_answers(user=user)[0].id, user=user, as_of=DAY)
    with pytest.raises(UnknownRecord):
        take_back(999_999, user=user, as_of=DAY)


def test_names_of_many_answers_take_no_more_queries_than_of_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    user = person()
    for number in range(6):
        judge("pair", Candidate(frozenset((f"x{number}", f"y{number}")), frozenset()), "not", user=user, as_of=DAY)
    with django_assert_max_num_queries(12):
        assert len(with_names(standing_answers(user=user))) == 6


def test_likely_ties_of_a_large_register_are_found_beside_and_answers_given_since_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three of one table and three of another, one in both: those it joins are the likely ones, found as at once."""
    for table, keys in (("one", "abc"), ("two", "cde")):
        partnership = add("partnership", key=table, name_en=table)
        for key in keys:
            if not Organisation.objects.filter(key=key).exists():
                add("organisation", key=key, name_en=key)
            seat = Organisation.objects.get(key=key)
            add("membership", partnership=partnership, organisation=seat, since=date(2026, 1, 1))
    user = person()
    at_once = likely_or_begun("co_membership", DAY, user=user, language="fr")
    assert isinstance(at_once, LikelyPairs) and len(at_once.ties) == 4
    monkeypatch.setattr(network_beside, "MOST_NODES", 4)
    work = likely_or_begun("co_membership", DAY, user=user, language="fr")
    assert isinstance(work, Work)
    do_work(work.pk)
    found = likely_or_begun("co_membership", DAY, user=user, language="fr")
    assert isinstance(found, LikelyPairs) and found.ties == at_once.ties and found.learned == at_once.learned
    judge("pair", Candidate(frozenset("ad"), frozenset()), "not", user=user, as_of=DAY)
    left = likely_or_begun("co_membership", DAY, user=user, language="fr")
    assert isinstance(left, LikelyPairs) and left.ties == tuple(
        tie for tie in found.ties if (tie.one, tie.other) != ("a", "d")
    )
    with pytest.raises(NotAllowed):
        likely_or_begun("co_membership", DAY, user=person("viewer"), language="fr")


def test_what_was_learned_comes_back_from_what_is_kept_as_it_was() -> None:
    lesson = Lesson(-3.5, (0.1, 0.2), (1 / 3, 2.0), 800, 12)
    tie = LikelyTie("a", "b", 0.25, 0.25, {"activity": 1.5, "same_family": None}, ("activity",), ("c",))
    found = Found((tie,), Learned(lesson, DAY, DAY), 800, (Text(en="Only some.", fr="Quelques-uns."),))
    assert beside._unpacked(beside._packed(found)) == found


@pytest.mark.usefixtures("demonstration")
class TestOfTheDemonstration:
    """The winter clothing drive of Saint-Orvan, and five years to learn from."""

    def test_the_group_that_was_planted_is_found(self) -> None:
        (one,) = find_candidates(LAST_DAY, user=person())
        assert one.found.group.members == tuple(
            f"{name}--saint-orvan" for name in ("food", "interfaith", "parish", "recreation")
        )
        assert one.found.group.occasions == {"meet": 3, "act": 1, "say": 3}

    def test_the_table_of_the_place_is_named_first(self) -> None:
        told = tell_group(find_candidates(LAST_DAY, user=person())[0])
        assert [near.key for near in told.standing] == ["dunmere-network"]

    def test_chances_are_learned_from_the_years_before(self) -> None:
        found = find_likely("co_membership", LAST_DAY, user=person())
        chances = [tie.probability for tie in found.ties]
        assert found.learned.lesson is not None
        assert found.learned.lesson.new_ties > 100
        assert chances == sorted(chances, reverse=True)  # type: ignore[type-var]  # learned
        assert "2021 to 2026" in tell_learned(found)[0].en
