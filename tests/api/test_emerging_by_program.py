"""Emerging partnerships by program: for those who may answer about them, with their reasons."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.api.conftest import DAY, ROOT

from concertation.journeys.tokens import Scope

pytestmark = pytest.mark.django_db


def test_a_visitor_is_refused(visitor: Client) -> None:
    for address in ("emerging", "emerging/likely-ties"):
        assert visitor.get(f"{ROOT}{address}", DAY).status_code in (401, 403)


def test_groups_come_with_what_exists_reasons_and_occasions(program: Callable[..., Client]) -> None:
    (group,) = json.loads(program("marc").get(f"{ROOT}emerging", DAY).content)["groups"]
    assert [one["key"] for one in group["standing"]] == ["dunmere-network"]
    assert len(group["members"]) == 4
    assert {occasion["way"] for occasion in group["occasions"]} == {"meet", "act", "say"}
    assert group["reasons"]


def test_likely_ties_say_what_taught_them(program: Callable[..., Client]) -> None:
    told = json.loads(program("ana").get(f"{ROOT}emerging/likely-ties", {**DAY, "kind": "any"}).content)
    assert told["kind"] == "any"
    assert "learned from" in told["remarks"][0]
    assert 0 < told["pairs"][0]["chance"] < 1


def _send(client: Client, path: str, **body: object) -> tuple[int, dict[str, Any]]:
    told = client.post(f"{ROOT}emerging/answers{path}", json.dumps(body), content_type="application/json")
    return told.status_code, json.loads(told.content)


def test_an_answer_sent_twice_is_kept_once_and_taken_back_once(program: Callable[..., Client]) -> None:
    marc, day = program("marc", Scope.WRITE), DAY["as_of"]
    (group,) = json.loads(marc.get(f"{ROOT}emerging", DAY).content)["groups"]
    said = {"group": group["id"], "answer": "not", "reasons": "A fair and no more.", "as_of": day}
    assert [_send(marc, "", **said)[1]["is_new"] for _ in range(2)] == [True, False]
    told = json.loads(marc.get(f"{ROOT}emerging/answers", {"answer": "not"}).content)
    assert told["total"] == 1 and told["answers"][0]["reasons"] == "A fair and no more."
    number = told["answers"][0]["id"]
    assert [_send(marc, f"/{number}/take-back")[1]["is_new"] for _ in range(2)] == [True, False]
    assert json.loads(marc.get(f"{ROOT}emerging/answers").content)["total"] == 0


def test_a_pair_is_refused_by_its_keys_and_leaves_the_list(program: Callable[..., Client]) -> None:
    marc, day = program("marc", Scope.WRITE), DAY["as_of"]
    first = json.loads(marc.get(f"{ROOT}emerging/likely-ties", DAY).content)["pairs"][0]
    pair = [first[end]["key"] for end in ("one", "other")]
    status, told = _send(marc, "", pair=pair, answer="not", as_of=day)
    assert (status, told["is_new"], {one["key"] for one in told["answer"]["members"]}) == (200, True, set(pair))
    left = json.loads(marc.get(f"{ROOT}emerging/likely-ties", DAY).content)["pairs"]
    assert pair not in [[one["one"]["key"], one["other"]["key"]] for one in left]


def test_neither_both_nor_none_nor_a_stranger_is_answered_about(program: Callable[..., Client]) -> None:
    marc = program("marc", Scope.WRITE)
    assert _send(marc, "", answer="not")[0] == 422
    assert _send(marc, "", answer="not", group="x", pair=["a", "b"])[0] == 422
    assert _send(marc, "", answer="not", group="no-such-group")[0] == 404
    assert _send(marc, "", answer="not", pair=["no-one", "nobody"])[0] == 404
