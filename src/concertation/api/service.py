"""The API itself: every room of it, and how what goes wrong becomes a problem that a program can read."""

from __future__ import annotations

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation

from concertation.api import (
    crossing,
    doubles,
    emerging,
    exports,
    facts,
    functioning,
    history,
    lists,
    measuring,
    merging,
    network_certainty,
    network_sentences,
    networks,
    organisations,
    overview,
    partnerships,
    territories,
    vocabularies,
    wave_deeds,
    waves,
)
from concertation.api.errors import InvalidRequest, NoSuchAddress, Unexpected, UnreadableBody
from concertation.api.faults import faults_of
from concertation.api.parser import JsonParser
from concertation.api.problems import language_asked, problem
from concertation.core.errors import ConcertationError

_log = logging.getLogger("concertation.api")

ROUTERS = (
    ("register", overview.router),
    ("lists", lists.router),
    ("lists", crossing.router),
    ("history", history.router),
    ("functioning", functioning.router),
    ("partnerships", partnerships.router),
    ("organisations", organisations.router),
    ("networks", networks.router),
    ("networks", measuring.router),
    ("networks", network_sentences.router),
    ("networks", network_certainty.router),
    ("networks", emerging.router),
    ("facts", facts.router),
    ("territories", territories.router),
    ("vocabularies", vocabularies.router),
    ("exports", exports.router),
    ("doubles", doubles.router),
    ("waves", waves.router),
    ("waves", wave_deeds.router),
    ("doubles", merging.router),
)


class RegisterApi(NinjaAPI):
    """The framework's API, whose operations go by the names of their functions."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """A name that programs can call."""
        return operation.view_func.__name__


def make_api() -> NinjaAPI:
    """The first version of the API. Its document and its pages are served beside it."""
    api = RegisterApi(
        title="Concertation",
        version="1",
        urls_namespace="api-1",
        openapi_url=None,
        docs_url=None,
        parser=JsonParser(),
    )
    for tag, router in ROUTERS:
        api.add_router("", router, tags=[tag])
    handlers: dict[type[Exception], Any] = {
        ConcertationError: problem,
        ValidationError: _invalid,
        HttpError: _unreadable,
        Http404: no_such_address,
        Exception: _unexpected,
    }
    for error, handler in handlers.items():
        api.add_exception_handler(error, handler)
    return api


def no_such_address(request: HttpRequest, error: Any = None) -> HttpResponse:
    """The answer at an address where there is nothing."""
    return problem(request, NoSuchAddress(path=request.path, document=reverse("api-document")))


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(request, InvalidRequest(*faults_of(error.errors, language_asked(request))))


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The framework speaks of a body that it cannot read; what it wraps says why."""
    cause = error.__cause__
    return problem(request, cause if isinstance(cause, ConcertationError) else UnreadableBody())


def _unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    _log.exception("%s %s failed", request.method, request.path, exc_info=error)
    return problem(request, Unexpected())
