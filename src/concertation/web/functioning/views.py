"""How a partnership works, on one page: for the table once a wave is closed, for everyone what was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from concertation.core.days import month_in
from concertation.core.errors import ConcertationError, NotAllowed
from concertation.journeys.functioning import (
    FILE_FORMATS,
    Functioning,
    ResultsFile,
    WaveLine,
    guide_of,
    publish_wave,
    see_functioning,
)
from concertation.journeys.permission import Row, may, require
from concertation.journeys.portrait import PartnershipPortrait
from concertation.web.asof import as_of_day
from concertation.web.editing.entry import for_people_at_work
from concertation.web.functioning.across import across_context
from concertation.web.functioning.factor import factor_context
from concertation.web.functioning.on_paper import results_paper
from concertation.web.functioning.page import results_context
from concertation.web.papers import PAPERS, sent_pdf
from concertation.web.partnerships.views import file_context, find_portrait
from concertation.web.wording import address_on, plain_name, reader_language

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "dictionary.csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@for_people_at_work
def show_functioning(request: HttpRequest, key: str) -> HttpResponse:
    """The wave of the address, or the latest that has results."""
    portrait = find_portrait(request, key)
    if isinstance(portrait, HttpResponse):
        return portrait
    seen = _see(request, key)
    return render(request, "functioning/page.html", _context(request, portrait, seen) | results_context(seen))


@require_safe
@for_people_at_work
def show_factor(request: HttpRequest, key: str, factor: str) -> HttpResponse:
    """One factor with all that can be said of it."""
    portrait = find_portrait(request, key)
    if isinstance(portrait, HttpResponse):
        return portrait
    seen = _see(request, key)
    found = factor_context(seen, factor)
    if found is None:
        raise Http404
    found |= across_context(request.user, seen, factor, is_asked="across" in request.GET)
    return render(request, "functioning/factor.html", _context(request, portrait, seen) | found)


@require_safe
@for_people_at_work
def show_guide(request: HttpRequest, key: str) -> HttpResponse:
    """Questions for the person who leads the discussion, in both languages, to print."""
    portrait = find_portrait(request, key)
    if isinstance(portrait, HttpResponse):
        return portrait
    seen = _see(request, key)
    if seen.figures is None:
        raise Http404
    own, other = ("fr", "en") if reader_language() == "fr" else ("en", "fr")
    more = {"questions": guide_of(seen.figures), "own": own, "other": other}
    return render(request, "functioning/guide.html", _context(request, portrait, seen) | more)


@require_safe
@for_people_at_work
def send_file(request: HttpRequest, key: str, format: str) -> HttpResponse:
    """The figures that the page shows, as a file."""
    if format in PAPERS:
        return _send_paper(request, key, format)
    seen = _see(request, key)
    if seen.figures is None or format not in FILE_FORMATS:
        raise Http404
    file = ResultsFile(seen.figures, reader_language())
    answer = HttpResponse(file.written(format), content_type=_TYPES[format])
    answer["Content-Disposition"] = f'attachment; filename="{file.stem}.{format}"'
    return answer


def _send_paper(request: HttpRequest, key: str, format: str) -> HttpResponse:
    """The page as a paper."""
    portrait = find_portrait(request, key)
    if isinstance(portrait, HttpResponse):
        return portrait
    seen = _see(request, key)
    if seen.figures is None:
        raise Http404
    document = results_paper(
        seen, name=plain_name(portrait.partnership), day=as_of_day(request), paper=PAPERS[format].size
    )
    return sent_pdf(document, stem=seen.figures["wave"], ending=format)


@require_POST
@for_people_at_work
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Publishes the wave named in the form, as it stands."""
    wave, user = request.POST.get("wave", ""), request.user
    require(user, "run_waves", Row("partnership", key))
    if not isinstance(user, User):
        raise NotAllowed
    try:
        _wave_of(key, wave, user)
        publish_wave(wave=wave, by=user, at=timezone.now())
    except ConcertationError as refusal:
        messages.error(request, refusal.in_language(reader_language()))
    else:
        messages.success(request, gettext("Published: everyone can now read these figures, as they stand today."))
    return redirect(f"{address_on(timezone.localdate(), 'functioning', key)}?{urlencode({'wave': wave})}")


def _wave_of(key: str, wave: str, user: User) -> None:
    """Raises ``UnknownRecord`` for a wave of another partnership."""
    see_functioning(partnership=key, wave=wave or "?", user=user, as_of=timezone.localdate())


def _see(request: HttpRequest, key: str) -> Functioning:
    return see_functioning(
        partnership=key, wave=request.GET.get("wave") or None, user=request.user, as_of=as_of_day(request)
    )


def _context(request: HttpRequest, portrait: PartnershipPortrait, seen: Functioning) -> dict[str, Any]:
    day, key = as_of_day(request), seen.partnership
    wave = request.GET.get("wave", "")
    return {
        **file_context(portrait, "functioning"),
        "seen": seen,
        "may_ask": seen.standing == "none" and may(request.user, "run_waves", Row("partnership", key)),
        "figures": seen.figures,
        "wave_query": f"wave={wave}" if wave else "",
        "waves": [
            (line, wave_address(day, key, line.key), label)
            for line, label in zip(seen.waves, _labels(seen.waves), strict=True)
        ],
        "page_address": wave_address(day, key, wave),
        "guide_address": wave_address(day, key, wave, name="functioning-guide"),
        "files": [
            (label, wave_address(day, key, wave, format, name="functioning-file"))
            for format, label in [*FILE_FORMATS.items(), *((ending, one.label) for ending, one in PAPERS.items())]
        ],
        "factor_addresses": {
            one["factor"]: wave_address(day, key, wave, one["factor"], name="functioning-factor")
            for one in (seen.figures["factors"] if seen.figures else [])
        },
    }


def _labels(waves: Sequence[WaveLine]) -> list[str]:
    """Surveys by their year; by their month where two are of one year, by their name where two are of one month."""
    years = [str(line.closes_on.year) for line in waves]
    months = [month_in(line.closes_on, reader_language()) for line in waves]
    found = next((labels for labels in (years, months) if len(set(labels)) == len(labels)), None)
    return found or [line.name[reader_language()] for line in waves]


def wave_address(day: date, key: str, wave: str, *arguments: str, name: str = "functioning") -> str:
    """The address of a page of functioning that keeps the day and the wave."""
    address = address_on(day, name, key, *arguments)
    if not wave:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'wave': wave})}"
