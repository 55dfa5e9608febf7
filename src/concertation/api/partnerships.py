"""One partnership with each of its sections, as of a day, or as the register stood at an instant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from ninja import Router

from concertation.api import shapes
from concertation.api.findings import finding_told, result_told, term_told
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, KnownAt, day_or_today
from concertation.api.requests import ApiRequest
from concertation.api.telling import Told
from concertation.core.estimate import Category, Estimate, Unknown
from concertation.core.text import Text
from concertation.core.typology.explanation import SCHEMES
from concertation.core.vocabulary import load_scheme
from concertation.journeys.catalogue import STRIP
from concertation.journeys.portrait import PartnershipPortrait, Rights, portray_partnership
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

router = Router(by_alias=True, exclude_none=True)

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


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its words, the shape of its answer, how it is told, and the kind of fact that it counts."""

    label: Text
    shape: type[shapes.Shape]
    tell: Callable[[ApiRequest, PartnershipPortrait], Told]
    counts: str = ""


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


SECTIONS: Mapping[str, Section] = {
    "profile": Section(Text(en="Profile", fr="Profil"), shapes.ProfileSection, show_profile),
    "members": Section(Text(en="Members", fr="Membres"), shapes.MembersSection, show_members, "membership"),
    "bodies": Section(Text(en="Bodies", fr="Instances"), shapes.BodiesSection, show_bodies, "body"),
    "agreements": Section(Text(en="Agreements", fr="Ententes"), shapes.AgreementsSection, show_agreements, "agreement"),
    "meetings": Section(Text(en="Meetings", fr="Rencontres"), shapes.MeetingsSection, show_meetings, "meeting"),
    "activities": Section(Text(en="Activities", fr="Activités"), shapes.ActivitiesSection, show_activities, "activity"),
    "contributions": Section(
        Text(en="Contributions", fr="Apports"), shapes.ContributionsSection, show_contributions, "contribution"
    ),
    "typology": Section(Text(en="Typology", fr="Typologie"), shapes.TypologySection, show_typology),
    "timeline": Section(Text(en="Timeline", fr="Chronologie"), shapes.TimelineSection, show_timeline),
    "decisions": Section(Text(en="Decisions", fr="Décisions"), shapes.DecisionsSection, show_decisions, "decision"),
}


@router.get("/partnerships/{key}", **offers(shapes.PartnershipRead, problems=(403, 404)))
def read_partnership(request: ApiRequest, key: str, as_of: AsOf | None = None, known_at: KnownAt | None = None) -> Any:
    portrait = _portrait(request, key, as_of, known_at)
    tell, stage = request.teller, portrait.stage
    return {
        "as_of": portrait.as_of,
        "known_at": known_at,
        "partnership": tell.fact(portrait.partnership),
        "holds": portrait.typology is not None,
        "stage": tell.reference(stage) if stage is not None else None,
        "strip": strip_told(portrait.typology, request),
        "members": sum(not one["is_observer"] for one in portrait.active_memberships),
        "rights": rights_told(portrait.rights),
        "sections": [
            {
                "id": section_id,
                "label": section.label.in_language(request.language),
                "href": f"{reverse('api-1:api-root')}partnerships/{quote(key, safe='')}/{section_id}",
                "facts": len(portrait.of(section.counts)) if section.counts else None,
            }
            for section_id, section in SECTIONS.items()
        ],
    }


def _add_section(section_id: str, section: Section) -> None:
    """One operation a section, so that the document says what each answers."""

    def read_section(request: ApiRequest, key: str, as_of: AsOf | None = None, known_at: KnownAt | None = None) -> Any:
        portrait = _portrait(request, key, as_of, known_at)
        return {"as_of": portrait.as_of, **section.tell(request, portrait)}

    read_section.__name__ = f"read_partnership_{section_id}"
    router.get(f"/partnerships/{{key}}/{section_id}", **offers(section.shape, problems=(403, 404)))(read_section)


for _id, _section in SECTIONS.items():
    _add_section(_id, _section)


def _portrait(request: ApiRequest, key: str, as_of: date | None, known_at: datetime | None) -> PartnershipPortrait:
    day = day_or_today(as_of)
    return portray_partnership(key=key, as_of=day, user=request.caller.person, known_at=known_at)


def rights_told(rights: Rights) -> Told:
    """What the reader may see and do there."""
    return {
        "may_edit": rights.may_edit,
        "may_see_contacts": rights.may_see_contacts,
        "may_see_restricted": rights.may_see_restricted,
        "may_see_history": rights.may_see_history,
    }


def strip_told(typology: Mapping[str, Any] | None, request: ApiRequest) -> list[Told]:
    """The five facets of the strip; none where the partnership does not hold on the day."""
    if typology is None:
        return []
    return [_strip_cell(typology, facet, request) for facet in STRIP]


def _strip_cell(row: Mapping[str, Any], facet: str, request: ApiRequest) -> Told:
    language, basis = request.language, row[f"{facet}_basis"]
    result: Any = Unknown((_TOO_EARLY,))
    if basis != "unknown":
        is_mixture = facet == "articulation"
        names = load_scheme("articulation").codes if is_mixture else ()
        shares = {code: row[f"articulation_{code}"] for code in names if row[f"articulation_{code}"] is not None}
        result = Category(
            scheme=SCHEMES[facet],
            code=row[facet],
            n=0,
            coverage=row[f"{facet}_coverage"],
            method=basis,
            is_hybrid=is_mixture and bool(row["is_hybrid"]),
            shares=shares,
        )
    label = load_scheme(SCHEMES[facet]).label.in_language(language)
    return {"facet": facet, "label": label, "basis": basis, "result": result_told(result, language)}
