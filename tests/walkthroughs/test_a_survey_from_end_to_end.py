"""A survey, from its first draft to its figures: a coordinator asks, partners answer in their way, the table sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from tests.walkthroughs.conftest import OpenPage
from tests.walkthroughs.letters import Letter, letters_in
from tests.walkthroughs.test_answering_a_survey import WORDS, Words, _button, _is_accessible

_TABLE = "/en/partnerships/thornby-work"
_OWN = "The new hall suits us.", "La nouvelle salle nous convient."


def test_a_survey_is_prepared_opened_answered_and_scored(open_page: OpenPage, product: Path) -> None:
    """Seven people of six organisations, on a laptop, on a phone, without a script, and by plain forms.

    On each statement of the factor “knowledge” one person gives the same answer. The table’s score is the mean of its
    organisations: two people of the first say 5 and 1, so it says 3; the others say 2, 4, 4, 3 and 5. By hand,
    (3 + 2 + 4 + 4 + 3 + 5) / 6 = 3.5, between 2.0 and 5.0. The mean of people would be 24 / 7 = 3.4.
    """
    table = open_page(f"{_TABLE}/waves/", as_="ana")
    wave = _prepared(table)
    letters = _opened(table, wave, product)
    english = [letter for letter in letters if letter.language == "en"]
    (french, *others) = [letter for letter in letters if letter.language == "fr"]
    first, late = english[0], next(letter for letter in english if letter.to == "zoe@example.org")
    plain, no_script, *rest = [one for one in [*english, *others] if one not in (first, late)]
    _answer(open_page(first.link), WORDS["en"], 5)
    _answer(open_page(french.link, width=390), WORDS["fr"], 2)
    _answer(open_page(no_script.link, scripts=False), WORDS["en"], 4)
    for letter, value in zip([plain, *rest], (4, 3, 5), strict=True):
        _answer_by_forms(open_page(letter.link, scripts=False), letter, value)
    reminder = _reminded(table, wave, product)
    assert reminder.to == late.to and reminder.link != late.link
    _answer_by_forms(open_page(reminder.link, scripts=False), reminder, 1)
    _closed(table, wave)
    _scored(table)


def _prepared(page: Page) -> str:
    """The address of a draft with a question of the table’s own and one more person than the register knows."""
    page.get_by_role("main").get_by_role("link", name="Prepare a survey").click()
    expect(page.get_by_role("heading", name="Prepare a survey")).to_be_visible()
    page.get_by_label("English", exact=True).first.fill("How we work together")
    page.locator("#name_fr").fill("Comment nous travaillons ensemble")
    _button(page, "Keep the draft")
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    wave = urlsplit(page.url).path
    _ask_something_of_ones_own(page, wave)
    _add_somebody(page, wave)
    return wave


def _ask_something_of_ones_own(page: Page, wave: str) -> None:
    """A side that is missing keeps the survey from opening, and says so."""
    page.goto(f"{wave}questions/")
    page.locator("[name=own_en]").first.fill(_OWN[0])
    _button(page, "Keep these questions")
    expect(page.locator(".field-fault")).to_be_visible()
    page.goto(wave)
    expect(page.get_by_text("1 thing is missing:")).to_be_visible()
    page.goto(f"{wave}questions/")
    page.locator("[name=own_fr]").first.fill(_OWN[1])
    _button(page, "Keep these questions")
    expect(page.locator(".field-fault")).to_have_count(0)


def _add_somebody(page: Page, wave: str) -> None:
    page.goto(f"{wave}people/")
    first = page.locator(".wave-people tbody tr", has_text="English").first.locator("td").first.inner_text()
    page.get_by_label("Name", exact=True).fill("Zoé Tremblay")
    page.get_by_label("E-mail address", exact=True).fill("zoe@example.org")
    page.get_by_label("For which organisation").fill(first)
    _button(page, "Add")
    expect(page.get_by_text("1 person was added.")).to_be_visible()


def _opened(page: Page, wave: str, product: Path) -> list[Letter]:
    """The messages, once the coordinator has seen to whom they go; the first is to a colleague of Zoé’s."""
    before = len(letters_in(product))
    page.goto(f"{wave}people/")
    colleague = _address_in(page.locator(".wave-people tbody tr", has_text="English").first.inner_text())
    page.goto(wave)
    page.get_by_role("link", name="See the messages, then open").click()
    expect(page.get_by_text("7 people will be written to")).to_be_visible()
    _button(page, "Open, and write to 7 people")
    expect(page.get_by_text("7 messages have left.")).to_be_visible()
    letters = letters_in(product)[before:]
    assert len({letter.link for letter in letters}) == 7
    return sorted(letters, key=lambda letter: letter.to != colleague)


def _address_in(words: str) -> str:
    found = re.search(r"\S+@\S+", words)
    assert found, words
    return found[0]


def _answer(page: Page, words: Words, value: int) -> None:
    """Every page of questions, the same point of the scale on each, then the check and Send."""
    _button(page, words.begin)
    expect(page.locator("fieldset.statement").first).to_be_visible()
    while not page.locator("[value=send]").count():
        before, heading = page.url, page.get_by_role("heading", level=1).inner_text()
        for statement in page.locator("fieldset.statement").all():
            statement.locator(".on-scale input").nth(value - 1).check()
        _button(page, words.go_on)
        expect(page, heading).not_to_have_url(before)
    expect(page.get_by_text(_OWN[words.language == "fr"])).to_be_visible()
    _button(page, words.send)
    expect(page.get_by_role("heading", name=words.thanks)).to_be_visible()


def _answer_by_forms(page: Page, letter: Letter, value: int) -> None:
    """The same by the forms of the same pages, as they would be sent without a browser."""
    begin = page.locator(".begin-form").get_attribute("action") or ""
    answer = page.request.post(begin, form={"token": letter.link.split("/")[3]})
    while 'value="send"' not in (shown := answer.text()):
        assert answer.ok, shown
        version = re.findall(r'name="version" value="(\d+)"', shown)
        asked = dict.fromkeys(re.findall(r'type="radio" name="([^"]+)"', shown), str(value))
        answer = page.request.post(answer.url, form={**asked, "version": version[0], "do": "continue"})
    assert page.request.post(answer.url, form={"do": "send"}).ok


def _reminded(page: Page, wave: str, product: Path) -> Letter:
    """Only the one person who has not answered is written to, and only because the coordinator says so."""
    before = len(letters_in(product))
    page.goto(wave)
    expect(page.locator(".step-answered .funnel-count")).to_have_text("6")
    page.get_by_role("link", name="Remind all the same").click()
    page.get_by_label("Also 1 person written to in the last three days").check()
    _button(page, "Send the reminders")
    expect(page.get_by_text("1 message has left.")).to_be_visible()
    (reminder,) = letters_in(product)[before:]
    return reminder


def _closed(page: Page, wave: str) -> None:
    page.goto(wave)
    expect(page.locator(".wave-rates")).to_contain_text("7 of 7 people answered")
    expect(page.locator(".wave-rates")).to_contain_text("6 of 6 organisations heard")
    page.get_by_text("Close it now").click()
    _button(page, "Close the survey")
    expect(page.get_by_text("The survey is closed.")).to_be_visible()


def _scored(page: Page) -> None:
    page.goto(f"{_TABLE}/functioning/")
    page.get_by_text("The same as a table").first.click()
    knowledge = page.locator(".factor-table tr", has=page.get_by_role("link", name="Knowledge"))
    expect(knowledge.locator("td").first).to_contain_text("3.5")
    expect(knowledge.locator("td").first).to_contain_text("2.0")
    expect(knowledge.locator("td").first).to_contain_text("5.0")


def test_every_page_of_a_survey_is_accessible_and_fits_a_phone(open_page: OpenPage) -> None:
    """A draft, a survey under way and a closed one, in both languages."""
    page = open_page(f"{_TABLE}/waves/new/", as_="ana", width=390)
    _button(page, "Keep the draft")
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    for path in _pages(urlsplit(page.url).path):
        page.goto(path)
        _is_accessible(page)
        page.goto(page.locator("a.toggle").get_attribute("href") or "")
        expect(page.locator("html")).to_have_attribute("lang", re.compile("^fr"))
        _is_accessible(page)


def _pages(draft: str) -> Iterator[str]:
    own, open_one = "/en/partnerships", "/en/partnerships/cinder-workplace/waves/cinder-workplace-functioning-2026/"
    yield from (f"{_TABLE}/waves/", f"{own}/lac-outremer-unknown/waves/", f"{_TABLE}/waves/new/")
    yield from (f"{draft}{page}" for page in ("", "edit/", "questions/", "people/", "open/"))
    yield from (f"{open_one}{page}" for page in ("", "people/", "remind/"))
    yield f"{own}/merrow-lip/waves/merrow-lip-functioning-2026/"
