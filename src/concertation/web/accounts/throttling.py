"""Sign-ins that fail too often wait: the same answer whether the account exists or not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


def client_address(request: HttpRequest) -> str:
    """Who asks: behind the proxies that this installation says it has, what the outermost of them saw.

    What a browser writes in the header itself stands further left, and is never read.
    """
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    proxies = settings.TRUSTED_PROXIES
    if proxies and len(seen) >= proxies:
        return str(seen[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def answer_too_many(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """When to try again, in the place of the sign-in page."""
    again = _again(request, str((credentials or {}).get("username") or request.POST.get("username", "")))
    context = {"again": again, "minutes": _minutes(again - timezone.now())}
    answer = render(request, "accounts/too_many.html", context, status=429)
    answer["Retry-After"] = str(max(1, int((again - timezone.now()).total_seconds())))
    return answer


def _again(request: HttpRequest, username: str) -> datetime:
    """When the last failure that counts is forgotten."""
    own = Q(ip_address=client_address(request)) | Q(username=username)
    last = AccessAttempt.objects.filter(own).aggregate(last=Max("attempt_time"))["last"]
    pause: timedelta = settings.AXES_COOLOFF_TIME
    return (last or timezone.now()) + pause


def _minutes(span: timedelta) -> int:
    return max(1, -int(-span.total_seconds() // 60))
