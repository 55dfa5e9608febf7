"""One partnership with each of its sections, as of a day, or as the register stood at an instant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from ninja import Router

from concertation.api import shapes
from concertation.api.findings import result_told
from concertation.api.offering import offers
from concertation.api.parameters import AsOf, KnownAt, day_or_today
from concertation.api.requests import ApiRequest
from concertation.api.sections import (
    show_activities,
    show_agreements,
    show_bodies,
    show_contributions,
    show_decisions,
    show_meetings,
    show_members,
    show_profile,
    show_timeline,
    show_typology,
)
from concertation.api.telling import Told
from concertation.core.estimate import Category, Unknown
from concertation.core.text import Text
from concertation.core.typology.explanation import SCHEMES
from concertation.core.vocabulary import load_scheme
from concertation.journeys.catalogue import STRIP
from concertation.journeys.portrait import PartnershipPortrait, Rights, portray_partnership

router = Router(by_alias=True, exclude_none=True)

_TOO_EARLY = Text(
    en="Too little is recorded as of that day.",
    fr="Trop peu est consigné à cette date.",
)


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its words, the shape of its answer, how it is told, and the kind of fact that it counts."""

    label: Text
    shape: type[shapes.Shape]
    tell: Callable[[ApiRequest, PartnershipPortrait], Told]
    counts: str = ""


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
