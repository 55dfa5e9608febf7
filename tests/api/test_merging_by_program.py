"""Two organisations become one by program: looked at, written, led on, taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests.api.conftest import ROOT
from tests.journeys.merging_register import base, write

from concertation.journeys.tokens import Scope
from concertation.store.models import Change, Organisation

pytestmark = pytest.mark.django_db
MERGE = f"{ROOT}organisations/library/merge"


@pytest.fixture
def ana(program: Any) -> Client:
    """A coordinator’s program that writes, before two records of one library."""
    write(base())
    client: Client = program("ana", Scope.WRITE)
    return client


def _merge(client: Client, address: str = MERGE, **body: Any) -> Any:
    return client.post(address, json.dumps({"absorbed": "biblio", **body}), content_type="application/json")


def test_a_preview_writes_nothing_and_says_what_a_merge_comes_to(ana: Client) -> None:
    """The website of the one fills the other; both partnerships that answered to the one will answer to the other."""
    before = Change.objects.count()
    told = _merge(ana, is_preview=True).json()
    assert (told["is_written"], told["key"], told["absorbed"]) == (False, "library", "biblio")
    slots = {slot["slot"]: slot for slot in told["slots"]}
    assert (slots["website"]["kept"], slots["website"]["side"]) == ({"is": "unknown"}, "absorbed")
    assert told["moved"]["partnership"] == 2
    assert "change" not in told
    assert (Change.objects.count(), Organisation.objects.filter(key="biblio").count()) == (before, 1)


def test_what_was_looked_at_is_what_is_written(ana: Client) -> None:
    """412 where either record changed since the preview; its own mark lets it through."""
    seen = _merge(ana, is_preview=True).json()["seen"]
    refused = _merge(ana, seen="another")
    assert (refused.status_code, refused.json()["code"]) == (412, "stale-merge")
    told = _merge(ana, seen=seen, reason="One door").json()
    change = Change.objects.get(pk=told["change"])
    assert (told["is_written"], change.kind, change.reason) == (True, "merged", "One door")


def test_both_keys_lead_to_the_record_that_stays(ana: Client) -> None:
    """301 for who reads; a program that still writes the old key merges the record that stands for it."""
    _merge(ana)
    led = ana.get(f"{ROOT}organisations/biblio")
    assert (led.status_code, led["Location"]) == (301, f"{ROOT}organisations/library")
    assert ana.get(f"{ROOT}organisations/library").status_code == 200
    told = _merge(ana, f"{ROOT}organisations/biblio/merge", absorbed="city", is_preview=True).json()
    assert (told["key"], told["absorbed"]) == ("library", "city")
    again = _merge(ana)
    assert (again.status_code, again.json()["code"]) == (409, "cannot-merge")


def test_a_choice_is_kept_and_one_about_nothing_is_refused(ana: Client) -> None:
    """By the parts that facts are written with."""
    told = _merge(ana, absorbed="city", is_preview=True, choices={"name_en": "absorbed"}).json()
    (name,) = [slot for slot in told["slots"] if slot["slot"] == "name_en"]
    assert (name["side"], name["is_conflict"], name["becomes"]) == ("absorbed", True, "name")
    refused = _merge(ana, is_preview=True, choices={"colour": "kept"})
    assert (refused.status_code, refused.json()["errors"][0]["name"]) == (422, "colour")


def test_a_merge_is_taken_back_like_any_change(ana: Client) -> None:
    """By the operation that undoes."""
    change = _merge(ana).json()["change"]
    undone = ana.post(f"{ROOT}changes/{change}/undo", "{}", content_type="application/json")
    assert undone.status_code == 200
    assert ana.get(f"{ROOT}organisations/biblio").status_code == 200
    assert Organisation.objects.get(key="library").website == ""


def test_a_reader_and_a_viewer_may_not(ana: Client, program: Any) -> None:
    """Not even look: a preview counts facts."""
    assert _merge(program("ana", Scope.READ), is_preview=True).status_code == 403
    assert _merge(Client(), is_preview=True).status_code == 401
