"""The document that describes the API: OpenAPI 3.1, made from the types, in the language of the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase

from concertation.api.errors import STATUSES
from concertation.api.fact_schemas import every_filter, fact_schema, schema_name, written_schema
from concertation.api.offering import orders_of
from concertation.api.problems import PROBLEM
from concertation.api.tables import CSV, JSON, PARQUET
from concertation.api.words import words
from concertation.core.faceting.facet import facets_of
from concertation.core.facts import all_kinds
from concertation.core.network import NETWORK_KINDS
from concertation.core.text import Language, Text
from concertation.core.vocabulary import scheme_ids
from concertation.journeys.formats import OPEN_FORMATS
from concertation.journeys.lookup import LOOKED_UP

if TYPE_CHECKING:
    from ninja import NinjaAPI

Document = dict[str, Any]

_PREFIX = "/api/v1/"
_CONVERTER = re.compile(r"<(?:[^:>]+:)?([^>]+)>")
_METHODS = ("get", "post", "patch", "delete", "put")
_LISTS = {"/partnerships": "partnership", "/organisations": "organisation"}


@cache
def api() -> NinjaAPI:
    """The API, made once; its rooms need this module, and are read when it is first asked for."""
    from concertation.api.service import make_api  # noqa: PLC0415 the rooms import this module

    return make_api()


@cache
def document(language: Language) -> Document:
    """The whole document in one language."""
    return describe(api(), language)


def describe(service: NinjaAPI, language: Language) -> Document:
    """The document of an API whose operations were offered as ours are."""
    made = deepcopy(dict(service.get_openapi_schema(path_prefix=_PREFIX)))
    made["components"]["schemas"] |= _schemas(language)
    made["components"]["securitySchemes"] = _security_schemes(language)
    made["info"] |= _info(language)
    made["tags"] = [{"name": n, "description": t["summary"].in_language(language)} for n, t in words()["tag"].items()]
    made.pop("servers", None)
    for path, method, operation in operations(made):
        _complete(path, method, operation, language)
    _describe_properties(made["components"]["schemas"], language)
    whole: Document = _resolved(made)
    return whole


def operations(made: Document) -> Iterator[tuple[str, str, Document]]:
    """Each operation with its path and its method."""
    for path, item in made["paths"].items():
        for method, operation in item.items():
            if method in _METHODS:
                yield path, method, operation


def operation_of(request: HttpRequest) -> Document | None:
    """What the document says of the operation that a request asks for; nothing where it asks for none."""
    match = request.resolver_match
    if match is None:
        return None
    path = "/" + _CONVERTER.sub(r"{\1}", match.route)
    method = (request.method or "GET").lower()
    found: Document | None = document("en")["paths"].get(path, {}).get("get" if method == "head" else method)
    return found


def send_document(request: HttpRequest) -> HttpResponseBase:
    """The document, in the language asked for."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    language: Language = request.language  # type: ignore[attr-defined]  # the request of the API
    return JsonResponse(document(language), json_dumps_params={"ensure_ascii": False})


def _complete(path: str, method: str, operation: Document, language: Language) -> None:
    """Adds what types do not say: words, problems, other formats, facets, and who may."""
    own = words()["operation"][operation["operationId"]]
    operation["summary"] = own["summary"].in_language(language)
    operation.pop("description", None)
    if "description" in own:
        operation["description"] = own["description"].in_language(language)
    operation["security"] = [{"key": []}, {"session": []}] if method != "get" else [{}, {"key": []}, {"session": []}]
    _complete_parameters(path, operation, language)
    _complete_body(operation)
    _complete_answers(operation, language)
    if "x-deprecation" in operation:
        operation["deprecated"] = True


def _complete_parameters(path: str, operation: Document, language: Language) -> None:
    if operation.pop("x-filters", False):
        names = [*every_filter(), "key"]
        operation["parameters"] += [
            {"name": name, "in": "query", "required": False, "schema": {"type": "string"}, "x-filter": True}
            for name in names
        ]
    for parameter in operation["parameters"]:
        listing = next((one for end, one in _LISTS.items() if path.endswith(end)), None)
        if parameter["name"] == "sort" and listing:
            parameter["schema"]["enum"] = orders_of(listing)  # type: ignore[arg-type]  # one of the two
        if parameter["in"] == "path" and (known := _known_values(path, parameter["name"])):
            parameter["schema"]["enum"] = known
        parameter["description"] = _parameter_words(parameter).in_language(language)
        parameter["schema"].pop("title", None)
    if any(one in operation["x-problems"] for one in (428,)):
        header = {
            "name": "If-Match",
            "in": "header",
            "required": True,
            "schema": {"type": "string", "pattern": '^"[0-9]+.*"$'},
        }
        operation["parameters"].append(
            header | {"description": words()["parameter"]["If-Match"]["summary"].in_language(language)}
        )


def _known_values(path: str, name: str) -> list[str]:
    """What may stand in a part of an address, where that is known beforehand."""
    if name == "kind":
        return list(LOOKED_UP) if "lookup" in path else [kind.id for kind in all_kinds()]
    known = {"scheme": scheme_ids(), "format": OPEN_FORMATS, "network": NETWORK_KINDS}
    return list(known.get(name, ()))


def _parameter_words(parameter: Mapping[str, Any]) -> Text:
    """Facets and references have the words of their own dictionaries."""
    name, known = parameter["name"], words()["parameter"]
    if "x-facet" in parameter:
        label = _facet_label(parameter["x-facet"])
        form = known["facet-removed" if name.startswith("not-") else "facet-kept"]["summary"]
        return Text(en=f"{label.en}: {form.en}", fr=f"{label.fr} : {form.fr}")
    if parameter.get("x-filter") and name != "key":
        return known["filter"]["summary"]
    return known[name]["summary"]


def _facet_label(name: str) -> Text:
    return next(facets[name].label for facets in map(facets_of, ("partnership", "organisation")) if name in facets)


def _complete_body(operation: Document) -> None:
    shape = {"new": "NewFact", "corrected": "CorrectedFact"}.get(operation.pop("x-body", ""))
    if shape:
        every = [{"$ref": f"#/components/schemas/{shape}{schema_name(kind)}"} for kind in all_kinds()]
        operation["requestBody"]["content"][JSON]["schema"] = {"anyOf": every}


def _complete_answers(operation: Document, language: Language) -> None:
    media, is_table = operation.pop("x-media", None), operation["x-table"]
    (success,) = operation["responses"].values()
    success["description"] = words()["answer"]["success"]["summary"].in_language(language)
    if media:
        success["content"] = {media: {"schema": {}}}
        operation["x-media"] = media
    if is_table:
        success["content"][CSV] = {"schema": {"type": "string"}}
        success["content"][PARQUET] = {"schema": {"type": "string", "contentMediaType": PARQUET}}
    described = words()["answer"]
    if operation.pop("x-moved"):
        operation["responses"]["301"] = {"description": described["301"]["summary"].in_language(language)}
    if operation.pop("x-long"):
        operation["responses"]["202"] = _begun(language)
    for status in operation["x-problems"]:
        operation["responses"][str(status)] = {
            "description": described[str(status)]["summary"].in_language(language),
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    operation["responses"] = {str(status): answer for status, answer in operation["responses"].items()}


def _begun(language: Language) -> Document:
    """Work beside that has begun: where to ask how far it is, and when."""
    described = words()["answer"]
    headers = {
        name: {"description": described[name]["summary"].in_language(language), "schema": {"type": kind}}
        for name, kind in (("Location", "string"), ("Retry-After", "integer"))
    }
    return {
        "description": described["202"]["summary"].in_language(language),
        "headers": headers,
        "content": {JSON: {"schema": {"$ref": "#/components/schemas/NetworkMeasuring"}}},
    }


def _schemas(language: Language) -> Document:
    kinds = all_kinds()
    made: Document = {schema_name(kind): fact_schema(kind, language) for kind in kinds}
    made["Fact"] = {
        "oneOf": [{"$ref": f"#/components/schemas/{schema_name(kind)}"} for kind in kinds],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {kind.id: f"#/components/schemas/{schema_name(kind)}" for kind in kinds},
        },
    }
    for kind in kinds:
        made[f"NewFact{schema_name(kind)}"] = written_schema(kind, language, is_new=True)
        made[f"CorrectedFact{schema_name(kind)}"] = written_schema(kind, language, is_new=False)
    return made | {"Problem": _problem_schema()}


def _problem_schema() -> Document:
    text = {"type": "string"}
    both = {"type": "object", "properties": {"en": text, "fr": text}, "required": ["en", "fr"]}
    fault = {"in": text, "name": text, "detail": text, "sentences": both}
    value = {"$ref": "#/components/schemas/KnownValue"}, {"$ref": "#/components/schemas/UnknownValue"}
    part = {"slot": text, **{side: {"oneOf": list(value)} for side in ("before", "theirs", "mine")}}
    faults = {"type": "array", "items": {"type": "object", "properties": fault, "required": list(fault)}}
    parts = {"type": "array", "items": {"type": "object", "properties": part, "required": list(part)}}
    required = {
        "type": text,
        "title": text,
        "status": {"enum": sorted(set(STATUSES.values()))},
        "detail": text,
        "instance": text,
        "code": text,
        "sentences": both,
    }
    others = {
        "errors": faults,
        "version": {"type": "integer"},
        "change": {"type": "integer"},
        "clashes": parts,
        "others": parts,
        "held_by": {"type": "object", "additionalProperties": {"type": "integer"}},
    }
    return {
        "type": "object",
        "properties": {**required, **others},
        "required": list(required),
        "additionalProperties": False,
    }


def _security_schemes(language: Language) -> Document:
    known = words()["security"]
    return {
        "key": {"type": "http", "scheme": "bearer", "description": known["key"]["summary"].in_language(language)},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": known["session"]["summary"].in_language(language),
        },
    }


def _info(language: Language) -> Document:
    known = words()["info"]["api"]
    return {
        "title": known["title"].in_language(language),
        "description": known["description"].in_language(language),
        "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
    }


def _describe_properties(schemas: Document, language: Language) -> None:
    """Shapes have the words of their properties, by name; facts have those of the dictionary."""
    known = words()["property"]
    for name, schema in schemas.items():
        if name.endswith("Fact") or name in ("NewFact", "CorrectedFact"):
            continue
        schema.pop("title", None)
        for title, described in schema.get("properties", {}).items():
            described.pop("title", None)
            said = known.get(f"{name}.{title}") or known.get(title)
            if said and "$ref" not in described:
                described["description"] = said["summary"].in_language(language)


def _resolved(part: Any) -> Any:
    """Marks of facts become references to their schemas; no answer holds a null, so no schema offers one."""
    if isinstance(part, list):
        return [_resolved(item) for item in part]
    if not isinstance(part, dict):
        return part
    if "x-fact" in part:
        return {"$ref": "#/components/schemas/Fact"}
    kept = {name: _resolved(item) for name, item in part.items()}
    choices = kept.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        left = [one for one in choices if one != {"type": "null"}]
        kept.pop("anyOf")
        kept.pop("default", None) if kept.get("default", 0) is None else None
        return {**kept, **left[0]} if len(left) == 1 else {**kept, "anyOf": left}
    return kept
