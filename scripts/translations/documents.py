"""Reads the documents that people read in both languages: each has its twin, and its French is well set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.translations.fault import Fault
from scripts.translations.typography import slips

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_TARGET = re.compile(r"\]\([^)]*\)")


def faults_of_documents(root: Path, folder: str) -> Iterator[Fault]:
    """Faults of every Markdown document under a folder that names its language."""
    for path in sorted((root / folder).rglob("*.md")):
        name = path.relative_to(root).as_posix()
        twin = twin_of(path)
        if twin is not None and not twin.exists():
            yield Fault(name, 0, f"has no {twin.name} beside it")
        if path.name.endswith(".fr.md"):
            yield from _slips_of(name, path.read_text(encoding="utf-8"))


def twin_of(document: Path) -> Path | None:
    """The same document in the other language; none when it is written for developers, in English alone."""
    name = document.name
    if name == "README.md":
        return document.with_name("README.fr.md")
    if name == "README.fr.md":
        return document.with_name("README.md")
    stem, _dot, language = name.removesuffix(".md").rpartition(".")
    return document.with_name(f"{stem}.{'fr' if language == 'en' else 'en'}.md") if language in {"en", "fr"} else None


def _slips_of(name: str, text: str) -> Iterator[Fault]:
    """Line by line, since typography does not reach across lines; code and addresses are left as they are."""
    prose = _TARGET.sub("]", _FENCE.sub(lambda code: "\n" * code[0].count("\n"), text))
    for number, line in enumerate(prose.splitlines(), start=1):
        yield from (Fault(name, number, sentence) for sentence in slips(line))
