"""A coordinator brings in a file: sends it, settles its doubts by keys or by buttons, confirms, reads the change."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook
from playwright.sync_api import Page, expect
from tests.walkthroughs.conftest import OpenPage
from tests.walkthroughs.test_every_page import _TAGS, _findings

Way = Literal["keys", "buttons"]
# One a walk: the register that the walks share finds no likeness between them.
_INVENTED = {"en-keys": "Zzyzx", "fr-keys": "Quorbelmont", "en-buttons": "Vantrish", "fr-buttons": "Ulgradine"}


@pytest.fixture
def file(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Two pairs of rows that look alike, and one whose date cannot be read."""
    name = _INVENTED[request.node.callspec.id]
    book = Workbook()
    assert book.active is not None
    book.active.title = "Organisations"
    rows = [
        ["Name (English)", "Name (French)", "Since"],
        [f"{name} Society", f"Société {name}", "2014-06-30"],
        [f"The {name} Society Inc.", f"La Société {name} inc.", "2014-06-30"],
        [f"{name} Harbour Board", f"Conseil du havre {name}", "2014-06-30"],
        [f"{name} Harbour Boards", f"Conseils du havre {name}", "2014-06-30"],
        [f"{name} Choir", f"Chorale {name}", "someday"],
    ]
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    path = tmp_path / "partners.xlsx"
    path.write_bytes(target.getvalue())
    return path


@pytest.mark.parametrize(("language", "way"), [("en", "keys"), ("fr", "keys"), ("en", "buttons"), ("fr", "buttons")])
def test_from_a_file_to_the_change_it_made(open_page: OpenPage, file: Path, language: str, way: Way) -> None:
    """With a script the letters of the language answer; without one the buttons do. Every page on the way is sound."""
    is_french = language == "fr"
    page = open_page("/fr/importation/" if is_french else "/en/import/", as_="ana", scripts=way == "keys")
    page.get_by_label("Votre fichier" if is_french else "Your file").set_input_files(file)
    page.get_by_role("button", name="Voir ce que" if is_french else "See what it would").click()
    expect(page.get_by_text("someday").first).to_be_visible()
    _is_sound(page, way)
    page.get_by_role("main").get_by_role("link", name="Régler 2 doutes" if is_french else "Answer 2 doubts").click()
    _is_sound(page, way)
    page.get_by_role("link", name="Prendre la première fiche" if is_french else "Take the first card").click()
    _is_sound(page, way)
    _answer(page, way, "m" if is_french else "s", "Le même" if is_french else "The same")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 sur 2" if is_french else "2 of 2")
    _answer(page, way, "d", "Différent" if is_french else "Different")
    page.get_by_role("link", name="Passer à la confirmation" if is_french else "Go on to confirm").click()
    _is_sound(page, way)
    page.get_by_label("Pourquoi cette modification?" if is_french else "Why this change?").fill("Walk")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="L’écrire dans" if is_french else "Write it to").click()
    page.get_by_role("link", name="Voir tout ce que" if is_french else "See all that this").click()
    expect(page.get_by_text("3 organismes" if is_french else "3 organisations")).to_be_visible()
    _is_sound(page, way)


def _answer(page: Page, way: Way, key: str, name: str) -> None:
    if way == "keys":
        expect(page.locator("[data-review]")).to_be_focused()
        page.keyboard.press(key)
    else:
        page.get_by_role("button", name=name).click()


def _is_sound(page: Page, way: Way) -> None:
    """No serious finding, and no sideways scroll on a phone."""
    page.wait_for_load_state("networkidle")
    if way == "keys":
        assert list(_findings(Axe(), page, {"type": "tag", "values": _TAGS})) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 900})
