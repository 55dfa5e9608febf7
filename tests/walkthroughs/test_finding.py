"""Lists by keyboard, on a phone and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.walkthroughs.conftest import OpenPage

LISTS = ("/en/partnerships/", "/fr/organismes/")


def _focused(page: Page) -> str:
    words: str = page.evaluate("document.activeElement.textContent.trim()")
    return words


@pytest.mark.parametrize("path", LISTS)
def test_rows_are_walked_and_opened_by_keyboard(open_page: OpenPage, path: str) -> None:
    """j goes down, k goes up, Enter opens."""
    page = open_page(path)
    names = page.locator(".record-link").all_text_contents()
    for key, expected in (("j", names[0]), ("j", names[1]), ("k", names[0])):
        page.keyboard.press(key)
        assert _focused(page) == expected
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(names[0])


def test_a_slash_goes_to_the_search_where_letters_are_letters(open_page: OpenPage) -> None:
    """Inside a field the keys write; Escape leaves it."""
    page = open_page("/en/partnerships/")
    page.keyboard.press("/")
    page.keyboard.type("jk?")
    expect(page.locator("#q")).to_have_value("jk?")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert _focused(page) == page.locator(".record-link").first.text_content()


def test_the_help_lists_the_keys_and_can_silence_them(open_page: OpenPage) -> None:
    """WCAG 2.1.4: shortcuts of one character can be turned off, and stay so."""
    page = open_page("/en/partnerships/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Listen to these keys").uncheck()
    dialog.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")


def test_a_choice_keeps_the_place_of_the_reader(open_page: OpenPage) -> None:
    """The page comes back where it was, with the focus on what was chosen."""
    page = open_page("/en/partnerships/")
    page.locator("#facet-stage summary").click()
    line = page.locator("#stage-active")
    line.scroll_into_view_if_needed()
    height = page.evaluate("scrollY")
    line.click()
    page.wait_for_url(re.compile("stage=active"))
    expect(page.locator("#stage-active")).to_be_focused()
    assert abs(page.evaluate("scrollY") - height) < 2


@pytest.mark.parametrize("path", ["/en/partnerships/", "/en/cross-tabulation/"])
def test_on_a_phone_the_facets_are_a_drawer_that_needs_no_script(open_page: OpenPage, path: str) -> None:
    """Closed, opened by a link, closed again by a choice."""
    page = open_page(path, width=390, scripts=False)
    expect(page.locator("#facets")).to_be_hidden()
    page.get_by_role("link", name="Filters").click()
    page.locator("#reach-local").click()
    page.wait_for_url(re.compile("reach=local"))
    expect(page.locator("#facets")).to_be_hidden()
    expect(page.locator(".chip")).to_contain_text("Local")


def test_on_a_phone_rows_are_cards_that_say_what_each_figure_is(open_page: OpenPage) -> None:
    """The headings of the columns go with the figures."""
    page = open_page("/en/partnerships/", width=390)
    card = page.locator(".record").first
    expect(card.get_by_text("Formality", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(
    ("path", "words", "name"),
    [
        ("/en/", "immigration calgary", "Calgary Local Immigration Partnership"),
        ("/fr/", "calgary partenariats", "Partenariat local en matière d’immigration de Calgary"),
        ("/en/", "etablissement brandon", "Brandon Local Settlement Partnership"),
        ("/fr/", "ETABLISSEMENT brand", "Partenariat local en établissement de Brandon"),
    ],
)
def test_the_search_of_the_header_finds_words_of_either_language(
    open_page: OpenPage, path: str, words: str, name: str
) -> None:
    """Without accents, in any order, begun, in the other language than that of the page."""
    page = open_page(path)
    page.locator("#top-search").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(search|recherche)/"))
    page.locator("#partnership").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
