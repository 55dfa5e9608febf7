"""From a document to bytes. Values go in as data: no word of a record is ever read as an instruction."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concertation.reports.documents.document import Document

if TYPE_CHECKING:
    from typst import Fonts

# A pixel of the drawings is 0.75 pt: so many dots an inch give two dots a pixel.
_TWICE = 192.0
# The typeface of the pages, put here as assets are built; without it, the one of the compiler stands in.
_FACES = Path(__file__).parent / "fonts"
# What the compiler says of a sign that no font has.
_NO_SIGN = "could not be displayed"
# Control characters, halves of a character and what Unicode has not given a meaning: no font shows them.
_UNSHOWN = {"Cc", "Cs", "Cn"}


def as_pdf(document: Document) -> bytes:
    """A tagged PDF/UA-1, in our fonts, else the library’s, else the machine’s; the same document gives the same bytes.

    A sign that no font has costs the standard, not the paper: it stays tagged.
    """
    import typst  # noqa: PLC0415 pages do not wait for it

    for own_fonts in (True, False):
        try:
            return _pdf(document, own_fonts=own_fonts, is_accessible=True)
        except typst.TypstError as refusal:
            if _NO_SIGN not in str(refusal):
                raise
    return _pdf(document, own_fonts=False, is_accessible=False)


def as_png(document: Document) -> bytes:
    """One picture as high as it needs, two dots a pixel."""
    import typst  # noqa: PLC0415 pages do not wait for it

    inputs = _inputs(document, "png")
    return typst.compile(_template(), format="png", ppi=_TWICE, font_paths=_fonts(own=False), sys_inputs=inputs)


def _pdf(document: Document, *, own_fonts: bool, is_accessible: bool) -> bytes:
    import typst  # noqa: PLC0415 pages do not wait for it

    return typst.compile(
        _template(),
        format="pdf",
        font_paths=_fonts(own=own_fonts),
        sys_inputs=_inputs(document, "pdf"),
        pdf_standards=["ua-1"] if is_accessible else None,
        timestamp=int(datetime.combine(document.day, time(), UTC).timestamp()),
    )


@cache
def _fonts(*, own: bool) -> Fonts:
    """Looked for once in a process; those of the machine only where ours do not suffice."""
    import typst  # noqa: PLC0415 pages do not wait for it

    return typst.Fonts(include_system_fonts=not own, font_paths=[str(_FACES)])


def _template() -> bytes:
    return resources.files("concertation.reports.documents").joinpath("paper.typ").read_bytes()


def _inputs(document: Document, form: str) -> dict[str, str]:
    return {"document": json.dumps(_plain(asdict(document))), "form": form}


def _plain(value: Any) -> Any:
    """The same values as JSON has them, without the signs that no font can show."""
    if isinstance(value, str):
        return "".join(sign for sign in value if sign == "\n" or unicodedata.category(sign) not in _UNSHOWN)
    if isinstance(value, Mapping):
        return {name: _plain(inside) for name, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inside) for inside in value]
    return value.isoformat() if isinstance(value, date) else value
