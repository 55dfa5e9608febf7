"""What each section of a partnership tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from concertation.api.findings import finding_told, result_told, term_told
from concertation.api.requests import ApiRequest
from concertation.api.telling import Told
from concertation.core.estimate import Estimate, Unknown
from concertation.core.text import Text
from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import Record, by_date
from concertation.journeys.sections import (
    PARTICIPATION_FACTS,
    THERE,
    activity_rows,
    agreement_state,
    contribution_unit,
    is_late,
    person_bounds,
    silent_members,
)

_NOT_HOLDING = Text(
    en="The partnership does not hold on that day: nothing is to be classified.",
    fr="Le partenariat n’existe pas à cette date : il n’y a rien à classer.",
)
_TOO_EARLY = Text(
    en="Too little is recorded as of that day.",
    fr="Trop peu est consigné à cette date.",
)
_EVENTS = (
    ("lifecycle_event", "on"),
    ("meeting", "on"),
    ("decision", "on"),
    ("report", "on"),
    ("output", "on"),
    ("decision_record", "decided_on"),
)
_SPANS = ("membership", "body", "agreement", "plan", "activity")


def show_profile(request: ApiRequest, portrait: PartnershipPortrait) -> Told:
    tell = request.teller
    lineage = (*portrait.of("lineage"), *portrait.partnership.children("lineage", "result"))
    own = tell.fact(portrait.partnership)
    parts = {
        "stages": tell.facts(by_date(portrait.of("lifecycle_event"), "on")),
        "areas": tell.facts(portrait.holding("partnership_area")),
        "sectors": tell.facts(portrait.holding("partnership_sector")),
        "objectives": tell.facts(portrait.holding("objective")),
    }
    return {
        "partnership": own,
        **parts,
        "lineage": tell.facts(lineage),
        "statements": tell.facts(portrait.partnership.statements),
        "missing": [*own["unknown"], *(name for name, facts in parts.items() if not facts)],
    }


def show_members(request: ApiRequest, portrait: PartnershipPortrait) -> Told:
    tell = request.teller
    rows = [one for one in by_date(portrait.of("membership"), "since") if one["organisation"] is not None]
    current = [one for one in rows if one.holds_on(portrait.as_of)]
    full = [one for one in current if not one["is_observer"]]
    return {
        "members": len(full),
        "is_at_least": any(one["organisation"]["is_unnamed_group"] for one in full),
        "observers": len(current) - len(full),
        "left": len(rows) - len(current),
        "memberships": [
            {
                "membership": tell.fact(one),
                "organisation": tell.reference(one["organisation"]),
                "roles": tell.facts(by_date(one.children("membership_role"), "since")),
                "is_current": one in current,
                "representations": tell.facts(
                    held for held in one.children("representation") if held.holds_on(portrait.as_of)
                ),
            }
            for one in rows
        ],
    }


def show_bodies(request: ApiRequest, portrait: PartnershipPortrait) -> Told:
    return {"bodies": [_body(request, portrait, body) for body in by_date(portrait.of("body"), "since")]}


def _body(request: ApiRequest, portrait: PartnershipPortrait, body: Record) -> Told:
    tell = request.teller
    seats = [seat for seat in body.children("body_member") if seat.holds_on(portrait.as_of)]
    counted = [
        seat
        for seat in seats
        if seat["organisation"] is None and (seat["persons_low"], seat["persons_high"]) != (None, None)
    ]
    return {
        "body": tell.fact(body),
        "is_current": body.holds_on(portrait.as_of),
        "organisations": tell.references(seat["organisation"] for seat in seats if seat["organisation"] is not None),
        "seats": tell.facts(seats),
        "persons": [
            {"low": low, "high": high, "is_small": low == 0 and high < 5}
            for low, high in (person_bounds(seat) for seat in counted)
        ],
    }


def show_agreements(request: ApiRequest, portrait: PartnershipPortrait) -> Told:
    tell = request.teller
    return {
        "agreements": [
            {
                "agreement": tell.fact(one),
                "state": agreement_state(one, portrait.as_of),
                "parties": tell.facts(one.children("agreement_party")),
            }
            for one in by_date(portrait.of("agreement"), "since", "signed_on", "approved_on")
        ],
        "plans": [
            {"plan": tell.fact(one), "revisions": tell.facts(by_date(one.children("plan_revision"), "on"))}
            for one in by_date(portrait.of("plan"), "since", "adopted_on")
        ],
        "reports": tell.facts(by_date(portrait.of("report"), "on")),
        "resources": tell.facts(by_date(portrait.of("resource"), "since")),
    }


def show_meetings(request: ApiRequest, portrait: PartnershipPortrait) -> Told:
    return {"meetings": [_meeting(request, portrait, one) for one in by_date(portrait.of("meeting"), "on")]}


def _meeting(request: ApiRequest, portrait: PartnershipPortrait, meeting: Record) -> Told:
    tell, attendances, actions = request.teller, meeting.children("attendance"), meeting.children("action_item")
    return {
        "meeting": tell.fact(meeting),
        "attended": sum(one["status"] in THERE for one in attendances),
        "recorded": len(attendances),
        "attendances": tell.facts(attendances),
        "decisions": tell.facts(meeting.children("decision", "meeting")),
        "actions": tell.facts(actions),
        "late": [action.key for action in actions if is_late(action, portrait.as_of)],
    }


def show_activities(request: ApiRequest, portrait: PartnershipPortrait) -> Told:
    tell = request.teller
    return {
        "activities": [
            {
                "activity": tell.fact(row.activity),
                "is_current": row.is_current,
                "articulation": term_told("articulation", row.articulation, request.language, method="activity"),
                "is_determined": row.is_determined,
                "answers": {
                    name: {"yes": count.yes, "no": count.no, "unknown": count.unknown}
                    for name, count in zip(PARTICIPATION_FACTS, row.counts, strict=True)
                },
                "participations": tell.facts(row.participations),
            }
            for row in activity_rows(portrait)
        ],
        "outputs": tell.facts(by_date(portrait.of("output"), "on")),
    }


def show_contributions(request: ApiRequest, portrait: PartnershipPortrait) -> Told:
    tell = request.teller
    given = [one for one in by_date(portrait.of("contribution"), "since") if one["organisation"] is not None]
    return {
        "contributions": [{"contribution": tell.fact(one), "unit": contribution_unit(one)} for one in given],
        "silent": tell.references(silent_members(portrait, given)),
        "risks": tell.facts(portrait.of("risk")),
    }


def show_typology(request: ApiRequest, portrait: PartnershipPortrait) -> Told:
    tell, answer = request.teller, portrait.answer
    return {
        "holds": answer is not None,
        "findings": [finding_told(one, request.language, portrait.records) for one in answer.findings]
        if answer
        else [],
        "declared_types": tell.facts(portrait.of("declared_type")),
        "confided": tell.facts((*portrait.of("concern"), *portrait.of("dependence"))),
        "trend": [
            {"on": day, "form": _score(request, "form", row), "inst": _score(request, "inst", row)}
            for day, row in portrait.trend.items()
        ],
    }


def _score(request: ApiRequest, name: str, row: Mapping[str, Any]) -> Told:
    value = row.get(name)
    if value is None:
        return result_told(Unknown((_TOO_EARLY,)), request.language)
    low, high, coverage = row.get(f"{name}_low"), row.get(f"{name}_high"), row.get(f"{name}_coverage")
    return result_told(Estimate(value, 1, coverage if coverage is not None else 1.0, name, low, high), request.language)


def show_timeline(request: ApiRequest, portrait: PartnershipPortrait) -> Told:
    tell = request.teller
    moments = sorted(_happened(portrait), key=lambda one: (one[1] or date.min, one[0].fact.id, one[0].id))
    return {
        "moments": [
            {"on": day, "is_dated": day is not None, "kind": record.fact.id, "fact": tell.reference(record)}
            for record, day in moments
        ],
        "spans": [
            {"since": one["since"], "until": one["until"], "kind": kind, "fact": tell.reference(one)}
            for kind in _SPANS
            for one in by_date(portrait.of(kind), "since")
        ],
    }


def _happened(portrait: PartnershipPortrait) -> Iterable[tuple[Record, date | None]]:
    for kind, field in _EVENTS:
        for record in portrait.of(kind):
            yield record, record[field]
    for plan in portrait.of("plan"):
        for revision in plan.children("plan_revision"):
            yield revision, revision["on"]
    for lineage in (*portrait.of("lineage"), *portrait.partnership.children("lineage", "result")):
        yield lineage, lineage["on"]


def show_decisions(request: ApiRequest, portrait: PartnershipPortrait) -> Told:
    tell = request.teller
    return {
        "decisions": [
            {
                "decision": tell.fact(one),
                "makers": tell.references(
                    maker["organisation"]
                    for maker in one.children("decision_maker")
                    if maker["organisation"] is not None
                ),
            }
            for one in reversed(by_date(portrait.of("decision"), "on"))
        ],
        "courses": tell.facts(reversed(by_date(portrait.of("decision_record"), "decided_on"))),
    }
