"""What the network says on its page, the page of one organisation in it, and two networks side by side."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from concertation.journeys.background import do_work
from concertation.journeys.network import beside
from concertation.store.models import Work

pytestmark = pytest.mark.django_db

_DAY = "as_of=2026-06-30"


def _page(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status
    return answer.content.decode()


def _words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def _part(page: str, identifier: str) -> str:
    return page[page.index(f'id="{identifier}"') :]


@pytest.mark.parametrize(
    ("address", "title", "headings"),
    [
        ("/en/network/", "What the picture says",
         ("Who holds the network together", "What is missing", "What changed since June 30, 2025")),
        ("/fr/reseau/", "Ce que dit le réseau",
         ("Qui fait tenir le réseau", "Ce qui manque", "Ce qui a changé depuis le 30 juin 2025")),
    ],
)  # fmt: skip
def test_the_page_says_who_holds_it_together_and_what_is_missing(
    demonstration: None, address: str, title: str, headings: tuple[str, ...]
) -> None:
    """Three headings, sentences under each, and how each is known."""
    said = _words(_part(_page(f"{address}?{_DAY}"), "network-says").split('id="network-tables"')[0])
    assert title in said
    assert all(heading in said for heading in headings)
    assert said.count("How do we know?" if address.startswith("/en") else "Comment le sait-on") >= 8


@pytest.mark.parametrize("address", ["/en/network/", "/fr/reseau/"])
def test_both_answers_are_read_within_a_minute(demonstration: None, address: str) -> None:
    """Brysbaert (2019): 238 words a minute in English, 195 in French; both answers take fewer."""
    page = _page(f"{address}?{_DAY}")
    lead = _part(page, "network-lead").split('id="network-tools"')[0]
    assert 60 < len(_words(lead).split()) < 195


def test_whoever_has_no_tie_is_shown_by_one_link(demonstration: None) -> None:
    """The sentence counts them; the link beside it leaves nobody else in the picture and the tables."""
    lead = _part(_page(f"/en/network/?{_DAY}"), "network-lead")
    counted = re.search(r"(\d+) of the 325 organisations have no tie of this kind on record", _words(lead))
    link = re.search(r'href="([^"]*only=tied\.no[^"]*)"', lead)
    assert counted and link
    assert f"{counted[1]} of 325 organisations" in _words(_page(unescape(link[1])))


def test_names_in_sentences_choose_them_in_the_picture(demonstration: None) -> None:
    """A link leads to the same view with that organisation chosen."""
    says = _part(_page(f"/en/network/?{_DAY}&colour=sector"), "network-says")
    assert re.search(r'href="[^"]*colour=sector[^"]*org=[^"]*#organisation" data-view', says)


@pytest.mark.parametrize(
    ("address", "who", "missing"),
    [("/en/network/", "Who holds the network together", "What is missing"),
     ("/fr/reseau/", "Qui fait tenir le réseau", "Ce qui manque")],
)  # fmt: skip
def test_both_questions_of_a_stranger_are_answered_before_the_picture(
    demonstration: None, address: str, who: str, missing: str
) -> None:
    """Who holds it together, with names that can be followed; what is missing; then controls and picture."""
    before = _page(f"{address}?{_DAY}").split('id="network-tools"')[0]
    lead = _part(before, "network-lead")
    holds, lacks = lead.split('aria-labelledby="lead-missing"')
    assert who in holds and missing in lacks
    assert holds.count("data-view") >= 2 and "106" in lacks


@pytest.mark.parametrize("kind", ["collaboration", "funding", "any", "two_mode", "shared_members", "agreements"])
def test_every_kind_of_network_says_something(demonstration: None, kind: str) -> None:
    says = _part(_page(f"/en/network/?{_DAY}&tie={kind}"), "network-says")
    assert "can reach one another" in _words(says)


def test_an_organisation_has_its_network(demonstration: None) -> None:
    """Its picture, its sentences, its measures with their rank, its ties by kind with both words, its tables."""
    page = _page(f"/en/organisations/city--wexcombe/network/?{_DAY}")
    said = _words(page)
    assert 'id="network-drawing"' in page
    assert "City of Wexcombe is tied to" in said
    assert re.search(r"Organisations tied to \d+ \d+ of 325", said)
    assert "says it: 4 of 5" in said and "Both sides say it" in said
    assert "Wexcombe Local Immigration Partnership" in _words(_part(page, "around-tables"))


def test_steps_and_kinds_of_ties_are_in_its_address(demonstration: None) -> None:
    """Two steps show more than one; another kind of tie has its own measures."""
    marks = [
        _page(f"/en/organisations/city--wexcombe/network/?{_DAY}&steps={steps}").count('class="node tone-')
        for steps in (1, 2)
    ]
    assert 1 < marks[0] < marks[1]
    french = _page(f"/fr/organismes/city--wexcombe/reseau/?{_DAY}&tie=collaboration")
    assert "Ses mesures (Collaboration)" in _words(french)


def test_one_without_ties_is_told_and_one_who_is_nowhere_is_not_found(demonstration: None) -> None:
    page = _words(_page(f"/en/organisations/city--wexcombe/network/?{_DAY}&tie=funding"))
    assert "has no tie of this kind on record" in page and "it stands alone here" in page
    _page(f"/en/organisations/nobody/network/?{_DAY}", status=404)


def test_two_days_side_by_side(demonstration: None) -> None:
    """Drawings of one scale, sentences of change, the same measures of both with their difference."""
    page = _page(f"/en/network/compare/?{_DAY}&with=2024-06-30&tie=any")
    said = _words(page)
    assert 'id="network-drawing"' in page and 'id="other-drawing"' in page
    assert "Since June 30, 2024, among those there on both days" in said
    row = re.search(r"Ties ([\d,]+) ([\d,]+) ([+−][\d,]+)", _words(_part(page, "compared-measures")))
    assert row
    first, second, difference = (int(number.replace(",", "").replace("−", "-")) for number in row.groups())
    assert second - first == difference


def test_whoever_is_there_on_both_days_stands_at_the_same_place(demonstration: None) -> None:
    page = _page(f"/en/network/compare/?{_DAY}&with=2025-06-30")
    sides = [_part(page, figure).split("</svg>")[0] for figure in ("network-drawing", "other-drawing")]
    places = [
        dict(re.findall(r'<title>University of Aurelle, ([^<]*)</title>.*?d="M([\d.]+ [\d.]+)', side)) for side in sides
    ]
    assert all(places)


def test_two_territories_side_by_side(demonstration: None) -> None:
    """Only what serves each is counted; the earlier day plays no part."""
    page = _page(f"/en/network/compare/?{_DAY}")
    areas = re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)', _part(page, "compared-area").split("</select>")[0])
    (one, name), (other, _) = [area for area in areas if area[0]][:2]
    said = _words(_page(f"/en/network/compare/?{_DAY}&area={one}&other={other}"))
    assert "What changed" not in said and unescape(name) in said
    assert "An organisation that serves both territories is in both" in said


def test_what_takes_a_while_to_measure_comes_after_the_drawings(
    demonstration: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days that nobody compared: what each says is brought in its place, by a link without a script, and then kept."""
    monkeypatch.setattr(beside, "_AT_A_GLANCE", 0)
    address = f"/en/network/compare/?{_DAY}&with=2023-05-17&tie=activities"
    first = _page(address)
    assert 'id="other-drawing"' in first and "Since May 17, 2023" in first and "Transitivity" not in first
    later = unescape(re.findall(r'data-arrives="([^"]+)"', first)[0])
    part = Client(headers={"x-part": "1"}).get(f"/en/network/compare/{later}").content.decode()
    assert part.lstrip().startswith("<div") and "Transitivity" in part and "<svg" not in part
    again = _page(address)
    assert "Transitivity" in again and "data-arrives" not in again


@pytest.mark.parametrize("asked", ["with=never", "area=nowhere", "with=1900-01-01", "tie=nothing"])
def test_a_comparison_with_nothing_is_told(demonstration: None, asked: str) -> None:
    assert "Two networks side by side" in _page(f"/en/network/compare/?{_DAY}&{asked}")


@pytest.mark.parametrize(
    ("address", "most"),
    [("/en/network/?tie=any", 12), ("/en/organisations/city--wexcombe/network/?x=1", 14),
     ("/en/network/compare/?tie=any", 14)],
)  # fmt: skip
def test_questions_to_the_database_do_not_grow(
    demonstration: None, address: str, most: int, django_assert_max_num_queries: Any
) -> None:
    """The register is read by sets: as many questions for 325 organisations as for ten."""
    _page(f"{address}&{_DAY}")
    with django_assert_max_num_queries(most):
        _page(f"{address}&{_DAY}")


@pytest.mark.parametrize(
    ("address", "measured"),
    [("/en/organisations/city--wexcombe/network/", "Nearness (harmonic)"), ("/en/network/compare/", "Transitivity")],
)
def test_pages_of_a_large_network_wait_for_nobody(
    demonstration: None, monkeypatch: pytest.MonkeyPatch, address: str, measured: str
) -> None:
    """The rest of the page is there; the measures come once they are worked out beside."""
    monkeypatch.setattr(beside, "MOST_NODES", 2)
    asked = f"{address}?{_DAY}&tie=any"
    waiting = _page(asked)
    assert "being worked out beside" in waiting and "<svg" in waiting
    assert measured not in waiting
    for work in Work.objects.filter(state=Work.State.WAITING):
        do_work(work.pk)
    told = _page(asked)
    assert "being worked out beside" not in told and measured in told
