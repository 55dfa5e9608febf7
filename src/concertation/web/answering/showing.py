"""A page for somebody who answers: nothing of accounts, sessions or the register around it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from concertation.core.text import Language
from concertation.web.appearance import appearance_of
from concertation.web.wording import reader_language


def show(request: HttpRequest, page: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page, made without the request: what it knows of the reader is their language and light or dark."""
    other, match = other_language(), request.resolver_match
    around = {
        "language": reader_language(),
        "other_language": other,
        "toggle": address_in(other, match.url_name or "", match.kwargs) if match else "",
        "appearance": appearance_of(request),
    }
    return HttpResponse(render_to_string(f"answering/{page}.html", around | context), status=status)


def address_in(language: Language, name: str, arguments: dict[str, Any]) -> str:
    """The same page in that language."""
    with override(language):
        return reverse(name, kwargs=arguments)


def other_language() -> Language:
    """The language that the page is not in."""
    return "en" if reader_language() == "fr" else "fr"
