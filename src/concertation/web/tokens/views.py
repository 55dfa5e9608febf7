"""The page of one's keys: made, shown once, and taken back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from concertation.core.errors import NotAllowed, UnknownRecord
from concertation.journeys.permission import may
from concertation.journeys.tokens import (
    LIFETIMES,
    IssuedToken,
    Scope,
    TokenNeedsName,
    is_usable,
    issue_token,
    revoke_token,
    tokens_of,
)
from concertation.web.wording import reader_language

# What stands first is what most programs need.
_USUAL_DAYS = 90


@never_cache
@login_required
def show_tokens(request: HttpRequest) -> HttpResponse:
    """The keys of the person, and the form that makes one."""
    issued: IssuedToken | None = None
    fault = ""
    if request.method == "POST":
        try:
            issued = _issue(request)
        except (TokenNeedsName, NotAllowed) as refusal:
            fault = refusal.in_language(reader_language())
    now = timezone.now()
    context = {
        "tokens": [(token, is_usable(token, at=now)) for token in tokens_of(request.user)],  # type: ignore[arg-type]
        "issued": issued,
        "fault": fault,
        "name": "" if issued else request.POST.get("name", ""),
        "scope": request.POST.get("scope", Scope.READ),
        "days": _days(request),
        "lifetimes": LIFETIMES,
        "may_write": may(request.user, "edit"),
    }
    return render(request, "tokens/tokens.html", context)


@login_required
@require_POST
def end_token(request: HttpRequest, number: int) -> HttpResponse:
    """Ends one key at once."""
    try:
        token = revoke_token(number, owner=request.user)  # type: ignore[arg-type]  # who has signed in has an account
    except UnknownRecord as unknown:
        raise Http404(unknown.in_language(reader_language())) from unknown
    messages.success(request, gettext("The key “%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("tokens")


def _issue(request: HttpRequest) -> IssuedToken:
    scope = request.POST.get("scope", "")
    return issue_token(
        owner=request.user,  # type: ignore[arg-type]  # who has signed in has an account
        name=request.POST.get("name", ""),
        scope=Scope(scope) if scope in Scope.values else Scope.PUBLIC,
        days=_days(request),
    )


def _days(request: HttpRequest) -> int:
    written = request.POST.get("days", "")
    return next((days for days in LIFETIMES if str(days) == written), _USUAL_DAYS)
