"""Papers of a page: on which sheet, and how they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpResponse

from concertation.core.text import Text
from concertation.reports.documents import Document, Paper, as_pdf


@dataclass(frozen=True, slots=True)
class Sheet:
    """A size of paper, and what a link to it says."""

    size: Paper
    label: Text


# By the ending of the file.
PAPERS: Mapping[str, Sheet] = MappingProxyType(
    {
        "pdf": Sheet(
            "us-letter", Text(en="This page on paper (PDF, Letter)", fr="Cette page sur papier (PDF, lettre)")
        ),
        "a4.pdf": Sheet("a4", Text(en="This page on paper (PDF, A4)", fr="Cette page sur papier (PDF, A4)")),
    }
)


def sent_pdf(document: Document, *, stem: str, ending: str) -> HttpResponse:
    """The paper as a file."""
    answer = HttpResponse(as_pdf(document), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{stem}.{ending}"'
    return answer
