"""The commands that the README gives are commands that exist, the same in both languages."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from concertation.cli.bilingual import BilingualGroup
from concertation.cli.main import concertation

_ROOT = Path(__file__).resolve().parents[2]


def _commands(name: str) -> list[list[str]]:
    blocks = re.findall(r"^```\n(.*?)^```", (_ROOT / name).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("concertation ")]
    return [shlex.split(line, comments=True)[1:] for line in lines]


def _find(words: list[str]) -> tuple[click.Command, list[str]]:
    command: click.Command = concertation
    rest = list(words)
    while isinstance(command, BilingualGroup) and rest:
        found = command.get_command(click.Context(command), rest[0])
        assert found is not None, words
        command, rest = found, rest[1:]
    return command, rest


def _without_language(words: list[str]) -> list[str]:
    return words[: words.index("--language")] if "--language" in words else words


@pytest.mark.parametrize("name", ["README.md", "README.fr.md"])
def test_every_command_of_the_readme_can_be_typed(name: str) -> None:
    """Its name, its options and their values are understood; files that a reader would have are not looked for."""
    for words in _commands(name):
        command, rest = _find(words)
        with click.Context(command, obj="en", resilient_parsing=True) as context:
            command.parse_args(context, rest)
        known = {option for param in command.params for option in param.opts}
        assert {word for word in rest if word.startswith("--")} <= known


def test_both_readmes_give_the_same_commands() -> None:
    """A reader of French misses none."""
    told = {name: [_find(words)[0].name for words in _commands(name)] for name in ("README.md", "README.fr.md")}
    assert told["README.md"] == told["README.fr.md"]
    options = {
        name: [[w for w in _without_language(words) if w.startswith("--")] for words in _commands(name)]
        for name in told
    }
    assert options["README.md"] == options["README.fr.md"]
