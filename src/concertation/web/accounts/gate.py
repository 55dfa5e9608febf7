"""What every request of an account passes: is this sign-in still open, and was the second factor given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from concertation.journeys.accounts.second_factor import has_second_factor, needs_second_factor
from concertation.journeys.accounts.sessions import begin_session, end_sessions, is_over, note_presence
from concertation.store.models import AccountSession
from concertation.web.accounts.throttling import client_address

Answer = Callable[[HttpRequest], HttpResponse]
# What somebody who has yet to set a second factor may still open.
_OPEN = frozenset({"second-factor-set", "sign-out", "appearance"})
# Noted in the session, so that a page does not ask the database each time.
_PROVED = "has_second_factor"


class SessionsThatEnd:
    """Signs out whoever was idle, or signed in, for too long; their page is then a visitor's."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Asks the session alone."""
        if request.session.get(SESSION_KEY) is not None:
            if is_over(request.session):
                logout(request)
                words = gettext("Your session ended, as it does after a time. Sign in again to go on.")
                messages.info(request, words)
            else:
                note_presence(request.session)
        return self.get_response(request)


class SecondFactorFirst:
    """Leads whoever holds a role that needs a second factor to the page where it is set."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """As the other."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, named: Any) -> HttpResponse | None:
        """The view is known, and not called yet."""
        match = request.resolver_match
        if request.session.get(SESSION_KEY) is None or request.session.get(_PROVED):
            return None
        if match is not None and match.url_name in _OPEN:
            return None
        if not (request.user.is_authenticated and needs_second_factor(request.user)):
            return None
        if has_second_factor(request.user):
            request.session[_PROVED] = True
            return None
        messages.info(request, gettext("Your role opens what few may see: set a second factor before you go on."))
        return redirect("second-factor-set")


@receiver(user_logged_in)
def _begin(sender: object, request: HttpRequest, user: Any, **facts: Any) -> None:
    device = request.META.get("HTTP_USER_AGENT", "")
    begin_session(user=user, session=request.session, address=client_address(request)[:45], device=device)


@receiver(user_logged_out)
def _end(sender: object, request: HttpRequest, user: Any, **facts: Any) -> None:
    end_sessions(AccountSession.objects.filter(session_key=request.session.session_key))
