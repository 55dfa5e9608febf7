"""Reads the sentences that the code itself gives in both languages: bilingual texts, and what errors say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from scripts.translations.catalogue import placeholders
from scripts.translations.fault import Fault
from scripts.translations.typography import slips


def faults_of_code(root: Path, folder: str) -> Iterator[Fault]:
    """Faults of every Python file under a folder."""
    for path in sorted((root / folder).rglob("*.py")):
        name = path.relative_to(root).as_posix()
        for line, english, french in pairs_of_code(path.read_text(encoding="utf-8")):
            yield from (Fault(name, line, sentence) for sentence in _pair_faults(english, french))


def pairs_of_code(text: str) -> Iterator[tuple[int, str, str]]:
    """``Text(en=…, fr=…)``, ``english = …`` beside ``french = …``, with the line where the pair begins."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            said = {word.arg: word.value for word in node.keywords}
            yield from _pair(said.get("en"), said.get("fr"))
            if "english" in said or "french" not in said:
                yield from _pair(said.get("english"), said.get("french"))
            else:  # the English is the docstring of what is decorated
                yield from _pair(said["french"], said["french"])
        elif isinstance(node, ast.ClassDef):
            said = dict(_attributes(node))
            yield from _pair(said.get("english"), said.get("french"))


def _attributes(node: ast.ClassDef) -> Iterator[tuple[str, ast.expr]]:
    for statement in node.body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
        value = getattr(statement, "value", None)
        if isinstance(target, ast.Name) and value is not None:
            yield target.id, value


def _pair(english: ast.expr | None, french: ast.expr | None) -> Iterator[tuple[int, str, str]]:
    """Only what is written out; what is computed was written out somewhere else. A missing side is empty."""
    sides = [side.value if isinstance(side, ast.Constant) else "" for side in (english, french)]
    written = french or english
    if written is not None and all(side is None or isinstance(side, ast.Constant) for side in (english, french)):
        yield written.lineno, str(sides[0]), str(sides[1])


def _pair_faults(english: str, french: str) -> Iterator[str]:
    if bool(english) != bool(french):
        yield f"one language only: “{english or french}”"
    elif placeholders(english) != placeholders(french):
        yield f"does not keep the placeholders of the English: “{french}”"
    yield from slips(french)
