"""One partnership and its sections."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from concertation.api.shapes.basic import Basis, Fact, Reference, Shape
from concertation.api.shapes.findings import Finding, Result, TrendPoint


class Rights(Shape):
    may_edit: bool
    may_see_contacts: bool
    may_see_restricted: bool
    may_see_history: bool


class SectionLink(Shape):
    id: str
    label: str
    href: str
    facts: int | None = None


class StripCell(Shape):
    facet: str
    label: str
    basis: Basis
    result: Result


class PartnershipRead(Shape):
    as_of: date
    known_at: datetime | None = None
    partnership: Fact
    holds: bool
    stage: Reference | None = None
    strip: list[StripCell]
    members: int
    rights: Rights
    sections: list[SectionLink]


class ProfileSection(Shape):
    as_of: date
    partnership: Fact
    stages: list[Fact]
    areas: list[Fact]
    sectors: list[Fact]
    objectives: list[Fact]
    lineage: list[Fact]
    statements: list[Fact]
    missing: list[str]


class Member(Shape):
    membership: Fact
    organisation: Reference
    roles: list[Fact]
    is_current: bool
    representations: list[Fact]


class MembersSection(Shape):
    as_of: date
    members: int
    is_at_least: bool
    observers: int
    left: int
    memberships: list[Member]


class Seats(Shape):
    low: int
    high: int
    is_small: bool


class BodyRead(Shape):
    body: Fact
    is_current: bool
    organisations: list[Reference]
    seats: list[Fact]
    persons: list[Seats]


class BodiesSection(Shape):
    as_of: date
    bodies: list[BodyRead]


class AgreementRead(Shape):
    agreement: Fact
    state: Literal["in_force", "expiring", "lapsed", "undated"]
    parties: list[Fact]


class PlanRead(Shape):
    plan: Fact
    revisions: list[Fact]


class AgreementsSection(Shape):
    as_of: date
    agreements: list[AgreementRead]
    plans: list[PlanRead]
    reports: list[Fact]
    resources: list[Fact]


class MeetingRead(Shape):
    meeting: Fact
    attended: int
    recorded: int
    attendances: list[Fact]
    decisions: list[Fact]
    actions: list[Fact]
    late: list[str]


class MeetingsSection(Shape):
    as_of: date
    meetings: list[MeetingRead]


class Answers(Shape):
    yes: int
    no: int
    unknown: int


class ActivityRead(Shape):
    activity: Fact
    is_current: bool
    articulation: Result
    is_determined: bool
    answers: dict[str, Answers]
    participations: list[Fact]


class ActivitiesSection(Shape):
    as_of: date
    activities: list[ActivityRead]
    outputs: list[Fact]


class ContributionRead(Shape):
    contribution: Fact
    unit: Literal["amount", "hours", "rating", "unmeasured"]


class ContributionsSection(Shape):
    as_of: date
    contributions: list[ContributionRead]
    silent: list[Reference]
    risks: list[Fact]


class TypologySection(Shape):
    as_of: date
    holds: bool
    findings: list[Finding]
    declared_types: list[Fact]
    confided: list[Fact]
    trend: list[TrendPoint]


class Moment(Shape):
    on: date | None = None
    is_dated: bool
    kind: str
    fact: Reference


class Span(Shape):
    since: date | None = None
    until: date | None = None
    kind: str
    fact: Reference


class TimelineSection(Shape):
    as_of: date
    moments: list[Moment]
    spans: list[Span]


class DecisionRead(Shape):
    decision: Fact
    makers: list[Reference]


class DecisionsSection(Shape):
    as_of: date
    decisions: list[DecisionRead]
    courses: list[Fact]
