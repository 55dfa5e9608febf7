"""``concertation history``: who changed what, when and why."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from tests.cli.conftest import Run

from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Partnership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register() -> None:
    """A partnership entered by Ana, whose end Marc wrote a year later; and a concern that few may see."""
    with recording(kind="test", reason="First entry", name="Ana", at=datetime(2024, 5, 1, 12, tzinfo=UTC)):
        insert_facts(
            {
                "organisation": {"city": {"name_en": "City", "name_fr": "Ville"}},
                "partnership": {"p": {"name_en": "Table", "name_fr": "Table locale", "membership_is_open": False}},
                "membership": {"m": {"partnership": "p", "organisation": "city"}},
                "concern": {"c": {"partnership": "p", "organisation": "city", "kind": "loss_of_autonomy"}},
            }
        )
    with recording(kind="test", reason="It closed", name="Marc", at=datetime(2025, 5, 1, 12, tzinfo=UTC)):
        partnership = Partnership.objects.get(key="p")
        partnership.until, partnership.membership_is_open = date(2025, 3, 31), True
        partnership.save()


def test_the_latest_change_comes_first_with_who_and_why(run: Run) -> None:
    """As JSON, for programs."""
    changes = json.loads(run("history", "partnership", "p", "--format", "json").stdout)
    assert [(c["made_by"], c["reason"]) for c in changes] == [("Marc", "It closed"), ("Ana", "First entry")]


def test_each_column_says_before_and_after_in_words(run: Run) -> None:
    """In French, yes and no are « oui » and « non »; what was unknown is null."""
    changes = json.loads(run("history", "partnership", "p", "--format", "json", "--language", "fr").stdout)
    edits = {edit["column"]: (edit["before"], edit["after"]) for edit in changes[0]["facts"][0]["edits"]}
    assert edits == {"Ouvert à tout organisme": ("non", "oui"), "Jusqu’au": (None, "2025-03-31")}


def test_a_table_says_who_and_why_once_a_change(run: Run) -> None:
    """The other lines of the same change leave these blank."""
    lines = run("history", "partnership", "p", "--language", "fr").stdout.splitlines()[2:]
    assert [line for line in lines if "It closed" in line] == lines[:1]
    assert [line for line in lines if "First entry" in line] == lines[2:3]


def test_what_few_may_see_is_left_out(run: Run) -> None:
    """Concerns and contacts are read on the pages, by those whom their role allows."""
    changes = json.loads(run("history", "partnership", "p", "--format", "json").stdout)
    assert {fact["kind"] for change in changes for fact in change["facts"]} == {"partnership", "membership"}


def test_an_organisation_has_its_history(run: Run) -> None:
    """With its belongings."""
    changes = json.loads(run("history", "organisation", "city", "--format", "json").stdout)
    assert {fact["kind"] for change in changes for fact in change["facts"]} == {"organisation", "membership"}


def test_an_unknown_code_is_one_plain_sentence(run: Run) -> None:
    """With exit code 2."""
    refused = run("history", "partnership", "nowhere")
    assert refused.exit_code == 2
    assert "nowhere" in refused.stderr
