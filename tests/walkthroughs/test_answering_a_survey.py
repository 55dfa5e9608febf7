"""Partners answer from their message: in English and French, on a phone, by keyboard alone, without a script."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect
from tests.walkthroughs.conftest import OpenPage
from tests.walkthroughs.test_every_page import _TAGS, _findings

ROOT = Path(__file__).parents[2]


class Words(NamedTuple):
    """What the pages say in one language."""

    language: str
    other: str
    begin: str
    go_on: str
    check: str
    send: str
    thanks: str
    find: str
    saved: str
    again: str
    code: str


WORDS = {
    "en": Words(
        "en", "Français", "Begin", "Continue", "Check your answers", "Send my answers", "Thank you", "Find",
        "Saved", "Go on", "I began on another device",
    ),
    "fr": Words(
        "fr", "English", "Commencer", "Continuer", "Vérifiez vos réponses", "Envoyer mes réponses", "Merci", "Trouver",
        "Enregistré", "Continuer", "J’ai commencé sur un autre appareil",
    ),
}  # fmt: skip
_INVITE = """
import django
django.setup()
from tests.store.small_waves import invite_to, open_wave
from concertation.journeys.waves.roster import frozen_roster
from concertation.journeys.waves.links import issue_link
from concertation.store.models import Organisation, Partnership
from uuid import uuid4
keys = list(Organisation.objects.order_by("key").values_list("key", flat=True))
table = Partnership.objects.order_by("key").first().key
roster = frozen_roster(keys) if MODE == "confidential" else None
wave = open_wave(MODE, instrument="meeting", roster=roster, key=uuid4().hex, partnership_key=table)
print(issue_link(invite_to(wave, organisation=keys[0])))
"""


def _link(folder: Path, mode: str, language: str) -> str:
    """A personal link, made by a process of its own beside the running product."""
    environment = os.environ | {
        "CONCERTATION_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "concertation.project.settings",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", f"MODE = {mode!r}{_INVITE}"]
    made = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return f"/{language}/s/{made.stdout.strip()}/"


def _button(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def _choose(page: Page, statement: int, choice: int) -> None:
    page.locator("fieldset.statement").nth(statement).locator(".on-scale input").nth(choice).check()


def _is_accessible(page: Page) -> None:
    """WCAG 2.2 AA as far as a machine can tell, in light and dark, within the width of a phone."""
    axe = Axe()
    found = list(_findings(axe, page, {"type": "tag", "values": _TAGS}))
    page.emulate_media(color_scheme="dark")
    found += _findings(axe, page, {"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme="light")
    width = page.viewport_size or {"width": 0}
    assert page.evaluate("document.documentElement.scrollWidth") <= width["width"], page.url
    assert not found, f"{page.url}: {found}"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_confidential_wave_on_a_phone(open_page: OpenPage, product: Path, language: str) -> None:
    """Saved as one goes; the organisations found by a few letters; the language changed mid-way; sent; changed."""
    words = WORDS[language]
    link = _link(product, "confidential", language)
    page = open_page(link, width=390)
    _is_accessible(page)
    _button(page, words.begin)
    expect(page.locator("fieldset.statement").first).to_be_visible()
    assert link.split("/")[3] not in page.url
    _choose(page, 0, 3)
    expect(page.locator("[data-saving]")).to_have_text(words.saved)
    _is_accessible(page)
    page.get_by_role("button", name=words.other).click()
    other = WORDS["fr" if language == "en" else "en"]
    expect(page.get_by_role("main").get_by_role("button", name=other.go_on, exact=True)).to_be_visible()
    expect(page.locator("fieldset.statement").first.locator(".on-scale input").nth(3)).to_be_checked()
    page.get_by_role("button", name=other.other).click()
    expect(page.get_by_role("main").get_by_role("button", name=words.go_on, exact=True)).to_be_visible()
    while not page.locator("form[data-roster]").count():
        before = page.url
        _button(page, words.go_on)
        expect(page).not_to_have_url(before)
    page.locator("[name=q]").fill("cent")
    expect(page.locator("[data-found]")).to_contain_text(re.compile(r"\d+ organis"))
    page.locator(".roster-group label:visible").first.click()
    expect(page.locator("[data-saving]")).to_have_text(words.saved)
    _is_accessible(page)
    _button(page, words.go_on)
    expect(page.locator(".answer-scale.is-told")).to_be_visible()
    _choose(page, 0, 3)
    page.locator(".ticks input").first.check()
    _is_accessible(page)
    _button(page, words.go_on)
    page.locator("textarea:visible").fill("Merci, thanks.")
    expect(page.locator("[data-saving]")).to_have_text(words.saved)
    _button(page, words.go_on)
    expect(page.get_by_role("heading", name=words.check)).to_be_visible()
    expect(page.get_by_text("Merci, thanks.")).to_be_visible()
    _is_accessible(page)
    _button(page, words.send)
    expect(page.get_by_role("heading", name=words.thanks)).to_be_visible()
    _is_accessible(page)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_anonymous_wave_without_a_script_on_two_devices(open_page: OpenPage, product: Path, language: str) -> None:
    """Begun on one, gone on with by the code on the other, sent once."""
    words = WORDS[language]
    link = _link(product, "anonymous", language)
    page = open_page(link, scripts=False)
    _button(page, words.begin)
    _choose(page, 0, 1)
    page.locator("[name=do][value=later]").last.click()
    code = page.locator(".ballot-code").inner_text()
    phone = open_page(link, width=390, scripts=False)
    phone.get_by_text(words.code).click()
    phone.locator("#code").fill(code.lower())
    _button(phone, words.begin)
    phone.goto(phone.url.split("?")[0])
    _button(phone, words.go_on)
    while not phone.locator("[value=send]").count():
        _button(phone, words.go_on)
    _button(phone, words.send)
    expect(phone.get_by_role("heading", name=words.thanks)).to_be_visible()
    page.reload()
    page.goto(link)
    expect(page.get_by_role("main").get_by_role("button", name=words.begin, exact=True)).to_have_count(0)


def test_the_keyboard_alone_is_enough(open_page: OpenPage, product: Path) -> None:
    """Tab, arrows, space and Enter, from the first page to the thanks."""
    words = WORDS["en"]
    page = open_page(_link(product, "anonymous", "en"))
    expect(page.locator(".begin")).to_be_visible()
    _tab_to(page, ".begin")
    page.keyboard.press("Enter")
    expect(page.locator("fieldset.statement").first).to_be_visible()
    _tab_to(page, ".on-scale input")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator("fieldset.statement").first.locator(".on-scale input").nth(1)).to_be_checked()
    expect(page.locator("[data-saving]")).to_have_text(words.saved)
    page.keyboard.press("Enter")
    while not page.locator("[value=send]").count():
        expect(page.get_by_role("main").get_by_role("button", name=words.go_on, exact=True)).to_be_visible()
        before = page.url
        _tab_to(page, "main [value=continue]")
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(before)
    _tab_to(page, "[value=send]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=words.thanks)).to_be_visible()


@pytest.mark.parametrize(("language", "words"), [("en", "Leave without an answer"), ("fr", "Laisser sans réponse")])
def test_an_answer_is_taken_back(open_page: OpenPage, product: Path, language: str, words: str) -> None:
    """Offered once there is something to take back, by finger and by the arrows of a keyboard; gone for good."""
    page = open_page(_link(product, "confidential", language), width=390)
    _button(page, WORDS[language].begin)
    statement = page.locator("fieldset.statement").first
    back = statement.get_by_text(words)
    expect(statement).to_be_visible()
    expect(back).to_be_hidden()
    _choose(page, 0, 0)
    back.click()
    expect(statement.locator(".no-choice input")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(statement.locator(".on-scale input").first).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(statement.locator(".no-choice input")).to_be_focused()
    expect(page.locator("[data-saving]")).to_have_text(WORDS[language].saved)
    page.reload()
    expect(statement.locator("input:checked")).to_have_count(0)
    expect(back).to_be_hidden()


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no way by keyboard to {selector} on {page.url}")


def _out_of_reach(route: Route) -> None:
    """What a network between the two answers in the place of ours."""
    if route.request.method == "POST":
        route.fulfill(status=408, content_type="text/html", body="")
    else:
        route.continue_()


def test_a_network_that_goes_away_loses_nothing(open_page: OpenPage, product: Path) -> None:
    """The page says that it is not saved, keeps it, and saves when the network is back."""
    page = open_page(_link(product, "confidential", "en"))
    _button(page, WORDS["en"].begin)
    expect(page.locator("fieldset.statement").first).to_be_visible()
    page.route("**/answer/**", _out_of_reach)
    _choose(page, 0, 2)
    expect(page.locator("[data-saving]")).to_contain_text("Not saved")
    page.unroute_all()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-saving]")).to_have_text("Saved")
    page.reload()
    expect(page.locator("fieldset.statement").first.locator(".on-scale input").nth(2)).to_be_checked()
