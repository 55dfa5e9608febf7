"""Who works with whom, by keyboard and by hand: neighbours, steps, filters, a picture to take away, paper."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.walkthroughs.conftest import OpenPage
from tests.walkthroughs.test_every_page import _TAGS, _findings

_MOVING = "#network[data-ready]"
_PATIENCE = 60_000


def _moving(page: Page) -> Page:
    page.wait_for_selector(_MOVING, timeout=_PATIENCE)
    return page


@pytest.mark.parametrize(
    ("path", "shown", "everybody"),
    [("/en/network/", "Shown: those within one step", "Everybody is shown."),
     ("/fr/reseau/", "Montrés\u00a0: ceux qui sont à un pas", "Tout le monde est montré.")],
)  # fmt: skip
def test_the_keyboard_walks_from_one_to_its_neighbours(
    open_page: OpenPage, path: str, shown: str, everybody: str
) -> None:
    """An arrow chooses the best tied, another goes to a neighbour, 1 shows its neighbours alone, Escape everybody."""
    page = _moving(open_page(path))
    told = page.locator("#network-told")
    page.locator(".network-live").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("org=federal--aurelle"))
    expect(page.locator("#organisation-title")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page).not_to_have_url(re.compile("org=federal--aurelle"))
    page.keyboard.press("1")
    expect(told).to_contain_text(shown)
    expect(page).to_have_url(re.compile("steps=1"))
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("steps=2"))
    page.keyboard.press("Escape")
    expect(told).to_have_text(everybody)
    expect(page.locator("#organisation-title")).to_have_count(0)
    assert "org=" not in page.url and page.evaluate("document.activeElement.className") == "network-live"


def test_the_search_finds_and_enter_leads_to_the_card(open_page: OpenPage) -> None:
    """``s``, some letters, an arrow, Enter: the picture has the focus, and Enter again goes to what is told of it."""
    page = _moving(open_page("/en/network/"))
    page.locator(".network-live").focus()
    page.keyboard.press("s")
    page.keyboard.type("city of wexc")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("org=city--wexcombe"))
    page.keyboard.press("Enter")
    expect(page.locator("#organisation-title")).to_be_focused()
    expect(page.locator("#organisation-title")).to_have_text("City of Wexcombe")


def test_a_click_on_the_legend_filters_and_the_view_can_be_shared(open_page: OpenPage) -> None:
    """The picture, the counts, the caption and the address move together; the address shows the same elsewhere."""
    page = _moving(open_page("/en/network/"))
    page.locator("#legend-kind + ul .network-entry-name").first.click()
    state = page.locator("#network-state")
    expect(state).to_contain_text(re.compile(r"of \d+ organisations"))
    expect(page.locator("#network-caption")).to_contain_text("Left out of this view")
    assert "only=kind.government" in page.url
    told = state.text_content()
    page.reload()
    expect(_moving(page).locator("#network-state")).to_have_text(str(told))
    expect(page.locator(".chip")).to_contain_text("Government")
    page.locator(".chip").click()
    expect(page.locator("#network-state")).to_have_text(re.compile(r"^\d+ organisations"))


def test_colours_and_sizes_change_without_leaving_the_page(open_page: OpenPage) -> None:
    """The legend follows what the marks say."""
    page = _moving(open_page("/en/network/"))
    page.evaluate("window.stays = true")
    page.locator("#network-colour").select_option("sector")
    expect(page.locator("#legend-sector")).to_be_visible()
    page.locator("#network-view").select_option("land")
    expect(page.locator("#network-caption")).to_contain_text("where it receives people")
    assert page.evaluate("window.stays") is True
    assert "colour=sector" in page.url and "view=land" in page.url


@pytest.mark.parametrize("path", ["/en/network/", "/fr/reseau/"])
def test_the_keyboard_stays_where_it_filtered_coloured_or_closed(open_page: OpenPage, path: str) -> None:
    """A legend that is said again, a page that is loaded again: the next key goes on from there."""
    page = _moving(open_page(path))
    page.locator("#only-kind-government").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#network-state")).to_contain_text("22 ")
    expect(page.locator("#only-kind-government")).to_be_focused()
    page.locator("#network-applied .chip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#network-applied .chip")).to_have_count(0)
    expect(page.locator("#network-applied")).to_be_focused()
    page.locator("#network-colour").focus()
    page.locator("#network-colour").select_option("constraint")
    expect(page).to_have_url(re.compile("colour=constraint"), timeout=_PATIENCE)
    expect(_moving(page).locator("#network-colour")).to_be_focused()


def test_a_phone_shows_all_of_an_organisation_and_its_neighbours(open_page: OpenPage) -> None:
    """The drawing is as wide as the page, begins at its left edge, and has the names of that size."""
    page = open_page("/fr/organismes/university--aurelle/reseau/")
    page.set_viewport_size({"width": 390, "height": 844})
    drawing = page.locator("#network-drawing")
    box = drawing.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
    expect(drawing.locator(".names-on-phone text", has_text="Université de l’Aurelle")).to_be_visible()
    expect(drawing.locator(".network-names:not(.names-on-phone) text").first).to_be_hidden()


def test_a_mark_under_the_pointer_is_told_and_chosen(open_page: OpenPage) -> None:
    """The pointer finds the largest mark; a click opens its card."""
    page = _moving(open_page("/en/network/"))
    page.locator(".network-live canvas").evaluate("canvas => canvas.scrollIntoView({ block: 'center' })")
    at = page.evaluate(
        "() => { const live = window.concertationNetwork, node = live.data.key.indexOf('university--aurelle');"
        " const box = live.canvas.getBoundingClientRect();"
        " return [box.left + live.at[2 * node], box.top + live.at[2 * node + 1]]; }"
    )
    page.mouse.move(*at)
    expect(page.locator(".network-tip")).to_contain_text("University of Aurelle")
    page.mouse.click(*at)
    expect(page.locator("#organisation-title")).to_have_text("University of Aurelle")


def test_a_drag_moves_the_picture_and_chooses_nobody(open_page: OpenPage) -> None:
    """The hand takes hold of the paper, not of a mark; Fit brings all of it back."""
    page = _moving(open_page("/en/network/"))
    where = "() => { const { left, top } = window.concertationNetwork.camera; return [left, top]; }"
    before = page.evaluate(where)
    page.locator(".network-live canvas").evaluate("canvas => canvas.scrollIntoView({ block: 'center' })")
    box = page.locator(".network-live canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 260, steps=4)
    page.mouse.up()
    assert page.evaluate(where) != before and "org=" not in page.url
    page.get_by_role("button", name="Fit").click()
    assert page.evaluate(where) == before


@pytest.mark.parametrize(
    ("path", "caption"),
    [("/en/network/", "counts, and what took place in it"), ("/fr/reseau/", "Compte tout ce qui valait")],
)
def test_the_slider_of_the_window_works_by_keyboard(open_page: OpenPage, path: str, caption: str) -> None:
    """An arrow opens a window of a day, the page follows and the slider keeps the focus; End is the day alone."""
    page = _moving(open_page(path))
    page.locator("#network-back").focus()
    page.keyboard.press("PageDown")
    expect(page).to_have_url(re.compile("since="))
    expect(page.locator("#network-caption")).to_contain_text(caption)
    expect(page.locator("#network-back")).to_be_focused()
    page.keyboard.press("End")
    expect(page).not_to_have_url(re.compile("since="))


def test_without_a_script_the_slider_of_the_window_is_a_form(open_page: OpenPage) -> None:
    """The button beside it sends it; the view that it came from is kept."""
    page = open_page("/en/network/?colour=sector", scripts=False)
    page.locator("#network-back").focus()
    page.keyboard.press("PageDown")
    page.locator("#network-window button").click()
    expect(page).to_have_url(re.compile("colour=sector&since="))
    expect(page.locator("#network-caption")).to_contain_text("some day of this window")


def test_without_a_script_marks_lead_to_cards_and_the_legend_filters(open_page: OpenPage) -> None:
    """The same links, from the server."""
    page = open_page("/en/network/", scripts=False)
    page.locator(".network-drawing a[href*='org=city--wexcombe']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#organisation-title")).to_have_text("City of Wexcombe")
    page.locator(".network-steps a").nth(1).click()
    expect(page.locator("#network-state")).to_contain_text(re.compile(r"of \d+ organisations"))


@pytest.mark.parametrize(
    ("path", "method"), [("/en/network/", "Places: Fruchterman"), ("/fr/reseau/", "Places\u00a0: Fruchterman")]
)
def test_on_paper_the_drawing_stands_with_its_legend(open_page: OpenPage, path: str, method: str) -> None:
    """What moves does not print; the drawing, the key, the method and the tables of the same view do."""
    page = _moving(open_page(path))
    page.locator("#legend-kind + ul .network-entry-name").first.click()
    expect(page.locator("#network-files a").first).to_have_attribute("href", re.compile("only=kind.government"))
    expect(page.locator(".network-base .network-marks a")).to_have_count(22)
    page.emulate_media(media="print")
    for shown in (
        ".network-drawing",
        "#legend-kind",
        "#network-lead",
        ".network-method",
        "#nodes table",
        "#ties table",
    ):
        expect(page.locator(shown)).to_be_visible()
    for hidden in (".network-live", ".network-tools", ".network-entry-ways >> nth=0", ".network-kinds"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".network-method")).to_contain_text(method)


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize(
    "path", ["/en/network/?org=city--wexcombe", "/fr/reseau/?tie=collaboration&colour=degree&light=kind.government"]
)
def test_the_picture_that_moves_is_accessible(open_page: OpenPage, path: str, is_dark: bool) -> None:
    """WCAG 2.2 AA by axe, with a card, with marks lit, light and dark."""
    page = _moving(open_page(path, dark=is_dark))
    found = list(_findings(Axe(), page, {"type": "tag", "values": _TAGS}))
    assert not found, "\n".join(found)
