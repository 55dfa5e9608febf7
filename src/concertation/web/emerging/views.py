"""The groups that act as partners do, the card of each with its three keys, and the ties likely to form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concertation.core.discovery.emerging import Candidate
from concertation.core.network import NETWORK_KINDS
from concertation.journeys.emerging.beside import likely_or_begun
from concertation.journeys.emerging.day import days_of_groups
from concertation.journeys.emerging.groups import GroupCandidate, candidate_of, find_candidates
from concertation.journeys.emerging.judging import MOST_LETTERS, Answer, ReasonTooLong, judge
from concertation.journeys.emerging.likely import LIKELY_KINDS, LikelyKind, LikelyPairs
from concertation.journeys.emerging.recording import may_record
from concertation.journeys.emerging.telling import (
    ToldGroup,
    tell_group,
    tell_learned,
    tell_likely,
    tell_names,
    tell_period,
)
from concertation.journeys.emerging.wording import listed, say
from concertation.journeys.observation import observe
from concertation.journeys.permission import require
from concertation.web.asof import as_of_day
from concertation.web.editing.entry import for_people_at_work
from concertation.web.wording import address_on, reader_language

_STATES = ("open", "later", "not", "all")
_ANSWERS: dict[str, Answer] = {"not": "not", "later": "later", "open": "open"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A group and what is said of it."""

    one: GroupCandidate
    told: ToldGroup


def with_query(address: str, **asked: str) -> str:
    """An address with more asked of it; what is empty is left out."""
    said = urlencode({name: value for name, value in asked.items() if value})
    return address + (("&" if "?" in address else "?") + said if said else "")


@never_cache
@require_http_methods(["GET", "HEAD"])
@for_people_at_work
def list_groups(request: HttpRequest) -> HttpResponse:
    """All groups of the day that the question asks for, and the way to the likely ties."""
    day = as_of_day(request)
    candidates = find_candidates(day, user=request.user)
    state = request.GET.get("state", "")
    state = state if state in _STATES else ""
    chosen = [one for one in candidates if _is_asked_for(one, state)]
    counts = {name: sum(one.state == name for one in candidates) for name in _STATES[:3]}
    context = {
        "state": state,
        "groups": [Shown(one, tell_group(one)) for one in chosen],
        "count": len(candidates),
        "counts": counts,
        "period": tell_period(day),
        "rule": say("rule"),
    }
    return render(request, "emerging/list.html", context)


def _is_asked_for(one: GroupCandidate, state: str) -> bool:
    return one.state in ("open", "later") if not state else state in ("all", one.state)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_at_work
def review_group(request: HttpRequest, group: str) -> HttpResponse:
    """One card; an answer is kept at once and leads to the next group that is open."""
    day = as_of_day(request)
    one = candidate_of(group, day, user=request.user)
    if request.method != "POST":
        return _card(request, one, day)
    asked = request.POST.get("answer", "")
    if asked == "record":
        return redirect(address_on(day, "emerging-record", group))
    if asked not in _ANSWERS:
        return _card(request, one, day, gettext("Choose one of the answers below the card."))
    try:
        judge(
            "group",
            one.candidate,
            _ANSWERS[asked],
            user=request.user,  # type: ignore[arg-type]  # who may review has an account
            as_of=day,
            reasons=request.POST.get("reasons", ""),
        )
    except ReasonTooLong as long:
        return _card(request, one, day, long.in_language(reader_language()))
    return _after(request, one, day, asked)


def _card(request: HttpRequest, one: GroupCandidate, day: date, error: str = "") -> HttpResponse:
    following = _next(request, one, day)
    context = {
        "shown": Shown(one, tell_group(one)),
        "title": listed(tell_names(one)),
        "following": following,
        "may_record": may_record(request.user),
        "standing_none": say("standing_none"),
        "rule": say("rule"),
        "most_letters": MOST_LETTERS,
        "reasons": request.POST.get("reasons", ""),
        "error": error,
    }
    return render(request, "emerging/card.html", context, status=422 if error else 200)


def _after(request: HttpRequest, one: GroupCandidate, day: date, asked: str) -> HttpResponse:
    address = address_on(day, "emerging-group", one.id)
    if asked == "open":
        messages.success(request, gettext("The answer was taken back; the history keeps it."))
        return redirect(address)
    words = {
        "not": pgettext("candidate", "not a partnership"),
        "later": pgettext("candidate", "unsure, for later"),
    }[asked]
    names = listed(tell_names(one)).in_language(reader_language())
    messages.success(request, format_html("<strong>{}</strong> – {} {}", names, words, _take_back(request, address)))
    following = _next(request, one, day)
    return redirect(address_on(day, "emerging-group", following.id) if following else address_on(day, "emerging"))


def _take_back(request: HttpRequest, address: str, **fields: str) -> SafeString:
    """One button that takes an answer back."""
    hidden = SafeString("").join(
        format_html('<input type="hidden" name="{}" value="{}">', name, value) for name, value in fields.items()
    )
    return format_html(
        '<form class="undo" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">{}'
        '<button class="as-link" name="answer" value="open">{}</button></form>',
        address,
        get_token(request),
        hidden,
        gettext("Undo"),
    )


def _next(request: HttpRequest, here: GroupCandidate, day: date) -> GroupCandidate | None:
    """The next group that nobody answered."""
    others = find_candidates(day, user=request.user)
    return next((one for one in others if one.state == "open" and one.id != here.id), None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_at_work
def list_pairs(request: HttpRequest) -> HttpResponse:
    """Ties likely to form, and the answer to each."""
    require(request.user, "review_candidates")
    day, kind = as_of_day(request), _kind(request)
    address = with_query(address_on(day, "emerging-pairs"), kind="" if kind == LIKELY_KINDS[0] else kind)
    if request.method == "POST":
        return _answer_pair(request, day, address)
    pairs = likely_or_begun(kind, day, user=request.user, language=reader_language())
    context = {
        "kind": kind,
        "kinds": [
            (one, NETWORK_KINDS[one].label, with_query(address_on(day, "emerging-pairs"), kind=one))
            for one in LIKELY_KINDS
        ],
        "definition": NETWORK_KINDS[kind].definition,
        "address": address,
        "most_letters": MOST_LETTERS,
    }
    if not isinstance(pairs, LikelyPairs):
        return render(request, "emerging/pairs.html", context | {"is_waiting": True, "work": pairs})
    found = {
        "pairs": tell_likely(pairs, day),
        "learned": tell_learned(pairs),
        "looked_at": pairs.looked_at,
        "remarks": pairs.remarks,
    }
    return render(request, "emerging/pairs.html", context | found)


def _kind(request: HttpRequest) -> LikelyKind:
    asked = request.GET.get("kind", "")
    return next((kind for kind in LIKELY_KINDS if kind == asked), LIKELY_KINDS[0])


def _answer_pair(request: HttpRequest, day: date, address: str) -> HttpResponse:
    one, other = request.POST.get("one", ""), request.POST.get("other", "")
    asked = request.POST.get("answer", "")
    organisations = days_of_groups.of(observe(as_of=day)).organisations
    names = dict(organisations.select("key", f"label_{reader_language()}").iter_rows())
    if asked not in _ANSWERS or one == other or not {one, other} <= names.keys():
        raise BadRequest
    pair = Candidate(frozenset((one, other)), frozenset())
    try:
        judge("pair", pair, _ANSWERS[asked], user=request.user, as_of=day, reasons=request.POST.get("reasons", ""))  # type: ignore[arg-type]  # has an account
    except ReasonTooLong as long:
        messages.error(request, long.in_language(reader_language()))
        return redirect(address)
    if asked == "open":
        messages.success(request, gettext("The answer was taken back; the history keeps it."))
        return redirect(address)
    words = {"not": gettext("not likely"), "later": pgettext("candidate", "unsure, for later")}[asked]
    both = f"{names[one]} / {names[other]}"
    undo = _take_back(request, address, one=one, other=other)
    messages.success(request, format_html("<strong>{}</strong> – {} {}", both, words, undo))
    return redirect(address)
