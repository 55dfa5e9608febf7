"""The accounts, and what each may do: given, taken away, closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from concertation.core.errors import ConcertationError
from concertation.journeys.accounts.administering import (
    accounts,
    close_account,
    reopen_account,
    reset_second_factor,
    take_away,
    trace_of_access,
)
from concertation.journeys.accounts.invitations import waiting
from concertation.journeys.accounts.second_factor import has_second_factor
from concertation.journeys.accounts.sessions import open_sessions
from concertation.journeys.permission import grant_right
from concertation.store.models import Grant
from concertation.web.accounts.words import device_in_words, events_in_words, grants_in_words
from concertation.web.administration.access import for_administrators
from concertation.web.administration.right_form import RightForm
from concertation.web.wording import reader_language

_A_PAGE = 50


@for_administrators
def list_accounts(request: HttpRequest) -> HttpResponse:
    """Everybody who may sign in, with what they may do; who was invited and has not come yet."""
    by: Any = request.user
    words = request.GET.get("q", "").strip()
    page = Paginator(accounts(by=by, words=words), _A_PAGE).get_page(request.GET.get("page"))
    rights = grants_in_words(grant for line in page for grant in line.grants)
    lines = [
        {"line": line, "rights": [right for right in rights if right.grant.account_id == line.account.pk]}
        for line in page
    ]
    context = {"page": page, "lines": lines, "words": words, "invitations": waiting()}
    return render(request, "administration/accounts.html", context)


@for_administrators
def show_account(request: HttpRequest, number: int) -> HttpResponse:
    """One account."""
    return _page(request, get_object_or_404(User, pk=number), RightForm({}))


def _page(request: HttpRequest, account: User, form: RightForm) -> HttpResponse:
    held = Grant.objects.filter(account=account, taken_at__isnull=True)
    context = {
        "account": account,
        "rights": grants_in_words(held),
        "form": form,
        "has_second_factor": has_second_factor(account),
        "sessions": [(session, device_in_words(session.device)) for session in open_sessions(account)],
        "events": events_in_words(trace_of_access(account)),
        "is_own": account.pk == request.user.pk,
    }
    return render(request, "administration/account.html", context)


@require_POST
@for_administrators
def give(request: HttpRequest, number: int) -> HttpResponse:
    """Gives a right, or shows the form again with what is wrong."""
    account, by = get_object_or_404(User, pk=number), _by(request)
    form = RightForm.answered(request.POST.dict())
    if form.right is None:
        return _page(request, account, form)
    grant_right(account=account, right=form.right, by=by)
    messages.success(request, gettext("The role is given."))
    return redirect("account", account.pk)


@require_POST
@for_administrators
def take(request: HttpRequest, number: int, grant: int) -> HttpResponse:
    """Takes a right away."""
    found = get_object_or_404(Grant.objects.select_related("account"), pk=grant, account_id=number)
    return _done(request, number, gettext("The role is taken away."), take_away, grant=found)


@require_POST
@for_administrators
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Nobody signs in to it any more."""
    account = get_object_or_404(User, pk=number)
    return _done(
        request, number, gettext("The account is closed, and its sessions are ended."), close_account, account=account
    )


@require_POST
@for_administrators
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """As it was before."""
    account = get_object_or_404(User, pk=number)
    return _done(request, number, gettext("The account is open again."), reopen_account, account=account)


@require_POST
@for_administrators
def reset_factor(request: HttpRequest, number: int) -> HttpResponse:
    """For somebody who lost the phone and the paper."""
    account = get_object_or_404(User, pk=number)
    words = gettext(
        "The second factor is taken off; the account sets another at its next sign-in if its role needs one."
    )
    return _done(request, number, words, reset_second_factor, account=account)


def _done(request: HttpRequest, number: int, words: str, deed: Any, **facts: Any) -> HttpResponse:
    """Does it and says so, or says why not."""
    try:
        deed(**facts, by=_by(request))
    except ConcertationError as refusal:
        messages.error(request, refusal.in_language(reader_language()))
    else:
        messages.success(request, words)
    return redirect("account", number)


def _by(request: HttpRequest) -> Any:
    """Whoever passed the gate has an account."""
    return request.user
