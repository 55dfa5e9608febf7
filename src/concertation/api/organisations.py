"""One organisation with all that its page says."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.urls import reverse
from ninja import Router

from concertation.api import shapes
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, KnownAt, day_or_today
from concertation.api.partnerships import rights_told, strip_told
from concertation.api.requests import ApiRequest, led_on
from concertation.api.telling import Told
from concertation.core.errors import UnknownRecord
from concertation.journeys.naming import term_in
from concertation.journeys.portrait import OrganisationPortrait, portray_organisation
from concertation.journeys.records import Record, by_date
from concertation.journeys.sections import TieRow, tie_rows

router = Router(by_alias=True, exclude_none=True)

# A guest is at a meeting, but not as a member.
_THERE = ("present", "substitute")


@router.get("/organisations/{key}", **offers(shapes.OrganisationRead, may_have_moved=True, problems=(403, 404)))
def read_organisation(request: ApiRequest, key: str, as_of: AsOf | None = None, known_at: KnownAt | None = None) -> Any:
    day = day_or_today(as_of)
    try:
        portrait = portray_organisation(key=key, as_of=day, user=request.caller.person, known_at=known_at)
    except UnknownRecord:
        return led_on(request, key)
    tell = request.teller
    own = f"{reverse('api-1:api-root')}organisations/{quote(key, safe='')}"
    return {
        "as_of": day,
        "known_at": known_at,
        "organisation": tell.fact(portrait.organisation),
        "rights": rights_told(portrait.rights),
        "other_names": tell.facts(portrait.other_names),
        "identifiers": tell.facts(portrait.identifiers),
        "sectors": tell.facts(portrait.sectors),
        "areas": tell.facts(portrait.areas),
        "sites": tell.facts(portrait.sites),
        "people": tell.facts(portrait.people),
        "partnerships": [
            _belonging(request, portrait, one)
            for one in by_date(portrait.of("membership", "organisation"), "since")
            if one["partnership"] is not None
        ],
        "ties": [_tie(request, row) for row in tie_rows(portrait)],
        "contributions": tell.facts(
            one
            for one in by_date(portrait.of("contribution", "organisation"), "since")
            if one["partnership"] is not None
        ),
        "agreements": tell.facts(
            one for one in portrait.of("agreement_party", "organisation") if one["agreement"] is not None
        ),
        "statements": tell.facts(portrait.organisation.statements),
        "links": {"self": own, "history": f"{own}/history"},
    }


def _belonging(request: ApiRequest, portrait: OrganisationPortrait, membership: Record) -> Told:
    tell, attendances = request.teller, membership.children("attendance", "membership")
    return {
        "membership": tell.fact(membership),
        "partnership": tell.reference(membership["partnership"]),
        "roles": tell.facts(by_date(membership.children("membership_role"), "since")),
        "is_current": membership.holds_on(portrait.as_of),
        "strip": strip_told(portrait.typology.get(membership["partnership"].id), request),
        "attended": sum(one["status"] in _THERE for one in attendances),
        "meetings": len(attendances),
    }


def _tie(request: ApiRequest, row: TieRow) -> Told:
    tell = request.teller
    return {
        "other": tell.reference(row.other),
        "kind": row.kind["kind"],
        "label": term_in(row.kind.fact["kind"].scheme, row.kind["kind"], request.language),
        "voices": row.voices,
        "ties": tell.facts(one for one in (row.said_here, row.said_there) if one is not None),
    }
