"""A visitor looks around: finds a partnership, changes the day and the language, with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.walkthroughs.conftest import OpenPage


@pytest.mark.parametrize(
    ("start", "number", "first", "section", "expected"),
    [
        (
            "/en/?as_of=2014-06-30",
            "partnerships are known here",
            "Calgary Local Immigration Partnership",
            "Members",
            "Members",
        ),
        (
            "/fr/?as_of=2014-06-30",
            "partenariats sont connus ici",
            "Partenariat local en matière d’immigration de Calgary",
            "Membres",
            "Membres",
        ),
    ],
    ids=["en", "fr"],
)
def test_from_the_first_page_to_the_members_of_calgary(
    open_page: OpenPage, start: str, number: str, first: str, section: str, expected: str
) -> None:
    """Two steps from what is known to who belongs, the day kept all along."""
    page = open_page(start)
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    page.get_by_role("main").get_by_role("link", name=first).first.click()
    page.get_by_role("link", name=re.compile(f"^{section}")).click()
    expect(page.get_by_role("heading", level=2, name=expected)).to_be_visible()
    expect(page).to_have_url(re.compile(r"as_of=2014-06-30"))


def test_the_language_changes_in_place(open_page: OpenPage) -> None:
    """The same section of the same partnership, as of the same day."""
    page = open_page("/en/partnerships/brandon/activities/?as_of=2014-06-30")
    page.get_by_role("link", name="Français").click()
    expect(page).to_have_url(re.compile(r"/fr/partenariats/brandon/activities/\?as_of=2014-06-30$"))
    expect(page.locator("html")).to_have_attribute("lang", "fr-CA")


def test_the_slider_moves_the_day_by_keyboard(open_page: OpenPage) -> None:
    """One arrow is one day; the page follows, and the focus stays on the slider."""
    page = open_page("/en/?as_of=2014-06-30")
    slider = page.get_by_role("slider", name="The day to look at")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"as_of=2014-06-29"))
    expect(page.get_by_role("slider", name="The day to look at")).to_be_focused()


def test_without_scripts_a_button_changes_the_day(open_page: OpenPage) -> None:
    """Nothing essential waits for a script."""
    page = open_page("/en/partnerships/calgary/", scripts=False)
    page.get_by_label("As of", exact=True).fill("2014-06-30")
    page.get_by_role("button", name="Look").click()
    expect(page).to_have_url(re.compile(r"as_of=2014-06-30"))
    expect(page.get_by_text("You are looking at")).to_be_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(open_page: OpenPage) -> None:
    """Nobody walks through the header on every page."""
    page = open_page("/fr/partenariats/calgary/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_a_menu_closes_by_escape_and_gives_the_focus_back(open_page: OpenPage) -> None:
    """The choice of light or dark, by keyboard."""
    page = open_page("/en/")
    menu = page.locator("details.pop").first
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Dark")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Dark")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_the_choice_of_dark_lasts(open_page: OpenPage) -> None:
    """From one page to the next."""
    page = open_page("/en/")
    page.locator("details.pop summary").first.click()
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("link", name="Vocabularies").click()
    expect(page.locator("html")).to_have_attribute("data-appearance", "dark")


def test_on_paper_only_the_content_remains(open_page: OpenPage) -> None:
    """The navigation and the controls stay on the screen; the day looked at is printed."""
    page = open_page("/en/partnerships/brandon/report/?as_of=2014-06-30")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_label("As of", exact=True)).to_be_hidden()
    expect(page.get_by_text("You are looking at")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
