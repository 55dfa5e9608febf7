"""The shapes of answers and of what programs send. No shape holds a null: what is unknown is said to be."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

# Facts are described by the dictionary: the document puts the schema of their kind in place of the mark.
Fact = Annotated[dict[str, Any], WithJsonSchema({"x-fact": "any"})]
Basis = Literal["stated", "derived", "inferred", "unknown"]
Mark = dict[str, str]


class Shape(BaseModel):
    """What all shapes share."""

    model_config = ConfigDict(extra="forbid")


class Names(Shape):
    en: str | None = None
    fr: str | None = None


class Reference(Shape):
    kind: str
    key: str
    label: str
    names: Names
    href: str


class Links(Shape):
    self: str
    next: str | None = None
    prev: str | None = None
    first: str | None = None


class Resource(Shape):
    """One thing at the entrance."""

    name: str
    href: str
    summary: str


class Entrance(Shape):
    version: str
    state: int
    you: Caller
    resources: list[Resource]


class Caller(Shape):
    name: str
    may_write: bool
    may_edit: bool
    may_see_history: bool
    may_see_contacts: bool
    may_see_restricted: bool


class FactPage(Shape):
    kind: str
    label: str
    total: int
    state: int
    facts: list[Fact]
    removed: list[str] | None = None
    links: Links


class FactRead(Shape):
    fact: Fact
    version: int
    statements: list[Fact]


class KindField(Shape):
    slot: str
    label: str
    help: str | None = None
    type: str
    is_required: bool
    scheme: str | None = None
    refers_to: str | None = None
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None


class KindOfFact(Shape):
    id: str
    label: str
    plural: str
    definition: str
    is_dated: bool
    is_event: bool
    is_restricted: bool
    is_open_to_you: bool
    fields: list[KindField]
    filters: list[str]
    href: str


class Kinds(Shape):
    kinds: list[KindOfFact]


class NewFact(Shape):
    values: dict[str, Any]
    key: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    reason: Annotated[str, Field(max_length=2000)] = ""


class CorrectedFact(Shape):
    values: dict[str, Any] = Field(default_factory=dict)
    unknown: list[str] = Field(default_factory=list)
    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class KnownValue(Shape):
    is_: Literal["known"] = Field("known", alias="is")
    value: str | bool | int | float
    words: str | None = None


class UnknownValue(Shape):
    is_: Literal["unknown"] = Field("unknown", alias="is")


Value = Annotated[KnownValue | UnknownValue, Field(discriminator="is_")]


class Kept(Shape):
    """A part that someone else changed meanwhile."""

    slot: str
    before: Value
    theirs: Value
    mine: Value


class Written(Shape):
    fact: Fact
    version: int
    change: int | None = None
    is_changed: bool
    merged: list[Kept]


class Removed(Shape):
    change: int
    key: str


class UndoWanted(Shape):
    reason: Annotated[str, Field(max_length=2000)] = ""


class Undone(Shape):
    change: int
    facts: int


class Row(Shape):
    key: str
    label: str
    values: dict[str, str | bool | int | float | list[str]]
    unknown: list[str]
    absent: list[str]
    words: dict[str, str | list[str]]
    href: str


class ColumnShown(Shape):
    id: str
    label: str
    is_shown: bool
    fields: list[str]
    sorts: list[str]


class ListPage(Shape):
    as_of: date
    total: int
    groups: int
    of: int
    page: int
    pages: int
    sort: str
    columns: list[ColumnShown]
    rows: list[Row]
    links: Links


class FacetValue(Shape):
    code: str
    label: str
    records: int
    groups: int
    is_included: bool
    is_excluded: bool


class FacetCounts(Shape):
    id: str
    label: str
    is_multiple: bool
    is_open: bool
    values: list[FacetValue]


class Facets(Shape):
    as_of: date
    total: int
    facets: list[FacetCounts]


class CrossLine(Shape):
    code: str
    label: str
    total: int


class CrossCell(Shape):
    down: str
    across: str
    count: int
    share: float | None = None


class Crossed(Shape):
    as_of: date
    down: str
    across: str
    share_of: str | None = None
    total: int
    left_out: int
    overlaps: bool
    rows: list[CrossLine]
    columns: list[CrossLine]
    cells: list[CrossCell]


class EstimateResult(Shape):
    is_: Literal["estimate"] = Field("estimate", alias="is")
    value: float
    low: float | None = None
    high: float | None = None
    n: int
    coverage: float
    method: str


class CategoryResult(Shape):
    is_: Literal["category"] = Field("category", alias="is")
    scheme: str
    code: str
    label: str
    n: int
    coverage: float
    method: str
    is_hybrid: bool
    shares: dict[str, float]


class TiedResult(Shape):
    is_: Literal["tied"] = Field("tied", alias="is")
    scheme: str
    label: str
    n: int
    coverage: float
    method: str
    shares: dict[str, float]


class UnknownResult(Shape):
    is_: Literal["unknown"] = Field("unknown", alias="is")
    missing: list[str]


class SuppressedResult(Shape):
    is_: Literal["suppressed"] = Field("suppressed", alias="is")
    why: str


Result = Annotated[
    EstimateResult | CategoryResult | TiedResult | UnknownResult | SuppressedResult, Field(discriminator="is_")
]


class EvidenceRecord(Shape):
    kind: str
    key: str
    href: str
    source: str | None = None
    locator: str | None = None


class DeclaredType(Shape):
    code: str
    label: str
    differs: bool
    source: str | None = None
    locator: str | None = None


class Finding(Shape):
    measure: str
    label: str
    unit: str
    basis: Basis
    basis_label: str
    result: Result
    reasons: list[str]
    missing: list[str]
    evidence: list[EvidenceRecord]
    evidence_count: int
    declared: list[DeclaredType]
    details: dict[str, Any]


class TrendPoint(Shape):
    on: date
    form: Result
    inst: Result


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


class Belonging(Shape):
    membership: Fact
    partnership: Reference
    roles: list[Fact]
    is_current: bool
    strip: list[StripCell]
    attended: int
    meetings: int


class TieRead(Shape):
    other: Reference
    kind: str
    label: str
    voices: Literal["both", "here", "there"]
    ties: list[Fact]


class OrganisationRead(Shape):
    as_of: date
    known_at: datetime | None = None
    organisation: Fact
    rights: Rights
    other_names: list[Fact]
    identifiers: list[Fact]
    sectors: list[Fact]
    areas: list[Fact]
    sites: list[Fact]
    people: list[Fact]
    partnerships: list[Belonging]
    ties: list[TieRead]
    contributions: list[Fact]
    agreements: list[Fact]
    statements: list[Fact]
    links: dict[str, str]


class TypeCount(Shape):
    result: Result
    count: int
    by_basis: dict[str, int]


class TypeCounts(Shape):
    facet: str
    label: str
    values: list[TypeCount]


class Emerging(Shape):
    partnership: Reference
    stage: Result
    on: date | None = None
    is_dated: bool
    origin: Reference | None = None


class Matter(Shape):
    kind: str
    partnership: Reference
    on: date | None = None
    count: int
    record: Names | None = None


class ChangeRead(Shape):
    id: int
    made_at: datetime
    made_by: str
    kind: str
    reason: str
    may_be_undone: bool
    href: str


class Overview(Shape):
    as_of: date
    counts: dict[str, int]
    documented: list[Reference]
    types: list[TypeCounts]
    emerging: list[Emerging]
    matters: list[Matter]
    matter_counts: dict[str, int]
    changes: list[ChangeRead]


class EditRead(Shape):
    slot: str
    label: str
    before: Value | None = None
    after: Value


class FactChangeRead(Shape):
    deed: Literal["added", "changed", "removed"]
    fact: Fact
    edits: list[EditRead]


class ChangeWhole(ChangeRead):
    facts: list[FactChangeRead]
    unlisted: int


class ChangePage(Shape):
    total: int
    changes: list[ChangeRead]
    links: Links


class History(Shape):
    total: int
    page: int
    pages: int
    changes: list[ChangeWhole]
    links: Links


class TermUse(Shape):
    kind: str
    field: str
    count: int


class TermRead(Shape):
    code: str
    label: Names
    definition: Names
    note: Names | None = None
    origin: str
    locator: str | None = None
    broader: str | None = None
    narrower: list[str]
    value: int | None = None
    uses: list[TermUse]


class SchemeRead(Shape):
    id: str
    label: Names
    definition: Names
    note: Names | None = None
    origin: str
    locator: str | None = None
    uri: str
    terms: list[TermRead]


class SchemeListed(Shape):
    id: str
    label: Names
    definition: Names
    terms: int
    href: str


class SchemeGroup(Shape):
    id: str
    label: Names
    about: Names
    schemes: list[SchemeListed]


class Vocabularies(Shape):
    groups: list[SchemeGroup]


class TerritoryRead(Shape):
    as_of: date
    territory: Fact
    parts: list[Reference]
    wholes: list[Reference]
    partnerships: list[Reference]
    organisations: int
    has_geometry: bool
    links: dict[str, str]


class FormatOffered(Shape):
    id: str
    label: str
    ending: str
    is_open_to_you: bool
    href: str


class Formats(Shape):
    as_of: date
    formats: list[FormatOffered]


class DoubleReason(Shape):
    says: str
    bits: float


class PossibleDouble(Shape):
    one: Reference
    other: Reference
    log_odds: float
    probability: float
    band: Literal["sure", "likely", "possible"]
    answer: Value
    reasons: list[DoubleReason]


class Doubles(Shape):
    total: int
    is_current: bool
    is_under_way: bool
    compared: int
    page: int
    pages: int
    doubles: list[PossibleDouble]
    links: Links


class WaveOfPartnership(Shape):
    key: str
    names: Names
    mode: Literal["confidential", "anonymous"]
    state: Literal["draft", "open", "closed"]
    closes_on: date
    opened_at: datetime | None = None
    closed_at: datetime | None = None


class Waves(Shape):
    total: int
    page: int
    pages: int
    waves: list[WaveOfPartnership]
    links: Links


class Participation(Shape):
    """People at each step; what an anonymous survey does not know is unknown, not nought."""

    invited: Value
    written_to: Value
    begun: Value
    answered: Value
    declined: Value
    undelivered: Value
    without_address: Value
    organisations: Value
    organisations_heard: Value


class HeardOrganisation(Shape):
    organisation: str
    label: str
    people: int
    answered: int


class WaveProgress(WaveOfPartnership):
    participation: Participation
    heard: list[HeardOrganisation]


class Found(Shape):
    kind: str
    key: str
    label: str
    names: Names
    note: str | None = None
    href: str


class FoundPage(Shape):
    found: list[Found]


class MeasureRead(Shape):
    id: str
    label: str
    unit: str
    formula: str
    caution: str
    reference: str
    origin: str
    reads: list[str]
    is_restricted: bool


class Measures(Shape):
    measures: list[MeasureRead]


class Day(Shape):
    on: date
    count: int


class Chronology(Shape):
    days: list[Day]


Entrance.model_rebuild()
