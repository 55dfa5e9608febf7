"""Coming in: the password, then the code where there is one."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import (
    LoginView,
    PasswordResetConfirmView,
    PasswordResetView,
)
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from concertation.journeys.accounts.invitations import InvitationOver, accept_invitation, find_invitation, rights_in
from concertation.journeys.accounts.second_factor import has_second_factor, is_right_code
from concertation.journeys.accounts.sessions import end_other_sessions
from concertation.journeys.demonstration import open_demonstration_accounts
from concertation.journeys.permission import note_access
from concertation.web.accounts.forms import ChosenPasswordForm, CodeForm, ForgottenPasswordForm, SignInForm
from concertation.web.accounts.throttling import answer_too_many
from concertation.web.accounts.words import rights_in_words
from concertation.web.returning import next_address
from concertation.web.wording import reader_language

# Who gave the password and not the code yet, for how long that holds.
_WAITING = "waiting_for_code"
_WAITS_SECONDS = 600
_BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignIn(LoginView):
    """Signs in and returns to the page that was being read."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password is right; where there is a second factor nobody is in yet."""
        user = form.get_user()
        if not has_second_factor(user):
            return super().form_valid(form)
        self.request.session.cycle_key()
        self.request.session[_WAITING] = {
            "user": user.pk,
            "hash": user.get_session_auth_hash(),
            "at": timezone.now().timestamp(),
            "next": self.get_success_url(),
        }
        return redirect("second-factor")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The demonstration's accounts are shown where this installation has opened them."""
        return super().get_context_data(**context, demonstration_accounts=open_demonstration_accounts())


@never_cache
def ask_for_code(request: HttpRequest) -> HttpResponse:
    """The second step of a sign-in; wrong codes count like wrong passwords."""
    waiting, user = _waiting(request)
    if user is None:
        return redirect("sign-in")
    form = CodeForm(request.POST or None)
    credentials = {"username": user.get_username()}
    if request.method == "POST" and form.is_valid():
        if not AxesProxyHandler.is_allowed(request, credentials):
            return answer_too_many(request, credentials=credentials)
        if is_right_code(user, form.cleaned_data["code"]):
            login(request, user, backend=_BACKEND)
            request.session["has_second_factor"] = True
            request.session.pop(_WAITING, None)
            return HttpResponseRedirect(waiting["next"])
        user_login_failed.send(sender=__name__, credentials=credentials, request=request)
        form.add_error(
            "code", gettext("This code is not the one expected now. Enter the one that shows at this moment.")
        )
    return render(request, "accounts/second_factor.html", {"form": form})


def _waiting(request: HttpRequest) -> tuple[dict[str, Any], User | None]:
    waiting: dict[str, Any] = request.session.get(_WAITING) or {}
    if timezone.now().timestamp() - waiting.get("at", 0) > _WAITS_SECONDS:
        return waiting, None
    user = User.objects.filter(pk=waiting.get("user", 0), is_active=True).first()
    is_same = user is not None and user.get_session_auth_hash() == waiting.get("hash")
    return waiting, user if is_same else None


@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The page of an invitation: what it opens, and a password to choose."""
    try:
        invitation = find_invitation(token)
    except InvitationOver as over:
        return render(
            request, "accounts/invitation_over.html", {"words": over.in_language(reader_language())}, status=410
        )
    form = ChosenPasswordForm(_as_account(invitation), request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = accept_invitation(token, password=form.cleaned_data["new_password1"])
        login(request, account, backend=_BACKEND)
        messages.success(request, gettext("Your account is open. Here is what it lets you do."))
        return redirect("my-account")
    context = {"form": form, "invitation": invitation, "rights": rights_in_words(rights_in(invitation))}
    return render(request, "accounts/invitation.html", context)


def _as_account(invitation: Any) -> User:
    """Nobody yet: the rules of passwords look at the name and the address."""
    return User(
        username=invitation.email,
        email=invitation.email,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
    )


class ForgottenPassword(PasswordResetView):
    """Asks for an address, and says the same whether an account has it or not."""

    template_name = "accounts/forgotten.html"
    form_class = ForgottenPasswordForm
    email_template_name = "accounts/mail/reset.txt"
    subject_template_name = "accounts/mail/reset_subject.txt"
    success_url = reverse_lazy("password-sent")


@method_decorator(never_cache, name="dispatch")
class ChooseAgain(PasswordResetConfirmView):
    """The page of the link in the message; every open session of the account ends."""

    template_name = "accounts/choose_again.html"
    form_class = ChosenPasswordForm
    success_url = reverse_lazy("sign-in")

    def form_valid(self, form: Any) -> HttpResponse:
        """Failures that were counted against the owner are forgotten too."""
        answer = super().form_valid(form)
        user: Any = self.user
        end_other_sessions(user)
        AxesProxyHandler.reset_attempts(username=user.get_username())
        note_access("password-reset", account=user)
        messages.success(self.request, gettext("Your password is changed. Sign in with the new one."))
        return answer


def tell_sent(request: HttpRequest) -> HttpResponse:
    """What to expect, and what to do when nothing comes."""
    return render(request, "accounts/sent.html", {"next": next_address(request)})
