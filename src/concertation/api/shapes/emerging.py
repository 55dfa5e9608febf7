"""Partnerships to be, and ties likely to form."""

from __future__ import annotations

from datetime import date

from concertation.api.shapes.basic import Shape


class CandidateMember(Shape):
    key: str
    name: str
    href: str


class CandidateStanding(Shape):
    key: str
    name: str
    href: str
    reasons: list[str]


class CandidateOccasion(Shape):
    way: str
    kind: str
    key: str
    name: str
    on: date | None = None
    members: list[str]


class EmergingGroup(Shape):
    id: str
    state: str
    members: list[CandidateMember]
    first: date
    last: date
    tied_pairs: int
    pairs: int
    points: float
    areas: list[str]
    sectors: list[str]
    standing: list[CandidateStanding]
    reasons: list[str]
    occasions: list[CandidateOccasion]


class EmergingGroups(Shape):
    as_of: date
    remarks: list[str]
    groups: list[EmergingGroup]


class LikelyTie(Shape):
    one: CandidateMember
    other: CandidateMember
    state: str
    chance: float | None = None
    reasons: list[str]


class LikelyTies(Shape):
    as_of: date
    kind: str
    looked_at: int
    remarks: list[str]
    pairs: list[LikelyTie]
