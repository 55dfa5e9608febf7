"""What the network says, by keyboard and for whoever does not see: its panel, one organisation, two side by side."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.walkthroughs.conftest import OpenPage
from tests.walkthroughs.test_every_page import _TAGS, _findings

_PAGES = (
    "/en/network/",
    "/fr/organismes/city--wexcombe/reseau/?tie=collaboration",
    "/en/organisations/city--wexcombe/network/?steps=3",
    "/fr/reseau/comparer/?tie=any",
)


@pytest.mark.parametrize("path", _PAGES)
def test_nothing_stands_in_the_way_of_who_does_not_see(open_page: OpenPage, path: str) -> None:
    """axe finds nothing, with all that opens opened."""
    page = open_page(path)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = list(_findings(Axe(), page, {"type": "tag", "values": _TAGS}))
    assert not found, "\n".join(found)


def test_a_name_in_a_sentence_chooses_it_in_the_picture(open_page: OpenPage) -> None:
    """By keyboard: the link, Enter, and the card of whoever is named has the focus."""
    page = open_page("/en/network/")
    page.wait_for_selector("#network[data-ready]", timeout=60_000)
    link = page.locator("#network-says .says-sentence a[data-view]").first
    name = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("org="))
    expect(page.locator("#organisation-title")).to_have_text(name)


@pytest.mark.parametrize("path", _PAGES)
def test_pages_fit_a_phone(open_page: OpenPage, path: str) -> None:
    """Nothing is wider than 390 pixels, but what scrolls in its own frame."""
    page: Page = open_page(path)
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
