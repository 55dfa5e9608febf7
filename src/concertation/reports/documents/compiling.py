"""From a document to bytes. Values go in as data: no word of a record is ever read as an instruction."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict
from datetime import UTC, datetime, time
from importlib import resources
from typing import Any

from concertation.reports.documents.document import Document

# Accessible (ISO 14289-1): whatever lacks its words in place of a drawing is refused.
_STANDARDS = ("ua-1",)
# A pixel of the drawings is 0.75 pt: so many dots an inch give two dots a pixel.
_TWICE = 192.0


def as_pdf(document: Document) -> bytes:
    """A tagged PDF/UA-1; the same document gives the same bytes on one machine."""
    return _compiled(document, format="pdf", timestamp=_timestamp(document))


def as_png(document: Document) -> bytes:
    """One picture as high as it needs, two dots a pixel."""
    return _compiled(document, format="png", ppi=_TWICE)


def _compiled(document: Document, **asked: Any) -> bytes:
    """The fonts of the library first; then those of the machine; a sign that no font has costs PDF/UA, not the paper."""
    import typst  # noqa: PLC0415 pages do not wait for it

    source = resources.files("concertation.reports.documents").joinpath("paper.typ").read_bytes()
    inputs = {"document": json.dumps(_plain(asdict(document))), "form": asked["format"]}
    ways: list[tuple[bool, tuple[str, ...]]] = [(True, _STANDARDS), (False, _STANDARDS), (False, ())]
    for own_fonts, standards in ways:
        more = {"pdf_standards": list(standards)} if asked["format"] == "pdf" and standards else {}
        try:
            made = typst.compile(source, ignore_system_fonts=own_fonts, sys_inputs=inputs, **asked, **more)
        except typst.TypstError as refusal:
            if "could not be displayed" not in str(refusal) or not standards:
                raise
        else:
            return bytes(made)
    raise AssertionError


def _timestamp(document: Document) -> int:
    return int(datetime.combine(document.day, time(), UTC).timestamp())


def _plain(value: Any) -> Any:
    """The same values without the control characters that no font can show."""
    if isinstance(value, str):
        return "".join(sign for sign in value if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs", "Cn"})
    if isinstance(value, dict):
        return {name: _plain(inside) for name, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inside) for inside in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
