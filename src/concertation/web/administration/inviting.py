"""Inviting somebody: who, in which language, for what; and the message that carries the link."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST

from concertation.core.errors import ConcertationError
from concertation.core.text import Language
from concertation.journeys.accounts.invitations import (
    Invited,
    invite,
    renew_invitation,
    rights_in,
    waiting,
    withdraw_invitation,
)
from concertation.journeys.permission import Right
from concertation.store.models import Invitation
from concertation.web.accounts.words import rights_in_words
from concertation.web.administration.access import for_administrators
from concertation.web.administration.right_form import RightForm, carried, read_carried
from concertation.web.wording import reader_language


@for_administrators
def show_invitation_form(request: HttpRequest) -> HttpResponse:
    """Who is invited, and for what; a second role is added before the message leaves."""
    kept = read_carried(request.POST.getlist("kept"))
    form = RightForm.answered(request.POST.dict()) if request.method == "POST" else RightForm({})
    faults = _faults(request) if request.method == "POST" else {}
    if request.method == "POST" and form.right is not None:
        kept = [*kept, form.right]
        form = RightForm({})
        if request.POST.get("do") != "another" and not faults:
            answer = _invite(request, kept, faults)
            if answer is not None:
                return answer
    return _page(request, form, kept, faults)


def _page(request: HttpRequest, form: RightForm, kept: list[Right], faults: dict[str, str]) -> HttpResponse:
    is_another = request.POST.get("do") == "another"
    context = {
        "form": form,
        "kept": zip(map(carried, kept), rights_in_words(kept), strict=True),
        "has_kept": bool(kept),
        "faults": {} if is_another else {**faults, **({} if kept and not request.POST.get("role") else form.faults)},
        "posted": request.POST.dict() or {"language": reader_language()},
    }
    return render(request, "administration/invite.html", context)


def _invite(request: HttpRequest, rights: list[Right], faults: dict[str, str]) -> HttpResponse | None:
    by: Any = request.user
    try:
        invited = invite(
            email=request.POST["email"],
            first_name=request.POST.get("first_name", ""),
            last_name=request.POST.get("last_name", ""),
            language=_language(request.POST.get("language", "")),
            rights=rights,
            by=by,
        )
    except ConcertationError as refusal:
        faults["email"] = refusal.in_language(reader_language())
        return None
    return _sent(request, invited)


def _faults(request: HttpRequest) -> dict[str, str]:
    try:
        validate_email(request.POST.get("email", "").strip())
    except ValidationError:
        return {"email": gettext("Write an e-mail address, like name@example.org.")}
    return {}


@require_POST
@for_administrators
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """The link opens nothing any more."""
    by: Any = request.user
    withdraw_invitation(get_object_or_404(Invitation, pk=number), by=by)
    messages.success(request, gettext("The invitation is withdrawn."))
    return redirect("accounts")


@require_POST
@for_administrators
def send_again(request: HttpRequest, number: int) -> HttpResponse:
    """Another link in place of the one that was lost."""
    by: Any = request.user
    try:
        return _sent(request, renew_invitation(get_object_or_404(waiting(), pk=number), by=by))
    except ConcertationError as refusal:
        messages.error(request, refusal.in_language(reader_language()))
        return redirect("accounts")


def _sent(request: HttpRequest, invited: Invited) -> HttpResponse:
    """Writes to the person in their language; an installation whose server of messages fails says so, with the link."""
    try:
        _write_to(request, invited)
    except OSError:
        words = gettext("The message could not be sent. Give the link yourself: %(link)s")
        messages.warning(request, words % {"link": _link(request, invited)})
    else:
        messages.success(
            request, gettext("An invitation is on its way to %(email)s.") % {"email": invited.invitation.email}
        )
    return redirect("accounts")


def _write_to(request: HttpRequest, invited: Invited) -> None:
    invitation = invited.invitation
    with override(invitation.language):
        context = {
            "invitation": invitation,
            "link": _link(request, invited),
            "rights": rights_in_words(rights_in(invitation)),
            "host": request.get_host(),
        }
        subject = render_to_string("accounts/mail/invitation_subject.txt", context).strip()
        send_mail(subject, render_to_string("accounts/mail/invitation.txt", context), None, [invitation.email])


def _link(request: HttpRequest, invited: Invited) -> str:
    with override(invited.invitation.language):
        return request.build_absolute_uri(reverse("invitation", args=[invited.token]))


def _language(written: str) -> Language:
    return "fr" if written == "fr" else "en"
