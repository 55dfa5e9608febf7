"""Two records of one organisation, and two that only look alike: told apart, merged, undone, done again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.walkthroughs.conftest import OpenPage


def _record(page: Page, language: str, english: str, french: str) -> str:
    """Adds an organisation and returns the address of its page; one that looks known is added all the same."""
    page.goto(f"/{'fr/faits/organisation/ajouter' if language == 'fr' else 'en/facts/organisation/add'}/")
    names = page.get_by_role("group", name=re.compile("^(Name|Nom)"))
    names.get_by_label(re.compile("English|Anglais")).fill(english)
    names.get_by_label(re.compile("French|Français")).fill(french)
    _save(page)
    anyway = page.get_by_role("main").get_by_role("button", name=re.compile("another|different|autre", re.I))
    link = page.get_by_role("status").get_by_role("link", name=re.compile("history|historique", re.I)).first
    expect(link.or_(anyway.first)).to_be_visible()
    if anyway.count():
        anyway.first.click()
    address = link.get_attribute("href") or ""
    key = re.search(r"organisation/([^/]+)/", address)
    assert key is not None, address
    return key.group(1)


def _save(page: Page) -> None:
    page.get_by_role("main").get_by_role("button", name=re.compile("^(Save|Enregistrer)$")).click()


def _press(page: Page, key: str) -> None:
    """A card listens once its page is there: a key pressed before it goes to the page left behind."""
    expect(page.locator("[data-review]")).to_be_focused()
    page.keyboard.press(key)


WORDS = {
    "en": {
        "matches": "/en/matches/",
        "organisation": "/en/organisations/",
        "merge": "Merge the two records",
        "undo": "Undo this change",
        "undone": re.compile("Undone:"),
        "history": "history/",
        "different": "d",
        "same": "s",
    },
    "fr": {
        "matches": "/fr/doublons/",
        "organisation": "/fr/organismes/",
        "merge": "Fusionner les deux fiches",
        "undo": "Annuler cette modification",
        "undone": re.compile("Annulé"),
        "history": "historique/",
        "different": "d",
        "same": "m",
    },
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_pair_told_apart_is_not_asked_again(open_page: OpenPage, language: str) -> None:
    """One key answers; the queue no longer holds the pair, and who asks for it finds who said so."""
    words = WORDS[language]
    page = open_page(f"/{language}/", as_="ana")
    name = {"en": "Prairie Kite Society", "fr": "Amicale des cerfs-volants"}[language]
    keys = [_record(page, language, f"{name} {n}", f"{name} {n}") for n in ("", "Inc.")]
    page.goto(f"{words['matches']}?of={keys[0]}")
    page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    _press(page, str(words["different"]))
    expect(page.get_by_role("status").filter(has_text=name)).to_be_visible()
    page.goto(f"{words['matches']}?of={keys[0]}")
    expect(page.get_by_role("main").get_by_role("table")).to_have_count(0)
    page.goto(f"{words['matches']}?of={keys[0]}&state=different")
    expect(page.get_by_role("main").get_by_role("table").get_by_role("link")).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_merge_leads_the_old_address_on_until_it_is_taken_back(open_page: OpenPage, language: str) -> None:
    """Same, preview, merge; undone with what it does shown first; and the undoing undone."""
    words = WORDS[language]
    page = open_page(f"/{language}/", as_="ana")
    name = {"en": "Harbour Lantern Choir", "fr": "Chorale des lanternes du port"}[language]
    one, other = (_record(page, language, f"{name} {n}", f"{name} {n}") for n in ("", "Ltd."))
    page.goto(f"{words['matches']}{one}/{other}/")
    _press(page, str(words["same"]))
    page.get_by_role("button", name=str(words["merge"])).click()
    stands = re.escape(str(words["organisation"])) + f"({one}|{other})/$"
    expect(page).to_have_url(re.compile(stands))
    kept = one if f"/{one}/" in page.url else other
    gone = other if kept == one else one
    _leads(page, f"{words['organisation']}{gone}/", kept)
    _undo_the_last(page, words, kept)
    _leads(page, f"{words['organisation']}{gone}/", gone)
    _undo_the_last(page, words, kept)
    _leads(page, f"{words['organisation']}{gone}/", kept)


def _leads(page: Page, address: str, key: str) -> None:
    page.goto(address)
    expect(page).to_have_url(re.compile(f"/{key}/$"))


def _undo_the_last(page: Page, words: dict[str, object], key: str) -> None:
    """By the history of the record: the page says what it comes to, then the button does it."""
    page.goto(f"{words['organisation']}{key}/{words['history']}")
    page.get_by_role("link", name=str(words["undo"])).first.click()
    expect(page.locator(".undo-preview")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name=str(words["undo"])).click()
    expect(page.get_by_role("status").filter(has_text=words["undone"])).to_be_visible()  # type: ignore[arg-type]  # words
