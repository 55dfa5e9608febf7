"""People add, correct and remove facts: who may, every fault at once, nothing overwritten, all of it undoable."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, User

from concertation.core.errors import NotAllowed
from concertation.core.facts import fact_kind
from concertation.core.text import Language
from concertation.journeys.editing import (
    Addition,
    Correction,
    Deed,
    GoneMeanwhile,
    HeldFact,
    RefusedFact,
    Removal,
    StaleFact,
    add_fact,
    as_written,
    correct_fact,
    latest_version,
    read_written,
    remove_fact,
    save_facts,
)
from concertation.journeys.permission import Role, give_role
from concertation.journeys.trace import trace_fact
from concertation.journeys.undoing import CannotUndo, undo_change
from concertation.store.history import recording
from concertation.store.models import (
    Attendance,
    Body,
    Change,
    Meeting,
    Membership,
    MembershipRole,
    Organisation,
    Partnership,
)

pytestmark = pytest.mark.django_db


def _person(role: Role = "coordinator", name: str = "ana") -> User:
    user = User.objects.create_user(name, first_name=name.capitalize())
    give_role(user=user, role=role)
    return user


@pytest.fixture
def ana() -> User:
    """Someone who may edit."""
    return _person()


@pytest.fixture
def table() -> Partnership:
    """A partnership with one member, its role, a meeting that it attended, and another partnership beside."""
    with recording(kind="test", reason="a table"):
        table = Partnership.objects.create(key="table", name_en="Table", since=date(2013, 1, 1))
        city = Organisation.objects.create(key="city", name_en="City")
        Organisation.objects.create(key="school", name_en="School")
        member = Membership.objects.create(key="city-in", partnership=table, organisation=city)
        MembershipRole.objects.create(key="city-leads", membership=member, role="lead")
        meeting = Meeting.objects.create(key="first", partnership=table, on=date(2014, 5, 1))
        Attendance.objects.create(key="city-came", meeting=meeting, membership=member, status="present")
        other = Partnership.objects.create(key="other", name_en="Other")
        Body.objects.create(key="other-council", partnership=other, kind="council", name_en="Council")
    return table


def _seen(kind_id: str, key: str) -> int:
    version = latest_version(fact_kind(kind_id), key)
    assert version is not None
    return version.number


def _messages(refused: pytest.ExceptionInfo[RefusedFact]) -> dict[str, str]:
    return {fault.slot: fault.message.en for fault in refused.value.faults}


def test_a_new_fact_says_who_added_it(table: Partnership, ana: User) -> None:
    """One change, one version, the name of the person."""
    saved = add_fact(kind_id="membership", values={"partnership": "table", "organisation": "school"}, user=ana)
    (change,) = trace_fact(kind_id="membership", key=saved.key, user=ana)
    assert (change.made_by, change.kind, change.facts[0].deed) == ("Ana", "created", "added")


def test_what_is_added_in_place_and_the_fact_are_one_change(table: Partnership, ana: User) -> None:
    """An organisation that the register did not know and its membership stand or fall together."""
    new = Addition("organisation", {"name_en": "Library"}, key="library")
    saved = add_fact(
        kind_id="membership", values={"partnership": "table", "organisation": "library"}, user=ana, beside=[new]
    )
    assert Membership.objects.get(key=saved.key).organisation.name_en == "Library"
    assert Organisation.history.get(key="library").change_id == saved.change_id


def test_every_fault_is_told_at_once(table: Partnership, ana: User) -> None:
    """A name that is missing, a term that does not exist, dates in the wrong order, a stranger's body."""
    values = {
        "partnership": "table",
        "kind": "parliament",
        "seats": -1,
        "part_of": "other-council",
        "since": date(2014, 1, 1),
        "until": date(2013, 1, 1),
    }
    with pytest.raises(RefusedFact) as refused:
        add_fact(kind_id="body", values=values, user=ana)
    assert set(_messages(refused)) == {"name_en", "kind", "seats", "part_of", "until"}
    assert "same partnership" in _messages(refused)["part_of"]
    assert not Change.objects.filter(kind="created").exists()


@pytest.mark.parametrize(
    ("kind_id", "values", "slot", "words"),
    [
        ("membership", {"partnership": "table", "organisation": "city"}, "organisation", "holds this fact already"),
        ("attendance", {"meeting": "first", "status": "present"}, "membership", "one of the two"),
        (
            "lineage",
            {"origin": "table", "result": "table", "kind": "spawned"},
            "result",
            "refers to itself",
        ),
    ],
)
def test_a_refusal_of_the_database_is_a_sentence_beside_the_field(
    table: Partnership, ana: User, kind_id: str, values: dict[str, object], slot: str, words: str
) -> None:
    """Constraints and triggers speak plainly, where the answer is to be corrected."""
    with pytest.raises(RefusedFact) as refused:
        add_fact(kind_id=kind_id, values=values, user=ana)
    (fault,) = refused.value.faults
    assert fault.slot == slot
    assert words in fault.message.en and fault.message.fr != fault.message.en


def test_a_correction_needs_a_reason(table: Partnership, ana: User) -> None:
    """Whoever reads the history will want to know."""
    with pytest.raises(RefusedFact) as refused:
        correct_fact(
            kind_id="organisation",
            key="city",
            values={"name_en": "Town"},
            seen=_seen("organisation", "city"),
            user=ana,
            reason=" ",
        )
    assert refused.value.faults[0].slot == "reason"


def test_two_people_may_correct_different_parts(table: Partnership, ana: User) -> None:
    """Neither loses anything, and the second is told what the first changed."""
    seen = _seen("organisation", "city")
    marc = _person(name="marc")
    correct_fact(
        kind_id="organisation", key="city", values={"website": "https://city.ca"}, seen=seen, user=marc, reason="site"
    )
    saved = correct_fact(
        kind_id="organisation", key="city", values={"name_en": "The City"}, seen=seen, user=ana, reason="name"
    )
    city = Organisation.objects.get(key="city")
    assert (city.website, city.name_en) == ("https://city.ca", "The City")
    assert [(part.slot, part.theirs) for part in saved.merged] == [("website", "https://city.ca")]


def test_the_same_part_corrected_twice_is_shown_both_ways(table: Partnership, ana: User) -> None:
    """Nothing is overwritten and nothing typed is lost."""
    seen = _seen("organisation", "city")
    marc = _person(name="marc")
    for person, name in ((marc, "The City"), (ana, "City Hall")):
        values = {"name_en": name}
        if person is marc:
            correct_fact(kind_id="organisation", key="city", values=values, seen=seen, user=person, reason="name")
            continue
        with pytest.raises(StaleFact) as stale:
            correct_fact(kind_id="organisation", key="city", values=values, seen=seen, user=person, reason="name")
    (clash,) = stale.value.clashes
    assert (clash.before, clash.theirs, clash.mine) == ("City", "The City", "City Hall")
    assert Organisation.objects.get(key="city").name_en == "The City"


def test_the_same_correction_made_twice_is_no_clash(table: Partnership, ana: User) -> None:
    """Two people who agree need not choose."""
    seen = _seen("organisation", "city")
    for person in (_person(name="marc"), ana):
        saved = correct_fact(
            kind_id="organisation", key="city", values={"name_en": "X"}, seen=seen, user=person, reason="name"
        )
    assert saved.change_id is None


def test_a_fact_removed_meanwhile_is_said_to_be_gone(table: Partnership, ana: User) -> None:
    """Writing never brings a fact back by accident."""
    seen = _seen("organisation", "school")
    remove_fact(kind_id="organisation", key="school", user=ana, reason="a double")
    with pytest.raises(GoneMeanwhile) as gone:
        correct_fact(kind_id="organisation", key="school", values={"name_en": "X"}, seen=seen, user=ana, reason="name")
    assert "Ana" in gone.value.in_language("fr")


def test_what_rests_on_a_fact_holds_it_back(table: Partnership, ana: User) -> None:
    """A member whose attendance is recorded cannot vanish under it."""
    with pytest.raises(HeldFact) as held:
        remove_fact(kind_id="membership", key="city-in", user=ana, reason="never joined")
    assert set(held.value.removal.holding) == {"attendance"}
    assert Membership.objects.filter(key="city-in").exists()


def test_a_partnership_goes_with_all_that_belongs_to_it_and_comes_back(table: Partnership, ana: User) -> None:
    """Removing is undoable rather than confirmed: keys, numbers and values return."""
    before = {m: list(m.objects.order_by("id").values()) for m in (Partnership, Membership, MembershipRole, Attendance)}
    saved = remove_fact(kind_id="partnership", key="table", user=ana, reason="a trial")
    assert not Membership.objects.exists() and not Attendance.objects.exists()
    assert saved.change_id is not None
    undone = undo_change(saved.change_id, user=ana)
    assert {model: list(model.objects.order_by("id").values()) for model in before} == before
    assert undone.facts == 5
    deeds = [c.facts[0].deed for c in trace_fact(kind_id="membership", key="city-in", user=ana)]
    assert deeds == ["added", "removed", "added"]


def test_undoing_an_addition_and_undoing_that_again(table: Partnership, ana: User) -> None:
    """A change that undoes is a change like the others."""
    saved = add_fact(kind_id="membership", values={"partnership": "table", "organisation": "school"}, user=ana)
    assert saved.change_id is not None
    undone = undo_change(saved.change_id, user=ana)
    assert not Membership.objects.filter(key=saved.key).exists()
    undo_change(undone.change_id, user=ana)
    assert Membership.objects.filter(key=saved.key).exists()


def test_undoing_a_correction_reads_as_before(table: Partnership, ana: User) -> None:
    """Every part returns to what it was."""
    saved = correct_fact(
        kind_id="membership_role",
        key="city-leads",
        values={"role": "funder", "since": date(2014, 1, 1)},
        seen=_seen("membership_role", "city-leads"),
        user=ana,
        reason="minutes",
    )
    assert saved.change_id is not None
    undo_change(saved.change_id, user=ana)
    role = MembershipRole.objects.get(key="city-leads")
    assert (role.role, role.since) == ("lead", None)


def test_a_later_change_of_the_same_fact_stands_in_the_way(table: Partnership, ana: User) -> None:
    """The refusal names the fact, the person and the day, in both languages."""
    first = correct_fact(
        kind_id="organisation",
        key="city",
        values={"name_en": "A"},
        seen=_seen("organisation", "city"),
        user=ana,
        reason="one",
    )
    correct_fact(
        kind_id="organisation",
        key="city",
        values={"name_en": "B"},
        seen=_seen("organisation", "city"),
        user=_person(name="marc"),
        reason="two",
    )
    assert first.change_id is not None
    with pytest.raises(CannotUndo) as refused:
        undo_change(first.change_id, user=ana)
    assert "city, Marc" in refused.value.in_language("en")
    assert "ensuite" in refused.value.in_language("fr")
    assert Organisation.objects.get(key="city").name_en == "B"


def test_what_was_added_on_top_stands_in_the_way(table: Partnership, ana: User) -> None:
    """An organisation that joined since cannot be undone from under its membership."""
    saved = add_fact(kind_id="organisation", values={"name_en": "Library"}, user=ana)
    add_fact(kind_id="membership", values={"partnership": "table", "organisation": saved.key}, user=ana)
    assert saved.change_id is not None
    with pytest.raises(CannotUndo, match="memberships"):
        undo_change(saved.change_id, user=ana)


def test_what_it_referred_to_must_be_there_to_come_back(table: Partnership, ana: User) -> None:
    """A role does not return to a membership that is gone."""
    role = remove_fact(kind_id="membership_role", key="city-leads", user=ana, reason="one")
    remove_fact(kind_id="attendance", key="city-came", user=ana, reason="two")
    remove_fact(kind_id="membership", key="city-in", user=ana, reason="three")
    assert role.change_id is not None
    with pytest.raises(CannotUndo, match="membership"):
        undo_change(role.change_id, user=ana)


def test_the_loading_of_the_demonstration_is_not_undone(table: Partnership, ana: User) -> None:
    """Only what people did at work is taken back."""
    with pytest.raises(CannotUndo):
        undo_change(Change.objects.get(kind="test").pk, user=ana)


def test_several_deeds_are_one_change_or_none(table: Partnership, ana: User) -> None:
    """A grid that holds one impossible row writes nothing, and says which row."""
    deeds: list[Deed] = [
        Correction("attendance", "city-came", {"status": "regrets"}, _seen("attendance", "city-came")),
        Addition("attendance", {"meeting": "first", "guest": "school", "status": "present"}),
        Addition("attendance", {"meeting": "first", "guest": "school", "status": "absent"}),
    ]
    with pytest.raises(RefusedFact) as refused:
        save_facts(deeds, user=ana, reason="minutes")
    assert refused.value.deed == 2
    assert Attendance.objects.get().status == "present"
    saved = save_facts([*deeds[:2], Removal("membership_role", "city-leads")], user=ana, reason="minutes")
    assert saved.change_id is not None and Change.objects.get(pk=saved.change_id).kind == "edited"
    assert Attendance.objects.count() == 2 and not MembershipRole.objects.exists()


@pytest.mark.parametrize(
    ("role", "kind_id", "is_allowed"),
    [
        ("viewer", "organisation", False),
        ("coordinator", "organisation", True),
        ("coordinator", "concern", False),
        ("steward", "concern", True),
        ("coordinator", "representative", True),
    ],
)
def test_each_role_edits_what_it_may(table: Partnership, role: Role, kind_id: str, is_allowed: bool) -> None:
    """Viewers read; restricted kinds are for stewards."""
    values = {
        "organisation": {"name_en": "New"},
        "concern": {"partnership": "table", "organisation": "city", "kind": "loss_of_autonomy"},
        "representative": {"organisation": "city", "name": "Someone"},
    }[kind_id]
    person = _person(role, "someone")
    if is_allowed:
        assert add_fact(kind_id=kind_id, values=values, user=person).change_id
        return
    with pytest.raises(NotAllowed):
        add_fact(kind_id=kind_id, values=values, user=person)


def test_a_visitor_may_not_edit(table: Partnership) -> None:
    """Reading is public; writing has a name."""
    with pytest.raises(NotAllowed):
        remove_fact(kind_id="organisation", key="school", user=AnonymousUser(), reason="no")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "language", "number"),
    [
        ("1 234,5", "fr", 1234.5),
        ("1\u202f234,50 $", "fr", 1234.5),
        ("1,234.5", "en", 1234.5),
        ("$1,234.50", "en", 1234.5),
        ("1234,5", "en", 1234.5),
        ("1,234", "en", 1234.0),
        ("1,234", "fr", 1.234),
        ("0,5", "fr", 0.5),
    ],
)
def test_numbers_are_read_as_each_language_writes_them(written: str, language: Language, number: float) -> None:
    """CLDR: English groups by commas and marks decimals by a point, French of Canada by spaces and a comma."""
    reading = read_written(fact_kind("agreement"), {"amount": written}, language=language)
    assert reading.values["amount"] == number and not reading.faults


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2014-06-30", date(2014, 6, 30), "day"),
        ("30 juin 2014", date(2014, 6, 30), "day"),
        ("June 2014", date(2014, 6, 1), "month"),
        ("2014", date(2014, 1, 1), "year"),
        ("about 2004", date(2004, 1, 1), "about"),
        ("vers 2004", date(2004, 1, 1), "about"),
        ("", None, None),
    ],
)
def test_dates_are_as_precise_as_people_say(written: str, day: date | None, precision: str | None) -> None:
    """A day, a month, a year, or about: the first day it may be, and how exactly it is known."""
    reading = read_written(fact_kind("membership"), {"since": written, "until": ""}, language="fr")
    assert (reading.values["since"], reading.values["date_precision"]) == (day, precision)


def test_the_least_exact_of_two_dates_speaks_for_the_fact() -> None:
    """The register keeps one precision for a period; the end of a year is its last day."""
    reading = read_written(fact_kind("membership"), {"since": "2010-03-01", "until": "2014"}, language="en")
    assert reading.values == {"since": date(2010, 3, 1), "until": date(2014, 12, 31), "date_precision": "year"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_left_as_it_was_shown_is_left_as_it_was(language: Language) -> None:
    """A day in the middle of a year that is known by its year alone is not moved to January."""
    kind = fact_kind("contribution")
    known: dict[str, object] = {
        "since": date(2013, 6, 15),
        "date_precision": "year",
        "amount": 1234.567,
        "hours": None,
        "kind": "money",
    }
    reading = read_written(kind, as_written(kind, known, language), language=language, known=known)
    assert {slot: reading.values[slot] for slot in known} == known


def test_a_date_that_may_be_two_days_is_asked_again() -> None:
    """03/04/2014 is March to some and April to others."""
    reading = read_written(fact_kind("meeting"), {"on": "03/04/2014"}, language="en")
    assert "2014-03-04" in reading.faults[0].message.en and "2014-04-03" in reading.faults[0].message.en
