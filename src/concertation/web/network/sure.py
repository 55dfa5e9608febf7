"""The page that says how sure a network is: whose word, who is silent, which kinds go together, what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from concertation.core.network import NETWORK_KINDS
from concertation.core.network.certainty.sensitivity import READINGS
from concertation.core.network.ties.kinds import LAYERED
from concertation.web.network.sure_asked import PARTS, SureAsked, sure_asked
from concertation.web.network.sure_parts import part_of
from concertation.web.network.sure_words import kind_label, method_words
from concertation.web.network.words import kind_words
from concertation.web.wording import reader_language

# Kinds of ties that are offered; those of surveys alone have their own address.
_OFFERED = (*LAYERED, "any")


@gzip_page
@require_GET
@never_cache
def show_certainty(request: HttpRequest) -> HttpResponse:
    """The whole page, or the part of it that comes later."""
    asked = sure_asked(request)
    if asked.part and request.headers.get("x-part"):
        return render(
            request, f"network/sure/_{asked.part}.html", _heads(asked) | {asked.part: part_of(asked, asked.part)}
        )
    parts = {part: part_of(asked, part) for part in PARTS}
    return render(request, "network/sure/page.html", _heads(asked) | parts)


def _heads(asked: SureAsked) -> dict[str, Any]:
    kind = NETWORK_KINDS[asked.question.kind]
    back = {"tie": kind.id} | ({} if asked.day == timezone.localdate() else {"as_of": asked.day.isoformat()})
    plain = replace(asked.question, table="")
    return {
        "asked": asked,
        "kind_name": kind_words(kind),
        "definition": kind.definition.in_language(reader_language()),
        "kinds": [
            (kind_label(one), replace(asked, question=replace(plain, kind=one)).address(), one == kind.id)
            for one in _OFFERED
        ],
        "back": f"{reverse('network')}?{urlencode(back)}",
        "readings": [method_words(reading) for reading in READINGS],
        "before": asked.question.before,
        "carried_day": "" if asked.day == timezone.localdate() else asked.day.isoformat(),
    }
