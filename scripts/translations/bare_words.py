"""Finds words that a template shows without passing them through translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from scripts.translations.fault import Fault

_WORD = re.compile(r"[^\W\d_]{2,}")
_READ_ALOUD = {"aria-label", "aria-description", "alt", "title", "placeholder", "label"}
_CODE = {"script", "style", "code"}
# Attributes that a template gives to a tag of another.
_ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
_LANGUAGES = {"en", "fr"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Names, the same in both languages, and each language's name in itself.
_NAMES = {
    "Concertation",
    "SKOS",
    "CSV",
    "JSON",
    "Turtle",
    "Parquet",
    "XLSX",
    "xlsx",
    "ZIP",
    "LD",
    "Français",
    "English",
    "EN",
    "FR",
}
_BLOCKS = {"blocktranslate", "blocktrans", "comment", "verbatim"}


def bare_words_in(root: Path, folder: str) -> Iterator[Fault]:
    """Faults of every page template under a folder."""
    for path in sorted((root / folder).rglob("*.html")):
        name = path.relative_to(root).as_posix()
        for line, text in bare_words(path.read_text(encoding="utf-8")):
            yield Fault(name, line, f"shown without translation: “{text}”")


def bare_words(template: str) -> Iterator[tuple[int, str]]:
    """The words that people would read whatever their language, with their line."""
    reader = _PageReader()
    reader.feed(_without_template_language(template))
    reader.close()
    yield from reader.found


def _without_template_language(template: str) -> str:
    """The page with what the framework fills in taken out, each line where it was."""
    kept: list[str] = []
    inside = ""
    for token, source in _tokens(template):
        word = token.contents.split()[0] if token.contents.split() else ""
        if inside and token.token_type == TokenType.BLOCK and word == f"end{inside}":
            inside = ""
        elif not inside and token.token_type == TokenType.BLOCK and word in _BLOCKS:
            inside = word
        elif not inside and token.token_type == TokenType.TEXT:
            kept.append(source)
            continue
        kept.append(" " + "\n" * source.count("\n"))
    return "".join(kept)


def _tokens(template: str) -> Iterator[tuple[Token, str]]:
    """Tokens with the source they came from, so that lines can be counted."""
    lexer = Lexer(template)
    place = 0
    for token in lexer.tokenize():
        length = len(token.contents) if token.token_type == TokenType.TEXT else _tag_length(template, place)
        yield token, template[place : place + length]
        place += length


def _tag_length(template: str, place: int) -> int:
    end = {"{%": "%}", "{{": "}}", "{#": "#}"}[template[place : place + 2]]
    return template.index(end, place) + 2 - place


class _PageReader(HTMLParser):
    """Collects the words a person would see or hear, save code and what is marked as said in one language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in _READ_ALOUD:
                self._keep(value or "")
        if tag not in _VOID:
            language = (dict(attributes).get("lang") or "").partition("-")[0]
            self._open.append((tag, tag in _CODE or language in _LANGUAGES))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if not any(is_left for _tag, is_left in self._open):
            self._keep(data)

    def _keep(self, text: str) -> None:
        if any(word not in _NAMES for word in _WORD.findall(_ATTRIBUTE.sub("", text))):
            self.found.append((self.getpos()[0], " ".join(text.split())[:60]))
