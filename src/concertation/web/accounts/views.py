"""The page where people say who they are."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.utils.translation import gettext_lazy

from concertation.journeys.demonstration import open_demonstration_accounts


class SignInForm(AuthenticationForm):
    """The framework's form, in our words."""

    error_messages = {  # noqa: RUF012 the framework's own shape
        "invalid_login": gettext_lazy(
            "This username and this password do not go together. Check both; capital letters count."
        ),
        "inactive": gettext_lazy("This account is closed. Ask an administrator of the register."),
    }


class SignIn(LoginView):
    """Signs in and returns to the page that was being read."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The demonstration's accounts are shown where this installation has opened them."""
        return super().get_context_data(**context, demonstration_accounts=open_demonstration_accounts())
