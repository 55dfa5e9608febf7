"""What can never be true between facts is refused by the database, whoever writes and whichever row moves."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError
from tests.store.smallest import add, change, refused

from concertation.store.history import recording
from concertation.store.models import Organisation
from concertation.store.triggers import IMPOSSIBILITIES, Impossibility, triggers_of

pytestmark = pytest.mark.django_db

_DAY = date(2014, 6, 30)


@pytest.mark.parametrize("impossibility", IMPOSSIBILITIES, ids=lambda one: one.name)
def test_each_impossibility_is_guarded(impossibility: Impossibility) -> None:
    """A migration that rebuilds a table may lose its triggers: they are all there at the end."""
    catalogue = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        found = {name for (name,) in cursor.fetchall()}
    assert set(triggers_of(impossibility)) <= found


# Circles


@pytest.mark.parametrize(
    ("kind_id", "start", "end", "name"),
    [
        ("lineage", "origin", "result", "lineage_not_of_itself"),
        ("tie", "from_organisation", "to_organisation", "tie_not_with_itself"),
        ("dependence", "dependent", "provider", "dependence_not_on_itself"),
        ("area_part", "whole", "part", "area_part_not_of_itself"),
    ],
)
def test_nothing_relates_to_itself(kind_id: str, start: str, end: str, name: str) -> None:
    """A partnership nested in itself, an organisation tied to itself, an area that is its own part."""
    one = add({"lineage": "partnership", "area_part": "area"}.get(kind_id, "organisation"))
    with refused(name):
        add(kind_id, **{start: one, end: one})


def test_no_body_is_part_of_itself() -> None:
    """A correction cannot make it so."""
    council = add("body")
    with refused("body_not_in_itself"):
        change("body", council, part_of=council)


def test_no_two_partnerships_are_nested_in_each_other() -> None:
    """Nested in one another is nested in oneself."""
    one, two = add("partnership"), add("partnership")
    add("lineage", kind="nested_in", origin=one, result=two)
    with refused("lineage_in_a_circle"):
        add("lineage", kind="nested_in", origin=two, result=one)


def test_no_lineage_comes_back_however_long_the_way() -> None:
    """One spawned two, two spawned three: three did not spawn one."""
    one, two, three = (add("partnership") for _ in range(3))
    add("lineage", kind="spawned", origin=one, result=two)
    add("lineage", kind="spawned", origin=two, result=three)
    with refused("lineage_in_a_circle"):
        add("lineage", kind="spawned", origin=three, result=one)


def test_no_corrected_lineage_makes_a_circle() -> None:
    """The row being corrected does not stand in its own way, but the others do."""
    one, two, three = (add("partnership") for _ in range(3))
    add("lineage", kind="spawned", origin=one, result=two)
    later = add("lineage", kind="spawned", origin=three, result=one)
    change("lineage", later, origin=one, result=three)
    change("lineage", later, origin=two, result=three)
    with refused("lineage_in_a_circle"):
        change("lineage", later, origin=two, result=one)


def test_a_partnership_may_end_in_the_one_that_it_spawned() -> None:
    """Another kind of lineage is another story: spawned, and years later merged."""
    one, two = add("partnership"), add("partnership")
    add("lineage", kind="spawned", origin=one, result=two)
    add("lineage", kind="merged_into", origin=two, result=one)


def test_no_two_bodies_are_part_of_each_other() -> None:
    """Nor three in a ring."""
    partnership = add("partnership")
    council = add("body", partnership=partnership)
    committee = add("body", partnership=partnership, part_of=council)
    team = add("body", partnership=partnership, part_of=committee)
    with refused("body_in_a_circle"):
        change("body", council, part_of=team)


def test_no_area_holds_what_holds_it() -> None:
    """A custom area is made of others, never of itself through them."""
    whole, part, piece = (add("area") for _ in range(3))
    add("area_part", whole=whole, part=part)
    add("area_part", whole=part, part=piece)
    with refused("area_part_in_a_circle"):
        add("area_part", whole=piece, part=whole)


def test_no_two_areas_lie_in_each_other() -> None:
    """A metropolitan area lies in none of its own municipalities."""
    metropolis = add("area")
    town = add("area", metropolitan_area=metropolis)
    with refused("area_in_a_circle"):
        change("area", metropolis, metropolitan_area=town)


# Attendance


def test_attendance_is_that_of_a_member_or_of_a_guest() -> None:
    """An organisation that is neither was not there."""
    with refused("attendance_by_member_or_guest"):
        add("attendance", membership=None, guest=None)


def test_attendance_is_not_that_of_a_member_and_of_a_guest() -> None:
    """One row, one organisation."""
    partnership = add("partnership")
    member = add("membership", partnership=partnership)
    meeting = add("meeting", partnership=partnership)
    with refused("attendance_by_member_or_guest"):
        add("attendance", meeting=meeting, membership=member, guest=add("organisation"))


def test_a_member_of_another_partnership_does_not_attend_as_member() -> None:
    """It may come as a guest."""
    meeting, stranger = add("meeting"), add("membership")
    with refused("attendance_of_another_partnership"):
        add("attendance", meeting=meeting, membership=stranger)


@pytest.mark.parametrize("dates", [{"since": date(2014, 7, 1)}, {"until": date(2014, 6, 29)}])
def test_nobody_attends_as_member_before_joining_or_after_leaving(dates: dict[str, object]) -> None:
    """A day is enough."""
    partnership = add("partnership")
    member = add("membership", partnership=partnership, **dates)
    meeting = add("meeting", partnership=partnership, on=_DAY)
    with refused("attendance_outside_membership"):
        add("attendance", meeting=meeting, membership=member)


def test_the_first_and_the_last_day_of_a_membership_count() -> None:
    """And a meeting of unknown date contradicts nothing."""
    partnership = add("partnership")
    member = add("membership", partnership=partnership, since=_DAY, until=_DAY)
    for day in (_DAY, None):
        add("attendance", meeting=add("meeting", partnership=partnership, on=day), membership=member)


def _attended() -> tuple[str, str]:
    """A meeting, and a member who was there."""
    partnership = add("partnership")
    member = add("membership", partnership=partnership, since=date(2013, 1, 1))
    meeting = add("meeting", partnership=partnership, on=_DAY)
    add("attendance", meeting=meeting, membership=member)
    return meeting, member


@pytest.mark.parametrize("dates", [{"until": date(2014, 6, 29)}, {"since": date(2014, 7, 1)}])
def test_no_membership_shrinks_away_from_a_meeting_attended(dates: dict[str, object]) -> None:
    """The member was there: either the dates or the attendance is wrong."""
    _, member = _attended()
    with refused("attendance_outside_membership"):
        change("membership", member, **dates)


def test_no_meeting_moves_before_its_members_joined() -> None:
    """The other way round."""
    meeting, _ = _attended()
    with refused("attendance_outside_membership"):
        change("meeting", meeting, on=date(2012, 12, 31))


@pytest.mark.parametrize("kind_id", ["meeting", "membership"])
def test_neither_meeting_nor_member_leaves_for_another_partnership(kind_id: str) -> None:
    """The attendance would be that of a stranger."""
    moved = dict(zip(("meeting", "membership"), _attended(), strict=True))[kind_id]
    with refused("attendance_of_another_partnership"):
        change(kind_id, moved, partnership=add("partnership"))


# Facts of one partnership that refer to one of another


@pytest.mark.parametrize(
    ("kind_id", "reference", "target", "name"),
    [
        ("body", "part_of", "body", "body_of_another_partnership"),
        ("meeting", "body", "body", "meeting_of_another_body"),
        ("decision", "meeting", "meeting", "decision_of_another_meeting"),
        ("output", "activity", "activity", "output_of_another_activity"),
    ],
)
def test_a_fact_refers_to_facts_of_its_own_partnership(kind_id: str, reference: str, target: str, name: str) -> None:
    """When it is written, and when what it refers to is moved."""
    partnership = add("partnership")
    own = add(target, partnership=partnership)
    add(kind_id, partnership=partnership, **{reference: own})
    with refused(name):
        add(kind_id, partnership=add("partnership"), **{reference: own})
    with refused(name):
        change(target, own, partnership=add("partnership"))


def test_a_person_represents_the_organisation_that_is_the_member() -> None:
    """When it is written, and when the member or the person moves."""
    organisation = add("organisation")
    member, person = (add(kind, organisation=organisation) for kind in ("membership", "representative"))
    add("representation", membership=member, representative=person)
    for kind_id, key in (("membership", member), ("representative", person)):
        with refused("representation_by_another_organisation"):
            change(kind_id, key, organisation=add("organisation"))
    with refused("representation_by_another_organisation"):
        add("representation", membership=add("membership"), representative=person)


def test_a_seat_is_that_of_an_organisation_or_of_a_number_of_persons() -> None:
    """Not of both."""
    with refused("body_member_organisation_or_persons"):
        add("body_member", organisation=add("organisation"), persons_low=3)


# The same thing said twice


@pytest.mark.parametrize(
    ("kind_id", "same", "name"),
    [
        ("membership", ("partnership", "organisation"), "membership"),
        ("partnership_area", ("partnership", "area"), "partnership_area"),
        ("partnership_sector", ("partnership",), "partnership_sector"),
        ("organisation_sector", ("organisation",), "organisation_sector"),
        ("organisation_area", ("organisation", "area"), "organisation_area"),
    ],
)
@pytest.mark.parametrize("since", [_DAY, None])
def test_a_fact_begins_once(kind_id: str, same: tuple[str, ...], name: str, since: date | None) -> None:
    """From the same day, or from an unknown one."""
    row: dict[str, object] = {reference: add(reference) for reference in same}
    add(kind_id, since=since, **row)
    with refused(f"{name}_once" if since else f"{name}_undated_once"):
        add(kind_id, since=since, **row)


@pytest.mark.parametrize(
    ("kind_id", "same", "name"),
    [
        ("agreement_party", ("agreement", "organisation"), "agreement_party_once"),
        ("participation", ("activity", "organisation"), "participation_once"),
        ("decision_maker", ("decision", "organisation"), "decision_maker_once"),
        ("attendance", ("meeting", "guest"), "attendance_of_guest_once"),
        ("organisation_identifier", ("organisation",), "organisation_identifier_once"),
        ("area_part", ("whole", "part"), "area_part_once"),
        ("lineage", ("origin", "result"), "lineage_once"),
    ],
)
def test_a_fact_is_said_once(kind_id: str, same: tuple[str, ...], name: str) -> None:
    """An organisation is a party to an agreement once, attends a meeting once."""
    targets = {
        "guest": "organisation",
        "whole": "area",
        "part": "area",
        "origin": "partnership",
        "result": "partnership",
    }
    row: dict[str, object] = {reference: add(targets.get(reference, reference)) for reference in same}
    add(kind_id, **row)
    with refused(name):
        add(kind_id, **row)


def test_a_member_attends_a_meeting_once() -> None:
    """Present and absent cannot both be written."""
    partnership = add("partnership")
    row = {kind: add(kind, partnership=partnership) for kind in ("meeting", "membership")}
    add("attendance", status="present", **row)
    with refused("attendance_of_member_once"):
        add("attendance", status="absent", **row)


def test_an_official_code_of_a_year_is_that_of_one_area() -> None:
    """The same code of another year is another area."""
    row = {"kind": "municipality", "code": "4607062"}
    for vintage in (2016, 2021):
        add("area", vintage=vintage, **row)
    with refused("area_code_of_vintage_once"):
        add("area", vintage=2021, **row)


def test_a_code_names_one_fact() -> None:
    """Of its kind."""
    key = add("organisation")
    with refused("organisation_key_once" if connection.vendor == "sqlite" else "organisation_key"):
        add("organisation", key=key)


def test_what_others_refer_to_is_not_removed() -> None:
    """A member organisation, or a source that facts cite."""
    key = add("organisation")
    add("membership", organisation=key)
    with recording(kind="test", reason=""), pytest.raises(ProtectedError), transaction.atomic():
        Organisation.objects.get(key=key).delete()
