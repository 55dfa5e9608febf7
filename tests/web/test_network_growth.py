"""Pages of networks ask the database as often for many organisations as for few."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from concertation.journeys.permission import give_role
from concertation.store.history import recording
from concertation.store.loading import insert_facts

pytestmark = pytest.mark.django_db

Facts = dict[str, dict[str, Mapping[str, object]]]
_ADDRESSES = (
    "/en/network/?tie=any",
    "/en/network/?tie=any&org=agency-0&steps=2",
    "/en/network/columns.json?tie=any",
    *(
        f"/en/network/file/{name}?tie=any"
        for name in ("organisations.csv", "ties.csv", "network.graphml", "network.svg")
    ),
    "/en/organisations/agency-0/network/",
    "/en/network/compare/?tie=any",
    "/en/emerging/",
    "/en/emerging/likely-ties/",
)


def _grow(triples: int, start: int = 0) -> None:
    """Three organisations, a table of theirs, a tie, and two agreements of theirs without a seat."""
    facts: Facts = {kind: {} for kind in ("organisation", "partnership", "membership", "tie", "agreement")}
    facts["agreement_party"] = {}
    lately = timezone.localdate() - timedelta(days=30)
    for number in range(start, start + triples):
        three = [f"agency-{3 * number + place}" for place in range(3)]
        for key in three:
            facts["organisation"][key] = {"name_en": key, "name_fr": key, "kind": "library"}
        for table in (f"p{number}", f"of-papers-{number}"):
            facts["partnership"][table] = {"name_en": table, "name_fr": table, "is_synthetic": True}
        for key in three[:2]:
            facts["membership"][f"{key}-seat"] = {"partnership": f"p{number}", "organisation": key}
        facts["tie"][f"t{number}"] = {"from_organisation": three[0], "to_organisation": three[2], "kind": "partner"}
        for paper in range(2):
            facts["agreement"][f"m{number}-{paper}"] = {
                "partnership": f"of-papers-{number}",
                "kind": "memorandum_of_understanding",
                "since": lately,
            }
            for key in three:
                facts["agreement_party"][f"m{number}-{paper}-{key}"] = {
                    "agreement": f"m{number}-{paper}",
                    "organisation": key,
                }
    with recording(kind="edit", reason="test"):
        insert_facts(facts)


def _queries(client: Client, address: str) -> int:
    """Of the page in a state of the register that was looked at before, but for this page."""
    client.get("/en/partnerships/")
    with CaptureQueriesContext(connection) as found:
        answer = client.get(address)
        b"".join(answer.streaming_content) if answer.streaming else None  # type: ignore[attr-defined]
    assert answer.status_code == 200, address
    return len(found)


def test_more_organisations_ask_no_more_of_the_database() -> None:
    client = Client()
    client.force_login(steward := User.objects.create(username="vera"))
    give_role(user=steward, role="steward")
    _grow(2)
    few = {address: _queries(client, address) for address in _ADDRESSES}
    _grow(20, start=2)
    many = {address: _queries(client, address) for address in _ADDRESSES}
    assert {address: count for address, count in many.items() if count > few[address]} == {}
