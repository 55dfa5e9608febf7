"""A table looks at how it works: the page, one factor, the guide; then it lets everyone see."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.walkthroughs.conftest import OpenPage

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RULES = {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}

WORDS = {
    "en": {
        "page": "/en/partnerships/merrow-lip/functioning/",
        "levers": "What to work on first",
        "factor": "Documents",
        "sentences": "The sentences, and how people answered",
        "guide": "A guide for the discussion",
        "question": "What would have to change for our answers to be better a year from now?",
        "other": "Français",
        "levers_other": "Par où commencer",
    },
    "fr": {
        "page": "/fr/partenariats/merrow-lip/fonctionnement/",
        "levers": "Par où commencer",
        "factor": "Documents",
        "sentences": "Les énoncés, et les réponses",
        "guide": "Un guide pour la discussion",
        "question": "Qu’est-ce qui devrait changer pour que nos réponses soient meilleures dans un an?",
        "other": "English",
        "levers_other": "What to work on first",
    },
}


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def _is_accessible(page: Page) -> list[str]:
    found = Axe().run(page, options=_RULES).response["violations"]
    return [f"{page.url} {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_table_reads_its_results(open_page: OpenPage, language: str, width: int) -> None:
    """From the profile to the ten factors, one of them, and the questions to talk over; in the other language too."""
    words = WORDS[language]
    page = open_page(words["page"], width=width, dark=width == 390)
    expect(page.get_by_role("img", name="1")).not_to_have_count(0)
    expect(page.get_by_role("heading", name=words["levers"])).to_be_visible()
    assert _fits(page)
    assert _is_accessible(page) == []
    page.locator(".lever-list").get_by_role("link", name=words["factor"]).click()
    expect(page.get_by_role("heading", name=words["sentences"])).to_be_visible()
    assert _fits(page)
    assert _is_accessible(page) == []
    page.go_back()
    page.get_by_role("link", name=words["guide"]).click()
    expect(page.get_by_text(words["question"])).to_be_visible()
    assert _fits(page)
    assert _is_accessible(page) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_other_language_keeps_the_wave(open_page: OpenPage, language: str) -> None:
    words = WORDS[language]
    page = open_page(words["page"])
    page.locator(".wave-picker").get_by_role("link").last.click()
    wave = page.url.partition("wave=")[2]
    page.get_by_role("link", name=words["other"], exact=True).click()
    expect(page.get_by_role("heading", name=words["levers_other"])).to_be_visible()
    assert page.url.partition("wave=")[2] == wave


def test_everything_is_read_without_a_script(open_page: OpenPage) -> None:
    page = open_page(WORDS["en"]["page"], scripts=False)
    page.get_by_text("The same as a table").first.click()
    expect(page.get_by_role("table").first).to_be_visible()


def test_a_coordinator_publishes_and_everyone_reads(open_page: OpenPage) -> None:
    address = "/en/partnerships/wexcombe-lip/functioning/"
    expect(open_page(address).get_by_text("has not published them")).to_be_visible()
    page = open_page(address, as_="ana")
    page.get_by_role("button", name="Publish these figures").click()
    expect(page.get_by_text("everyone can now read these figures")).to_be_visible()
    expect(open_page(address).get_by_text("as published on")).to_be_visible()
