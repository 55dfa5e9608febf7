"""A map asks the database as often for many territories as for few, and says what to do when there are none."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concertation.journeys.territories import outlines
from concertation.store.history import recording
from concertation.store.loading import insert_facts

pytestmark = pytest.mark.django_db


def _grow(count: int, start: int = 0) -> None:
    areas, tables, served = {}, {}, {}
    for number in range(start, start + count):
        x = number / 50
        ring = [[x, 0], [x + 0.01, 0], [x + 0.01, 1], [x, 1], [x, 0]]
        areas[f"a{number}"] = {
            "kind": "custom",
            "name_en": f"a{number}",
            "name_fr": f"a{number}",
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        tables[f"p{number}"] = {"name_en": f"p{number}", "name_fr": f"p{number}", "is_synthetic": True}
        served[f"s{number}"] = {"partnership": f"p{number}", "area": f"a{number}"}
    with recording(kind="edit", reason="test"):
        insert_facts({"area": areas, "partnership": tables, "partnership_area": served})


def _queries(address: str) -> int:
    Client().get(address)
    outlines._drawn.cache_clear()
    outlines._area_shapes.cache_clear()
    with CaptureQueriesContext(connection) as found:
        Client().get(address)
    return len(found)


def test_more_territories_ask_no_more_of_the_database() -> None:
    """Neither the page nor the shapes, outlines read anew."""
    _grow(3)
    few = [_queries(address) for address in ("/en/map/", "/en/map/shapes-2.json")]
    _grow(40, start=3)
    assert [_queries(address) for address in ("/en/map/", "/en/map/shapes-2.json")] == few


def test_an_empty_register_says_what_to_do() -> None:
    """No drawing of nothing."""
    page = Client().get("/en/map/").content.decode()
    assert "Nothing here can be drawn yet." in page and "<figure" not in page
