"""The words of the field, both languages side by side, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from concertation.core.text import Language, Text
from concertation.core.vocabulary import Scheme, Term, all_schemes, load_scheme, scheme_groups, scheme_ids
from concertation.exchange.skos import VOCABULARY, SkosFormat, write_skos
from concertation.journeys.usage import Use, count_uses
from concertation.web.asof import as_of_day
from concertation.web.vocabularies.listing import ListLink, list_links
from concertation.web.vocabularies.searching import find_terms
from concertation.web.wording import reader_language

Extension = Literal["ttl", "jsonld"]
_FORMATS: dict[str, tuple[SkosFormat, str]] = {
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "jsonld": ("json-ld", "application/ld+json"),
}
# What a program may ask for, and what it gets.
_ACCEPTED = {"text/turtle": "ttl", "application/ld+json": "jsonld"}


@dataclass(frozen=True, slots=True)
class Side:
    """What is said of a term or of a scheme in one language."""

    language: Language
    label: str
    definition: str
    note: str


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A term with where it comes from, what it stands under, and how often the register uses it.

    The side of the reader's language comes first.
    """

    term: Term
    sides: Sequence[Side]
    locator: str
    broader: Term | None
    narrower: Sequence[Term]
    uses: Sequence[Use]
    lists: Sequence[ListLink]

    @property
    def total(self) -> int:
        """All its uses together."""
        return sum(use.count for use in self.uses)


@dataclass(frozen=True, slots=True)
class ShownScheme:
    """A scheme for a page: templates would take its words for codes of terms."""

    id: str
    label: Text
    definition: Text
    sides: Sequence[Side]
    top_terms: Sequence[Term]
    size: int


@require_safe
def list_schemes(request: HttpRequest) -> HttpResponse:
    """Every vocabulary by what it is about; or the terms that a search finds, in either language."""
    if extension := _asked_extension(request):
        return _skos(tuple(scheme_ids()), extension)
    words = request.GET.get("q", "").strip()
    found = [(_page_of(scheme), terms) for scheme, terms in find_terms(words)] if words else []
    context = {
        "groups": [(group, [_page_of(scheme) for scheme in group.schemes]) for group in scheme_groups()],
        "scheme_count": len(all_schemes()),
        "term_count": sum(len(scheme) for scheme in all_schemes()),
        "words": words,
        "found": found,
        "found_count": sum(len(terms) for _, terms in found),
    }
    return _varied(render(request, "vocabularies/list.html", context))


@require_safe
def show_scheme(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """One vocabulary: term, terme, definitions, code, where the article says it, and what uses it."""
    scheme = _scheme(scheme_id)
    if extension := _asked_extension(request):
        return _skos((scheme_id,), extension)
    day = as_of_day(request)
    uses = count_uses(scheme_id, as_of=day, user=request.user)
    group = next(group for group in scheme_groups() if scheme in group.schemes)
    context = {
        "scheme": _page_of(scheme),
        "terms": [_shown(scheme, term, uses.get(term.code, ()), day) for term in scheme],
        "group": group,
        "siblings": [_page_of(other) for other in group.schemes if other != scheme],
        "is_used": bool(uses),
        "uri": VOCABULARY[scheme.id],
    }
    return _varied(render(request, "vocabularies/page.html", context))


@require_safe
def send_all_skos(request: HttpRequest, extension: Extension) -> HttpResponse:
    """All vocabularies as one SKOS document."""
    return _skos(tuple(scheme_ids()), extension, name="vocabularies")


@require_safe
def send_skos(request: HttpRequest, scheme_id: str, extension: Extension) -> HttpResponse:
    """One vocabulary as SKOS."""
    return _skos((_scheme(scheme_id).id,), extension, name=scheme_id)


def _scheme(scheme_id: str) -> Scheme:
    if scheme_id not in scheme_ids():
        raise Http404
    return load_scheme(scheme_id)


def _sides(of: Term | Scheme) -> Sequence[Side]:
    own = reader_language()
    other: Language = "en" if own == "fr" else "fr"
    return [
        Side(
            language=language,
            label=of.label.in_language(language),
            definition=of.definition.in_language(language),
            note=of.note.in_language(language) if of.note else "",
        )
        for language in (own, other)
    ]


def _page_of(scheme: Scheme) -> ShownScheme:
    return ShownScheme(scheme.id, scheme.label, scheme.definition, _sides(scheme), scheme.top_terms, len(scheme))


def _shown(scheme: Scheme, term: Term, uses: Sequence[Use], day: date) -> ShownTerm:
    return ShownTerm(
        term=term,
        sides=_sides(term),
        locator=term.locator or scheme.locator or "",
        broader=scheme[term.parent] if term.parent else None,
        narrower=scheme.narrower(term.code),
        uses=uses,
        lists=list_links(scheme.id, term.code, day=day),
    )


def _asked_extension(request: HttpRequest) -> Extension | None:
    """The format that a program prefers to a page, if it does."""
    preferred = request.get_preferred_type(["text/html", *_ACCEPTED])
    return _ACCEPTED.get(preferred or "text/html")  # type: ignore[return-value]  # one of the two


def _skos(ids: tuple[str, ...], extension: Extension, name: str = "") -> HttpResponse:
    format, content_type = _FORMATS[extension]
    response = HttpResponse(_written(ids, format), content_type=content_type)
    if name:
        response["Content-Disposition"] = f'attachment; filename="concertation-{name}.{extension}"'
    return _varied(response)


# The vocabularies are part of the program: what is written once stays true.
@lru_cache(maxsize=8)
def _written(ids: tuple[str, ...], format: SkosFormat) -> str:
    return write_skos([load_scheme(scheme_id) for scheme_id in ids], format)


def _varied(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Accept"])
    return response
