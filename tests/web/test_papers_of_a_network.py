"""A network on paper and as a picture: its legend, its caption, its method and its day go with it."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from django.test import Client
from tests.paper_reading import text_of

pytestmark = pytest.mark.django_db

_DAY = "as_of=2026-06-30"


def _file(address: str, kind: str = "application/pdf") -> bytes:
    answer: Any = Client().get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == kind
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "/en/network/file/network.pdf",
            ["Collaboration, as of June 30, 2026", "Civil society (1", "Colour and shape: kind of organisation.",
             "Fruchterman and Reingold (1991)", "Neighbours", "Who says the tie"],
        ),
        (
            "/fr/reseau/fichier/network.pdf",
            ["Collaboration, en date du 30 juin 2026", "Société civile (1", "Couleur et forme : genre d’organisme.",
             "Fruchterman et Reingold (1991)", "Voisins", "Qui dit le lien"],
        ),
    ],
)  # fmt: skip
def test_the_paper_says_what_it_shows(demonstration: None, address: str, words: list[str]) -> None:
    """Title and day, key, caption, method, and the two tables, in the language of the reader."""
    said = text_of(_file(f"{address}?{_DAY}&tie=collaboration"))
    for one in words:
        assert one in said, one


def test_a_long_caption_is_whole(demonstration: None) -> None:
    """It goes on over as many lines as it needs."""
    query = f"{_DAY}&tie=collaboration&colour=sector"
    about = _file(f"/en/network/file/about.txt?{query}", "text/plain; charset=utf-8").decode()
    said = text_of(_file(f"/en/network/file/network.pdf?{query}"))
    for sentence in about.split("\n")[1:6]:
        assert sentence in said, sentence


def test_filters_stand_at_the_foot_of_each_page(demonstration: None) -> None:
    said = text_of(_file(f"/en/network/file/network.pdf?{_DAY}&only=kind.government&without=sector.health"))
    foot = "as of June 30, 2026 · Kind of organisation: Government; Sector: not Health"
    assert said.count(f"Concertation · {foot}") > 1
    assert "Left out of this view" in said


def test_a_view_with_nobody_says_so_on_paper_and_has_no_picture(demonstration: None) -> None:
    """A file of nothing is refused before it is begun."""
    query = f"{_DAY}&only=kind.government&without=kind.government"
    assert "No one passes all these filters" in text_of(_file(f"/en/network/file/network.pdf?{query}"))
    for file in ("network.png", "network.svg"):
        assert Client().get(f"/en/network/file/{file}?{query}").status_code == 404


def test_the_picture_has_two_dots_a_pixel(demonstration: None) -> None:
    """The header of a PNG holds width and height (ISO 15948, 11.2.2); the drawing is 960 pixels wide."""
    made = _file(f"/en/network/file/network.png?{_DAY}", "image/png")
    width, height = struct.unpack(">II", made[16:24])
    assert width == 2000 and height > 1500


def test_a_network_too_large_for_single_marks_is_drawn_in_groups_on_paper_too(
    demonstration: None, monkeypatch: Any
) -> None:
    monkeypatch.setattr("concertation.web.network.view.MOST_MARKS", 100)
    assert "Each disc is a group found in the ties" in text_of(_file(f"/en/network/file/network.pdf?{_DAY}"))
