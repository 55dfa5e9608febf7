"""What people write about their own account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm, SetPasswordForm
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy

from concertation.journeys.permission import note_access
from concertation.store.models import AccessEvent

# One message an account in this time: nobody's mailbox is filled by somebody else.
_RESET_EVERY = timedelta(minutes=10)


class SignInForm(AuthenticationForm):
    """The framework's form, in our words."""

    error_messages = {  # noqa: RUF012 the framework's own shape
        "invalid_login": gettext_lazy(
            "This username and this password do not go together. Check both; capital letters count."
        ),
        "inactive": gettext_lazy("This account is closed. Ask an administrator of the register."),
    }

    def clean_username(self) -> str:
        """An e-mail address is the same however it is capitalised."""
        written: str = self.cleaned_data["username"]
        return written.strip().lower() if "@" in written else written


class ChosenPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # the framework itself takes no parameter
    """A password twice, held to the rules of this installation."""

    error_messages = {  # noqa: RUF012 the framework's own shape
        "password_mismatch": gettext_lazy("The two passwords differ. Write the same one twice."),
    }


class PasswordChangeForm(ChosenPasswordForm):
    """The same, for somebody who proves the present one."""

    old_password = forms.CharField(strip=False, widget=forms.PasswordInput)

    def clean_old_password(self) -> str:
        """Somebody else at an open screen must not lock the owner out."""
        written: str = self.cleaned_data["old_password"]
        if not self.user.check_password(written):
            raise forms.ValidationError(gettext_lazy("This is not your present password. Write it again."))
        return written


class ForgottenPasswordForm(PasswordResetForm):
    """Sends a link, and never says whether the account exists."""

    def get_users(self, email: str) -> Any:
        """Those who were not sent one a moment ago; accounts opened by an invitation have a password too."""
        since = timezone.now() - _RESET_EVERY
        for user in super().get_users(email):
            if not AccessEvent.objects.filter(account=user, deed="reset-sent", made_at__gt=since).exists():
                note_access("reset-sent", account=user)
                yield user


class CodeForm(forms.Form):
    """A code of six digits, or one of those on paper."""

    code = forms.CharField(max_length=40)


class ProofForm(forms.Form):
    """The password, before a second factor is taken off."""

    password = forms.CharField(strip=False, widget=forms.PasswordInput)

    def __init__(self, user: User, *arguments: Any, **named: Any) -> None:
        self.user = user
        super().__init__(*arguments, **named)

    def clean_password(self) -> str:
        """It must be the one of the account."""
        written: str = self.cleaned_data["password"]
        if not self.user.check_password(written):
            raise forms.ValidationError(gettext_lazy("This is not your present password. Write it again."))
        return written
