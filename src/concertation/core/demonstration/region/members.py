"""Who belongs to each partnership of the region, since when, in which roles, and who speaks for whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from concertation.core.demonstration.region.designs import Design, read_document
from concertation.core.demonstration.region.scene import FEDERAL, Member, Organisation, Scene, Story

# How much likelier an organisation of the sectors that a partnership seeks is drawn.
_SOUGHT = 8.0


def gather_members(
    scene: Scene, design: Design, organisations: Mapping[str, Organisation], founded: date, end: date
) -> tuple[Member, ...]:
    """Stays of organisations: founders first, later arrivals, some who left, observers and funders."""
    if design.sparse:
        return tuple(_member(design, found, founded) for found in _of_places(design, organisations)[:1])
    chosen = _choose(scene, design, organisations)
    span = (end - founded).days
    stays = [
        _member(design, found, _joining(scene, founded, span) if place >= 2 and len(chosen) > 3 else founded)
        for place, found in enumerate(chosen)
    ]
    others = [found for found in _of_places(design, organisations) if found not in chosen]
    if len(chosen) > 4 and span > 700:
        stays += _who_left(scene, design, others, founded, span)
    gone = {stay.organisation.key for stay in stays}
    if design.formality >= 2 and FEDERAL not in gone:
        stays.append(_member(design, organisations["federal"], founded, is_partner=False))
    if len(chosen) > 5 and scene.happens(0.5):
        watcher = organisations["university"]
        if watcher.key not in gone:
            stays.append(_member(design, watcher, _joining(scene, founded, span), is_partner=False))
    return tuple(stays)


def write_members(story: Story) -> None:
    """Memberships with their roles, and the person who speaks for each."""
    for member in story.members:
        is_observer = not member.is_partner and member.organisation.key != FEDERAL
        story.scene.write(
            "membership",
            member.key,
            partnership=story.key,
            organisation=member.organisation.key,
            since=None if story.design.sparse else member.since,
            until=member.until or story.over_on,
            is_observer=is_observer,
        )
        if story.design.sparse:
            continue
        if not member.is_partner:
            _write_role(story, member, "observer" if is_observer else "funder", member.since)
        if story.scene.happens(0.85):
            story.scene.write(
                "representation",
                f"{member.key}-voice",
                membership=member.key,
                representative=f"{member.organisation.key}-person-1",
                since=member.since,
                until=member.until or story.over_on,
            )
    if not story.design.sparse:
        _write_leading_roles(story)


def _write_leading_roles(story: Story) -> None:
    """A lead, who in older partnerships took over from another; a fiduciary; a few who help."""
    founders = [member for member in story.partners if member.since == story.founded]
    lead = founders[0]
    half = story.founded + (story.end - story.founded) / 2
    if story.design.routines >= 2 and len(founders) > 1 and (story.end - story.founded).days > 1000:
        _write_role(story, founders[1], "lead", story.founded, until=half)
        _write_role(story, lead, "lead", half + timedelta(days=1))
    else:
        _write_role(story, lead, "lead", story.founded)
    if story.design.formality >= 2:
        fiduciary = lead if "capture" in story.design.signals else founders[-1]
        _write_role(story, fiduciary, "fiduciary", story.founded)
    for role, member in zip(("facilitator", "supporter", "supporter"), story.partners[2:], strict=False):
        _write_role(story, member, role, member.since)


def _write_role(story: Story, member: Member, role: str, since: date, until: date | None = None) -> None:
    key = f"{member.key}-{role}-{since.isoformat()}"
    ended = until or member.until or story.over_on
    story.scene.write("membership_role", key, membership=member.key, role=role, since=since, until=ended)


def _member(design: Design, found: Organisation, since: date, *, is_partner: bool = True) -> Member:
    return Member(f"{design.key}--{found.key}", found, since, is_partner=is_partner)


def _joining(scene: Scene, founded: date, span: int) -> date:
    if scene.happens(0.6):
        return founded
    return founded + timedelta(days=scene.between(0, max(int(span * 0.8), 1)))


def _who_left(scene: Scene, design: Design, others: list[Organisation], founded: date, span: int) -> list[Member]:
    leaving = []
    for found in scene.pick_some(others, scene.between(0, 2)):
        until = founded + timedelta(days=scene.between(300, span - 200))
        leaving.append(Member(f"{design.key}--{found.key}", found, founded, until))
    return leaving


def _choose(scene: Scene, design: Design, organisations: Mapping[str, Organisation]) -> list[Organisation]:
    if design.members:
        return [organisations[key] for key in design.members]
    candidates = _of_places(design, organisations)
    sought = set(read_document("families")[design.family]["sectors"])
    weights = [_SOUGHT if sought & set(found.sectors) else 1.0 for found in candidates]
    total = sum(weights)
    places = scene.generator.choice(
        len(candidates), size=design.partners, replace=False, p=[weight / total for weight in weights]
    )
    return [candidates[place] for place in places.tolist()]


def _of_places(design: Design, organisations: Mapping[str, Organisation]) -> list[Organisation]:
    districts = {entry["key"]: entry["parts"] for entry in read_document("places")["district"]}
    towns = districts[design.district] if design.district else design.places
    return [found for found in organisations.values() if found.place in towns]
