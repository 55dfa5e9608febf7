"""What every operation knows of its request: who asks, in what language, and how to tell records to them."""

from __future__ import annotations

from django.http import HttpRequest

from concertation.api.callers import Caller
from concertation.api.telling import Teller
from concertation.core.text import Language


class ApiRequest(HttpRequest):
    """A request once its caller is known."""

    caller: Caller
    language: Language
    # Tells records in the language, and with the rights, of the caller.
    teller: Teller


def address_of(request: HttpRequest, **changed: object) -> str:
    """The same address with other values of these parameters; ``None`` takes one away."""
    query = request.GET.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    written = query.urlencode()
    return f"{request.path}?{written}" if written else request.path
