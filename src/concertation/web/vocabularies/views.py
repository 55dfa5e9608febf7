"""The words of the field, both languages side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concertation.core.text import sort_key
from concertation.core.vocabulary import all_schemes, load_scheme, scheme_ids
from concertation.web.context import language_of


def list_schemes(request: HttpRequest) -> HttpResponse:
    """Every vocabulary, in the order of its name."""
    language = language_of(request)
    schemes = sorted(all_schemes(), key=lambda scheme: sort_key(scheme.label.in_language(language)))
    entries = [(scheme.id, scheme.label, scheme.definition) for scheme in schemes]
    return render(request, "vocabularies/list.html", {"entries": entries})


def show_scheme(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """One vocabulary: term, terme, definition, and where the article says it."""
    if scheme_id not in scheme_ids():
        raise Http404
    scheme = load_scheme(scheme_id)
    parts = {name: getattr(scheme, name) for name in ("label", "definition", "locator", "terms")}
    return render(request, "vocabularies/page.html", parts)
