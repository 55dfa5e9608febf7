"""Partnerships to be, and ties likely to form."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from concertation.api.shapes.basic import Links, Shape


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
    is_waiting: bool
    looked_at: int
    remarks: list[str]
    pairs: list[LikelyTie]


class CandidateAnswer(Shape):
    id: int
    about: Literal["group", "pair"]
    answer: Literal["not", "later", "recorded", "open"]
    members: list[CandidateMember]
    partnership: CandidateMember | None = None
    reasons: str | None = None
    made_by: str
    made_at: datetime
    as_of: date


class CandidateAnswers(Shape):
    total: int
    page: int
    pages: int
    answers: list[CandidateAnswer]
    links: Links


class AnswerToCandidate(Shape):
    """A group by its id, or the two organisations of a likely tie."""

    group: Annotated[str, Field(max_length=40)] | None = None
    pair: Annotated[list[Annotated[str, Field(max_length=80)]], Field(min_length=2, max_length=2)] | None = None
    answer: Literal["not", "later", "open"]
    reasons: Annotated[str, Field(max_length=500)] = ""
    as_of: date | None = None


class AnswerKept(Shape):
    is_new: bool
    answer: CandidateAnswer | None = None
