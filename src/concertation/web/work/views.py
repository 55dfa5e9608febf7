"""The page of one work, asked again less and less often while it lasts; and the list of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from concertation.core.errors import UnknownRecord
from concertation.core.network import NETWORK_KINDS
from concertation.core.text import Text
from concertation.journeys.background import JOBS, STEPS, StopTooLate, ask_to_stop, find_work, works_of
from concertation.journeys.background.signals import is_to_stop
from concertation.store.models import Work
from concertation.web.wording import reader_language

# How long a page waits before it asks again, in seconds, by how long the work has lasted.
_WAITS = ((10, 1), (60, 2), (300, 5))
_LONGEST_WAIT = 15
# Work whose subject is a kind of network.
_OF_NETWORKS = ("measure_network", "find_likely_ties", "compare_networks")


@dataclass(frozen=True, slots=True)
class ShownWork:
    """A work in words."""

    work: Work
    label: Text
    subject: str
    step: Text
    told: str
    address: str

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.work.state not in (Work.State.WAITING, Work.State.RUNNING)

    @property
    def percent(self) -> int | None:
        """How far, where it is known."""
        return min(100, round(100 * self.work.done / self.work.total)) if self.work.total else None


@require_GET
@never_cache
@login_required
def list_works(request: HttpRequest) -> HttpResponse:
    """One's own, latest first."""
    works = [shown(work) for work in works_of(request.user)]  # type: ignore[arg-type]  # signed in
    return render(request, "work/list.html", {"works": works})


@require_GET
@never_cache
@login_required
def show_work(request: HttpRequest, number: int) -> HttpResponse:
    """How far it is; once it is over, what came of it and where."""
    work = _found(request, number)
    context = {
        "shown": shown(work),
        "wait": _wait(work),
        "is_stopping": work.state == Work.State.RUNNING and is_to_stop(work.pk),
    }
    is_part = "x-part" in request.headers
    return render(request, "work/_progress.html" if is_part else "work/work.html", context)


@require_POST
@login_required
def stop_work(request: HttpRequest, number: int) -> HttpResponse:
    """Asks that it stop; what it had begun to write is taken back."""
    work = _found(request, number)
    try:
        ask_to_stop(work)
    except StopTooLate as refusal:
        messages.info(request, refusal.in_language(reader_language()))
    return HttpResponseRedirect(reverse("work", args=[number]))


def shown(work: Work) -> ShownWork:
    """The work in the words of the reader."""
    told = work.told_fr if reader_language() == "fr" else work.told_en
    return ShownWork(work, JOBS[work.kind].label, _subject(work), STEPS.get(work.step, STEPS[""]), told, _address(work))


def _subject(work: Work) -> str:
    """What it is about: a file as it is called, a network by the name of its ties."""
    if work.kind in _OF_NETWORKS and work.subject in NETWORK_KINDS:
        return NETWORK_KINDS[work.subject].label.in_language(reader_language())
    return work.subject


def _address(work: Work) -> str:
    if not work.outcome.get("page"):
        return ""
    try:
        address = reverse(work.outcome["page"], args=work.outcome.get("arguments", ()))
    except NoReverseMatch:
        return ""
    query = work.outcome.get("query")
    return f"{address}?{urlencode(query)}" if query else address


def _wait(work: Work) -> int:
    age = (timezone.now() - work.asked_at).total_seconds()
    return next((wait for limit, wait in _WAITS if age < limit), _LONGEST_WAIT)


def _found(request: HttpRequest, number: int) -> Work:
    try:
        return find_work(number, user=request.user)  # type: ignore[arg-type]  # signed in
    except UnknownRecord as unknown:
        raise Http404 from unknown
