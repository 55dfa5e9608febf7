"""The first look at the register, what its words and measures mean, and when things happened."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from ninja import Router

from concertation.api import shapes
from concertation.api.facts import state_number
from concertation.api.findings import term_told
from concertation.api.history import change_told
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, day_or_today
from concertation.api.requests import ApiRequest
from concertation.api.telling import Told, both_names, fact_address
from concertation.api.words import words
from concertation.core.errors import UnknownRecord
from concertation.core.measure import all_measures
from concertation.core.typology.explanation import SCHEMES
from concertation.core.vocabulary import load_scheme
from concertation.journeys.catalogue import STRIP
from concertation.journeys.chronology import read_chronology
from concertation.journeys.lookup import LOOKED_UP, look_up
from concertation.journeys.overview import Matter, Named, Overview, recent_changes, survey_register
from concertation.journeys.permission import may

router = Router(by_alias=True, exclude_none=True)

# What stands at the entrance, in the order in which one would look.
ENTRANCE = (
    *(
        "overview",
        "partnerships",
        "organisations",
        "cross-tabulation",
        "networks",
        "territories",
        "kinds",
        "vocabularies",
    ),
    *("measures", "chronology", "changes", "exports", "doubles", "emerging", "lookup/organisation", "openapi.json"),
)


@router.get("/", **offers(shapes.Entrance))
def enter(request: ApiRequest) -> Any:
    caller, person = request.caller, request.caller.person
    name = "" if caller.is_visitor else person.get_username()
    return {
        "version": "1",
        "state": state_number(),
        "you": {
            "name": name,
            "may_write": caller.may_write,
            "may_edit": may(person, "edit") and caller.may_write,
            "may_see_history": may(person, "see_history"),
            "may_see_contacts": may(person, "see_contacts"),
            "may_see_restricted": may(person, "see_restricted"),
        },
        "resources": [
            {
                "name": one,
                "href": f"{reverse('api-1:api-root')}{one}",
                "summary": words()["entrance"][one]["summary"].in_language(request.language),
            }
            for one in ENTRANCE
        ],
    }


@router.get("/overview", **offers(shapes.Overview))
def read_overview(request: ApiRequest, as_of: AsOf | None = None) -> Any:
    overview = survey_register(as_of=day_or_today(as_of))
    return {
        "as_of": overview.as_of,
        "counts": dict(overview.counts),
        "documented": [_named(one, request) for one in overview.documented],
        "types": [_types(overview, facet, request) for facet in STRIP],
        "emerging": [
            {
                "partnership": _named(one.partnership, request),
                "stage": term_told("lifecycle_stage", one.stage, request.language, method="lifecycle_event"),
                "on": one.on,
                "is_dated": one.on is not None,
                "origin": _named(one.origin, request) if one.origin is not None else None,
            }
            for one in overview.emerging
        ],
        "matters": [_matter(one, request) for one in overview.matters],
        "matter_counts": dict(overview.matter_counts),
        "changes": [change_told(one, request.caller.person) for one in recent_changes(request.caller.person)],
    }


@router.get("/chronology", **offers(shapes.Chronology))
def read_days(request: ApiRequest) -> Any:
    chronology = read_chronology()
    days = zip(chronology.days, chronology.counts, strict=True)
    return {"days": [{"on": day, "count": count} for day, count in days]}


@router.get("/measures", **offers(shapes.Measures))
def list_measures(request: ApiRequest) -> Any:
    language = request.language
    return {
        "measures": [
            {
                "id": one.id,
                "label": one.label.in_language(language),
                "unit": one.unit,
                "formula": one.formula.in_language(language),
                "caution": one.caution.in_language(language),
                "reference": one.reference.in_language(language),
                "origin": one.origin,
                "reads": list(one.reads),
                "is_restricted": one.is_restricted,
            }
            for one in all_measures()
        ]
    }


@router.get("/lookup/{kind}", **offers(shapes.FoundPage, problems=(404,)))
def look_for(request: ApiRequest, kind: str, q: str) -> Any:
    if kind not in LOOKED_UP:
        raise UnknownRecord(kind="lookup", key=kind)
    return {
        "found": [
            {
                "kind": kind,
                "key": one.key,
                "label": one.name.in_language(request.language) or one.key,
                "names": both_names(one.name),
                "note": one.note.in_language(request.language) if one.note is not None else None,
                "href": fact_address(kind, one.key),
            }
            for one in look_up(kind, q)
        ]
    }


def _named(named: Named, request: ApiRequest) -> Told:
    return {
        "kind": "partnership",
        "key": named.key,
        "label": named.name.in_language(request.language) or named.key,
        "names": both_names(named.name),
        "href": fact_address("partnership", named.key),
    }


def _types(overview: Overview, facet: str, request: ApiRequest) -> Told:
    """Every value of the facet, those that no partnership takes included; unknown is one of them."""
    scheme = load_scheme(SCHEMES[facet])
    cells = {cell.value: cell for cell in overview.cells if cell.facet == facet}
    codes: list[str | None] = [*scheme.codes, *(code for code in cells if code not in scheme)]
    return {
        "facet": facet,
        "label": scheme.label.in_language(request.language),
        "values": [
            {
                "result": term_told(scheme.id, code, request.language, method="count"),
                "count": cells[code].count if code in cells else 0,
                "by_basis": dict(cells[code].by_basis) if code in cells else {},
            }
            for code in codes
        ],
    }


def _matter(matter: Matter, request: ApiRequest) -> Told:
    return {
        "kind": matter.kind,
        "partnership": _named(matter.partnership, request),
        "on": matter.on,
        "count": matter.count,
        "record": both_names(matter.record) if matter.record is not None else None,
    }
