"""Who is asked: the list, adding one or many, and what becomes of one invitation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from concertation.core.errors import ConcertationError
from concertation.core.text import Language
from concertation.journeys.permission import Row, may
from concertation.journeys.waves.finding import names_of_organisations
from concertation.journeys.waves.handing_over import hand_over
from concertation.journeys.waves.inviting import (
    Added,
    NotInvited,
    add_people,
    correct_address,
    fault_line,
    find_invitation,
    invite_proposed,
    members_of_table,
    members_without_anyone,
    take_back,
)
from concertation.journeys.waves.pasting import read_people
from concertation.store.models import Partnership
from concertation.store.models.surveys import SurveyInvitation, Wave
from concertation.web.waves.access import for_one_wave
from concertation.web.waves.preparing import around
from concertation.web.waves.words import status_of
from concertation.web.wording import reader_language

_PER_PAGE = 50
_LARGEST_FILE = 1_000_000
_TOLD = 20
_SILENT = Q(has_answered=False, has_declined=False)
SHOWN: Mapping[str, tuple[Any, Q]] = {
    "all": (gettext_lazy("everybody"), Q()),
    "answered": (gettext_lazy("answered"), Q(has_answered=True)),
    "silent": (gettext_lazy("silent"), _SILENT & Q(invited_at__isnull=False)),
    "waiting": (gettext_lazy("not written to yet"), _SILENT & Q(invited_at__isnull=True)),
    "declined": (gettext_lazy("does not want messages"), Q(has_declined=True)),
    "undelivered": (gettext_lazy("the message did not leave"), ~Q(undelivered="")),
    "no-address": (gettext_lazy("no e-mail address"), Q(email="")),
}


@for_one_wave
def show_people(request: HttpRequest, partnership: Partnership, wave: Wave) -> HttpResponse:
    """The invitations, fifty at a time."""
    return _page(request, partnership, wave)


@for_one_wave
@require_POST
def add(request: HttpRequest, partnership: Partnership, wave: Wave) -> HttpResponse:
    """Adds one person, the people of a list, or those whom the register knows and who are missing."""
    try:
        added = _WAYS.get(request.POST.get("do", ""), _one)(request, wave)
    except NotInvited as refusal:
        return _page(request, partnership, wave, refusal)
    except ConcertationError as refusal:
        messages.error(request, refusal.in_language(reader_language()))
        return redirect("wave-people", partnership.key, wave.key)
    messages.success(request, _added_words(added))
    return redirect("wave-people", partnership.key, wave.key)


@for_one_wave
def show_person(request: HttpRequest, partnership: Partnership, wave: Wave, number: int) -> HttpResponse:
    """One invitation: correcting the address, handing over a link, taking it back."""
    person = find_invitation(wave, number, user=request.user)  # type: ignore[arg-type]  # signed in
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            link = _done(request, wave, person)
        except ConcertationError as refusal:
            context["refusal"] = refusal.in_language(reader_language())
        else:
            if not link:
                return redirect("wave-people", partnership.key, wave.key)
            context["link"] = link
    status, words = status_of(person)
    context |= {
        "person": person,
        "organisation": names_of_organisations([person.organisation_key])[person.organisation_key],
        "status": status,
        "status_words": words,
        "may_see_answers": may(request.user, "see_answers", Row("partnership", partnership.key)),
    }
    return render(request, "waves/person.html", context | around(partnership, wave))


def _done(request: HttpRequest, wave: Wave, person: SurveyInvitation) -> str:
    """What was asked is done; a link that is to be shown comes back."""
    by: Any = request.user
    deed = request.POST.get("do", "")
    if deed == "take_back":
        take_back(person, by=by, now=timezone.now())
        messages.success(request, gettext("The person is off the list."))
    elif deed == "link":
        base = request.build_absolute_uri("/").rstrip("/")
        return hand_over(wave, person, by=by, now=timezone.now(), base=base)
    else:
        correct_address(person, request.POST.get("email", "")[:254], by=by)
        messages.success(request, gettext("The address is corrected."))
    return ""


def _one(request: HttpRequest, wave: Wave) -> Added:
    line = [request.POST.get(name, "").replace("\t", " ")[:300] for name in ("name", "email", "organisation")]
    if not any(cell.strip() for cell in line):
        line[-1] = "?"  # an empty form is told that it names no organisation
    people = read_people("\t".join([*line, ""]), otherwise=_language(request), is_list=False)
    return add_people(wave, people, by=request.user, now=timezone.now())  # type: ignore[arg-type]  # signed in


def _many(request: HttpRequest, wave: Wave) -> Added:
    people = read_people(_pasted(request), otherwise=_language(request))
    return add_people(wave, people, by=request.user, now=timezone.now())  # type: ignore[arg-type]  # signed in


def _proposed(request: HttpRequest, wave: Wave) -> Added:
    by: Any = request.user
    return invite_proposed(wave, by=by, today=timezone.localdate(), now=timezone.now())


_WAYS: Mapping[str, Callable[[HttpRequest, Wave], Added]] = {"one": _one, "many": _many, "proposed": _proposed}


def _pasted(request: HttpRequest) -> str:
    """What was pasted, or the file; a file of Windows keeps its accents."""
    file = request.FILES.get("file")
    if file is None:
        return str(request.POST.get("pasted", ""))[:_LARGEST_FILE]
    raw: bytes = file.read(_LARGEST_FILE)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _language(request: HttpRequest) -> Language:
    return "fr" if request.POST.get("language") == "fr" else "en"


def _added_words(added: Added) -> str:
    told = [ngettext("%(n)s person was added.", "%(n)s people were added.", added.people) % {"n": added.people}]
    if added.already:
        words = ngettext("%(n)s was invited already.", "%(n)s were invited already.", added.already)
        told.append(words % {"n": added.already})
    return " ".join(told)


def _fault_lines(refusal: NotInvited | None) -> list[str]:
    """One fault a line."""
    return [fault_line(fault, reader_language()) for fault in refusal.faults] if refusal else []


def _page(
    request: HttpRequest, partnership: Partnership, wave: Wave, refusal: NotInvited | None = None
) -> HttpResponse:
    shown = request.GET.get("show", "all")
    shown = shown if shown in SHOWN else "all"
    query = request.GET.get("q", "")[:100].strip()
    found = wave.invitations.filter(SHOWN[shown][1])
    if query:
        found = found.filter(
            Q(name__icontains=query) | Q(email__icontains=query) | Q(organisation_key__icontains=query)
        )
    page = Paginator(found.order_by("organisation_key", "name", "id"), _PER_PAGE).get_page(request.GET.get("page"))
    unasked = members_without_anyone(wave, today=timezone.localdate())
    members = members_of_table(wave.partnership_key, today=timezone.localdate())
    names = names_of_organisations({*(one.organisation_key for one in page), *unasked, *members})
    faults = _fault_lines(refusal)
    context = {
        "page": page,
        "lines": [(one, names[one.organisation_key], *status_of(one)) for one in page],
        "shown": shown,
        "choices": [(code, words, code == shown) for code, (words, _) in SHOWN.items()],
        "query": query,
        "unasked": [names[key] for key in unasked],
        "members": [(key, names[key]) for key in members],
        "faults": faults[:_TOLD],
        "more_faults": len(faults) - _TOLD,
        "posted": request.POST,
        "may_change": wave.state != Wave.State.CLOSED,
    }
    return render(request, "waves/people.html", context | around(partnership, wave), status=422 if refusal else 200)
