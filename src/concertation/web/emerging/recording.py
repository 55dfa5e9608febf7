"""The form by which a person makes a group an emerging partnership of the register."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concertation.core.errors import NotAllowed
from concertation.core.text import Text
from concertation.core.vocabulary import load_scheme
from concertation.journeys.editing import RefusedFact
from concertation.journeys.emerging.groups import GroupCandidate, candidate_of
from concertation.journeys.emerging.recording import ASKED, Birth, begun_on, likely_doubles, may_record, record_group
from concertation.journeys.emerging.telling import tell_group, tell_names
from concertation.journeys.emerging.wording import listed
from concertation.web.asof import as_of_day
from concertation.web.editing.entry import for_people_at_work
from concertation.web.editing.words import tell_saved
from concertation.web.wording import reader_language

_TICKED = ("members", "areas", "sectors")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_at_work
def record(request: HttpRequest, group: str) -> HttpResponse:
    """Shows what would be written; writes what the person confirmed."""
    day = as_of_day(request)
    one = candidate_of(group, day, user=request.user)
    if not may_record(request.user):
        raise NotAllowed
    if request.method != "POST":
        return _page(request, one, _proposed(one))
    birth = _posted(request)
    problems = _problems(birth)
    doubles = [] if request.POST.get("is-new") else likely_doubles(birth.written)
    if problems or doubles:
        return _page(request, one, birth, problems, doubles)
    return _write(request, one, birth, day)


def _write(request: HttpRequest, one: GroupCandidate, birth: Birth, day: date) -> HttpResponse:
    try:
        saved = record_group(one, birth, user=request.user, as_of=day, language=reader_language())  # type: ignore[arg-type]  # who may write has an account
    except RefusedFact as refused:
        faults = [(fault.slot, fault.message.in_language(reader_language())) for fault in refused.faults]
        return _page(request, one, birth, faults)
    label = birth.written["name_fr" if reader_language() == "fr" else "name_en"]
    tell_saved(
        request,
        done=gettext("Recorded:"),
        kind_id="partnership",
        key=saved.key,
        label=label,
        change_id=saved.change_id,
    )
    return redirect(reverse("partnership", args=[saved.key]))


def _proposed(one: GroupCandidate) -> Birth:
    """All that was found, ticked: the person takes away what is not so."""
    since = begun_on(one)
    written = dict.fromkeys(ASKED, "") | {"since": since.isoformat() if since else ""}
    ground = one.found.ground
    return Birth(written, one.found.group.members, ground.areas, ground.sectors)


def _posted(request: HttpRequest) -> Birth:
    written = {name: request.POST.get(name, "").strip() for name in ASKED}
    members, areas, sectors = (request.POST.getlist(name) for name in _TICKED)
    return Birth(written, members, areas, sectors, request.POST.get("reason", "").strip()[:500])


def _problems(birth: Birth) -> list[tuple[str, str]]:
    """A name in one language at least, and two members."""
    found = []
    if not birth.written["name_en"] and not birth.written["name_fr"]:
        found.append(("name_en", gettext("Give it a name, in one language at least.")))
    if len(birth.members) < 2:
        found.append(("members", gettext("Tick two organisations at least: one alone is no partnership.")))
    return found


def _page(
    request: HttpRequest, one: GroupCandidate, birth: Birth, problems: object = (), doubles: object = ()
) -> HttpResponse:
    labels = {term.code: term.label for term in load_scheme("policy_sector")}
    ground = one.found.ground
    context = {
        "one": one,
        "title": listed(tell_names(one)),
        "standing": tell_group(one).standing,
        "written": birth.written,
        "reason": birth.reason,
        "members": [
            (key, name, key in birth.members)
            for key, name in zip(one.found.group.members, tell_names(one), strict=True)
        ],
        "areas": [(key, one.areas.get(key, Text(en=key, fr=key)), key in birth.areas) for key in ground.areas],
        "sectors": [(code, labels.get(code, Text(en=code, fr=code)), code in birth.sectors) for code in ground.sectors],
        "problems": problems,
        "doubles": doubles,
    }
    return render(request, "emerging/record.html", context, status=422 if problems else 200)
