"""``concertation waves``: lists, how far one is, opening with messages, reminders, closing, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from tests.cli.conftest import Run
from tests.journeys.waves.tables import BASE, TABLE, set_table

from concertation.journeys.waves.preparing import prepare_wave, propose_draft
from concertation.store.models.surveys import Wave

pytestmark = pytest.mark.django_db

KEY = "table-1-wave-1"


@pytest.fixture(autouse=True)
def _draft() -> None:
    """A draft as it is proposed today."""
    set_table()
    prepare_wave(TABLE, propose_draft(TABLE, today=timezone.localdate()), by=None, now=timezone.now())


def test_surveys_are_listed_for_people_and_for_programs(run: Run) -> None:
    """Words in a table, codes in JSON."""
    assert "ébauche" in run("waves", "list", "--language", "fr").stdout
    (one,) = json.loads(run("waves", "list", "--format", "json").stdout)
    assert (one["key"], one["state"], one["people"], one["answered"]) == (KEY, "draft", 4, 0)


def test_a_survey_opens_and_everybody_is_written_to(run: Run) -> None:
    """Links lead to the address given; a reminder just after writes to nobody, and says so."""
    told = run("waves", "open", KEY, "--address", BASE).stdout
    assert "is open until" in told
    assert "4 messages left" in told
    assert f"{BASE}/en/s/" in mail.outbox[0].body
    assert "0 messages left, 0 did not; 4 people" in run("waves", "remind", KEY, "--address", BASE).stdout


def test_without_an_address_nothing_opens(run: Run) -> None:
    """Said before anything is done."""
    refused = run("waves", "open", KEY, "--language", "fr")
    assert refused.exit_code == 2
    assert "CONCERTATION_ADDRESS" in refused.stderr
    assert Wave.objects.get().state == "draft"


def test_people_of_a_file_are_put_on_the_list(run: Run, tmp_path: Path) -> None:
    """Faults by line, and then nobody."""
    file = tmp_path / "people.csv"
    file.write_text("nom;courriel;organisme;langue\nZoé;zoe@example.org;Maison 2;fr\n", encoding="utf-8")
    assert "1 added, 0 invited already." in run("waves", "invite", KEY, str(file)).stdout
    file.write_text("Zoé,zoe,Nowhere,fr\n", encoding="utf-8")
    assert "Line 1:" in run("waves", "invite", KEY, str(file)).stderr


def test_how_far_it_is_in_numbers_and_by_organisation(run: Run) -> None:
    """The same as on the page."""
    told = json.loads(run("waves", "show", KEY, "--format", "json").stdout)
    assert told["participation"]["invited"] == 4
    assert [one["organisation"] for one in told["organisations"]] == ["House 1", "House 2", "House 3"]


def test_closing_and_expiring_say_what_they_did(run: Run) -> None:
    """Nothing due is said too; a draft does not close."""
    assert "Nothing was to be done." in run("waves", "close").stdout
    assert "the survey is a draft" in run("waves", "close", KEY).stderr
    run("waves", "open", KEY, "--no-messages")
    Wave.objects.update(closes_on="2020-01-01")
    assert f"{KEY} is closed." in run("waves", "close").stdout
    assert "Nothing was to be done." in run("waves", "expire").stdout
    Wave.objects.update(closed_at="2020-01-02T12:00:00Z")
    assert f"{KEY}\u00a0: réponses supprimées pour de bon." in run("waves", "expire", "--language", "fr").stdout
