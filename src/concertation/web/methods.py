"""Pages are read and posted to; any other method is refused before a page is reached."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

# The interface for programs answers for its own methods.
_FOR_PROGRAMS = "/api/"
_OF_PAGES = ("GET", "HEAD", "POST", "OPTIONS")


def pages_are_read_and_posted_to(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that takes whatever is no POST for a GET would answer a DELETE as if it had been done."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in _OF_PAGES and not request.path.startswith(_FOR_PROGRAMS):
            return HttpResponseNotAllowed(_OF_PAGES)
        return get_response(request)

    return answer
