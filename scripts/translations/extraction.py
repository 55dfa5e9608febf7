"""Finds what is to be translated, in Python and in templates, without the gettext programs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

# What each function of the gettext family takes, in order; `_` is what modules call gettext_lazy.
_ARGUMENTS = {
    "_": ("singular",),
    "gettext": ("singular",),
    "ngettext": ("singular", "plural"),
    "pgettext": ("context", "singular"),
    "npgettext": ("context", "singular", "plural"),
}
# The same, as Babel says it.
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate, where it is written; the plural is empty when it counts nothing."""

    file: str
    line: int
    singular: str
    plural: str = ""
    context: str = ""

    @property
    def identity(self) -> tuple[str, str]:
        """What a catalogue knows it by."""
        return (self.context, self.singular)


def messages_in(root: Path, folder: str) -> Iterator[Message]:
    """Every message under a folder, in the order of files and lines; files are named from the root."""
    for path in sorted((root / folder).rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix == ".py":
            yield from messages_of_python(name, path.read_text(encoding="utf-8"))
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            yield from messages_of_template(name, path.read_text(encoding="utf-8"))


def messages_of_python(name: str, text: str) -> Iterator[Message]:
    """Calls of gettext and its family, wherever they stand: inside an f-string too, which xgettext does not read."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        roles = _ARGUMENTS.get(_called(node).removesuffix("_lazy").removesuffix("_noop"), ())
        said = [argument.value for argument in node.args[: len(roles)] if isinstance(argument, ast.Constant)]
        if roles and len(said) == len(roles):
            yield Message(name, node.lineno, **dict(zip(roles, map(str, said), strict=True)))


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def messages_of_template(name: str, text: str) -> Iterator[Message]:
    """``translate`` and ``blocktranslate``: the framework rewrites the template as calls, one after another."""
    calls = "\n".join(line.lstrip() for line in templatize(text, origin=name).split("\n"))
    for line, found, _comments, context in extract("python", BytesIO(calls.encode()), _KEYWORDS):
        ids = (found,) if isinstance(found, str) else found
        yield Message(name, line, ids[0], ids[1] if len(ids) > 1 else "", context or "")
