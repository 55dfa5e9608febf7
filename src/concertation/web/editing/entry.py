"""Who may come in: visitors are asked to sign in, the others are told that their account does not allow it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch

from concertation.core.errors import NotAllowed, UnknownFactKind, UnknownRecord
from concertation.web.wording import reader_language

View = Callable[..., HttpResponse]


def for_people_at_work(view: View) -> View:
    """Turns the refusals of journeys into what a browser understands."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *arguments, **named)
        except NotAllowed as refusal:
            return turned_away(request, refusal)
        except (UnknownRecord, UnknownFactKind) as unknown:
            raise Http404(unknown.in_language(reader_language())) from unknown

    return guarded


def turned_away(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
    """To the sign-in page, and back here afterwards; those who have signed in are refused."""
    if not request.user.is_authenticated:
        try:
            return redirect_to_login(request.get_full_path())
        except NoReverseMatch:
            pass
    raise PermissionDenied(refusal.in_language(reader_language())) from refusal
