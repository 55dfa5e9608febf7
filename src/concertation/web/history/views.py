"""Who changed what: of a partnership, of an organisation, of one fact."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concertation.core.errors import NotAllowed, UnknownRecord
from concertation.core.facts import fact_kind
from concertation.journeys.permission import require
from concertation.journeys.trace import (
    TracedChange,
    trace_change,
    trace_fact,
    trace_organisation,
    trace_partnership,
)
from concertation.journeys.undoing import seems_undoable
from concertation.web.history.words import in_words
from concertation.web.wording import label_of, reader_language

# Changes a page: a page is read, not scrolled for ever.
_A_PAGE = 20


def show_partnership_history(request: HttpRequest, key: str) -> HttpResponse:
    """All changes to a partnership and to what belongs to it."""
    _require_history(request, key)
    changes = _traced(lambda: trace_partnership(key=key, user=request.user))
    return _page(request, changes, {"kind": "partnership", "key": key, "back": "partnership"})


def show_organisation_history(request: HttpRequest, key: str) -> HttpResponse:
    """All changes to an organisation."""
    _require_history(request, key)
    changes = _traced(lambda: trace_organisation(key=key, user=request.user))
    return _page(request, changes, {"kind": "organisation", "key": key, "back": "organisation"})


def show_fact_history(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """All changes to one fact."""
    _require_history(request, key)
    changes = _traced(lambda: trace_fact(kind_id=kind, key=key, user=request.user))
    return _page(request, changes, {"kind": kind, "key": key, "back": ""})


def show_change(request: HttpRequest, number: int) -> HttpResponse:
    """All that one change did."""
    _require_history(request, str(number))
    (change,) = _traced(lambda: [trace_change(number, user=request.user)])
    may_be_undone = seems_undoable(change, user=request.user)
    return render(request, "history/change.html", {"item": in_words(change), "may_be_undone": may_be_undone})


def _require_history(request: HttpRequest, key: str) -> None:
    try:
        require(request.user, "see_history", key)
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.in_language(reader_language())) from refusal


def _traced(trace: Any) -> list[TracedChange]:
    try:
        changes: list[TracedChange] = trace()
    except (UnknownRecord, KeyError) as unknown:
        words = unknown.in_language(reader_language()) if isinstance(unknown, UnknownRecord) else ""
        raise Http404(words) from unknown
    return changes


def _page(request: HttpRequest, changes: list[TracedChange], about: dict[str, Any]) -> HttpResponse:
    page = Paginator(changes, _A_PAGE).get_page(request.GET.get("page"))
    subject = changes[-1].facts[0].record if changes and changes[-1].facts else None
    context = about | {
        "page": page,
        "changes": [
            replace(in_words(change), may_be_undone=seems_undoable(change, user=request.user)) for change in page
        ],
        "title": label_of(subject) if subject is not None else about["key"],
        "fact_kind": fact_kind(about["kind"]).label.in_language(reader_language()),
    }
    return render(request, "history/history.html", context)
