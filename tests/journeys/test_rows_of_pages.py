"""What is whose: the same table of permissions, asked about rows, for many at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.store.smallest import add, change
from tests.web.importing_files import workbook

from concertation.core.errors import NotAllowed
from concertation.core.facts import all_kinds, fact_kind
from concertation.journeys.editing import Addition, Correction, Removal, latest_version, save_facts
from concertation.journeys.permission import (
    Right,
    Row,
    Writing,
    forget_hands,
    give_role,
    grant_right,
    groups,
    hands_of,
    may,
    refused_writings,
    take_right,
)
from concertation.journeys.permission.granting import GrantOutOfOrder, NoSuchRow, UngrantableRole
from concertation.journeys.undoing import undo_change
from concertation.journeys.workbook import confirm_import, preview_workbook
from concertation.store.models import AccessEvent, Change, Grant, Meeting, Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_tables() -> None:
    """Two tables of one organisation each."""
    for side in ("a", "b"):
        add("partnership", key=f"table-{side}", name_en=f"Table {side}")
        add("organisation", key=f"house-{side}", name_en=f"House {side}", kind="community")
        add("membership", key=f"seat-{side}", partnership=f"table-{side}", organisation=f"house-{side}")
        add("meeting", key=f"meeting-{side}", partnership=f"table-{side}", on=date(2024, 5, 1))


def someone(role: Any, **row: str) -> User:
    """An account with one right."""
    user = User.objects.create_user(f"{role}{User.objects.count()}")
    give_role(user=user, role=role, **row)
    return user


def may_write(user: User, *writings: Writing) -> bool:
    """Whether all of it is in this person's hands."""
    return not refused_writings(user, writings)


def test_every_kind_of_fact_stands_in_one_group() -> None:
    """A new kind of fact is in nobody's hands until somebody decided."""
    stated = [kind for kinds in groups().values() for kind in kinds]
    assert sorted(stated) == sorted(kind.id for kind in all_kinds())


def test_a_coordinator_keeps_the_tables_given_and_who_sits_there(two_tables: None) -> None:
    """Their partnership and its members, and nothing of the next one."""
    user = someone("coordinator", partnership="table-a")
    assert may(user, "edit", Row("partnership", "table-a"))
    assert may(user, "merge", Row("organisation", "house-a"))
    assert not may(user, "edit", Row("partnership", "table-b"))
    assert not may(user, "merge", [Row("organisation", "house-a"), Row("organisation", "house-b")])
    assert may_write(user, Writing("correct", "organisation", "house-a"), Writing("remove", "meeting", "meeting-a"))
    assert refused_writings(user, [w := Writing("correct", "organisation", "house-b")]) == [w]


def test_a_coordinator_neither_founds_nor_removes_a_partnership(two_tables: None) -> None:
    """What is theirs was given to them: to found another is for whoever keeps the whole register."""
    user = someone("coordinator", partnership="table-a")
    assert not may_write(user, Writing("add", "partnership", "new"))
    assert not may_write(user, Writing("remove", "partnership", "table-a"))
    assert may_write(someone("coordinator"), Writing("add", "partnership", "new"))


def test_a_representative_keeps_their_organisation_and_its_share(two_tables: None) -> None:
    """Its names and its contributions at the tables where it sits; not what the table is."""
    user = someone("representative", organisation="house-a")
    own = {"partnership": "table-a", "organisation": "house-a"}
    assert may_write(user, Writing("correct", "organisation", "house-a"), Writing("add", "contribution", "c", own))
    assert may_write(user, Writing("add", "meeting", "m", {"partnership": "table-a"}))
    assert not may_write(user, Writing("correct", "partnership", "table-a"))
    assert not may_write(user, Writing("remove", "meeting", "meeting-a"))
    assert not may_write(user, Writing("add", "contribution", "c", {**own, "organisation": "house-b"}))
    assert not may_write(user, Writing("add", "contribution", "c", {**own, "partnership": "table-b"}))


def test_leaving_a_table_takes_the_table_away(two_tables: None) -> None:
    """Rights follow the seat that is held today, and nobody has to remember to take them back."""
    user = someone("representative", organisation="house-a")
    change("membership", "seat-a", until=timezone.localdate() - timedelta(days=1))
    forget_hands(user)
    assert not may(user, "edit", Row("partnership", "table-a"))
    assert may(user, "edit", Row("organisation", "house-a"))


def test_moving_a_fact_asks_both_places(two_tables: None) -> None:
    """What is mine cannot be pushed into another's table, nor another's pulled into mine."""
    user = someone("coordinator", partnership="table-a")
    assert not may_write(user, Writing("correct", "meeting", "meeting-a", {"partnership": "table-b"}))
    assert not may_write(user, Writing("correct", "meeting", "meeting-b", {"partnership": "table-a"}))


def test_a_new_organisation_takes_its_seat_in_one_change(two_tables: None) -> None:
    """Whoever joins may be new to the register: its names come along, and a seat at another table does not."""
    user = someone("coordinator", partnership="table-a")
    house = Writing("add", "organisation", "new", {"name_en": "New"})
    name = Writing("add", "organisation_name", "n", {"organisation": "new", "name": "NW"})
    seat = Writing("add", "membership", "s", {"organisation": "new", "partnership": "table-a"})
    elsewhere = Writing("add", "membership", "t", {"organisation": "new", "partnership": "table-b"})
    assert refused_writings(user, [house, name, seat, elsewhere]) == [elsewhere]


def test_restricted_facts_are_in_no_hands_but_a_stewards(two_tables: None) -> None:
    """Not of the coordinator of the table, not of the organisation concerned."""
    add("concern", key="c", partnership="table-a", organisation="house-a")
    for user in (someone("coordinator"), someone("representative", organisation="house-a"), someone("administrator")):
        assert not may_write(user, Writing("correct", "concern", "c"))
    assert may_write(someone("steward"), Writing("correct", "concern", "c"))


def test_a_subject_that_is_no_row_asks_for_the_whole_register(two_tables: None) -> None:
    """A page that forgot to say which row it is about is closed to whoever holds some rows only."""
    user = someone("coordinator", partnership="table-a")
    assert may(user, "edit")
    assert not may(user, "edit", "something")


def test_a_grant_holds_between_its_days(two_tables: None) -> None:
    """Not before, not after, and the last day is in it."""
    today, boss = timezone.localdate(), someone("administrator")
    for since, until, holds in ((1, None, False), (None, 0, True), (None, -1, False), (0, 5, True)):
        user = User.objects.create_user(f"{since}{until}")
        days = {n: today + timedelta(d) for n, d in (("since", since), ("until", until)) if d is not None}
        grant_right(account=user, right=Right("coordinator", partnership="table-a", **days), by=boss)  # type: ignore[arg-type]
        assert may(user, "edit") is holds


def test_who_gave_and_who_took_away_stays_known(two_tables: None) -> None:
    """The grant ends and the two lines of the trace stay."""
    boss, user = someone("administrator"), User.objects.create_user("new")
    grant = grant_right(account=user, right=Right("coordinator", partnership="table-a"), by=boss)
    take_right(grant=grant, by=boss)
    assert not may(user, "edit")
    told = AccessEvent.objects.filter(account=user).order_by("id").values_list("deed", "made_by", "partnership_key")
    assert list(told) == [("given", boss.pk, "table-a"), ("taken", boss.pk, "table-a")]
    assert Grant.objects.get(pk=grant.pk).taken_at is not None


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (Right("representative"), UngrantableRole),
        (Right("steward", partnership="table-a"), UngrantableRole),
        (Right("coordinator", organisation="house-a"), UngrantableRole),
        (Right("coordinator", partnership="nowhere"), NoSuchRow),
        (Right("viewer", since=date(2026, 2, 1), until=date(2026, 1, 1)), GrantOutOfOrder),
    ],
)
def test_a_right_that_means_nothing_is_refused(two_tables: None, right: Right, wrong: type[Exception]) -> None:
    """A representative of nobody, a steward of one table, a table that is not there."""
    with pytest.raises(wrong):
        grant_right(account=User.objects.create_user("new"), right=right, by=someone("administrator"))


def test_only_administrators_give(two_tables: None) -> None:
    """A steward keeps the register, not the accounts."""
    with pytest.raises(NotAllowed):
        grant_right(account=User.objects.create_user("new"), right=Right("viewer"), by=someone("steward"))


def test_saving_asks_for_each_fact_of_a_change(two_tables: None) -> None:
    """One line of a grid that is not theirs keeps the whole of it out."""
    user, meetings = someone("coordinator", partnership="table-a"), Meeting.objects.count()
    deeds = [
        Addition("meeting", {"partnership": "table-a", "on": date(2024, 6, 1)}),
        Addition("meeting", {"partnership": "table-b", "on": date(2024, 6, 1)}),
    ]
    with pytest.raises(NotAllowed):
        save_facts(deeds, user=user, reason="", kind="created")
    assert Meeting.objects.count() == meetings
    seen = latest_version(fact_kind("meeting"), "meeting-b")
    assert seen is not None
    for deed in (Correction("meeting", "meeting-b", {"note": "x"}, seen.number), Removal("meeting", "meeting-b")):
        with pytest.raises(NotAllowed):
            save_facts([deed], user=user, reason="because")


def test_what_one_added_oneself_one_may_take_back(two_tables: None) -> None:
    """A representative may not remove a meeting, and may undo the one they just recorded by mistake."""
    user = someone("representative", organisation="house-a")
    saved = save_facts(
        [Addition("meeting", {"partnership": "table-a", "on": date(2024, 6, 1)}, "mine")],
        user=user,
        reason="",
        kind="created",
    )
    assert saved.change_id is not None
    undo_change(saved.change_id, user=user)
    assert not Meeting.objects.filter(key="mine").exists()


def test_a_change_of_others_elsewhere_is_not_taken_back(two_tables: None) -> None:
    """Every fact of it is asked for, not the first of each kind."""
    boss, user = someone("steward"), someone("coordinator", partnership="table-a")
    deeds = [Addition("meeting", {"partnership": f"table-{s}", "on": date(2024, 6, 1)}) for s in ("a", "b")]
    saved = save_facts(deeds, user=boss, reason="", kind="created")
    assert saved.change_id is not None
    with pytest.raises(NotAllowed):
        undo_change(saved.change_id, user=user)


def test_a_removed_fact_still_stands_where_it_stood(two_tables: None) -> None:
    """A coordinator brings back the meeting of their table, and not that of another."""
    boss, user = someone("steward"), someone("coordinator", partnership="table-a")
    changes = {}
    for side in ("a", "b"):
        changes[side] = save_facts([Removal("meeting", f"meeting-{side}")], user=boss, reason="gone").change_id
    undo_change(changes["a"] or 0, user=user)
    with pytest.raises(NotAllowed):
        undo_change(changes["b"] or 0, user=user)
    assert set(Meeting.objects.values_list("key", flat=True)) == {"meeting-a"}


def test_the_rows_of_a_file_that_are_not_theirs_are_told_and_left_out(two_tables: None) -> None:
    """A coordinator's file may speak of the whole region: their rows are written, the rest is told row by row."""
    user = someone("coordinator", partnership="table-a")
    headings = ("Code", "Partnership", "Date", "Place (English)")
    rows = [("m-1", "table-a", "2024-07-01", "Hall"), ("m-2", "table-b", "2024-07-01", "Hall")]
    file = workbook(*rows, sheet="Meetings", headings=headings)
    assert preview_workbook(file, filename="m.xlsx").faults == ()
    result = confirm_import(file, filename="m.xlsx", user=user, leave_faulty_rows=True)
    assert (result.written, result.left_out) == (1, 1)
    assert set(Meeting.objects.values_list("key", flat=True)) == {"meeting-a", "meeting-b", "m-1"}


def test_what_is_asked_does_not_grow_with_what_is_written(
    two_tables: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """A thousand facts of a kind are judged in as many questions as ten."""
    user = someone("coordinator", partnership="table-a")
    hands_of(user)
    for size in (10, 1000):
        writings = [Writing("add", "attendance", str(n), {"meeting": "meeting-a"}) for n in range(size)]
        with django_assert_max_num_queries(2):
            assert may_write(user, *writings)


def test_what_an_account_holds_is_read_in_three_questions(
    two_tables: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """However many rows were given: a page that asks of every line asks the register nothing more."""
    for number in range(30):
        add("partnership", key=f"more-{number}")
        add("membership", key=f"more-{number}", partnership=f"more-{number}", organisation="house-b")
    user = User.objects.create_user("many")
    for number in range(30):
        give_role(user=user, role="coordinator", partnership=f"more-{number}")
    with django_assert_max_num_queries(3):
        assert all(may(user, "edit", Row("partnership", f"more-{number}")) for number in range(30))
    assert Membership.objects.count() == 32 and Change.objects.exists()
