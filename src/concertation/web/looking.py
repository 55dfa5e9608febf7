"""A page sees the register in one state, asked once."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from concertation.store.state import one_look

Answer = Callable[[HttpRequest], HttpResponseBase]


def one_look_a_request(answer: Answer) -> Answer:
    """Whatever a page asks of the register, which state it is in is asked once, and again after it writes."""

    def look(request: HttpRequest) -> HttpResponseBase:
        with one_look():
            return answer(request)

    return look
