"""Reads the data files: wherever one language speaks, the other does too, and says as much."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.translations.catalogue import placeholders
from scripts.translations.fault import Fault
from scripts.translations.typography import slips

# en, fr, en_one, fr_one, name_en, name_fr …
_SIDE = re.compile(r"^(?P<before>|\w+_)(?P<language>en|fr)(?P<after>|_\w+)$")
_OTHER = {"en": "fr", "fr": "en"}
# A place in its own name, as each language writes it: not a figure that both must give.
_OWN_NAMES = {"{en}", "{fr}", "{of}"}
# What an organisation was called before, which may have been in one language only.
_OF_ONE_LANGUAGE = {"former"}


def faults_of_data(root: Path, folder: str) -> Iterator[Fault]:
    """Faults of every TOML file under a folder."""
    for path in sorted((root / folder).rglob("*.toml")):
        name = path.relative_to(root).as_posix()
        source = path.read_text(encoding="utf-8")
        for where, text, sentence in _faults_in(tomllib.loads(source), ""):
            yield Fault(name, source.count("\n", 0, max(source.find(text), 0)) + 1, f"{where} {sentence}")


def _faults_in(value: Any, where: str) -> Iterator[tuple[str, str, str]]:
    """Where, in which words, and what."""
    if isinstance(value, list):
        for position, item in enumerate(value, start=1):
            yield from _faults_in(item, f"{where}[{position}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            place = f"{where}.{key}".lstrip(".")
            if isinstance(item, str) and (side := _SIDE.match(key)):
                yield from ((place, item, sentence) for sentence in _side_faults(value, side, item))
            elif key not in _OF_ONE_LANGUAGE:
                yield from _faults_in(item, place)


def _side_faults(table: dict[str, Any], side: re.Match[str], text: str) -> Iterator[str]:
    other = table.get(f"{side['before']}{_OTHER[side['language']]}{side['after']}")
    if not text.strip():
        yield "is empty"
    elif other is None:
        yield f"has no {'French' if side['language'] == 'en' else 'English'} beside it"
    elif side["language"] == "fr":
        if isinstance(other, str) and not _fills_alike(text, other, is_singular=side["after"] == "_one"):
            yield "does not keep the placeholders of the English"
        yield from slips(text)


def _fills_alike(french: str, english: str, *, is_singular: bool) -> bool:
    """Both give the same figures; a singular may say « la seule » or “the only one” instead of its count."""
    left_out = _OWN_NAMES | ({"{count}"} if is_singular else set())
    return placeholders(french) - left_out == placeholders(english) - left_out
