"""Who changed what: of a partnership, of an organisation, of one fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from concertation.core.errors import NotAllowed, UnknownRecord
from concertation.core.facts import fact_kind
from concertation.journeys.permission import require
from concertation.journeys.records import Record
from concertation.journeys.trace import (
    Edit,
    FactChange,
    TracedChange,
    trace_change,
    trace_fact,
    trace_organisation,
    trace_partnership,
)
from concertation.journeys.undoing import seems_undoable
from concertation.web.wording import day_words, label_of, number_words, reader_language, term_words, yes_no

# Changes a page: a page is read, not scrolled for ever.
_A_PAGE = 20

# Facts of one kind that a change lists; a first loading writes thousands, each with a history of its own.
_LISTED = 25


@dataclass(frozen=True, slots=True)
class EditInWords:
    """One column before and after, as a reader of the language says it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FactInWords:
    """What a change did to one fact."""

    change: FactChange
    label: str
    edits: tuple[EditInWords, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one kind to which a change did the same."""

    label: str
    count: int
    deed: str
    facts: list[FactInWords]

    @property
    def unlisted(self) -> int:
        """How many more there are."""
        return self.count - len(self.facts)


@dataclass(frozen=True, slots=True)
class ChangeInWords:
    """A change with its facts grouped by kind."""

    change: TracedChange
    groups: Sequence[Group]
    may_be_undone: bool = False


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


def in_words(change: TracedChange) -> ChangeInWords:
    """The change as the reader's language tells it."""
    groups = []
    for kind, deed, facts in change.by_kind():
        label = (kind.label if len(facts) == 1 else kind.plural).in_language(reader_language())
        groups.append(Group(label, len(facts), deed, [_fact_in_words(fact) for fact in facts[:_LISTED]]))
    return ChangeInWords(change, groups)


def _fact_in_words(fact: FactChange) -> FactInWords:
    edits = tuple(_edit_in_words(fact.record, edit) for edit in fact.edits if edit.column.name != "key")
    return FactInWords(change=fact, label=label_of(fact.record), edits=edits)


def _edit_in_words(record: Record, edit: Edit) -> EditInWords:
    return EditInWords(
        label=edit.column.label.in_language(reader_language()),
        before=value_in_words(record, edit, edit.before),
        after=value_in_words(record, edit, edit.after),
    )


def value_in_words(record: Record, edit: Edit, value: Any) -> str:
    """A value of a column as people read it; an empty one is unknown."""
    if value is None:
        return gettext("unknown")
    field = edit.column.field
    if field.type == "reference":
        return _reference_in_words(record, str(field.to), value)
    words: Mapping[str, Callable[[Any], str]] = {
        "boolean": yes_no,
        "term": lambda code: term_words(field.scheme, code),
        "date": day_words,
        "decimal": number_words,
        "integer": str,
    }
    return words.get(field.type, str)(value)


def _reference_in_words(record: Record, target: str, number: int) -> str:
    found = record.referred(target, number)
    return label_of(found) if found is not None else gettext("a record since removed")
