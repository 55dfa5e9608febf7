"""What a new machine relies on: locks with hashes and without hosts, and chores that say what they do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock.txt", "requirements-dev.lock.txt")


@pytest.mark.parametrize("lock", LOCKS)
def test_each_python_package_is_pinned_with_hashes(lock: str) -> None:
    """A package changed after it was locked is refused."""
    blocks = re.split(r"\n(?=[\w])", (ROOT / lock).read_text(encoding="utf-8"))
    pins = [block for block in blocks if re.match(r"[\w.-]+(\[[^]]+\])?==", block)]
    assert len(pins) > 20
    assert [pin.partition(" ")[0] for pin in pins if "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_python_locks_name_no_host(lock: str) -> None:
    """Whoever installs chooses where packages come from."""
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_frontend_lock_has_hashes_and_no_host() -> None:
    """The same, for what the browser receives."""
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    fetched = {name: package for name, package in packages.items() if name}
    assert [name for name, package in fetched.items() if "integrity" not in package] == []
    assert [name for name, package in fetched.items() if "resolved" in package] == []


def test_base_and_developer_locks_agree() -> None:
    """What developers test is what people install."""
    base, dev = (
        set(re.findall(r"^[\w.-]+==[^\s;\\]+", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in LOCKS
    )
    assert base - dev == set()


def test_each_word_of_the_makefile_says_what_it_does() -> None:
    """`make help` leaves none out."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    words = set(re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)[0].split())
    assert words == set(re.findall(r"^([a-z-]+):.*## \S", text, re.MULTILINE))
