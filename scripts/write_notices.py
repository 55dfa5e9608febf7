"""Writes the notices of third parties from the locks and from what each package says of itself.

With ``--check``, only compares. A package that the lock keeps for another system or another Python is not installed
here: its entry stays as it is committed, so that the file is the same wherever it is written.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from itertools import takewhile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "THIRD-PARTY-NOTICES.md"
LOCK = ROOT / "requirements-dev.lock.txt"
FRONTEND = ROOT / "frontend"

_INTRODUCTION = """\
# Third-party notices

Concertation is free software under AGPL-3.0-or-later. It stands on the work of others, named here with their licences.
`scripts/write_notices.py` writes this file from the locks and from what each package says of itself.

## Inside the built package

What the browser receives: these files are part of the wheel, and their licences go with them.
"""
_BESIDE = """\
## Installed beside it

Python packages that an installation brings in, each with its own licence files in its own folder.
"""
_PACKAGE = re.compile(r"^(?P<name>[\w.-]+)(?:\[[^]]*\])?==(?P<version>[^ ;\\]+)")
# A package of a typeface has one for its code and one for its fonts.
_LICENCE = re.compile(r"(?:LICEN[CS]E|COPYING)(?:_FONT)?$", re.IGNORECASE)
_COPYRIGHT = re.compile(r"\W*(?:copyright (?:\(c\)|©|\d{4})|©|\(c\) ?\d{4})", re.IGNORECASE)
# The text of the LGPL opens with the copyright of the licence itself.
_OF_THE_LICENCE = "Free Software Foundation, Inc."
_ENTRY = re.compile(r"^### (?P<title>.+)\n(?P<body>(?:(?!#).*\n)*)", re.MULTILINE)
# name.dist-info/licenses/LICENSE, and no deeper.
_DEPTH = 3
_HOME = ("homepage", "home", "repository", "source", "source code", "documentation")
# What older packages wrote for what the list of SPDX calls otherwise.
_SPDX = {
    "PSFL": "PSF-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
}


def notices(committed: str) -> tuple[str, list[str]]:
    """The whole file, and the packages that are neither installed here nor described yet."""
    kept = {found["title"]: found["body"] for found in _ENTRY.finditer(committed)}
    bundled = [_bundled_entry(name, version) for name, version in bundled_packages()]
    beside = {f"{name} {version}": _python_entry(name, version, kept) for name, version in installed_packages()}
    text = "\n".join([_INTRODUCTION, *bundled, _BESIDE, *filter(None, beside.values())])
    return text, [title for title, entry in beside.items() if not entry]


def bundled_packages() -> Iterator[tuple[str, str]]:
    """What the front end ships: the packages of its lock that are not tools of development."""
    lock = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    for path, package in sorted(lock["packages"].items()):
        if path and not package.get("dev"):
            yield path.removeprefix("node_modules/"), package["version"]


def installed_packages() -> list[tuple[str, str]]:
    """What the project and its extras ask for, and what that asks for in turn, as the lock pins it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + [one for extra in project["optional-dependencies"].values() for one in extra]
    wanted = {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in asked}
    pins = list(_pins(LOCK.read_text(encoding="utf-8")))
    while further := {name for name, _version, askers in pins if name not in wanted and wanted & askers}:
        wanted |= further
    return sorted((name, version) for name, version, _askers in pins if name in wanted)


def _pins(lock: str) -> Iterator[tuple[str, str, set[str]]]:
    """Each pinned package with those that ask for it."""
    for block in re.split(r"\n(?=\w)", lock):
        if found := _PACKAGE.match(block):
            yield found["name"], found["version"], set(re.findall(r"^ +# +(?:via )?([\w.-]+)", block, re.MULTILINE))


def _bundled_entry(name: str, version: str) -> str:
    folder = FRONTEND / "node_modules" / name
    described = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    head = f"### {name} {version}\n\n{described['license']} · <{_web_home(described)}>\n"
    licences = [path for path in sorted(folder.iterdir()) if _LICENCE.match(path.stem)]
    if not licences:
        return f"{head}\nThe package carries no text of its licence.\n"
    texts = (path.read_text(encoding="utf-8").strip().splitlines() for path in licences)
    return head + "".join("\n```text\n" + "\n".join(map(str.rstrip, lines)) + "\n```\n" for lines in texts)


def _web_home(described: dict[str, Any]) -> str:
    """Its page, or where its source is kept, written in the several ways that packages of the web have."""
    if "homepage" in described:
        return str(described["homepage"])
    kept = described["repository"]
    address = str(kept["url"] if isinstance(kept, dict) else kept).removesuffix(".git")
    path = re.sub(r"^(?:git\+)?(?:https|ssh|git)://(?:git@)?github\.com/|^github:", "", address)
    return f"https://github.com/{path}"


def _python_entry(name: str, version: str, kept: dict[str, str]) -> str:
    title = f"{name} {version}"
    try:
        found = distribution(name)
    except PackageNotFoundError:
        found = None
    if found is not None and found.version == version:
        return f"### {title}\n\n{_described(found)}\n"
    return f"### {title}\n{kept[title]}".rstrip("\n") + "\n" if title in kept else ""


def _described(package: Distribution) -> str:
    lines = [f"{_licence(package)} · <{_home(package)}>", *_copyrights(package)]
    return "  \n".join(lines)


def _licence(package: Distribution) -> str:
    said = package.metadata
    classifiers = [one for one in said.get_all("Classifier", []) if one.startswith("License ::")]
    written = said.get_all("License-Expression", []) + said.get_all("License", [])
    short = [text for text in written if text and "\n" not in text]
    name: str = short[0] if short else classifiers[0].rsplit(" :: ", 1)[-1]
    return _SPDX.get(name, name)


def _home(package: Distribution) -> str:
    links = (link.split(", ", 1) for link in package.metadata.get_all("Project-URL", []))
    named = {label.lower(): address for label, address in links}
    for home in package.metadata.get_all("Home-page", []):
        named.setdefault("homepage", home)
    address: str = next(named[label] for label in _HOME if label in named)
    return address


def _copyrights(package: Distribution) -> list[str]:
    """Whose work it is, as the head of each of its licence files says; the files themselves are installed with it."""
    lines: list[str] = []
    for path in sorted(package.files or [], key=str):
        if re.match(r"(?i)(licen[cs]e|copying|notice)", path.name) and ".dist-info" in path.parts[0]:
            lines += _head(path.read_text(encoding="utf-8")) if len(path.parts) <= _DEPTH else []
    return list(dict.fromkeys(line for line in lines if _OF_THE_LICENCE not in line))


def _head(licence: str) -> list[str]:
    """The first lines of copyright. What follows may speak of libraries that only some systems carry."""
    lines = [line.strip(" *#\t,") for line in licence.splitlines()]
    start = next((place for place, line in enumerate(lines) if _COPYRIGHT.match(line)), len(lines))
    return list(takewhile(_COPYRIGHT.match, lines[start:]))


def main(*, only_compare: bool) -> int:
    """Zero when the file says what the packages say."""
    committed = NOTICES.read_text(encoding="utf-8") if NOTICES.exists() else ""
    text, undescribed = notices(committed)
    if only_compare and committed != text:
        sys.stderr.write(f"{NOTICES.name} is not what the locks say: run scripts/write_notices.py\n")
        return 1
    if not only_compare:
        NOTICES.write_text(text, encoding="utf-8")
    for title in undescribed:
        sys.stderr.write(f"{title} is not installed here: install it in a folder, then PYTHONPATH=FOLDER and again.\n")
    return len(undescribed)


if __name__ == "__main__":
    sys.exit(main(only_compare="--check" in sys.argv[1:]))
