"""Claim: a network of 2,000 organisations and 10,000 ties is painted in 2 s, and a filter redraws it in 200 ms.

Run: ``python -m benchmarks.networks.paint [NODES TIES]``. An invented register of so many organisations in tables of
about twenty, tied within them and between, is served from an empty folder; headless Chromium opens its page. Printed,
of five runs the median and the highest, in milliseconds: from the click to the first picture (the drawing of the
server) and to the picture that moves; from a click on the legend to the redrawn picture, and to its words; frames a
second while the picture is dragged. Chromium draws without a graphics card, and the load of the machine is printed.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from statistics import median
from time import sleep, time
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

NODES, TIES = 2_000, 10_000
RUNS = 5
_AT_A_TABLE = 20
_FLAGS = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
_KINDS = ("settlement_agency", "community", "municipal", "school_board", "employer", "faith", "library")
_DRAG = """async () => {
  const live = window.concertationNetwork;
  const canvas = document.querySelector(".network-live canvas");
  let frames = 0;
  const began = performance.now();
  while (performance.now() - began < 2000) {
    live.camera.move(frames % 2 ? -6 : 6, 2);
    live.draw();
    canvas.getContext("2d").getImageData(0, 0, 1, 1);
    await new Promise(requestAnimationFrame);
    frames += 1;
  }
  return frames / ((performance.now() - began) / 1000);
}"""
_TURNED = """() => new Promise((done) => {
  const link = document.querySelector("#network-side .network-entry-name");
  const state = document.getElementById("network-state");
  const before = state.textContent;
  const began = performance.now();
  let redrawn = 0;
  new MutationObserver((_, seen) => {
    if (state.textContent === before) return;
    seen.disconnect();
    done([redrawn, performance.now() - began]);
  }).observe(state, { childList: true, characterData: true, subtree: true });
  link.click();
  document.querySelector(".network-live canvas").getContext("2d").getImageData(0, 0, 1, 1);
  redrawn = performance.now() - began;
})"""


def main(nodes: int, ties: int) -> None:
    """Prints one line a measure."""
    with tempfile.TemporaryDirectory(prefix="concertation-paint-") as place:
        environment = os.environ | {"CONCERTATION_DATA": place}
        fill = [sys.executable, "-m", "benchmarks.networks.paint", "--fill", str(nodes), str(ties)]
        subprocess.run(fill, env=environment, check=True)
        port = _free_port()
        serve = [sys.executable, "-m", "concertation", "serve", "--port", str(port)]
        running = subprocess.Popen(serve, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _measure(f"http://127.0.0.1:{port}/en/network/?tie=register")
        finally:
            running.terminate()
            running.wait()
    print(f"load {os.getloadavg()[0]:.1f}")


def _measure(address: str) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the register is filled without a browser

    first_answer = _wait_for(address)
    print(f"{first_answer * 1000:7.0f} ms  the page for the first time, the register read and the network laid out")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(_FLAGS))
        seen = [_one_visit(browser, address) for _ in range(RUNS)]
        browser.close()
    labels = {
        "first": "first contentful paint",
        "largest": "largest contentful paint: the drawing of the server",
        "moving": "the picture that moves is painted",
        "redrawn": "a filter redraws it",
        "said": "and its words have followed",
    }
    for name, words in labels.items():
        times = [visit[name] for visit in seen]
        print(f"{median(times):7.0f} ms  {words} (at most {max(times):.0f})")
    frames = [visit["frames"] for visit in seen]
    print(f"{median(frames):7.1f} frames a second while it is dragged (at least {min(frames):.1f})")


def _one_visit(browser: Any, address: str) -> dict[str, float]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.wait_for_selector("#network[data-ready]", timeout=60_000)
    paints = page.evaluate(
        "() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))"
        ".observe({ type: 'largest-contentful-paint', buffered: true }))"
    )
    first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    moving = page.evaluate("performance.getEntriesByName('network-painted')[0].startTime")
    redrawn, said = page.evaluate(_TURNED)
    frames = page.evaluate(_DRAG)
    page.close()
    return {"first": first, "largest": paints, "moving": moving, "redrawn": redrawn, "said": said, "frames": frames}


def _wait_for(address: str) -> float:
    for _ in range(600):
        began = time()
        try:
            with urlopen(address, timeout=60):
                return time() - began
        except (URLError, ConnectionError):
            sleep(0.1)
    raise TimeoutError(address)


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CONCERTATION_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise SystemExit("This needs Chromium (Debian: apt-get install chromium), or CONCERTATION_CHROMIUM set to one.")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fill(nodes: int, ties: int) -> None:
    """Writes the register of that many organisations and ties."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concertation.project.settings")
    import django  # noqa: PLC0415 after the settings

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 after the settings

    from concertation.store.history import recording  # noqa: PLC0415 after the settings
    from concertation.store.loading import insert_facts  # noqa: PLC0415 after the settings

    call_command("migrate", verbosity=0)
    with recording(kind="edit", reason="benchmark"):
        insert_facts(_facts(nodes, ties))


def _facts(nodes: int, ties: int) -> dict[str, dict[str, Mapping[str, object]]]:
    draw = random.Random(2014)
    organisations: dict[str, Mapping[str, object]] = {
        f"agency-{number}": {
            "name_en": f"Agency {number}", "name_fr": f"Organisme {number}", "kind": draw.choice(_KINDS),
            "is_synthetic": True, "is_unnamed_group": False,
        }
        for number in range(nodes)
    }  # fmt: skip
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < ties:
        one = draw.randrange(nodes)
        is_near = draw.random() < 0.85
        other = one - one % _AT_A_TABLE + draw.randrange(_AT_A_TABLE) if is_near else draw.randrange(nodes)
        if one != other and other < nodes:
            pairs.add((min(one, other), max(one, other)))
    told: dict[str, Mapping[str, object]] = {
        f"tie-{one}-{other}": {
            "from_organisation": f"agency-{one}", "to_organisation": f"agency-{other}", "kind": "partner",
            "intensity": draw.randint(1, 5),
        }
        for one, other in sorted(pairs)
    }  # fmt: skip
    return {"organisation": organisations, "tie": told}


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()] or [NODES, TIES]
    (fill if "--fill" in sys.argv else main)(*numbers)
