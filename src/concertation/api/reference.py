"""The page on which people read what the document says: every operation, what it asks and what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from concertation.api.document import document, operations
from concertation.api.errors import STATUSES
from concertation.api.fact_schemas import schema_name
from concertation.api.problems import language_asked
from concertation.core.errors import ConcertationError
from concertation.core.facts import all_kinds
from concertation.core.text import Language

# A shape inside a shape inside a shape: enough to see what an answer holds.
_DEEPEST = 3
_REF = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Part:
    """One parameter of an operation, or one property of a shape; ``depth`` says inside what it stands."""

    name: str
    type: str
    description: str
    depth: int = 0
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """One operation as the page shows it; facets and references are told apart, since they are many."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: Sequence[Part]
    facets: Sequence[Part]
    filters: Sequence[str]
    answer: Sequence[Part]
    media: Sequence[str]
    problems: Sequence[tuple[str, str]]
    is_deprecated: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The operations about one thing."""

    id: str
    label: str
    operations: Sequence[Described]


@dataclass(frozen=True, slots=True)
class Problem:
    """One code of problem with its status and its sentence."""

    code: str
    status: int
    sentence: str


def lead_to_reference(request: HttpRequest) -> HttpResponse:
    """To the page in the language of the reader."""
    return HttpResponseRedirect(reverse("api-reference"))


def show_reference(request: HttpRequest) -> HttpResponse:
    """Every operation, its parameters and its answers, every kind of fact, and every problem."""
    language = language_asked(request)
    made = document(language)
    root = request.build_absolute_uri("/api/v1/")
    context = {
        "info": made["info"],
        "root": root,
        "groups": _groups(language),
        "kinds": _kinds(language),
        "problems": _problems(language),
        "rates": {name: rate.partition("/")[0] for name, rate in settings.API_RATES.items()},
    }
    return render(request, "api/reference.html", context)


@cache
def _groups(language: Language) -> tuple[Group, ...]:
    made = document(language)
    found: dict[str, list[Described]] = {tag["name"]: [] for tag in made["tags"]}
    for path, method, operation in operations(made):
        found[operation["tags"][0]].append(_described(path, method, operation, made["components"]["schemas"]))
    return tuple(Group(tag["name"], tag["description"], found[tag["name"]]) for tag in made["tags"])


def _described(path: str, method: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Described:
    success = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
    content = success.get("content", {})
    plain = [one for one in operation["parameters"] if "x-facet" not in one and not one.get("x-filter")]
    shape = content.get("application/json", {}).get("schema", {})
    return Described(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        parameters=[_parameter(one) for one in plain],
        facets=[
            _parameter(one)
            for one in operation["parameters"]
            if "x-facet" in one and not one["name"].startswith("not-")
        ],
        filters=[one["name"] for one in operation["parameters"] if one.get("x-filter")],
        answer=list(_parts(shape, schemas)),
        media=list(content),
        problems=[
            (status, answer["description"]) for status, answer in operation["responses"].items() if status >= "4"
        ],
        is_deprecated=bool(operation.get("deprecated")),
    )


def _parameter(one: Mapping[str, Any]) -> Part:
    return Part(one["name"], _type_of(one["schema"]), one.get("description", ""), is_required=bool(one.get("required")))


def _parts(schema: Mapping[str, Any], schemas: Mapping[str, Any], depth: int = 0) -> Iterator[Part]:
    """The properties of a shape, each followed by those of what it holds; facts are described apart."""
    own = _shape_of(schema, schemas)
    if depth == _DEEPEST or own is None:
        return
    for name, inside in own.get("properties", {}).items():
        yield Part(name, _type_of(inside), inside.get("description", ""), depth, name in own.get("required", ()))
        yield from _parts(inside.get("items", inside), schemas, depth + 1)


def _shape_of(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any] | None:
    reference = schema.get("$ref") or next((one["$ref"] for one in schema.get("allOf", ()) if "$ref" in one), "")
    name = reference.removeprefix(_REF)
    if not name or name == "Fact" or name.endswith("Fact"):
        return None
    found: Mapping[str, Any] = schemas[name]
    return found


def _type_of(schema: Mapping[str, Any]) -> str:
    """The type in a few signs: what it is, what it may be, what it holds."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REF)
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"][:6])) + (" | …" if len(schema["enum"]) > 6 else "")
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " | ".join(dict.fromkeys(_type_of(one) for one in schema[several]))
    if schema.get("type") == "array":
        return f"[{_type_of(schema.get('items', {}))}]"
    if "const" in schema:
        return str(schema["const"])
    return str(schema.get("format") or schema.get("type", "…"))


@cache
def _kinds(language: Language) -> tuple[dict[str, Any], ...]:
    schemas = document(language)["components"]["schemas"]
    return tuple(
        {
            "id": kind.id,
            "label": kind.label.in_language(language),
            "definition": kind.definition.in_language(language),
            "is_restricted": kind.is_restricted,
            "parts": [
                Part(name, _slot_type(slot), slot["description"])
                for name, slot in schemas[schema_name(kind)]["properties"]["values"]["properties"].items()
            ],
        }
        for kind in all_kinds()
    )


def _slot_type(slot: Mapping[str, Any]) -> str:
    if "x-scheme" in slot:
        return f"{slot['x-scheme']} …"
    return f"→ {slot['x-refers-to']}" if "x-refers-to" in slot else _type_of(slot)


def _problems(language: Language) -> list[Problem]:
    """Every code that a problem may bear; what each fills in stands between braces."""
    known = {error.code: error for error in _every(ConcertationError)}
    return [
        Problem(code, status, known[code].french if language == "fr" else known[code].english)
        for code, status in sorted(STATUSES.items(), key=lambda item: (item[1], item[0]))
        if code in known
    ]


def _every(error: type[ConcertationError]) -> Iterator[type[ConcertationError]]:
    for own in error.__subclasses__():
        yield own
        yield from _every(own)
