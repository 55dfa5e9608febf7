"""Emerging partnerships by program: for those who may answer about them, with their reasons."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from tests.api.conftest import DAY, ROOT

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
