"""How many requests are answered in a minute: by key, by account, or by address for visitors."""

from __future__ import annotations

import math

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import SimpleRateThrottle

from concertation.api.callers import Caller
from concertation.api.errors import TooManyRequests


class _CallerThrottle(SimpleRateThrottle):
    """Ninja's sliding window, counted by caller. One is made for each request, since it holds state."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(settings.API_RATES["visitor" if caller.is_visitor and not caller.is_program else "account"])
        self.caller = caller

    def get_cache_key(self, request: HttpRequest) -> str:
        """The caller's name, in a form that any cache takes."""
        return f"api-rate-{self.caller.name}".replace(" ", "-")


def require_patience(request: HttpRequest, caller: Caller) -> None:
    """Raises ``TooManyRequests``, which says how long to wait."""
    throttle = _CallerThrottle(caller)
    if not throttle.allow_request(request):
        raise TooManyRequests(rate=throttle.rate, seconds=math.ceil(throttle.wait() or throttle.duration or 1))
