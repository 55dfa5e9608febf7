"""Who works with whom: the page whole without a script, its filters, its card, its tables, its files."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

_DAY = "as_of=2026-06-30"


def _page(address: str, **headers: str) -> str:
    answer = Client().get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def _file(address: str) -> str:
    answer: Any = Client().get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode().removeprefix("\ufeff")


def _rows(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_file(address))))


def _columns(address: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(Client().get(address).content)
    return answer


def _state(page: str) -> str:
    found = re.search(r'id="network-state" role="status">([^<]*)<', page)
    assert found
    return found.group(1)


def _part_of(page: str, identifier: str) -> str:
    return page[page.index(f'id="{identifier}"') :]


@pytest.mark.parametrize(
    ("address", "title", "caption"),
    [
        ("/en/network/", "Who works with whom", "Colour and shape: kind of organisation."),
        ("/fr/reseau/", "Qui travaille avec qui", "Couleur et forme\u00a0: genre d’organisme."),
    ],
)
def test_the_page_is_whole_without_a_script(demonstration: None, address: str, title: str, caption: str) -> None:
    """The drawing, the caption made from what it encodes, the legend and the tables come from the server."""
    page = _page(f"{address}?{_DAY}")
    assert title in page and caption in page
    assert page.count('class="node tone-') > 325
    assert 'id="legend-kind"' in page and 'id="nodes"' in page and 'id="ties"' in page


def test_nothing_is_styled_inline_and_only_this_page_loads_the_script(demonstration: None) -> None:
    """A strict content security policy holds."""
    page = _page("/en/network/")
    assert "style=" not in page and "vendor/network.js" in page
    assert "vendor/network.js" not in _page("/en/map/")


def test_a_filter_says_how_many_there_were_and_how_many_are_left(demonstration: None) -> None:
    """Counts before and after, and what is left out is told in the caption."""
    page = _page(f"/en/network/?{_DAY}&only=kind.government")
    shown, of = re.findall(r"(\d+) of (\d+) organisations", _state(page))[0]
    assert 0 < int(shown) < int(of) == 325
    assert f"Left out of this view: {325 - int(shown)} organisations" in page


def test_what_is_left_out_and_what_is_lit_are_two_things(demonstration: None) -> None:
    """A filter takes marks away; light leaves them all, and sets the others back."""
    lit = _page(f"/en/network/?{_DAY}&light=kind.government")
    assert "325 organisations" in _state(lit) and " of " not in _state(lit)
    assert "is-faint" in lit and "Lit: Government." in lit


def test_steps_around_an_organisation_are_those_of_its_ties(demonstration: None) -> None:
    """Within one step: itself and its neighbours, as many as its card lists."""
    page = _page(f"/en/network/?{_DAY}&org=city--wexcombe&steps=1")
    card = page[page.index('id="organisation"') : page.index('class="network-says"')]
    neighbours = int(re.findall(r"(\d+) neighbours?", card)[0])
    assert _state(page).startswith(f"{neighbours + 1} of 325 organisations")
    wider = _page(f"/en/network/?{_DAY}&org=city--wexcombe&steps=2")
    assert int(_state(wider).split()[0]) > neighbours + 1


@pytest.mark.parametrize("kind", ["collaboration", "funding", "any", "two_mode", "shared_members", "co_attendance"])
def test_every_kind_of_tie_has_its_picture(demonstration: None, kind: str) -> None:
    """The same page for each network of the register."""
    page = _page(f"/en/network/?{_DAY}&tie={kind}")
    assert 'class="network-lines"' in page and 'id="nodes"' in page


def test_ties_are_told_with_who_says_them(demonstration: None) -> None:
    """Both sides, or one alone; the filter on it is one of ties: organisations stay."""
    page = _page(f"/en/network/?{_DAY}&tie=collaboration")
    assert "Both sides say it" in page and "told-confirmed" in page
    rows = _rows(f"/en/network/file/ties.csv?{_DAY}&tie=collaboration&only=told.claimed")
    assert {row["Who says the tie"] for row in rows} <= {"One side says it"}
    assert "325 of 325 organisations" in _state(_page(f"/en/network/?{_DAY}&tie=collaboration&only=told.claimed"))


def test_the_table_the_file_and_the_columns_hold_the_same_organisations(demonstration: None) -> None:
    """What moves is what is told."""
    narrowed = f"{_DAY}&only=sector.settlement"
    rows = _rows(f"/en/network/file/organisations.csv?{narrowed}")
    columns = _columns(f"/en/network/columns.json?{_DAY}")
    facet = columns["facets"]["sector"]
    place = next(place for place, value in enumerate(facet["values"]) if value[0] == "settlement")
    kept = {key for key, code in zip(columns["key"], facet["codes"], strict=True) if code == place}
    assert {row["Key"] for row in rows} == kept and kept
    assert _state(_page(f"/en/network/?{narrowed}")).startswith(f"{len(kept)} of 325")


def test_how_often_two_fall_in_one_group_is_a_file_and_how_steady_each_is_a_column(demonstration: None) -> None:
    """Of twenty runs and twenty draws, shares are fortieths; the column comes with the groups as colours."""
    pairs = _rows(f"/en/network/file/communities.csv?{_DAY}&tie=agreements&only=sector.settlement")
    kept = {
        row["Key"] for row in _rows(f"/en/network/file/organisations.csv?{_DAY}&tie=agreements&only=sector.settlement")
    }
    assert {pair["Key of the first"] for pair in pairs} < kept
    shares = [float(pair["How often two fall in one community"]) * 40 for pair in pairs]
    assert shares == [pytest.approx(round(share)) for share in shares] and max(shares) == 40
    grouped = _rows(f"/en/network/file/organisations.csv?{_DAY}&tie=agreements&colour=community")
    steady = [float(row["Steadiness in its community"]) for row in grouped if row["Steadiness in its community"]]
    assert 0 < min(steady) <= max(steady) <= 1


def test_the_table_is_sorted_by_what_sizes_the_marks(demonstration: None) -> None:
    """And by any heading; the page carries the view along."""
    rows = _rows(f"/en/network/file/organisations.csv?{_DAY}")
    degrees = [float(row["Organisations tied to"]) for row in rows]
    assert degrees == sorted(degrees, reverse=True)
    by_name = _rows(f"/en/network/file/organisations.csv?{_DAY}&sort=name")
    assert by_name[0]["Name"] < by_name[-1]["Name"]
    page = _page(f"/en/network/?{_DAY}&only=kind.government")
    assert re.search(r'href="[^"]*sort=name[^"]*only=kind.government[^"]*#nodes"', page)


def test_a_measure_colours_in_classes_that_filter(demonstration: None) -> None:
    """Any measure is a colour: its classes are told by their bounds, no two alike."""
    page = _page(f"/en/network/?{_DAY}&colour=degree")
    assert "Colour: organisations tied to, in classes of about as many each." in page
    legend = page[page.index('id="legend-degree"') : page.index('id="legend-tied"')]
    words = re.findall(r'entry-words"><span class="visually-hidden">Only </span>([^<]*)<', legend)
    assert 2 <= len(words) == len(set(words)) <= 5
    assert "of 325 organisations" in _state(_page(f"/en/network/?{_DAY}&colour=degree&only=degree.1"))


def test_the_day_before_anything_and_a_filter_that_nobody_passes_are_told(demonstration: None) -> None:
    """Nothing to draw is a sentence, not a blank."""
    assert "No one passes all these filters" in _page(f"/en/network/?{_DAY}&only=kind.nothing")
    lonely = _page(f"/en/network/?{_DAY}&only=tied.no")
    assert "None of them are tied to each other" in lonely


def test_places_stay_from_one_day_to_another(demonstration: None) -> None:
    """An organisation of two days stands at the same place on both."""
    now, then = (_columns(f"/en/network/columns.json?as_of={day}") for day in ("2026-06-30", "2024-06-02"))
    places = [dict(zip(one["key"], zip(*one["ties"], strict=True), strict=True)) for one in (now, then)]
    common = set(places[0]) & set(places[1])
    assert len(common) > 200
    assert all(places[0][key] == places[1][key] for key in common)


def test_on_land_each_stands_where_it_is_and_the_others_are_told(demonstration: None) -> None:
    """Those without a place, or who serve a whole province, stand in a row of their own."""
    page = _page(f"/en/network/?{_DAY}&view=land")
    assert 'class="network-land"' in page and "Place unknown, or a whole province" in page


def test_columns_are_not_sent_twice(demonstration: None) -> None:
    """The same state of the register has the same tag."""
    client = Client()
    tag = client.get(f"/en/network/columns.json?{_DAY}")["ETag"]
    assert client.get(f"/en/network/columns.json?{_DAY}", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("name", ["network.graphml", "network.gexf", "network.svg"])
def test_files_carry_their_caption_their_day_and_their_method(demonstration: None, name: str) -> None:
    """What leaves the page still says what it is."""
    text = _file(f"/en/network/file/{name}?{_DAY}&only=kind.government")
    fromstring(text)
    plain = " ".join(re.sub(r"<[^>]*>", " ", text).split())
    assert "Shared tables, as of June 30, 2026" in plain
    assert "Fruchterman and Reingold" in plain and "Left out of this view" in plain


def test_the_words_alone_come_without_the_drawing(demonstration: None) -> None:
    """For a page that is already open: the caption, the legend and the tables of the same address."""
    words = _page(f"/en/network/?{_DAY}", **{"x-part": "words"})
    assert (
        "Colour and shape" in words
        and "network-drawing" not in words.split("network-columns", 1)[1].split("<figcaption")[0]
    )


def test_who_is_looked_for_is_found_whatever_the_accents(demonstration: None) -> None:
    """The search works without a script too."""
    page = _page(f"/en/network/?{_DAY}&find=university%20aurelle")
    found = page[page.index('id="network-found"') :]
    assert "org=university--aurelle" in found
    assert "Nobody in this network has a name" in _page(f"/en/network/?{_DAY}&find=zzzz")


def test_what_the_address_invents_is_left_aside(demonstration: None) -> None:
    """No error for whoever edits an address."""
    page = _page(
        f"/en/network/?{_DAY}&tie=x&colour=y&size=z&view=w&steps=99&rows=0&only=nonsense&light=kind&org=nobody"
    )
    assert "325 organisations" in _state(page)


@pytest.mark.parametrize("address", ["/en/network/", "/en/network/?tie=collaboration&org=city--wexcombe"])
def test_questions_to_the_database_do_not_grow_with_the_network(
    demonstration: None, address: str, django_assert_max_num_queries: Any
) -> None:
    """The register is read by sets: a page of 325 organisations asks as often as a page of ten."""
    _page(address)
    with django_assert_max_num_queries(12):
        _page(address)


def test_a_window_holds_what_held_on_some_day_of_it(demonstration: None) -> None:
    """More ties than on its last day; the caption, the tables and the files say from when to when."""
    day, window = _page(f"/en/network/?{_DAY}"), _page(f"/en/network/?{_DAY}&since=2024-06-02")
    ties = [int(re.sub(r"[^0-9]", "", _state(page).split(",", 1)[1])) for page in (day, window)]
    assert ties[1] > ties[0]
    assert "from June 2, 2024 to June 30, 2026" in window
    assert "since=2024-06-02" in _part_of(window, "nodes") and "A window is compared with none." in window
    said = _file(f"/fr/reseau/fichier/about.txt?{_DAY}&since=2024-06-02")
    assert "Tables communes, du 2\u00a0juin 2024 au 30\u00a0juin 2026." in said


@pytest.mark.parametrize(
    ("sent", "led"),
    [
        ("since=2024-06-02&was=&back=0", "since=2024-06-02"),
        ("since=&was=&back=-30", "since=2026-05-31"),
        ("since=2024-06-02&was=2024-06-02&back=-1", "since=2026-06-29"),
        ("since=2024-06-02&was=2024-06-02&back=0", ""),
        ("since=&was=2024-06-02&back=-911", ""),
    ],
)
def test_a_date_or_a_slider_opens_the_window(demonstration: None, sent: str, led: str) -> None:
    """Without a script a form sends both: the one that was moved leads; at its end the slider is the day alone."""
    answer = Client().get(f"/en/network/?{_DAY}&colour=sector&{sent}")
    assert answer.status_code == 302
    query = answer["Location"].split("?")[1]
    assert "colour=sector" in query and _DAY in query and "back" not in query
    assert (led in query) if led else ("since" not in query)


@pytest.mark.parametrize("since", ["2026-06-30", "2027-01-01", "soon"])
def test_a_window_that_ends_before_it_begins_is_the_day_alone(demonstration: None, since: str) -> None:
    assert "as of" not in _state(_page(f"/en/network/?{_DAY}&since={since}"))
    assert _state(_page(f"/en/network/?{_DAY}&since={since}")) == _state(_page(f"/en/network/?{_DAY}"))


def test_ties_that_run_one_way_end_in_a_head_in_both_pictures(demonstration: None) -> None:
    """Who pays: the key says from whom to whom, the columns of the canvas hold the ways that the drawing draws."""
    page, ways = _page(f"/en/network/?{_DAY}&tie=funding"), _columns(f"/en/network/columns.json?{_DAY}&tie=funding")
    heads = "".join(re.findall(r'<path d="([^"]*)" class="head ', page.split('class="network-marks"')[0]))
    assert heads.count("M") == sum(1 for way in ways["lines"]["way"] if way) > 0
    assert "From who pays to who is paid" in _part_of(page, "legend-direction")
    assert "An arrow leads from who pays to who is paid" in page
    assert 'id="legend-direction"' not in _page(f"/en/network/?{_DAY}")


def test_around_one_of_a_large_network_places_stay_from_one_day_to_another(
    demonstration: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The part shown is placed by the ties that it ever had; a part that is found anew each day says so."""
    for module in ("journeys.charting.chart", "web.network.view"):
        monkeypatch.setattr(f"concertation.{module}.MOST_DRAWN", 200)
    around = "org=city--wexcombe&steps=1"
    one, other = (_columns(f"/en/network/columns.json?as_of={day}&{around}") for day in ("2026-06-30", "2024-06-30"))
    places = [dict(zip(found["key"], zip(*found["ties"], strict=True), strict=True)) for found in (one, other)]
    both = places[0].keys() & places[1].keys()
    assert len(both) > 5 and all(places[0][key] == places[1][key] for key in both)
    assert "stay in place from one day to another" in _page(f"/en/network/?{_DAY}&{around}")
    assert "placed by itself, and anew on another day" in _page(f"/en/network/?{_DAY}&only=community.1")
