"""The register on a map: drawn, told in tables, narrowed by the same facets, and taken away as files."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def _page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def _rows(address: str) -> list[dict[str, str]]:
    answer: Any = Client().get(address)
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def _drawn(page: str) -> set[str]:
    return set(re.findall(r'territory=([^"&#]+)#card"><title>', page))


@pytest.mark.parametrize(
    ("address", "title"), [("/en/map/", "Partnerships on the map"), ("/fr/carte/", "Les partenariats sur la carte")]
)
def test_the_page_is_whole_without_a_script(demonstration: None, address: str, title: str) -> None:
    """The drawing, its legend, its caption and its table come from the server."""
    page = _page(address)
    assert title in page and "<svg" in page and "map-legend" in page
    assert {"belorme", "port-merrow", "far-shore", "aurelle"} <= _drawn(page)
    assert page.count('<th scope="row"><a href=') >= 20


@pytest.mark.parametrize(("address", "shapes"), [("/en/map/", "shapes-"), ("/fr/carte/", "contours-")])
def test_a_map_that_moves_asks_for_the_detail_it_can_show(demonstration: None, address: str, shapes: str) -> None:
    """The page leaves the level open, in either language."""
    assert f"{shapes}LEVEL.json" in _page(address)


def test_nothing_is_styled_inline(demonstration: None) -> None:
    """A strict content security policy holds; the worker of MapLibre comes from here too."""
    answer = Client().get("/en/map/")
    assert "style=" not in answer.content.decode()
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


def test_only_this_page_loads_the_library_of_maps(demonstration: None) -> None:
    """1.1 MB that no list needs."""
    assert "vendor/map.js" in _page("/en/map/")
    assert "vendor/map.js" not in _page("/en/partnerships/")


def test_what_has_no_place_is_named_with_why(demonstration: None) -> None:
    """Brandon and Calgary serve cities whose outline nobody recorded."""
    page = _page("/en/map/")
    assert "A territory is on record, but no outline of it (3)" in page
    unplaced = {row["Key"]: row["Why it is not on the map"] for row in _rows("/en/map/file/not-on-the-map.csv")}
    assert unplaced["brandon"] == unplaced["calgary"] == "no outline or coordinates on record"
    assert sum(why == "nothing on record" for why in unplaced.values()) == 4


def test_the_table_and_its_file_say_the_same(demonstration: None) -> None:
    """Territories served, sorted as the page is; a count that nobody made is an empty cell."""
    rows = _rows("/en/map/file/territories.csv?rows=-records")
    counts = [int(row["Partnerships"]) for row in rows]
    assert counts == sorted(counts, reverse=True) and rows[0]["Territory"] == "Port Merrow"
    by_key = {row["Key"]: row for row in rows}
    assert (by_key["aurelle"]["Population"], by_key["belorme"]["Population"]) == ("", "96000")
    assert by_key["far-shore"]["Population"] == str(8200 + 4100 + 3300)


def test_facets_narrow_the_map_as_they_do_the_list(demonstration: None) -> None:
    """The same address, another page: what is drawn serves what the list lists."""
    narrowed = _page("/en/map/?articulation=collaborative&where=aurelle")
    listed = _page("/en/partnerships/?articulation=collaborative&where=aurelle")
    found = re.search(r"<strong>(\d+)</strong> of", narrowed)
    assert found and f"<strong>{found.group(1)}</strong> of" in listed
    assert 'href="/en/partnerships/?articulation=collaborative&amp;where=aurelle"' in narrowed
    assert 'href="/en/map/?articulation=collaborative&amp;where=aurelle"' in listed
    assert "dunmere" not in _drawn(narrowed)


def test_a_card_tells_three_lists_apart(demonstration: None) -> None:
    """By name, in it, and around it; the first two lead to lists."""
    page = _page("/en/map/?territory=thornby")
    card = page[page.index('id="card"') : page.index('id="territories"')]
    assert "Serve it by name" in card and "Serve more than it" in card
    assert 'href="/en/partnerships/?area=thornby"' in card
    assert 'href="/en/partnerships/?where=thornby"' in card
    province = _page("/en/map/?territory=aurelle")
    assert "Serve something in it" in province


def test_the_caption_follows_what_the_tints_say(demonstration: None) -> None:
    """Population names its year and its source; a classification says what several values are."""
    assert "how many partnerships serve each territory" in _page("/en/map/")
    people = _page("/en/map/?tint=population")
    assert "Counted in 2021." in people and "Source: Invented region of Aurelle" in people
    assert "they differ, or one of them is unknown" in _page("/en/map/?tint=number")
    assert "how many partnerships" in _page("/en/map/?tint=nonsense")


def test_organisations_have_places_and_a_card_each(demonstration: None) -> None:
    """A site is a point; its card names who is there."""
    page = _page("/en/map/organisations/?q=library")
    (key, *_) = re.findall(r'place=([^"&#]+)#card"><title>', page)
    card = _page(f"/en/map/organisations/card/?place={key}")
    assert "map-card-sites" in card and "Library" in card


def test_the_past_is_drawn_as_the_past(demonstration: None) -> None:
    """On a day before most tables began, fewer are drawn."""
    then = int(re.search(r"<strong>(\d+)</strong> of", _page("/en/map/?as_of=2019-01-01")).group(1))  # type: ignore[union-attr]
    assert then < 60


def test_shapes_have_a_tag_that_stands_for_their_state(demonstration: None) -> None:
    """The same state is not sent twice; another question has another tag; what is sent is packed."""
    first = Client().get("/en/map/shapes-2.json", headers={"accept-encoding": "gzip"})
    again = Client().get("/en/map/shapes-2.json", headers={"if-none-match": first["ETag"]})
    other = Client().get("/en/map/shapes-2.json?tint=number")
    assert first["Content-Encoding"] == "gzip" and again.status_code == 304
    assert other["ETag"].removeprefix("W/") != first["ETag"].removeprefix("W/")
    shapes = json.loads(other.content)
    tones = {one["properties"]["key"]: one["properties"]["tone"] for one in shapes["territories"]["features"]}
    assert tones["far-shore"] == "degree-3" and len(shapes["land"]["features"]) == 2


def test_the_geojson_holds_what_is_not_drawn_too(demonstration: None) -> None:
    """RFC 7946: a feature without a place has a null geometry."""
    answer: Any = Client().get("/en/map/file/map.geojson")
    features = json.loads(b"".join(answer.streaming_content))["features"]
    by_key = {one["properties"]["key"]: one for one in features if one["properties"]["feature"] == "territory"}
    assert by_key["brandon-manitoba"]["geometry"] is None
    assert by_key["far-shore"]["geometry"]["type"] == "MultiPolygon"
    assert len(by_key["far-shore"]["geometry"]["coordinates"]) == 1


def test_the_drawing_leaves_with_its_legend_and_its_caption(demonstration: None) -> None:
    """An SVG that stands alone on paper."""
    answer: Any = Client().get("/fr/carte/fichier/map.svg?tint=reach")
    drawing = b"".join(answer.streaming_content).decode()
    assert drawing.startswith("<svg") and "<style>" in drawing
    assert "Portée géographique" in drawing and "en date du" in drawing


def test_addresses_that_nobody_made_are_no_fault(demonstration: None) -> None:
    """Boxes, territories, pages and files that do not exist."""
    for query in ("at=x", "at=1,2,3", "territory=nowhere", "place=nowhere", "page=999&places=999", "rows=-nonsense"):
        assert Client().get(f"/en/map/?{query}").status_code == 200
    assert Client().get("/en/map/file/secret.txt").status_code == 404
