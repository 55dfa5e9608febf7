"""Who reaches the administration of accounts: visitors are asked who they are, the others are refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from concertation.core.errors import NotAllowed
from concertation.journeys.permission import require
from concertation.web.editing.entry import turned_away

View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """Asks for the right before anything is looked up."""

    @wraps(view)
    def opened(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        try:
            require(request.user, "administer")
            return view(request, *arguments, **named)
        except NotAllowed as refusal:
            return turned_away(request, refusal)

    return never_cache(opened)
