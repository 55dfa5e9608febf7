"""What every answer has, whatever the operation: a caller, a limit, a tag, a language, and a way to say no."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from concertation.api.callers import SAFE, identify, require_writing
from concertation.api.compressing import compress
from concertation.api.deprecation import add_link, tell_deprecation
from concertation.api.document import operation_of
from concertation.api.errors import InvalidRequest, NotAcceptable, Unexpected, WrongMethod
from concertation.api.faults import UNKEPT_CHARACTER, UNKNOWN_PARAMETER
from concertation.api.limits import require_patience
from concertation.api.parser import is_storable_text
from concertation.api.problems import PROBLEM, fault_at, language_asked, problem
from concertation.api.requests import ApiRequest
from concertation.api.tagging import Tag, not_modified, tag_of_content, tag_of_state
from concertation.api.telling import Teller
from concertation.core.errors import ConcertationError

View = Callable[..., HttpResponseBase]

_log = logging.getLogger("concertation.api")
_EXPOSED = "ETag, Last-Modified, Link, Location, Retry-After, Deprecation, Sunset, Content-Disposition"
_ASKED = "Accept, Accept-Language, If-None-Match, If-Modified-Since"
_A_DAY = 86_400


def answer_as_api(view: View) -> View:
    """The view with all that answers of the API share."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        asked = cast("ApiRequest", request)
        asked.language = language_asked(request)
        try:
            answer = _answer(asked, view, arguments, named)
        except ConcertationError as error:
            answer = problem(request, error)
        except Exception:  # a program must be told in a form that it can read
            _log.exception("%s %s failed", request.method, request.path)
            answer = problem(request, Unexpected())
        return _finished(asked, answer)

    answered.__dict__["answers_its_methods"] = True  # told by the document, and refused as programs read it
    return answered


def _answer(request: ApiRequest, view: View, arguments: Any, named: Any) -> HttpResponseBase:
    request.is_head = request.method == "HEAD"
    if request.method == "OPTIONS":
        return _options(request, view, arguments, named)
    caller = identify(request)
    request.caller, request.user = caller, caller.person  # type: ignore[assignment]  # a visitor is a person
    request.teller = Teller(request.language, caller.person)
    require_patience(request, caller)
    if request.method not in SAFE:
        _require_known(request, view, arguments, named)
        require_writing(request, caller)
    if request.is_head:
        request.method = "GET"
    _require_readable(request, named)
    tag = tag_of_state(request) if request.method == "GET" and caller.is_visitor else None
    if tag is not None and not_modified(request, tag):
        return tag.on(HttpResponse(status=304))
    answer = view(request, *arguments, **named)
    if answer.status_code == 405:
        raise WrongMethod(method=request.method, allowed=_methods(answer))
    return _tagged(request, answer, tag)


def _require_known(request: ApiRequest, view: View, arguments: Any, named: Any) -> None:
    """A method that the address does not know is refused as such, whoever asks."""
    if operation_of(request) is None:
        answer = view(request, *arguments, **named)
        raise WrongMethod(method=request.method, allowed=_methods(answer))


def _require_readable(request: ApiRequest, named: dict[str, Any]) -> None:
    """Raises for parameters that the operation does not have, and for characters that no database keeps."""
    operation = operation_of(request)
    faults = []
    if operation is not None:
        known = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
        strangers = sorted(set(request.GET) - known)
        faults += [fault_at("query", name, UNKNOWN_PARAMETER, request.language) for name in strangers]
    written = [("query", name, value) for name, values in request.GET.lists() for value in values]
    written += [("path", name, str(value)) for name, value in named.items()]
    faults += [
        fault_at(place, name, UNKEPT_CHARACTER, request.language)
        for place, name, value in written
        if not is_storable_text(value)
    ]
    if faults:
        raise InvalidRequest(*faults)
    if operation is not None and not operation.get("x-table") and not _accepts(request, operation):
        raise NotAcceptable(offered=operation.get("x-media", "application/json"))


def _accepts(request: ApiRequest, operation: dict[str, Any]) -> bool:
    offered = operation.get("x-media", "application/json")
    return offered == "*/*" or request.accepts(offered) or request.accepts(PROBLEM)


def _tagged(request: ApiRequest, answer: HttpResponseBase, tag: Tag | None) -> HttpResponseBase:
    """The tag of the state for visitors; of the content for others, whose rights no state tells."""
    if request.method != "GET" or answer.status_code != 200 or answer.get("Cache-Control") == "no-store":
        return answer
    own = tag_of_content(answer) if tag is None or "X-Fact-Version" in answer else tag
    if own is None:
        return answer
    if not_modified(request, own):
        return own.on(HttpResponse(status=304))
    return own.on(answer)


def _options(request: ApiRequest, view: View, arguments: Any, named: Any) -> HttpResponse:
    """What may be asked here; to pages of other sites, that they may read what everybody may."""
    refused = view(request, *arguments, **named)
    answer = HttpResponse(status=204)
    answer["Allow"] = _methods(refused)
    if "Origin" in request.headers and "Access-Control-Request-Method" in request.headers:
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Allow-Methods"] = "GET, HEAD"
        answer["Access-Control-Allow-Headers"] = _ASKED
        answer["Access-Control-Max-Age"] = str(_A_DAY)
    return answer


def _methods(refused: HttpResponseBase) -> str:
    known = {method.strip() for method in refused.get("Allow", "GET").split(",")}
    return ", ".join(sorted({*known, "OPTIONS", *(("HEAD",) if "GET" in known else ())}))


def _finished(request: ApiRequest, answer: HttpResponseBase) -> HttpResponseBase:
    caller = getattr(request, "caller", None)
    patch_vary_headers(answer, ["Accept", "Accept-Language", "Accept-Encoding", "Authorization", "Cookie"])
    answer["Content-Language"] = request.language
    if "Cache-Control" not in answer:
        is_shared = caller is not None and caller.is_visitor
        answer["Cache-Control"] = "public, no-cache" if is_shared else "private, no-cache"
    if caller is None or caller.is_visitor:
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = _EXPOSED
    for name, address in getattr(request, "links", {}).items():
        add_link(answer, address, name)
    tell_deprecation(operation_of(request), answer)
    del answer["X-Fact-Version"]
    compress(request, answer)
    return _without_body(answer) if getattr(request, "is_head", False) else answer


def _without_body(answer: HttpResponseBase) -> HttpResponseBase:
    """HEAD has the headers of GET, and nothing after them."""
    if answer.streaming:
        answer.close()
        bare = HttpResponse(status=answer.status_code)
        for name, value in answer.items():
            bare[name] = value
        return bare
    whole = cast("HttpResponse", answer)
    length = len(whole.content)
    whole.content = b""
    whole["Content-Length"] = str(length)
    return whole
