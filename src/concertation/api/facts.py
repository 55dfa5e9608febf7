"""All kinds of facts: read a page at a time, and written as the fact editor writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from concertation.api import shapes
from concertation.api.errors import InvalidRequest, ReadAnotherVersion, VersionNeeded
from concertation.api.fact_schemas import filters_of, slots_of
from concertation.api.offering import WRITING, offers
from concertation.api.parameters import AsOf, Format, KnownAt, Number, Size
from concertation.api.problems import fault_at, told
from concertation.api.requests import ApiRequest, led_on, page_links
from concertation.api.tables import format_asked, table_answer
from concertation.api.telling import Told, fact_address
from concertation.api.writing import read_values
from concertation.core.errors import NotAllowed, UnknownRecord
from concertation.core.facts import FactKind, all_kinds, fact_kind, unit_of
from concertation.core.text import Text
from concertation.journeys.collecting import Collected, Wanted, collect_facts, collect_one
from concertation.journeys.editing import (
    GoneMeanwhile,
    Version,
    add_fact,
    correct_fact,
    latest_version,
    remove_fact,
    require_correcting,
    save_facts,
)
from concertation.journeys.editing.saving import Addition
from concertation.journeys.observation import latest_change
from concertation.journeys.permission import Writing, closed_kinds, may_add, require_writing
from concertation.journeys.records import Record

router = Router(by_alias=True, exclude_none=True)

# Rows of a file that are read at once.
_A_PIECE = 500
_VERSION = re.compile(r'(?:W/)?"(\d{1,18})(?:\.[^"]*)?"', re.ASCII)
_NO_SUCH_FILTER = Text(
    en="Facts of this kind are not filtered by this. “/kinds” says by what each kind is.",
    fr="Les faits de ce genre ne se filtrent pas ainsi. « /kinds » dit comment chacun se filtre.",
)
_ONE_SIDE = Text(en="Ask for what comes after or before, not both.", fr="Demandez ce qui suit ou ce qui précède.")


@router.get("/kinds", **offers(shapes.Kinds))
def list_kinds(request: ApiRequest) -> Any:
    closed = closed_kinds(request.caller.person)
    return {"kinds": [_kind(request, kind, is_open=kind.id not in closed) for kind in all_kinds()]}


@router.get("/facts/{kind}", **offers(shapes.FactPage, is_table=True, problems=(403, 404), filters=True))
def list_facts(
    request: ApiRequest,
    kind: str,
    as_of: AsOf | None = None,
    changed_since: Number | None = None,
    known_at: KnownAt | None = None,
    after: Number | None = None,
    before: Number | None = None,
    page_size: Size = 100,
    format: Format | None = None,
) -> Any:
    fact = fact_kind(kind)
    if after is not None and before is not None:
        raise InvalidRequest(fault_at("query", "before", _ONE_SIDE, request.language))
    wanted = Wanted(
        kind_id=kind,
        references=_filters(request, fact),
        keys=request.GET.getlist("key"),
        as_of=as_of,
        changed_since=changed_since,
        known_at=known_at,
        after=after,
        before=before,
        size=page_size,
    )
    chosen = format_asked(request, format)
    if chosen != "json":
        return _file(request, fact, wanted, chosen)
    page = collect_facts(wanted, user=request.caller.person)
    return {
        "kind": kind,
        "label": fact.plural.in_language(request.language),
        "total": page.total,
        "state": state_number(),
        "facts": request.teller.facts(page.records),
        "removed": list(page.removed) if changed_since is not None and after is None and before is None else None,
        "links": _links(request, page),
    }


@router.get("/facts/{kind}/{key}", **offers(shapes.FactRead, may_have_moved=True, problems=(403, 404)))
def read_fact(request: ApiRequest, response: HttpResponse, kind: str, key: str, known_at: KnownAt | None = None) -> Any:
    fact_kind(kind)
    try:
        record = collect_one(kind, key, user=request.caller.person, known_at=known_at)
    except UnknownRecord:
        if kind == "organisation":
            return led_on(request, key)
        raise
    version = _version(kind, key)
    response["X-Fact-Version"] = str(version.number)
    return {
        "fact": request.teller.fact(record),
        "version": version.number,
        "statements": request.teller.facts(_statements(request, record)),
    }


@router.post("/facts/{kind}", **offers(shapes.Written, status=201, problems=(*WRITING, 404), body="new"))
def create_fact(request: ApiRequest, response: HttpResponse, kind: str, body: shapes.NewFact) -> Any:
    fact, user = fact_kind(kind), request.caller.person
    if not may_add(user, kind, body.values):
        raise NotAllowed
    values = read_values(fact, body.values, (), request.language)
    if body.key is None:
        saved = add_fact(kind_id=kind, values=values, user=user, reason=body.reason)  # type: ignore[arg-type]  # has an account
    else:
        addition = Addition(kind, values, body.key)
        saved = save_facts([addition], user=user, reason=body.reason, kind="created")  # type: ignore[arg-type]  # as above
    response["Location"] = fact_address(kind, saved.key)
    return _written(request, response, kind, saved.key, saved.change_id, ())


@router.patch(
    "/facts/{kind}/{key}", **offers(shapes.Written, problems=(*WRITING, 404, 410, 412, 428), body="corrected")
)
def change_fact(request: ApiRequest, response: HttpResponse, kind: str, key: str, body: shapes.CorrectedFact) -> Any:
    fact, user = fact_kind(kind), request.caller.person
    require_correcting(user, kind, key)
    seen = _version_seen(request)
    values = read_values(fact, body.values, body.unknown, request.language)
    saved = correct_fact(
        kind_id=kind,
        key=key,
        values=values,
        seen=seen,
        user=user,  # type: ignore[arg-type]  # who may edit has an account
        reason=body.reason,
    )
    return _written(request, response, kind, key, saved.change_id, list(told(saved.merged)))


@router.delete("/facts/{kind}/{key}", **offers(shapes.Removed, problems=(403, 404, 409, 410, 412, 428)))
def delete_fact(request: ApiRequest, kind: str, key: str, reason: str) -> Any:
    fact_kind(kind)
    user = request.caller.person
    require_writing(user, [Writing("remove", kind, key)])
    seen = _version_seen(request)
    with transaction.atomic():
        latest = _version(kind, key)
        if latest.is_removal:
            raise GoneMeanwhile(who=latest.made_by)
        if latest.number != seen:
            raise ReadAnotherVersion(who=latest.made_by)
        saved = remove_fact(kind_id=kind, key=key, user=user, reason=reason)  # type: ignore[arg-type]  # as above
    return {"change": saved.change_id, "key": key}


def state_number() -> int:
    """The place of the last change among all: what a program keeps in order to ask later for what changed since."""
    latest = latest_change()
    return latest[0] if latest else 0


def _written(
    request: ApiRequest, response: HttpResponse, kind: str, key: str, change: int | None, merged: Sequence[Told]
) -> Told:
    record = collect_one(kind, key, user=request.caller.person)
    version = _version(kind, key).number
    response["ETag"] = f'"{version}"'
    return {
        "fact": request.teller.fact(record),
        "version": version,
        "change": change,
        "is_changed": change is not None,
        "merged": list(merged),
    }


def _version(kind: str, key: str) -> Version:
    latest = latest_version(fact_kind(kind), key)
    if latest is None:
        raise UnknownRecord(kind=kind, key=key)
    return latest


def _version_seen(request: ApiRequest) -> int:
    """The version that the program has read, from the ETag that it sends back."""
    found = _VERSION.fullmatch(request.headers.get("If-Match", "").strip())
    if found is None:
        raise VersionNeeded
    return int(found[1])


def _statements(request: ApiRequest, record: Record) -> Sequence[Record]:
    """What other sources say of the fact."""
    about = {"subject_kind": record.fact.id, "subject_key": record.key}
    return collect_facts(Wanted("statement", references=about), user=request.caller.person).records


def _filters(request: ApiRequest, kind: FactKind) -> Mapping[str, str]:
    """The references asked for; raises ``InvalidRequest`` for one that the kind does not have."""
    every = {name for one in all_kinds() for name in filters_of(one)}
    asked = {name: request.GET[name] for name in request.GET if name in every}
    strangers = sorted(asked.keys() - set(filters_of(kind)))
    if strangers:
        raise InvalidRequest(*(fault_at("query", name, _NO_SUCH_FILTER, request.language) for name in strangers))
    return asked


def _links(request: ApiRequest, page: Collected) -> Told:
    first, last = (page.records[0].id, page.records[-1].id) if page.records else (0, 0)
    has_rows = bool(page.records)
    return page_links(
        request,
        first={"after": None, "before": None},
        following={"before": None, "after": last} if has_rows and page.has_later else None,
        preceding={"after": None, "before": first} if has_rows and page.has_earlier else None,
    )


def _file(request: ApiRequest, kind: FactKind, wanted: Wanted, format: Format) -> HttpResponseBase:
    """All the facts asked for, one row each, the columns of the dictionary; what is withheld is empty."""
    import polars as pl  # noqa: PLC0415 columns load when asked for

    from concertation.api.fact_schemas import frame_schema  # noqa: PLC0415 as above

    schema = frame_schema(kind)
    rows: list[list[Any]] = []
    one_page = "after" in request.GET or "before" in request.GET or "page_size" in request.GET
    teller, step = request.teller, wanted
    while True:
        page = collect_facts(step, user=request.caller.person)
        for record in page.records:
            values = {"key": record.key, **teller.fact(record)["values"]}
            rows.append([_cell(values.get(name), dtype is pl.Date) for name, dtype in schema.items()])
        if one_page or not page.has_later or not page.records:
            break
        step = Wanted(**{**_as_dict(wanted), "after": page.records[-1].id, "size": _A_PIECE})
    return table_answer(pl.DataFrame(rows, schema=dict(schema), orient="row"), format, kind.id)


def _as_dict(wanted: Wanted) -> dict[str, Any]:
    return {name: getattr(wanted, name) for name in wanted.__slots__}


def _cell(value: Any, is_day: bool) -> Any:
    return date.fromisoformat(value) if is_day and value is not None else value


def _kind(request: ApiRequest, kind: FactKind, *, is_open: bool) -> Told:
    language = request.language
    fields = []
    for slot in slots_of(kind):
        field = slot.field
        fields.append(
            {
                "slot": slot.slot,
                "label": slot.label.in_language(language),
                "help": field.help.in_language(language) if field.help else None,
                "type": field.type,
                "is_required": field.is_required and field.default is None,
                "scheme": field.scheme,
                "refers_to": field.to,
                "unit": unit_of(kind, field) or None,
                "minimum": field.minimum,
                "maximum": field.maximum,
            }
        )
    return {
        "id": kind.id,
        "label": kind.label.in_language(language),
        "plural": kind.plural.in_language(language),
        "definition": kind.definition.in_language(language),
        "is_dated": kind.is_dated,
        "is_event": kind.is_event,
        "is_restricted": kind.is_restricted,
        "is_open_to_you": is_open,
        "fields": fields,
        "filters": list(filters_of(kind)),
        "href": f"{request.path.removesuffix('/kinds')}/facts/{quote(kind.id)}",
    }
