"""Every page that links lead to, in both languages: accessible, within the width of a phone, reached by keyboard."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from django.utils.translation import override
from playwright.sync_api import Page
from tests.walkthroughs.conftest import OpenPage

_DAY = "as_of=2014-06-30"
# Files are downloaded, not shown.
_TABLES = ("csv", "xlsx", "json", "geojson", "ttl", "jsonld", "parquet", "graphml", "gexf", "txt", "zip")
_FILES = ("/file", "/fichier", "svg", "pdf", "png", *_TABLES)
# How many pages of one kind are looked at: two differ in their facts, and in the other language one shows the words.
_OF_A_KIND = {"en": 2, "fr": 1}
# One form for all forty-four kinds of facts, and one history: two kinds of facts show what the others do.
_SAME_FOR_ALL_FACTS = ("fact-add", "fact-edit", "fact-remove", "fact-history")
# Fewer would mean that links were lost, and pages with them.
_FEWEST_PAGES = 20
_SERIOUS = ("serious", "critical")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def _kind_of(path: str, language: str) -> tuple[str, ...] | None:
    """Which page it is, whatever record it shows; a section is a page of its own."""
    with override(language):
        try:
            match = resolve(urlsplit(path).path)
        except Resolver404:
            return None
    if match.url_name in _SAME_FOR_ALL_FACTS:
        return (match.url_name,)
    own = tuple(str(value) for name, value in sorted(match.kwargs.items()) if name in ("section", "kind", "step"))
    return (match.url_name or "", *own)


def _links(page: Page) -> Iterator[str]:
    hrefs: list[str] = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    root = urlsplit(page.url)
    for href in hrefs:
        parts = urlsplit(urljoin(page.url, href))
        if parts.netloc == root.netloc and not parts.path.endswith(_FILES):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def pages_reached(page: Page, language: str) -> Iterator[str]:
    """Goes from link to link and yields once on each page, at most two of a kind."""
    waiting, seen = deque([f"/{language}/", f"/{language}/?{_DAY}"]), set[str]()
    looked: dict[tuple[str, ...], int] = {}
    while waiting:
        path = waiting.popleft()
        kind = _kind_of(path, language)
        if path in seen or kind is None or not path.startswith(f"/{language}/"):
            continue
        seen.add(path)
        if looked.get(kind, 0) >= _OF_A_KIND[language]:
            continue
        looked[kind] = looked.get(kind, 0) + 1
        answer = page.goto(path)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status < 400, f"{path} answers {answer.status}"
        yield path
        waiting.extend(_links(page))


def _findings(axe: Axe, page: Page, rules: dict[str, Any]) -> Iterator[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe.axe_script)
    answer = page.evaluate("options => axe.run(options)", {"runOnly": rules, "resultTypes": ["violations"]})
    for violation in answer["violations"]:
        if violation["impact"] in _SERIOUS:
            nodes = [node["html"][:160] for node in violation["nodes"][:3]]
            yield f"{violation['id']}: {json.dumps(nodes, ensure_ascii=False)}"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_is_accessible_in_light_and_dark_and_fits_a_phone(open_page: OpenPage, language: str) -> None:
    """WCAG 2.2 AA as far as a machine can tell, as a steward, who sees most; 390 pixels without sideways scroll."""
    page, axe, faults, looked = open_page(f"/{language}/", as_="marc"), Axe(), [], 0
    for path in pages_reached(page, language):
        looked += 1
        faults += [f"{path}: {finding}" for finding in _findings(axe, page, {"type": "tag", "values": _TAGS})]
        page.emulate_media(color_scheme="dark")
        dark = _findings(axe, page, {"type": "rule", "values": ["color-contrast"]})
        faults += [f"{path}, dark: {finding}" for finding in dark]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 390, "height": 844})
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 390:
            faults.append(f"{path}: {width} pixels wide on a phone")
        page.set_viewport_size({"width": 1280, "height": 900})
    assert not faults, "\n".join(faults)
    assert looked >= _FEWEST_PAGES
