"""Requests that the document allows, and some that it does not, drawn from the document itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from concertation.api.fact_schemas import slots_of
from concertation.core.facts import FactKind, Field, all_kinds, fact_kind
from concertation.core.vocabulary import load_scheme
from concertation.journeys.editing import latest_version
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.tokens import Scope, issue_token
from concertation.store.models.surveys import Wave

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
DOCUMENT = "/api/v1/openapi.json"
# How often each operation answered with each status, for whoever wants to know what was tried.
SEEN: Counter[tuple[str, str, int]] = Counter()


def read_schema() -> Any:
    """The document as the server gives it, ready to draw requests from."""
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 after the settings

    return schemathesis.openapi.from_wsgi(DOCUMENT, get_wsgi_application(), config=SchemathesisConfig())


def operations() -> Iterator[tuple[str, str]]:
    """Each path and method of the document."""
    from concertation.api.document import document  # noqa: PLC0415 after the settings
    from concertation.api.document import operations as every  # noqa: PLC0415 after the settings

    for path, method, _ in every(document("en")):
        yield path, method


def real_keys() -> dict[str, list[str]]:
    """A few keys of each kind of fact, so that requests also find something."""
    return {k.id: list(model_of(k.id).objects.order_by("id").values_list("key", flat=True)[:5]) for k in all_kinds()}


def key_of(user: Any) -> dict[str, str]:
    """The header with a key that may do all that the person may."""
    issued = issue_token(owner=user, name="fuzzing", scope=Scope.WRITE, days=1)
    return {"Authorization": f"Bearer {issued.secret}"}


def fuzz(schema: Any, path: str, method: str, *, headers: dict[str, str], examples: int) -> None:
    """Sends requests to one operation; each answer must be one that the document describes."""
    operation = schema[path][method.upper()]
    keys = real_keys()
    positive = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    negative = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(positive, negative), data=st.data())
    def send(case: Any, data: st.DataObject) -> None:
        _aim(case, path, keys, data)
        answer = case.call(headers={"Accept-Encoding": "identity", **headers})
        SEEN[path, method, answer.status_code] += 1
        case.validate_response(answer, checks=list(CHECKS))

    send()


def _aim(case: Any, path: str, keys: dict[str, list[str]], data: st.DataObject) -> None:
    """Most requests ask for something that is there."""
    parameters = case.path_parameters
    if not parameters or not data.draw(st.integers(0, 3)):
        return
    kind = parameters.get("kind")
    if kind is not None and kind not in keys and "lookup" not in path:
        kind = parameters["kind"] = data.draw(st.sampled_from(sorted(keys)))
    if "key" in parameters:
        owner = next((own for own in ("partnership", "organisation") if f"/{own}s/" in path), kind or "area")
        owner = "organisation" if "/networks/" in path else owner
        if keys.get(owner):
            parameters["key"] = data.draw(st.sampled_from(keys[owner]))
    if "/waves" in path or path.endswith("/functioning"):
        standing = model_of("partnership").objects.values("key")
        wave = data.draw(st.sampled_from(list(Wave.objects.filter(partnership_key__in=standing).order_by("key"))))
        parameters |= {"key": wave.partnership_key} | ({"wave": wave.key} if "wave" in parameters else {})
        if path.endswith("/functioning"):
            case.query = {"wave": wave.key}
    if path.endswith("/merge") and isinstance(case.body, dict):
        case.body["absorbed"] = data.draw(st.sampled_from(keys["organisation"]))
    if "number" in parameters:
        parameters["number"] = data.draw(st.integers(1, 12))
    if case.method in ("POST", "PATCH", "DELETE") and kind is not None:
        _aim_writing(case, kind, keys, data)


def _aim_writing(case: Any, kind_id: str, keys: dict[str, list[str]], data: st.DataObject) -> None:
    """A body that the kind could have, with references that lead somewhere, over the version that stands."""
    kind = fact_kind(kind_id)
    if case.method != "POST" and case.path_parameters.get("key") in keys.get(kind_id, ()):
        latest = latest_version(kind, case.path_parameters["key"])
        if latest is not None:
            case.headers["If-Match"] = f'"{latest.number}"'
    if case.method == "DELETE":
        case.query = {"reason": "tried"}
        return
    body: dict[str, Any] = {"values": _values(kind, keys, data, is_whole=case.method == "POST"), "reason": "tried"}
    if case.method == "PATCH":
        free = [slot.slot for slot in slots_of(kind) if slot.slot not in body["values"]]
        body["unknown"] = data.draw(st.lists(st.sampled_from(free), max_size=2, unique=True)) if free else []
    case.body = body


def _values(kind: FactKind, keys: dict[str, list[str]], data: st.DataObject, *, is_whole: bool) -> dict[str, Any]:
    values = {}
    for slot in slots_of(kind):
        is_needed = slot.field.is_required and slot.field.default is None
        if data.draw(st.booleans()) or (is_whole and is_needed):
            value = data.draw(_drawn(slot.field, keys))
            if value is not None:
                values[slot.slot] = value
    return values


def _drawn(field: Field, keys: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)
    numbers = st.integers(int(field.minimum or 0), int(field.maximum or 40))
    return {
        "date": st.dates(date(1950, 1, 1), date(2030, 1, 1)).map(str),
        "boolean": st.booleans(),
        "integer": numbers,
        "decimal": numbers.map(float),
        "term": st.sampled_from(load_scheme(field.scheme).codes if field.scheme else [""]),
        "reference": st.sampled_from([*keys.get(str(field.to), ()), None]),
        "url": st.just("https://example.org/"),
        "email": st.just("someone@example.org"),
    }.get(field.type, text)
