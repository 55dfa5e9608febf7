"""Who is asked: from the register, by hand, from a list; all faults at once, and nobody twice."""

from __future__ import annotations

import pytest
from tests.journeys.waves.tables import NOW, TABLE, TODAY, draft, opened, person, send, set_table
from tests.store.smallest import add, change

from concertation.journeys.waves.inviting import (
    AlreadyWrittenTo,
    NotInvited,
    Person,
    add_people,
    correct_address,
    invite_proposed,
    members_without_anyone,
    propose_people,
    take_back,
)
from concertation.journeys.waves.opening import open_wave
from concertation.journeys.waves.pasting import read_people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _table() -> None:
    set_table()


def test_people_who_left_and_observers_are_not_proposed() -> None:
    """Only who speaks today, for a member that decides with the others."""
    change("representative", "person-Bo", until="2026-03-31")
    change("membership", "seat-2", is_observer=True)
    assert [one.name for one in propose_people(TABLE, today=TODAY)] == ["Ana", "Dée"]


def test_a_member_without_a_voice_at_this_table_is_asked_through_whoever_speaks_for_it() -> None:
    """Better somebody of the organisation than nobody."""
    add("organisation", key="house-4", name_en="House 4")
    add("membership", partnership=TABLE, organisation="house-4")
    add("representative", organisation="house-4", name="Eve", email="e@example.org")
    assert "Eve" in [one.name for one in propose_people(TABLE, today=TODAY)]


def test_proposing_again_adds_only_those_who_are_missing() -> None:
    """Whoever was corrected or added by hand stays as they are."""
    wave = draft()
    person(wave, "Ana").delete()
    added = invite_proposed(wave, by=None, today=TODAY, now=NOW)
    assert (added.people, added.already) == (1, 3)


def test_several_people_answer_for_one_organisation_each_once() -> None:
    """The same address twice is one person, whatever its capitals."""
    wave = draft()
    again = [Person("house-2", "Cy", "C@Example.org"), Person("house-2", "Fay", "f@example.org")]
    added = add_people(wave, again, by=None, now=NOW)
    assert (added.people, added.already) == (1, 1)


def test_a_list_is_read_whatever_parts_its_columns() -> None:
    """Tabs of a spreadsheet, semicolons of a French one, commas; headings in either language, in any order."""
    pasted = "Courriel;Nom;Langue;Organisme\n\nz@example.org;Zoé;français;Maison 2\ny@example.org;Yan;;house-3\n"
    assert read_people(pasted, otherwise="en") == [
        Person("house-2", "Zoé", "z@example.org", "fr"),
        Person("house-3", "Yan", "y@example.org", "en"),
    ]
    assert read_people("Zoé\tz@example.org\tHOUSE 2\tFR", otherwise="en")[0].organisation == "house-2"


def test_every_fault_of_a_list_is_told_with_its_line_and_nobody_is_added() -> None:
    """An address, a language, an organisation, a line without anyone: four lines, four faults."""
    pasted = (
        "A, not-an-address, House 1, en\nB, b@example.org, House 1, de\nC, c@example.org, Nowhere, en\n,,House 1,en"
    )
    with pytest.raises(NotInvited) as refused:
        read_people(pasted, otherwise="en")
    assert [(fault.place.row, fault.code) for fault in refused.value.faults] == [
        (1, "invitation-address"),
        (2, "invitation-language"),
        (3, "invitation-organisation"),
        (4, "invitation-nobody"),
    ]
    assert "«\u00a0Nowhere\u00a0»" in refused.value.in_language("fr")


def test_a_name_that_two_organisations_share_is_asked_back() -> None:
    """The code tells them apart."""
    add("organisation", key="house-9", name_en="House 1")
    with pytest.raises(NotInvited) as refused:
        read_people("A, a@example.org, House 1", otherwise="en")
    assert [fault.code for fault in refused.value.faults] == ["invitation-same-name"]
    assert read_people("A, a@example.org, house-9", otherwise="en")[0].organisation == "house-9"


def test_late_people_are_added_to_an_open_wave_and_written_to_alone() -> None:
    """The others have their message."""
    wave = opened()
    assert send(wave).left == 4
    add_people(wave, [Person("house-2", "Fay", "f@example.org")], by=None, now=NOW)
    assert send(wave).left == 1
    assert send(wave).left == 0


def test_somebody_written_to_stays_on_the_list() -> None:
    """Taken off before; not after."""
    wave = draft()
    take_back(person(wave, "Bo"), by=None, now=NOW)
    assert wave.invitations.count() == 3
    send(open_wave(wave, by=None, now=NOW))
    with pytest.raises(AlreadyWrittenTo):
        take_back(person(wave, "Ana"), by=None, now=NOW)


def test_an_address_is_corrected_unless_somebody_of_the_organisation_has_it() -> None:
    """Two people of one organisation have two addresses."""
    wave = draft()
    correct_address(person(wave, "Ana"), " ana@example.org ", by=None)
    assert person(wave, "Ana").email == "ana@example.org"
    for wrong in ("B@example.org", "nothing"):
        with pytest.raises(NotInvited):
            correct_address(person(wave, "Ana"), wrong, by=None)


def test_members_of_whom_nobody_is_asked_are_named() -> None:
    """A silence that nobody chose is seen before the wave opens."""
    wave = draft()
    person(wave, "Cy").delete()
    assert members_without_anyone(wave, today=TODAY) == ["house-2"]
