"""Vocabularies, territories and exports."""

from __future__ import annotations

from datetime import date

from concertation.api.shapes.basic import Fact, Names, Reference, Shape


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
