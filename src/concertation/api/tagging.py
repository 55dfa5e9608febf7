"""By what a program knows that nothing has changed: the state of the register, or the answer itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time
from importlib.metadata import version
from typing import cast

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from concertation.api.requests import ApiRequest
from concertation.journeys.observation import latest_change


@dataclass(frozen=True, slots=True)
class Tag:
    """An entity tag, and since when the answer is what it is, where that is known."""

    value: str
    since: datetime | None = None

    def on(self, answer: HttpResponseBase) -> HttpResponseBase:
        """The answer with its tag."""
        answer["ETag"] = f'"{self.value}"'
        if self.since is not None:
            answer["Last-Modified"] = http_date(self.since.timestamp())
        return answer


def tag_of_state(request: ApiRequest) -> Tag:
    """What visitors are told follows from the register, the day, the address, the language and this version."""
    latest = latest_change()
    today = timezone.localdate()
    number, changed = latest or (0, datetime(2000, 1, 1, tzinfo=UTC))
    begun = timezone.make_aware(datetime.combine(today, time.min))
    told = (number, changed, today, request.get_full_path(), request.headers.get("Accept", ""), request.language)
    return Tag(f"{number}.{_digest(repr((version('concertation'), told)).encode())}", max(changed, begun))


def tag_of_content(answer: HttpResponseBase) -> Tag | None:
    """The tag of one answer; that of a fact begins with its version, which a correction sends back."""
    if answer.streaming:
        return None
    digest = _digest(cast("HttpResponse", answer).content)
    return Tag(f"{answer['X-Fact-Version']}.{digest}" if "X-Fact-Version" in answer else digest)


def not_modified(request: ApiRequest, tag: Tag) -> bool:
    """Whether the program holds this answer already; a tag says more than a date."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    if tags:
        held = {one.removeprefix("W/").strip('"').removesuffix(".gz") for one in tags}
        return "*" in held or tag.value in held
    seen = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return seen is not None and tag.since is not None and tag.since.timestamp() < seen + 1


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:24]
