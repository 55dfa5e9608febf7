"""Who changed the register, when and why, with each fact before and after; and taking a change back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from ninja import Router

from concertation.api import shapes
from concertation.api.fact_schemas import slots_of
from concertation.api.offering import WRITING, offers
from concertation.api.parameters import Number, Page, Size
from concertation.api.problems import value_told
from concertation.api.requests import ApiRequest, numbered_links, page_links
from concertation.api.telling import Told
from concertation.core.facts import fact_kind
from concertation.journeys.collecting import require_reading
from concertation.journeys.naming import label_in, term_in
from concertation.journeys.permission import Person, may, require
from concertation.journeys.trace import (
    Edit,
    FactChange,
    TracedChange,
    trace_change,
    trace_fact,
    trace_organisation,
    trace_partnership,
)
from concertation.journeys.undoing import UNDOABLE, seems_undoable, undo_change
from concertation.store.models import Change

router = Router(by_alias=True, exclude_none=True)

# Changes a page, as the pages of histories have; facts told of one change, beyond which they are counted.
_A_PAGE = 20
_MOST_FACTS = 500


@router.get("/changes", **offers(shapes.ChangePage, problems=(403,)))
def list_changes(request: ApiRequest, after: Number = 0, page_size: Size = 100) -> Any:
    require(request.caller.person, "see_history", "changes")
    found = list(Change.objects.filter(place__gt=after).order_by("place")[: page_size + 1])
    shown = found[:page_size]
    return {
        "total": Change.objects.count(),
        "changes": [change_told(one, request.caller.person) for one in shown],
        "links": page_links(
            request,
            first={"after": None},
            following={"after": shown[-1].place} if len(found) > page_size else None,
            preceding=None,
        ),
    }


@router.get("/changes/{number}", **offers(shapes.ChangeWhole, problems=(403, 404)))
def read_change(request: ApiRequest, number: Number) -> Any:
    require(request.caller.person, "see_history", str(number))
    return traced_told(trace_change(number, user=request.caller.person), request)


@router.post("/changes/{number}/undo", **offers(shapes.Undone, problems=(*WRITING, 404, 409), body="undo"))
def take_back(request: ApiRequest, number: Number, body: shapes.UndoWanted) -> Any:
    require(request.caller.person, "edit")
    undone = undo_change(number, user=request.caller.person, reason=body.reason)  # type: ignore[arg-type]  # has an account
    return {"change": undone.change_id, "facts": undone.facts}


@router.get("/facts/{kind}/{key}/versions", **offers(shapes.History, problems=(403, 404)))
def read_versions(request: ApiRequest, kind: str, key: str, page: Page = 1) -> Any:
    fact_kind(kind)
    require(request.caller.person, "see_history", key)
    require_reading(request.caller.person, kind, key)
    return _history(request, trace_fact(kind_id=kind, key=key, user=request.caller.person), page)


@router.get("/partnerships/{key}/history", **offers(shapes.History, problems=(403, 404)))
def read_partnership_history(request: ApiRequest, key: str, page: Page = 1) -> Any:
    require(request.caller.person, "see_history", key)
    return _history(request, trace_partnership(key=key, user=request.caller.person), page)


@router.get("/organisations/{key}/history", **offers(shapes.History, problems=(403, 404)))
def read_organisation_history(request: ApiRequest, key: str, page: Page = 1) -> Any:
    require(request.caller.person, "see_history", key)
    return _history(request, trace_organisation(key=key, user=request.caller.person), page)


def change_told(change: Change, person: Person) -> Told:
    """One change without its facts."""
    return {
        "id": change.pk,
        "made_at": change.made_at,
        "made_by": change.made_by_name,
        "kind": change.kind,
        "reason": change.reason,
        "may_be_undone": may(person, "edit") and change.kind in UNDOABLE,
        "href": f"{reverse('api-1:api-root')}changes/{change.pk}",
    }


def traced_told(change: TracedChange, request: ApiRequest) -> Told:
    """One change with what it did to each fact."""
    return {
        "id": change.id,
        "made_at": change.made_at,
        "made_by": change.made_by,
        "kind": change.kind,
        "reason": change.reason,
        "may_be_undone": seems_undoable(change, user=request.caller.person),
        "href": f"{reverse('api-1:api-root')}changes/{change.id}",
        "facts": [_fact(one, request) for one in change.facts[:_MOST_FACTS]],
        "unlisted": max(0, len(change.facts) - _MOST_FACTS),
    }


def _history(request: ApiRequest, changes: Sequence[TracedChange], page: int) -> Told:
    pages = max(1, -(-len(changes) // _A_PAGE))
    shown = min(page, pages)
    return {
        "total": len(changes),
        "page": shown,
        "pages": pages,
        "changes": [traced_told(one, request) for one in changes[(shown - 1) * _A_PAGE : shown * _A_PAGE]],
        "links": numbered_links(request, shown, pages),
    }


def _fact(change: FactChange, request: ApiRequest) -> Told:
    fact = request.teller.fact(change.record)
    told = {slot.name for slot in slots_of(change.record.fact) if slot.slot not in fact["withheld"]}
    edits = [edit for edit in change.edits if edit.column.name in told]
    return {
        "deed": change.deed,
        "fact": fact,
        "edits": [_edit(change, one, request) for one in edits],
    }


def _edit(change: FactChange, edit: Edit, request: ApiRequest) -> Told:
    told: Told = {"slot": edit.column.slot, "label": edit.column.label.in_language(request.language)}
    if change.deed != "added":
        told["before"] = _value(change, edit, edit.before, request)
    return told | {"after": _value(change, edit, edit.after, request)}


def _value(change: FactChange, edit: Edit, value: Any, request: ApiRequest) -> Told:
    """A reference goes by its key, with its name; a term with its words."""
    field = edit.column.field
    if field.type == "reference" and value is not None:
        found = change.record.referred(str(field.to), value)
        if found is None:
            return value_told(None)
        return value_told(found.key) | {"words": label_in(found, request.language)}
    told = value_told(value)
    if field.type == "term" and told["is"] == "known":
        told["words"] = term_in(field.scheme, value, request.language)
    return told
