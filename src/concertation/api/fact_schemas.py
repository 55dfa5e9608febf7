"""The JSON Schema of each kind of fact, drawn from the dictionary, and the columns of its files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from concertation.core.facts import Column, FactKind, all_kinds
from concertation.core.snapshot import table_schema
from concertation.core.text import Language
from concertation.core.vocabulary import load_scheme

if TYPE_CHECKING:
    import polars as pl

# Whole numbers that every database of the register keeps.
_SMALLEST, _LARGEST = -(2**31), 2**31 - 1
_TYPES: Mapping[str, dict[str, Any]] = {
    "date": {"type": "string", "format": "date"},
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer", "minimum": _SMALLEST, "maximum": _LARGEST},
    "decimal": {"type": "number"},
}
_WITHHELD = ["contact", "out_of_sight", "small_count"]
# What another source speaks of is found by these, which are no references of the dictionary.
_ABOUT = ("subject_kind", "subject_key")


def schema_name(kind: FactKind) -> str:
    """The name of its schema in the document: ``MembershipRoleFact``."""
    return "".join(part.capitalize() for part in kind.id.split("_")) + "Fact"


@cache
def slots_of(kind: FactKind) -> tuple[Column, ...]:
    """The parts of a fact that JSON tells, in the order of the dictionary; outlines of areas have their own address."""
    return tuple(column for column in kind.columns if column.field.type != "geojson")


@cache
def filters_of(kind: FactKind) -> tuple[str, ...]:
    """The fields by which facts of a kind are found: what they refer to."""
    names = tuple(field.name for field in kind.fields if field.type == "reference")
    return (*names, *_ABOUT) if kind.id == "statement" else names


def every_filter() -> list[str]:
    """The filters of all kinds, by name."""
    return sorted({name for kind in all_kinds() for name in filters_of(kind)})


def fact_schema(kind: FactKind, language: Language) -> dict[str, Any]:
    """A fact of the kind as answers tell it."""
    slots = slots_of(kind)
    names = [slot.slot for slot in slots]
    terms = [field.name for field in kind.fields if field.type == "term"]
    references = [field.name for field in kind.fields if field.type == "reference"]
    reference = {"$ref": "#/components/schemas/Reference"}
    return _object(
        {
            "kind": {"const": kind.id},
            "key": {"type": "string"},
            "label": {"type": "string"},
            "values": _closed({slot.slot: _slot(slot, language) for slot in slots}),
            "unknown": {"type": "array", "items": {"enum": names}, "uniqueItems": True},
            "withheld": _closed({name: {"enum": _WITHHELD} for name in names}),
            "words": _closed({name: {"type": "string"} for name in terms}),
            "references": _closed(dict.fromkeys(references, reference)),
            "links": {"type": "object", "additionalProperties": {"type": "string"}},
        },
        title=kind.label.in_language(language),
        description=kind.definition.in_language(language),
    )


def written_schema(kind: FactKind, language: Language, *, is_new: bool) -> dict[str, Any]:
    """A fact of the kind as programs send it; codes are those of the vocabularies."""
    slots = slots_of(kind)
    values = _closed({slot.slot: _slot(slot, language, is_written=True) for slot in slots})
    if is_new:
        values["required"] = [
            s.slot for s in slots if s.language is None and s.field.is_required and s.field.default is None
        ]
        rest = {
            "key": {"type": "string", "minLength": 1, "maxLength": 80},
            "reason": {"type": "string", "maxLength": 2000},
        }
        required = ["values"]
    else:
        unknown: Any = {"type": "array", "items": {"enum": [slot.slot for slot in slots]}}
        rest = {"unknown": unknown, "reason": {"type": "string", "minLength": 1, "maxLength": 2000}}
        required = ["reason"]
    return _object({"values": values, **rest}, title=kind.label.in_language(language), required=required)


@cache
def frame_schema(kind: FactKind) -> Mapping[str, type[pl.DataType]]:
    """The columns of its files: the key, then the slots; references are keys."""
    import polars as pl  # noqa: PLC0415 columns load when asked for

    known = table_schema(kind.id)
    types = {"date": pl.Date, "boolean": pl.Boolean, "integer": pl.Int64, "decimal": pl.Float64}
    slots = {s.slot: types.get(s.field.type, known.get(s.name, pl.String)) for s in slots_of(kind)}
    return {
        "key": pl.String,
        **{name: pl.String if dtype is pl.Int64 and _refers(kind, name) else dtype for name, dtype in slots.items()},
    }


def _refers(kind: FactKind, slot: str) -> bool:
    return any(field.name == slot and field.type == "reference" for field in kind.fields)


def _slot(slot: Column, language: Language, *, is_written: bool = False) -> dict[str, Any]:
    field = slot.field
    schema = dict(_TYPES.get(field.type, {"type": "string"}))
    described = slot.label.in_language(language)
    if field.help is not None:
        described += f" – {field.help.in_language(language)}"
    schema["description"] = described
    if field.type == "term" and is_written:
        schema["enum"] = list(load_scheme(str(field.scheme)).codes)
    if field.type == "term":
        schema["x-scheme"] = field.scheme
    if field.type == "reference":
        schema["x-refers-to"] = field.to
    if is_written and field.minimum is not None:
        schema["minimum"] = field.minimum
    if is_written and field.maximum is not None:
        schema["maximum"] = field.maximum
    return schema


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _object(properties: dict[str, Any], *, required: list[str] | None = None, **about: str) -> dict[str, Any]:
    return {**about, **_closed(properties), "required": list(properties) if required is None else required}
