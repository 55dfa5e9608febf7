"""What every answering page asks first: who answers, and may they now; where not, it is told and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from concertation.core.errors import ConcertationError
from concertation.journeys.answering.doors import Door, require_open
from concertation.journeys.answering.refusals import AlreadySent, WaveClosed, WaveNotOpen
from concertation.journeys.waves.links import LinkOver
from concertation.web.answering.showing import show
from concertation.web.answering.tickets import Ticket, read_ticket
from concertation.web.wording import reader_language

_Rest = ParamSpec("_Rest")
_View = Callable[Concatenate[HttpRequest, Door, Ticket, _Rest], HttpResponse]
# Fields of the page itself, and of the way here.
_NOT_ANSWERS = ("do", "q", "link", "code", "token", "carried")
_STATUS = {LinkOver: HTTPStatus.GONE, WaveClosed: HTTPStatus.GONE, AlreadySent: HTTPStatus.CONFLICT}


def through_the_door(*, is_open: bool = True) -> Callable[[_View[_Rest]], Callable[..., HttpResponse]]:
    """A view of somebody who began; with ``is_open`` only while their answers are taken."""

    def guard(view: _View[_Rest]) -> Callable[..., HttpResponse]:
        @without_token
        @wraps(view)
        def inner(request: HttpRequest, *args: _Rest.args, **named: _Rest.kwargs) -> HttpResponse:
            ticket = read_ticket(request)
            if ticket is None:
                return tell_lost(request)
            try:
                door = ticket.door()
                if is_open:
                    require_open(door)
                return view(request, door, ticket, *args, **named)
            except (LinkOver, WaveNotOpen, WaveClosed, AlreadySent) as refusal:
                return tell_over(request, refusal)

        return inner

    return guard


def without_token(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """No cookie of forms, which a phone may not send back: the ticket goes to our own pages alone (SameSite).

    A form that another site sends is refused where the browser says so.
    """

    @csrf_exempt
    @wraps(view)
    def inner(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "") == "cross-site":
            words = gettext("This was sent from another site, and nothing was done. Open your personal link.")
            return show(request, "told", status=HTTPStatus.FORBIDDEN, words=words)
        return view(request, *args, **named)

    return inner


def tell_over(request: HttpRequest, refusal: ConcertationError) -> HttpResponse:
    """Why no answer is taken now; what the page sent is shown, so that it is not lost to whoever wrote it."""
    words, status = refusal.in_language(reader_language()), _STATUS.get(type(refusal), HTTPStatus.CONFLICT)
    if is_autosave(request):
        return JsonResponse({"told": words}, status=status)
    return show(request, "told", status=status, words=words, written=_written(request))


def tell_lost(request: HttpRequest) -> HttpResponse:
    """The browser does not say any more who answers: the link brings it back, with what the page sent."""
    if is_autosave(request):
        words = gettext("This browser no longer says whose answers these are. Choose Continue, and we will ask.")
        return JsonResponse({"told": words}, status=HTTPStatus.GONE)
    carried = [(name, value) for name, values in request.POST.lists() if name not in _NOT_ANSWERS for value in values]
    return show(
        request,
        "lost",
        status=HTTPStatus.GONE,
        carried=carried,
        path=request.path,
        has_begun="begun" in request.GET,
    )


def is_autosave(request: HttpRequest) -> bool:
    """Whether a script saves while the page stays."""
    return request.headers.get("X-Autosave", "") == "1"


def _written(request: HttpRequest) -> list[str]:
    """Words that the page sent; choices are soon made again, words are not."""
    fields = ((name, values) for name, values in request.POST.lists() if name not in _NOT_ANSWERS)
    return [value for name, values in fields if not name.startswith("was-") for value in values if " " in value.strip()]
