"""The page of a network that has little to draw: nobody, one, two who are not tied, a tie with oneself, told twice."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.test import Client

from concertation.store.history import recording
from concertation.store.loading import insert_facts

pytestmark = pytest.mark.django_db


def _page() -> str:
    answer = Client().get("/en/network/?tie=collaboration")
    assert answer.status_code == 200
    return answer.content.decode()


def _register(organisations: int, ties: list[tuple[int, int]]) -> None:
    plain = {"is_synthetic": True, "is_unnamed_group": False}
    facts: dict[str, dict[str, Mapping[str, object]]] = {
        "organisation": {
            f"agency-{number}": {"name_en": f"Agency {number}", "name_fr": f"Organisme {number}", **plain}
            for number in range(organisations)
        },
        "tie": {
            f"tie-{place}": {
                "from_organisation": f"agency-{one}",
                "to_organisation": f"agency-{other}",
                "kind": "partner",
            }
            for place, (one, other) in enumerate(ties)
        },
    }
    with recording(kind="edit", reason="test"):
        insert_facts(facts)


def test_an_empty_register_has_a_page() -> None:
    """Nobody is there: the page says so and draws nothing."""
    page = _page()
    assert "Nobody is in the register on this day" in page and "network-base" not in page


def test_one_alone_is_drawn_and_told() -> None:
    """One mark, and a sentence."""
    _register(1, [])
    page = _page()
    assert "One alone: it has nobody to be tied to" in page
    assert "1 organisation, 0 ties" in page and "<title>Agency 0" in page


def test_those_who_are_not_tied_are_told() -> None:
    """Two marks in a row, no line."""
    _register(2, [])
    page = _page()
    assert "None of them are tied to each other" in page and 'class="tie' not in page.split("network-base")[1]


def test_parts_without_a_way_between_them_are_told() -> None:
    """Two pairs: two parts."""
    _register(4, [(0, 1), (2, 3)])
    assert "fall into 2 parts; no way leads from one to another" in _page()


def test_a_tie_told_twice_is_drawn_once() -> None:
    """Each names the other: one line, confirmed."""
    _register(2, [(0, 1), (1, 0)])
    page = _page()
    assert "2 organisations, 1 tie" in page and "told-confirmed" in page
