"""What programs write: as people do in the fact editor, with the same refusals and the same way back."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from tests.api.conftest import ROOT

from concertation.journeys.tokens import Scope
from concertation.store.models import Change, Organisation

pytestmark = pytest.mark.django_db
ORGANISATIONS = f"{ROOT}facts/organisation"


@pytest.fixture
def ana(program: Any) -> Client:
    """A coordinator’s program that writes."""
    client: Client = program("ana", Scope.WRITE)
    return client


def _send(client: Client, method: str, address: str, body: Any = None, **headers: str) -> Any:
    content = "" if body is None else json.dumps(body)
    return client.generic(method, address, content, content_type="application/json", headers=headers)


def _added(client: Client, **values: Any) -> Any:
    body = {"values": {"name_en": "Welcome Hall", **values}, "key": "welcome", "reason": "New in town"}
    answer = _send(client, "POST", ORGANISATIONS, body)
    assert answer.status_code == 201, answer.content
    return answer


def test_a_fact_is_added_with_who_and_why(ana: Client) -> None:
    """The change bears the name of the owner of the key."""
    answer = _added(ana, kind="settlement_agency", since="2019-04-01", date_precision="month")
    told = answer.json()
    change = Change.objects.get(pk=told["change"])
    assert (change.made_by_name, change.reason, change.kind) == ("Ana (demonstration)", "New in town", "created")
    assert answer["Location"] == f"{ORGANISATIONS}/welcome"
    assert told["fact"]["values"]["since"] == "2019-04-01"
    assert ana.get(answer["Location"]).json()["version"] == told["version"]


def test_every_fault_is_listed_at_once_beside_its_part(ana: Client) -> None:
    """Nothing is written; a wrong type, an unknown part and a contradiction are three faults."""
    body = {"values": {"since": "soon", "colour": "blue", "is_governmental": "perhaps"}}
    answer = _send(ana, "POST", ORGANISATIONS, body)
    assert answer.status_code == 422
    assert {one["name"] for one in answer.json()["errors"]} == {"since", "colour", "is_governmental"}
    refused = _send(ana, "POST", ORGANISATIONS, {"values": {"since": "2020-01-01", "until": "2019-01-01"}})
    assert refused.json()["code"] == "refused-fact"
    assert {one["name"] for one in refused.json()["errors"]} == {"name_en", "until"}


def test_a_correction_is_written_over_the_version_that_was_read(ana: Client) -> None:
    """The ETag of the reading goes into If-Match; what is said to be unknown becomes unknown."""
    _added(ana, website="https://welcome.example")
    tag = ana.get(f"{ORGANISATIONS}/welcome")["ETag"]
    body = {"values": {"name_fr": "Maison d’accueil"}, "unknown": ["website"], "reason": "They wrote to us"}
    answer = _send(ana, "PATCH", f"{ORGANISATIONS}/welcome", body, **{"If-Match": tag})
    fact = answer.json()["fact"]
    assert answer.status_code == 200
    assert fact["values"]["name_fr"] == "Maison d’accueil"
    assert "website" in fact["unknown"]
    assert answer["ETag"] == f'"{answer.json()["version"]}"'


def test_a_correction_must_say_which_version_was_read(ana: Client) -> None:
    """RFC 6585 §3: 428."""
    _added(ana)
    answer = _send(ana, "PATCH", f"{ORGANISATIONS}/welcome", {"values": {"name_en": "Hall"}, "reason": "Shorter"})
    assert (answer.status_code, answer.json()["code"]) == (428, "version-needed")


def test_two_programs_that_correct_different_parts_are_merged(ana: Client, program: Any) -> None:
    """Nobody overwrites anybody, and nobody is turned away for nothing."""
    _added(ana)
    tag = ana.get(f"{ORGANISATIONS}/welcome")["ETag"]
    marc = program("marc", Scope.WRITE)
    body = {"values": {"kind": "community"}, "reason": "As they say"}
    assert _send(marc, "PATCH", f"{ORGANISATIONS}/welcome", body, **{"If-Match": tag}).status_code == 200
    body = {"values": {"name_fr": "Accueil"}, "reason": "In French too"}
    answer = _send(ana, "PATCH", f"{ORGANISATIONS}/welcome", body, **{"If-Match": tag})
    (kept,) = answer.json()["merged"]
    assert (kept["slot"], kept["before"], kept["theirs"]["value"]) == ("kind", {"is": "unknown"}, "community")
    record = Organisation.objects.get(key="welcome")
    assert (record.kind, record.name_fr) == ("community", "Accueil")


def test_the_same_part_corrected_twice_is_refused_with_both_sides(ana: Client, program: Any) -> None:
    """412: nothing is lost, and whoever comes second sees what was written meanwhile."""
    _added(ana)
    tag = ana.get(f"{ORGANISATIONS}/welcome")["ETag"]
    marc = program("marc", Scope.WRITE)
    body = {"values": {"name_en": "Hall of Welcome"}, "reason": "As on the sign"}
    assert _send(marc, "PATCH", f"{ORGANISATIONS}/welcome", body, **{"If-Match": tag}).status_code == 200
    body = {"values": {"name_en": "The Welcome"}, "reason": "As in the report"}
    answer = _send(ana, "PATCH", f"{ORGANISATIONS}/welcome", body, **{"If-Match": tag})
    (clash,) = answer.json()["clashes"]
    assert (answer.status_code, answer.json()["code"]) == (412, "stale-fact")
    assert [clash[side]["value"] for side in ("before", "theirs", "mine")] == [
        "Welcome Hall",
        "Hall of Welcome",
        "The Welcome",
    ]
    assert Organisation.objects.get(key="welcome").name_en == "Hall of Welcome"


def test_a_fact_is_removed_and_brought_back(ana: Client) -> None:
    """A removal is undoable; one based on an older version is refused."""
    old = f'"{_added(ana).json()["version"]}"'
    body = {"values": {"name_fr": "Accueil"}, "reason": "In French too"}
    new = _send(ana, "PATCH", f"{ORGANISATIONS}/welcome", body, **{"If-Match": old})["ETag"]
    address = f"{ORGANISATIONS}/welcome?reason=Closed"
    refused = _send(ana, "DELETE", address, **{"If-Match": old})
    assert (refused.status_code, refused.json()["code"]) == (412, "read-another-version")
    removed = _send(ana, "DELETE", address, **{"If-Match": new})
    assert removed.status_code == 200
    assert ana.get(f"{ORGANISATIONS}/welcome").status_code == 404
    undone = _send(ana, "POST", f"{ROOT}changes/{removed.json()['change']}/undo", {"reason": "It reopened"})
    assert undone.json()["facts"] == 1
    assert ana.get(f"{ORGANISATIONS}/welcome").json()["fact"]["values"]["name_fr"] == "Accueil"


def test_what_others_rest_on_is_not_removed(ana: Client) -> None:
    """409 says how many facts of which kinds hold it back."""
    area = ana.get(f"{ROOT}facts/partnership_area", {"page_size": 1}).json()["facts"][0]["values"]["area"]
    tag = ana.get(f"{ROOT}facts/area/{area}")["ETag"]
    answer = _send(ana, "DELETE", f"{ROOT}facts/area/{area}?reason=Gone", **{"If-Match": tag})
    assert (answer.status_code, answer.json()["code"]) == (409, "held-fact")
    assert answer.json()["held_by"]["partnership_area"] >= 1


def test_what_came_later_stands_in_the_way_of_undoing(ana: Client) -> None:
    """409 names the later change."""
    added = _added(ana).json()
    body = {"values": {"name_fr": "Accueil"}, "reason": "In French too"}
    _send(ana, "PATCH", f"{ORGANISATIONS}/welcome", body, **{"If-Match": f'"{added["version"]}"'})
    answer = _send(ana, "POST", f"{ROOT}changes/{added['change']}/undo", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "cannot-undo")


@pytest.mark.parametrize(
    ("who", "scope", "status", "code"),
    [
        ("ana", Scope.READ, 403, "key-reads-only"),
        ("ana", Scope.PUBLIC, 403, "key-reads-only"),
        ("lise", Scope.READ, 403, "key-reads-only"),
    ],
)
def test_a_key_that_reads_does_not_write(program: Any, who: str, scope: Scope, status: int, code: str) -> None:
    """Whatever its owner may do."""
    answer = _send(program(who, scope), "POST", ORGANISATIONS, {"values": {"name_en": "Hall"}})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_visitor_does_not_write(visitor: Client) -> None:
    """401 says how to come in."""
    answer = _send(visitor, "POST", ORGANISATIONS, {"values": {"name_en": "Hall"}})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="concertation"')


def test_few_may_write_what_few_may_see(ana: Client) -> None:
    """A coordinator does not see what partners confided, and adds nothing to it."""
    body = {"values": {"partnership": "brandon", "kind": "loss_of_autonomy"}}
    assert _send(ana, "POST", f"{ROOT}facts/concern", body).status_code == 403


def test_a_session_writes_with_the_proof_that_it_comes_from_the_pages(demonstration: None) -> None:
    """A page of another site can make a browser send its cookies, not this header."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="ana"))
    body = {"values": {"name_en": "Hall"}, "key": "hall"}
    refused = _send(client, "POST", ORGANISATIONS, body)
    assert (refused.status_code, refused.json()["code"]) == (403, "forged-request")
    token = _get_new_csrf_string()
    client.cookies["csrftoken"] = token
    assert _send(client, "POST", ORGANISATIONS, body, **{"X-CSRFToken": token}).status_code == 201


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"values": NaN}', b'{"values": {"name_en": "\\u0000"}}', b'{"a": 1e400}', b"\xff"]
)
def test_a_body_that_no_register_keeps_is_refused(ana: Client, content: bytes) -> None:
    """Not JSON, not an object, or with what no database holds."""
    answer = ana.post(ORGANISATIONS, content, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable-body")


def test_a_body_must_be_announced_as_json(ana: Client) -> None:
    """A form of another site cannot send it."""
    answer = ana.post(ORGANISATIONS, "{}", content_type="text/plain")
    assert (answer.status_code, answer.json()["code"]) == (415, "wrong-body-type")


def test_reading_what_few_may_see_is_logged(program: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Who, and about what."""
    with caplog.at_level(logging.INFO, logger="concertation.access"):
        assert program("marc").get(f"{ROOT}facts/concern").status_code == 200
    number = User.objects.get(username="marc").pk
    assert any("facts/concern" in line and f"user {number}" in line for line in caplog.messages)


def test_the_register_tells_what_it_said_once(ana: Client) -> None:
    """A fact as it stood at an instant, for those who may read histories."""
    _added(ana)
    instant = Change.objects.latest("id").made_at.isoformat()
    tag = ana.get(f"{ORGANISATIONS}/welcome")["ETag"]
    body = {"values": {"name_en": "Hall"}, "reason": "Shorter"}
    _send(ana, "PATCH", f"{ORGANISATIONS}/welcome", body, **{"If-Match": tag})
    then = ana.get(f"{ORGANISATIONS}/welcome", {"known_at": instant}).json()["fact"]
    assert (then["label"], ana.get(f"{ORGANISATIONS}/welcome").json()["fact"]["label"]) == ("Welcome Hall", "Hall")
    versions = ana.get(f"{ORGANISATIONS}/welcome/versions").json()["changes"]
    (edit,) = versions[0]["facts"][0]["edits"]
    assert (edit["before"]["value"], edit["after"]["value"]) == ("Welcome Hall", "Hall")
