"""The page of one partnership, section by section or whole."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concertation.core.errors import NotAllowed, UnknownRecord
from concertation.journeys.catalogue import strip_of
from concertation.journeys.portrait import PartnershipPortrait, portray_partnership
from concertation.store.models import Partnership
from concertation.web.asof import as_of_day, known_at_instant
from concertation.web.editing.entry import turned_away
from concertation.web.papers import PAPERS, sent_pdf
from concertation.web.partnerships.on_paper import partnership_paper
from concertation.web.partnerships.profile import existence
from concertation.web.partnerships.sections import BY_SLUG, SECTIONS, rail
from concertation.web.partnerships.typology import typology_section
from concertation.web.wording import plain_name, reader_language


def show_partnership(request: HttpRequest, key: str, section: str = "profile") -> HttpResponse:
    """One section of the page, as of the day of the header."""
    if section not in BY_SLUG:
        raise Http404
    portrait = find_portrait(request, key)
    if isinstance(portrait, HttpResponse):
        return portrait
    chosen = BY_SLUG[section]
    context = file_context(portrait, section) | {
        "section": chosen,
        "shown": chosen.build(portrait),
    }
    if section == "profile":
        context["typology"] = typology_section(portrait)
    return render(request, "partnerships/partnership.html", context)


def show_whole_partnership(request: HttpRequest, key: str) -> HttpResponse:
    """All sections one after the other, to read at length or to print."""
    portrait = find_portrait(request, key)
    if isinstance(portrait, HttpResponse):
        return portrait
    context = file_context(portrait, "report") | {
        "parts": [(section, section.build(portrait)) for section in SECTIONS],
        "typology": typology_section(portrait),
        "is_report": True,
    }
    return render(request, "partnerships/report.html", context)


def send_paper(request: HttpRequest, key: str, format: str) -> HttpResponse:
    """The profile as a paper."""
    if format not in PAPERS:
        raise Http404
    portrait = find_portrait(request, key)
    if isinstance(portrait, HttpResponse):
        return portrait
    return sent_pdf(partnership_paper(portrait, paper=PAPERS[format].size), stem=key, ending=format)


def find_portrait(request: HttpRequest, key: str) -> PartnershipPortrait | HttpResponse:
    """The partnership as this reader may see it, or the answer that says why there is none."""
    day = as_of_day(request)
    try:
        return portray_partnership(key=key, as_of=day, user=request.user, known_at=known_at_instant(request))
    except NotAllowed as refusal:
        return turned_away(request, refusal)
    except UnknownRecord as unknown:
        found = Partnership.objects.filter(key=key).first()
        if found is None:
            raise Http404(unknown.in_language(reader_language())) from unknown
        return render(request, "partnerships/not_yet.html", {"partnership": found}, status=404)


def file_context(portrait: PartnershipPortrait, current: str) -> dict[str, Any]:
    """What stands around any page of a partnership: its name, its strip, its sections."""
    return {
        "portrait": portrait,
        "known_at": portrait.known_at,
        "partnership": portrait.partnership,
        "rights": portrait.rights,
        "name": plain_name(portrait.partnership),
        "existence": existence(portrait),
        "listed": strip_of(portrait.partnership.row, portrait.typology, reader_language()),
        "rail": rail(portrait, current),
        "current_page": current,
        "member_count": sum(not member["is_observer"] for member in portrait.active_memberships),
    }
