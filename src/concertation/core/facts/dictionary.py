"""Reads ``kinds/*.toml`` into frozen descriptions, and refuses a dictionary that is not whole."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from functools import cache
from graphlib import TopologicalSorter
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, get_args

from concertation.core.errors import InvalidData, UnknownFactKind
from concertation.core.text import Text

FieldType = Literal[
    "text",
    "long_text",
    "date",
    "boolean",
    "integer",
    "decimal",
    "term",
    "reference",
    "email",
    "url",
    "geojson",
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: a field has one, a bilingual field two."""

    name: str
    field: Field
    language: Literal["en", "fr"] | None = None

    @property
    def label(self) -> Text:
        """The field's label, followed by the column's language where it has one."""
        if self.language is None:
            return self.field.label
        english, french = {"en": ("English", "anglais"), "fr": ("French", "français")}[self.language]
        return Text(
            en=f"{self.field.label.en} ({english})",
            fr=f"{self.field.label.fr} ({french})",
        )

    @property
    def slot(self) -> str:
        """The name under which people fill it: a reference goes by its field, never by ``…_id``."""
        return self.field.name if self.field.type == "reference" else self.name


@dataclass(frozen=True, slots=True)
class Field:
    """What one kind of fact records under one heading."""

    name: str
    type: FieldType
    label: Text
    help: Text | None = None
    is_required: bool = False
    is_bilingual: bool = False
    scheme: str | None = None
    to: str | None = None
    is_parent: bool = False
    default: bool | None = None
    minimum: float | None = None
    maximum: float | None = None
    is_in_snapshot: bool = True
    is_in_workbook: bool = True

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that hold the field: two for a bilingual one, ``…_id`` for a reference."""
        if self.is_bilingual:
            return (Column(f"{self.name}_en", self, "en"), Column(f"{self.name}_fr", self, "fr"))
        if self.type == "reference":
            return (Column(f"{self.name}_id", self),)
        return (Column(self.name, self),)


@dataclass(frozen=True, slots=True)
class FactKind:
    """One kind of fact: a table of the register."""

    id: str
    label: Text
    plural: Text
    definition: Text
    fields: tuple[Field, ...]
    is_dated: bool
    is_event: bool
    is_restricted: bool
    # All columns after ``id`` and ``key``, in the order of the dictionary: asked for once a fact, so made once a kind.
    columns: tuple[Column, ...] = made(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", tuple(column for field in self.fields for column in field.columns))

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def parent(self) -> Field | None:
        """The reference through which the fact belongs to a larger one, when it has one."""
        return next((field for field in self.fields if field.is_parent), None)

    def __getitem__(self, name: str) -> Field:
        """The field of that name."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


def fact_kind(kind_id: str) -> FactKind:
    """The kind of fact of that id; raises ``UnknownFactKind`` naming the known ones."""
    kinds = _kinds_by_id()
    if kind_id not in kinds:
        raise UnknownFactKind(kind=kind_id, known=", ".join(sorted(kinds)))
    return kinds[kind_id]


def all_kinds() -> tuple[FactKind, ...]:
    """Every kind of fact, those referred to before those that refer to them."""
    return tuple(_kinds_by_id().values())


@cache
def _kinds_by_id() -> Mapping[str, FactKind]:
    faults: list[str] = []
    kinds = {kind.id: kind for kind in _read_kinds(faults)}
    faults += [
        f"{kind.id}.{field.name}: {field.to}"
        for kind in kinds.values()
        for field in kind.fields
        if field.type == "reference" and field.to not in kinds
    ]
    if faults:
        raise InvalidData(count=len(faults), listing="; ".join(faults))
    order = TopologicalSorter(
        {
            kind.id: [str(f.to) for f in kind.fields if f.type == "reference" and f.to != kind.id]
            for kind in kinds.values()
        }
    )
    return MappingProxyType({kind_id: kinds[str(kind_id)] for kind_id in order.static_order()})


def _read_kinds(faults: list[str]) -> Iterator[FactKind]:
    folder = resources.files("concertation.core.facts").joinpath("kinds")
    shared = tomllib.loads(folder.joinpath("shared.toml").read_text(encoding="utf-8"))
    documents = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=str)
    raw: dict[str, dict[str, Any]] = {}
    for document in documents:
        if document.name != "shared.toml":
            raw |= tomllib.loads(document.read_text(encoding="utf-8"))
    labels = {kind_id: entry.get("label", {}) for kind_id, entry in raw.items()}
    for kind_id, entry in raw.items():
        yield _read_kind(kind_id, entry, shared, labels, faults)


def _read_kind(
    kind_id: str,
    entry: Mapping[str, Any],
    shared: Mapping[str, Any],
    labels: Mapping[str, Mapping[str, str]],
    faults: list[str],
) -> FactKind:
    specifications: dict[str, dict[str, Any]] = dict(entry["fields"])
    if entry.get("dated"):
        specifications |= shared["dated"]
    if entry.get("event"):
        specifications |= shared["event"]
    specifications |= shared["origin"] if kind_id != "source" else shared["remark"]
    return FactKind(
        id=kind_id,
        label=_text(entry.get("label"), f"{kind_id}.label", faults),
        plural=_text(entry.get("plural"), f"{kind_id}.plural", faults),
        definition=_text(entry.get("definition"), f"{kind_id}.definition", faults),
        fields=tuple(
            _read_field(kind_id, name, specification, labels, faults) for name, specification in specifications.items()
        ),
        is_dated=bool(entry.get("dated")),
        is_event=bool(entry.get("event")),
        is_restricted=bool(entry.get("restricted")),
    )


def _read_field(
    kind_id: str,
    name: str,
    specification: Mapping[str, Any],
    labels: Mapping[str, Mapping[str, str]],
    faults: list[str],
) -> Field:
    place = f"{kind_id}.{name}"
    kind: FieldType = specification.get("type", "text")
    if kind not in get_args(FieldType):
        faults.append(f"{place}: type {kind}")
    words = specification if "en" in specification else labels.get(str(specification.get("to")), {})
    return Field(
        name=name,
        type=kind,
        label=_text(words, place, faults),
        help=_help(specification, place, faults),
        is_required=bool(specification.get("required")),
        is_bilingual=bool(specification.get("bilingual")),
        scheme=specification.get("scheme"),
        to=specification.get("to"),
        is_parent=bool(specification.get("parent")),
        default=specification.get("default"),
        minimum=specification.get("minimum"),
        maximum=specification.get("maximum"),
        is_in_snapshot=specification.get("in_snapshot", True),
        is_in_workbook=specification.get("in_workbook", True),
    )


def _help(specification: Mapping[str, Any], place: str, faults: list[str]) -> Text | None:
    if "help_en" not in specification and "help_fr" not in specification:
        return None
    sides = {"en": specification.get("help_en", ""), "fr": specification.get("help_fr", "")}
    return _text(sides, f"{place}.help", faults)


def _text(sides: Mapping[str, str] | None, place: str, faults: list[str]) -> Text:
    sides = sides or {}
    missing = [language for language in ("en", "fr") if not sides.get(language, "").strip()]
    faults += [f"{place}: {language}" for language in missing]
    return Text(en=sides.get("en", "") or "—", fr=sides.get("fr", "") or "—")
