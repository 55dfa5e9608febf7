"""A draft good enough to open; what is missing is told all at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.journeys.waves.tables import NOW, TABLE, TODAY, coordinator, draft, set_table
from tests.store.smallest import add

from concertation.core.errors import NotAllowed
from concertation.core.questionnaire import CustomItem, load_instrument, thaw_instrument, thaw_roster
from concertation.journeys.waves.finding import WrongState
from concertation.journeys.waves.naming import season_of
from concertation.journeys.waves.opening import NotReady, check_wave, open_wave
from concertation.journeys.waves.preparing import (
    Draft,
    RosterNotAnonymous,
    change_wave,
    draft_of,
    drop_wave,
    meetings_to_ask_about,
    number_questions,
    prepare_wave,
    propose_draft,
)
from concertation.journeys.waves.words import default_consent
from concertation.store.models.surveys import Wave

pytestmark = pytest.mark.django_db

SPRING = ("How our partnership works, spring 2026", "Le fonctionnement de notre partenariat, printemps 2026")


@pytest.fixture(autouse=True)
def _table() -> None:
    set_table()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 10), "spring 2026"),
        (date(2026, 7, 1), "summer 2026"),
        (date(2026, 11, 30), "fall 2026"),
        (date(2026, 12, 1), "winter 2027"),
        (date(2027, 2, 28), "winter 2027"),
    ],
)
def test_a_wave_is_named_after_its_season(day: date, name: str) -> None:
    """December opens the winter that most of January and February make."""
    assert season_of(day).en == name


def test_what_is_proposed_opens_as_it_is() -> None:
    """Three weeks, the functioning instrument, everybody who speaks for the members: nothing is missing."""
    wave = draft()
    assert (wave.name_en, wave.name_fr, wave.closes_on) == (*SPRING, date(2026, 5, 1))
    assert sorted(wave.invitations.values_list("name", flat=True)) == ["Ana", "Bo", "Cy", "Dée"]
    assert wave.invitations.get(name="Dée").language == "fr"
    assert open_wave(wave, by=None, now=NOW).state == "open"


def test_a_second_draft_of_a_season_has_a_name_and_a_key_of_its_own() -> None:
    """Two lists of answers are never mistaken for one another."""
    first, second = draft(), draft()
    assert (second.name_en, second.name_fr) == tuple(f"{name} (2)" for name in SPRING)
    assert (first.key, second.key) == ("table-1-wave-1", "table-1-wave-2")


def test_a_name_that_nobody_touched_follows_what_is_asked() -> None:
    """Of a meeting, its day; a side that somebody wrote stays as they wrote it, and so does a number."""
    add("meeting", key="april", partnership=TABLE, on=date(2026, 4, 2))
    draft()
    wave = draft()
    changed = change_wave(wave, _with(wave, instrument="meeting", has_roster=False), by=None, now=NOW)
    assert changed.name_en == "How our meetings go, spring 2026"
    changed = change_wave(wave, _with(changed, meeting_key="april"), by=None, now=NOW)
    assert (changed.name_en, changed.name_fr) == ("Our meeting of April 2, 2026", "Notre réunion du 2\u00a0avril 2026")
    ours = change_wave(
        wave, _with(changed, name_en="April", instrument="functioning", meeting_key=""), by=None, now=NOW
    )
    assert (ours.name_en, ours.name_fr) == ("April", f"{SPRING[1]} (2)")


def test_a_consent_text_that_nobody_touched_follows_the_mode() -> None:
    """An anonymous wave never promises what only a confidential one can keep."""
    wave = draft()
    changed = change_wave(wave, _with(wave, mode="anonymous", has_roster=False, months_kept=12), by=None, now=NOW)
    assert changed.consent_fr == default_consent("anonymous", 12).fr
    kept = change_wave(wave, _with(changed, consent_en="Ours.", mode="confidential"), by=None, now=NOW)
    assert (kept.consent_en, kept.consent_fr) == ("Ours.", default_consent("confidential", 12).fr)


def test_the_roster_is_not_asked_anonymously() -> None:
    """A tie needs to say who reports it."""
    with pytest.raises(RosterNotAnonymous):
        draft(mode="anonymous")


def test_all_that_is_missing_is_told_at_once() -> None:
    """A name, a consent, a question, a day: four faults, one list; and the draft stays."""
    wave = draft(
        name_fr=" ",
        consent_en="",
        closes_on=date(2026, 4, 9),
        own=(CustomItem("own_1", en="Is the room warm?"),),
    )
    with pytest.raises(NotReady) as refused:
        open_wave(wave, by=None, now=NOW)
    assert [fault.code for fault in refused.value.faults] == [
        "wave-name-side",
        "wave-consent-side",
        "question-side-missing",
        "wave-day-past",
    ]
    assert Wave.objects.get().state == "draft"


def test_a_wave_without_anyone_does_not_open() -> None:
    """Nobody would be asked."""
    wave = draft()
    wave.invitations.all().delete()
    codes = [fault.code for fault in check_wave(wave, today=TODAY)]
    assert codes == ["wave-nobody-invited", "wave-members-unasked"]


def test_what_is_asked_is_frozen_whole() -> None:
    """Ours, then the table's own; the roster with the members of the table."""
    own = number_questions([(" Is the room warm? ", "La salle est-elle chaude?"), ("", " ")])
    wave = open_wave(draft(own=own), by=None, now=NOW)
    asked = thaw_instrument(wave.instrument)
    assert [item.code for item in asked.sections[-1].items] == ["own_1"]
    assert asked.sections[:-1] == load_instrument("functioning").sections
    assert (wave.digest_en, wave.digest_fr) == (asked.digest("en"), asked.digest("fr"))
    assert wave.roster is not None
    assert thaw_roster(wave.roster["roster"]).items
    assert wave.roster["organisations"][0] == ["house-1", "House 1", "Maison 1"]
    assert len(wave.roster["organisations"]) == 3


def test_the_roster_goes_on_to_those_whom_members_meet_elsewhere() -> None:
    """A neighbour at another table of a member is listed; a stranger is not."""
    for key in ("neighbour", "stranger"):
        add("organisation", key=key, name_en=key, name_fr=key)
    other = add("partnership", name_en="Other")
    add("membership", partnership=other, organisation="house-1")
    add("membership", partnership=other, organisation="neighbour")
    wave = open_wave(draft(), by=None, now=NOW)
    assert wave.roster is not None
    assert [key for key, *_ in wave.roster["organisations"]] == ["house-1", "house-2", "house-3", "neighbour"]


def test_a_wave_opens_once() -> None:
    """The second press is told so, and changes nothing."""
    wave = draft()
    before = open_wave(wave, by=None, now=NOW)
    with pytest.raises(WrongState) as refused:
        open_wave(wave, by=None, now=NOW)
    assert refused.value.in_language("fr") == "Impossible\u00a0: l’enquête est ouverte. Rien n’a été modifié."
    assert Wave.objects.get().digest_en == before.digest_en
    assert list(before.events.values_list("deed", flat=True)) == ["opened", "invited", "prepared"]


def test_an_open_wave_is_no_longer_changed_or_dropped() -> None:
    """People answer what was frozen."""
    wave = draft()
    open_wave(wave, by=None, now=NOW)
    with pytest.raises(WrongState):
        change_wave(wave, draft_of(wave), by=None, now=NOW)
    with pytest.raises(WrongState):
        drop_wave(wave, by=None)


def test_a_coordinator_questions_their_own_table_alone() -> None:
    """The deed is asked of the row."""
    stranger = coordinator("sam", add("partnership", name_en="Other"))
    with pytest.raises(NotAllowed):
        prepare_wave(TABLE, propose_draft(TABLE, today=TODAY), by=stranger, now=NOW)
    assert prepare_wave(TABLE, propose_draft(TABLE, today=TODAY), by=coordinator(), now=NOW).made_by_name == "Rosa Lee"


def _with(wave: Wave, **changes: Any) -> Draft:
    return replace(draft_of(wave), **changes)


def test_a_survey_about_a_meeting_names_one_of_the_last() -> None:
    """Latest first, none of the days to come; one that was chosen stays even when it is no longer among the last."""
    add("partnership", key="met", name_en="Met")
    for number in range(1, 25):
        add("meeting", key=f"m{number}", partnership="met", on=date(2024, 1, number))
    add("meeting", key="later", partnership="met", on=date(2030, 1, 1))
    offered = [one.key for one in meetings_to_ask_about("met", today=date(2024, 6, 1))]
    assert offered == [f"m{number}" for number in range(24, 4, -1)]
    assert meetings_to_ask_about("met", today=date(2024, 6, 1), chosen="m1")[-1].key == "m1"
