"""One's own account: what it may do, its password, its second factor, its open sessions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from concertation.journeys.accounts.second_factor import (
    WrongCode,
    has_second_factor,
    needs_second_factor,
    new_secret,
    recovery_codes_left,
    remove_second_factor,
    renew_recovery_codes,
    secret_address,
    set_second_factor,
)
from concertation.journeys.accounts.sessions import begin_session, end_other_sessions, end_sessions, open_sessions
from concertation.journeys.permission import note_access
from concertation.store.models import AccountSession
from concertation.web.accounts.forms import CodeForm, PasswordChangeForm, ProofForm
from concertation.web.accounts.square import draw_square
from concertation.web.accounts.throttling import client_address
from concertation.web.accounts.words import device_in_words, held_in_words
from concertation.web.wording import reader_language

_SECRET = "second_factor_secret"  # noqa: S105 the name under which the session holds it


@never_cache
@login_required
def show_own_account(request: HttpRequest) -> HttpResponse:
    """Who I am here, and what I may do."""
    user: Any = request.user
    sessions = [
        {"session": session, "device": device_in_words(session.device), "is_this": session.session_key == _key(request)}
        for session in open_sessions(user)
    ]
    context = {
        "held": held_in_words(user),
        "sessions": sessions,
        "has_second_factor": has_second_factor(user),
        "codes_left": recovery_codes_left(user),
    }
    return render(request, "accounts/own.html", context)


@never_cache
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password ends every other session."""
    user: Any = request.user
    form = PasswordChangeForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, user)
        _begin_again(request, user)
        end_other_sessions(user, than=_key(request))
        note_access("password-changed", account=user, by=user)
        messages.success(request, gettext("Your password is changed, and your other sessions are ended."))
        return redirect("my-account")
    return render(request, "accounts/password.html", {"form": form})


@never_cache
@login_required
def set_up_second_factor(request: HttpRequest) -> HttpResponse:
    """A secret for the application of codes, kept once a code proves that it has it."""
    user: Any = request.user
    if has_second_factor(user):
        return redirect("my-account")
    secret = request.session.setdefault(_SECRET, new_secret())
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = set_second_factor(user=user, secret=secret, code=form.cleaned_data["code"])
        except WrongCode as wrong:
            form.add_error("code", wrong.in_language(reader_language()))
        else:
            del request.session[_SECRET]
            request.session["has_second_factor"] = True
            end_other_sessions(user, than=_key(request))
            return render(request, "accounts/recovery_codes.html", {"codes": codes})
    groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    context = {
        "form": form,
        "secret": groups,
        "square": draw_square(secret_address(user, secret)),
        "is_needed": needs_second_factor(user),
    }
    return render(request, "accounts/second_factor_set.html", context)


@never_cache
@login_required
def take_off_second_factor(request: HttpRequest) -> HttpResponse:
    """For somebody who proves that they are the owner; a role that needs one leads back to set another."""
    user: Any = request.user
    if not has_second_factor(user):
        return redirect("my-account")
    form = ProofForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        remove_second_factor(user=user, by=user)
        request.session.pop("has_second_factor", None)
        messages.success(request, gettext("The second factor is taken off. Your password alone signs in."))
        return redirect("my-account")
    return render(request, "accounts/second_factor_off.html", {"form": form, "is_needed": needs_second_factor(user)})


@never_cache
@login_required
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Ten new codes on paper, shown once."""
    user: Any = request.user
    if not has_second_factor(user):
        return redirect("my-account")
    form = ProofForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return render(request, "accounts/recovery_codes.html", {"codes": renew_recovery_codes(user)})
    return render(request, "accounts/codes_renewed.html", {"form": form})


@require_POST
@login_required
def end_one(request: HttpRequest, number: int) -> HttpResponse:
    """Ends one of one's own sessions; ending this one is signing out."""
    found = AccountSession.objects.filter(pk=number, account_id=request.user.pk)
    if end_sessions(found):
        messages.success(request, gettext("That session is ended."))
    return redirect("my-account")


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """Ends all of one's sessions but this one."""
    user: Any = request.user
    ended = end_other_sessions(user, than=_key(request))
    words = ngettext("%(n)s other session is ended.", "%(n)s other sessions are ended.", ended) % {"n": ended}
    messages.success(request, words)
    return redirect("my-account")


def _key(request: HttpRequest) -> str:
    return request.session.session_key or ""


def _begin_again(request: HttpRequest, user: User) -> None:
    """The session got another key."""
    device = request.META.get("HTTP_USER_AGENT", "")
    begin_session(user=user, session=request.session, address=client_address(request)[:45], device=device)
