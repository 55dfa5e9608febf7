"""A real browser before the real product: the demonstration served from an empty folder, as anybody starts it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

_QUIET = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Three minutes at most: a machine shared with other tests is slow to start.
_TRIES = 1800

Role = Literal["lise", "ana", "marc", "nadia"]
OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder drive a browser, and those of one server stay together."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.walkthrough)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=1):
            return True
    except (URLError, TimeoutError, ConnectionError):
        return False


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the product that the browser visits."""
    return tmp_path_factory.mktemp("product")


@pytest.fixture(scope="session")
def address(product: Path) -> Iterator[str]:
    """The address of a product just started, with its demonstration."""
    folder, port = product, _free_port()
    # Django’s synchronous parts refuse to run beside Playwright’s event loop: the product runs in a process of its own.
    environment = os.environ | {"CONCERTATION_DATA": str(folder)}
    command = [sys.executable, "-m", "concertation", "demo", "--port", str(port)]
    with (folder / "log").open("w") as log:
        running = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    root = f"http://127.0.0.1:{port}"
    try:
        for _ in range(_TRIES):
            if running.poll() is not None or _answers(f"{root}/en/"):
                break
            _wait_a_moment(running)
        assert running.poll() is None and _answers(f"{root}/en/"), (folder / "log").read_text()
        yield root
    finally:
        running.terminate()
        running.wait()


def _wait_a_moment(product: subprocess.Popen[bytes]) -> None:
    try:
        product.wait(timeout=0.1)
    except subprocess.TimeoutExpired:
        return


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window, closed with its file: its event loop would keep the framework from other tests."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CONCERTATION_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.fail(
            "These tests need Chromium (Debian: apt-get install chromium), or CONCERTATION_CHROMIUM set to one."
        )
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=list(_QUIET))
        yield launched
        launched.close()


def _is_fault(said: ConsoleMessage) -> bool:
    """A refusal that the page itself explains is an answer, not a fault."""
    return said.type == "error" and "status of 4" not in said.text


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Opens a page as somebody, at a width; whatever the browser complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        path: str,
        *,
        as_: Role | None = None,
        width: int = 1280,
        dark: bool = False,
        scripts: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="fr-CA" if path.startswith("/fr") else "en-CA",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if _is_fault(said) else None)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        if as_:
            page.goto("/en/sign-in/")
            page.get_by_label("Username").fill(as_)
            page.get_by_label("Password").fill(f"demonstration-{as_}")
            page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)
