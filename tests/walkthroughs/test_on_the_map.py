"""The map by keyboard and by hand: a territory, its list, the way back, a file; and nothing asked of anyone else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.walkthroughs.conftest import OpenPage
from tests.walkthroughs.test_every_page import _TAGS, _findings

_MOVING = "#map[data-ready]"
# A machine without a graphics card draws slowly.
_PATIENCE = 60_000


def _moving(page: Page) -> Page:
    page.wait_for_selector(_MOVING, timeout=_PATIENCE)
    return page


@pytest.mark.parametrize(
    ("path", "filter_", "listed", "title"),
    [
        ("/en/map/", "Serve it by name", "Open as a list", "Partnerships"),
        ("/fr/carte/", "Le desservent nommément", "Ouvrir en liste", "Partenariats"),
    ],
)
def test_a_territory_is_found_by_keyboard_and_leads_to_its_list(
    open_page: OpenPage, path: str, filter_: str, listed: str, title: str
) -> None:
    """Tab reaches a name on the map, Enter opens its card, the card leads to the list, the list leads back."""
    page = _moving(open_page(path))
    page.locator(".map-label[data-territory=belorme]").focus()
    page.keyboard.press("Enter")
    card = page.locator("#card")
    expect(card.get_by_role("heading", level=2)).to_be_focused()
    expect(card).to_contain_text(filter_)
    assert "territory=belorme" in page.url
    card.get_by_role("link", name=listed).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".chip")).to_contain_text("Belorme")
    page.locator("a.mapped").click()
    assert "area=belorme" in page.url
    expect(page.locator(".chip")).to_contain_text("Belorme")


def test_a_choice_of_the_panel_is_drawn_and_taken_away_as_a_file(open_page: OpenPage) -> None:
    """What the file holds is what the table shows."""
    page = open_page("/en/map/")
    page.locator("#reach-regional").click()
    page.wait_for_url(re.compile("reach=regional"))
    shown = page.locator("#territories tbody tr").count()
    page.get_by_text("Download").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="territories.csv").click()
    file = waiting.value.path().read_text(encoding="utf-8-sig")
    assert len(file.strip().splitlines()) == shown + 1


def test_nothing_is_asked_of_anyone_else(open_page: OpenPage) -> None:
    """No tile, glyph or sprite: every request goes to the register itself, and the policy is not broken once."""
    page = open_page("/en/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/en/map/?tint=reach")
    _moving(page)
    page.locator(".maplibregl-ctrl-zoom-in").click()
    page.wait_for_function("location.search.includes('at=') || document.querySelector('#map').dataset.ready === ''")
    ours = urlsplit(page.url).netloc
    assert {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))} == {ours}
    assert any(url.endswith(".mjs") for url in asked)


def test_every_territory_is_within_reach_of_the_keyboard(open_page: OpenPage) -> None:
    """Each that is drawn has its name on the map as a link, crowded or not, and a link in the table."""
    page = _moving(open_page("/en/map/"))
    labels = page.eval_on_selector_all(".map-label", "links => links.map(link => link.dataset.territory)")
    rows = page.eval_on_selector_all("#territories th a", "links => links.map(link => link.dataset.territory)")
    assert len(labels) >= 17 and set(labels) <= set(rows)
    crowded = page.locator(".map-label.is-crowded").first
    crowded.focus()
    expect(crowded).to_have_css("opacity", "1")


def test_a_point_of_the_map_opens_the_card_of_what_is_there(open_page: OpenPage) -> None:
    """A click in the middle of the map; what lies beneath is named too."""
    page = _moving(open_page("/en/map/?q=Belorme%20LIP"))
    page.goto("/en/map/?where=belorme")
    _moving(page)
    box = page.locator(".map-live canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#card h2")).to_be_focused()


def test_without_a_script_the_drawing_leads_to_the_card(open_page: OpenPage) -> None:
    """The same links, from the server."""
    page = open_page("/en/map/", scripts=False)
    page.locator(".map-drawing a[href*='territory=dunmere']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_have_text("Dunmere")


def test_on_paper_the_drawing_stands_with_its_legend(open_page: OpenPage) -> None:
    """The map that moves does not print; the drawing does."""
    page = _moving(open_page("/en/map/"))
    page.emulate_media(media="print")
    expect(page.locator(".map-drawing")).to_be_visible()
    expect(page.locator(".map-live")).to_be_hidden()
    expect(page.locator(".map-legend")).to_be_visible()


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("path", ["/en/map/?tint=reach&territory=belorme", "/fr/carte/organismes/?tint=coding"])
def test_the_map_that_moves_is_accessible(open_page: OpenPage, path: str, is_dark: bool) -> None:
    """WCAG 2.2 AA by axe, once the names stand on the map; the drawing has the same without scripts elsewhere."""
    page = _moving(open_page(path, dark=is_dark))
    found = list(_findings(Axe(), page, {"type": "tag", "values": _TAGS}))
    assert not found, "\n".join(found)
