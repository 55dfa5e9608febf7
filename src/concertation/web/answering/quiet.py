"""Answering pages know no account, are kept by no browser, and leave their address in no log."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from concertation.web.answering.showing import show
from concertation.web.answering.tickets import COOKIES

_ADDRESSES = re.compile(r"^(/(en|fr))?/(s|answer|repondre)/")
_COOKIES = frozenset({*COOKIES.values(), "appearance"})
_Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)


def is_answering_address(path: str) -> bool:
    """Whether somebody answers there: pages behind a personal link, and those after it."""
    return _ADDRESSES.match(path) is not None


class AnsweringLeavesNoTrace:
    """Before the sessions: whoever is signed in with the same browser answers as anybody does."""

    def __init__(self, get_response: _Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Takes the other cookies away, and says to the browser and to the log what not to keep."""
        if not is_answering_address(request.path_info):
            return self.get_response(request)
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if name in _COOKIES}
        answer = self.get_response(request)
        answer["Referrer-Policy"] = "no-referrer"
        answer["Cache-Control"] = "no-store"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        # The framework writes the address of every refusal in its log, unless it was written there already.
        answer.__dict__["_has_been_logged"] = True
        return answer

    def process_exception(self, request: HttpRequest, failure: Exception) -> HttpResponse | None:
        """A failure of ours is told, and logged by its place alone: its words could quote an answer."""
        if not is_answering_address(request.path_info):
            return None
        places = "".join(traceback.format_tb(failure.__traceback__))
        log.error("an answering page failed: %s\n%s", type(failure).__name__, places)
        return show(request, "failed", status=500)
