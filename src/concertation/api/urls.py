"""Addresses of the API. All are of its first version; what is not here is told as a problem too."""

from __future__ import annotations

from typing import Any, cast

from django.urls import path, re_path

from concertation.api.answering import View, answer_as_api
from concertation.api.document import api, send_document
from concertation.api.reference import lead_to_reference
from concertation.api.service import no_such_address


def _served() -> tuple[list[Any], str, str]:
    """The operations as the framework routes them, each answered as all are."""
    patterns, application, namespace = api().urls
    for pattern in patterns:
        pattern.callback = answer_as_api(cast("View", pattern.callback))
    return patterns, application, namespace


urlpatterns = [
    path("openapi.json", answer_as_api(send_document), name="api-document"),
    path("docs", lead_to_reference, name="api-docs"),
    path("", _served()),
    re_path(r"^.*$", answer_as_api(no_such_address), name="api-elsewhere"),
]
