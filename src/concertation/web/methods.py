"""Pages are read and posted to; any other method is refused before a page is reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

_OF_PAGES = ("GET", "HEAD", "POST", "OPTIONS")
_Answer = Callable[[HttpRequest], HttpResponseBase]


def answers_its_methods(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Marks a view that scripts of ours send slices to, and that itself refuses what it does not take."""
    view.__dict__["answers_its_methods"] = True
    return view


class PagesAreReadAndPostedTo:
    """A page that takes whatever is no POST for a GET would answer a DELETE as if it had been done."""

    def __init__(self, get_response: _Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _arguments: Any, _named: Any
    ) -> HttpResponseBase | None:
        """Refuses before the view, the door and its questions."""
        if request.method in _OF_PAGES or getattr(view, "answers_its_methods", False):
            return None
        return HttpResponseNotAllowed(_OF_PAGES)
