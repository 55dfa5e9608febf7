"""The documentation stays true: links lead somewhere, commands exist, code runs, both languages agree."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from scripts.translations.documents import twin_of

from concertation.cli.main import concertation
from concertation.core.demonstration import documented_cases, rows_as_snapshot
from concertation.exchange.parquet import write_snapshot

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)


def name_of(path: Path) -> str:
    """A document as the report of a test names it."""
    return path.relative_to(ROOT).as_posix()


def fences(document: Path, language: str) -> list[str]:
    """The blocks of code of a document in that language; commands have none."""
    text = document.read_text(encoding="utf-8")
    return [found["code"] for found in FENCE.finditer(text) if found["language"] == language]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    """Every link to a file of the project has its file."""
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    targets = [found.partition("#")[0] for found in re.findall(r"\]\(([^)]+)\)", text) if "://" not in found]
    assert [target for target in targets if target and not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_commands_exist(document: Path) -> None:
    """Every `concertation …` of a document is a command, with options that it knows."""
    lines = [line for block in fences(document, "") for line in block.splitlines()]
    assert [fault for line in lines for fault in faults_of_command(line)] == []


def faults_of_command(line: str) -> Iterator[str]:
    """What the command line would not understand of a line of a document."""
    program, *words = shlex.split(line.partition(">")[0], comments=True) or [""]
    if program.rpartition("/")[2] != "concertation":
        return
    command: click.Command = concertation
    context = click.Context(command)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        word = words.pop(0)
        found = command.get_command(context, word)
        if found is None:
            yield f"{line}: no command {word}"
            return
        command = found
    known = {option for parameter in command.get_params(context) for option in parameter.opts}
    yield from (f"{line}: no option {word}" for word in words if word.startswith("--") and word not in known)


@pytest.mark.parametrize("document", [one for one in DOCUMENTS if one.name.endswith(".en.md")], ids=name_of)
def test_both_languages_have_the_same_shape(document: Path) -> None:
    """As many headings, rows of tables and blocks of code on each side."""
    twin = twin_of(document)
    assert twin is not None
    shapes = [
        (len(re.findall(r"^#+ ", text, re.MULTILINE)), len(re.findall(r"^\|", text, re.MULTILINE)), text.count("\n```"))
        for text in (document.read_text(encoding="utf-8"), twin.read_text(encoding="utf-8"))
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_notebook_runs(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code of the page on notebooks, on the article's two cases, with no database."""
    monkeypatch.chdir(tmp_path)
    write_snapshot(rows_as_snapshot(documented_cases(), as_of=date(2014, 6, 30)), tmp_path / "june-2014")
    page = ROOT / "docs" / "how-to" / f"analyse-in-a-notebook.{language}.md"
    names: dict[str, object] = {}
    for block in fences(page, "python"):
        exec(compile(block, name_of(page), "exec"), names)  # our own documentation
    assert {"types", "by_reach", "largest", "unknown", "answer"} <= set(names)


@pytest.mark.parametrize(("language", "folder", "edges"), [("en", "june-2014", "edges"), ("fr", "juin-2014", "liens")])
def test_the_page_on_networks_runs(
    language: str, folder: str, edges: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the article's two cases, and on a list of two edges and a row without an end."""
    monkeypatch.chdir(tmp_path)
    write_snapshot(rows_as_snapshot(documented_cases(), as_of=date(2014, 6, 30)), tmp_path / folder)
    (tmp_path / f"{edges}.csv").write_text("source,target\na,b\nb,c\nc,\n", encoding="utf-8")
    page = ROOT / "docs" / "how-to" / f"analyse-a-network.{language}.md"
    names: dict[str, Any] = {}
    for block in fences(page, "python"):
        exec(compile(block, name_of(page), "exec"), names)  # our own documentation
    tables, own = names["tables"], names["own" if language == "en" else "propre"]
    assert tables.size == 19
    assert tables.tie_count > 0
    assert own.whole["size"].value == 3
