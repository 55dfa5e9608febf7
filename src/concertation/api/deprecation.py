"""How an operation that will go says so: RFC 9745 for its deprecation, RFC 8594 for its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import http_date


def deprecated(*, since: date, sunset: date, instead: str) -> dict[str, Any]:
    """Marks of an operation, to pass to ``offers``: since when another one should be used, and when it ends."""
    return {"deprecation": {"since": since.isoformat(), "sunset": sunset.isoformat(), "instead": instead}}


def tell_deprecation(operation: Mapping[str, Any] | None, answer: HttpResponseBase) -> None:
    """The headers of an operation of the document, where it is deprecated."""
    mark = operation.get("x-deprecation") if operation is not None else None
    if mark is None:
        return
    answer["Deprecation"] = f"@{_instant(mark['since'])}"
    answer["Sunset"] = http_date(_instant(mark["sunset"]))
    add_link(answer, mark["instead"], "successor-version")
    add_link(answer, reverse("api-reference"), "deprecation")


def add_link(answer: HttpResponseBase, address: str, relation: str) -> None:
    """One more address in the header ``Link`` (RFC 8288)."""
    answer["Link"] = ", ".join(filter(None, [answer.get("Link", ""), f'<{address}>; rel="{relation}"']))


def _instant(day: str) -> int:
    return int(datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).timestamp())
