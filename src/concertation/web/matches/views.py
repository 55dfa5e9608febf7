"""The queue of doubtful pairs, and the card of each with its three keys."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from concertation.core.errors import UnknownRecord
from concertation.journeys.matching import (
    Asked,
    PossibleMatch,
    comparison_at_hand,
    count_matches,
    find_matches,
    judge_pair,
    judgment_of,
    match_of,
    next_match,
    places_of_matches,
    progress,
)
from concertation.journeys.merging import standing_keys
from concertation.journeys.permission import Row, require
from concertation.journeys.retrieval import retrieve_one
from concertation.web.editing.entry import for_people_at_work
from concertation.web.editing.words import undo_form
from concertation.web.matches.asking import address_of, asked, query_of
from concertation.web.matches.side_by_side import compare_sides
from concertation.web.wording import plain_name, reader_language

_A_PAGE = 25
_ANSWERS = ("same", "different", "unsure")


class _Queue:
    """The pairs of a question as a paginator takes them: counted once, read a page at a time."""

    def __init__(self, question: Asked) -> None:
        self._question = question

    def count(self) -> int:
        """How many there are."""
        return count_matches(self._question)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, page: slice) -> tuple[PossibleMatch, ...]:
        return find_matches(self._question, start=page.start, count=page.stop - page.start)


@never_cache
@require_safe
@for_people_at_work
def list_matches(request: HttpRequest) -> HttpResponse:
    """All pairs of the question, surest first, and the way in to the cards."""
    require(request.user, "merge")
    question = asked(request)
    comparison = comparison_at_hand(user=request.user, language=reader_language())  # type: ignore[arg-type]  # an account
    pages: Paginator[Any] = Paginator(_Queue(question), _A_PAGE)  # type: ignore[arg-type]  # counted and cut, no more
    page = pages.get_page(request.GET.get("page"))
    context = {
        "question": question,
        "query": query_of(question),
        "comparison": comparison,
        "is_own_work": comparison.work is not None and comparison.work.asked_by_id == request.user.pk,
        "page": page,
        "next": next_match(question),
        "progress": progress(),
        "places": places_of_matches(),
        "of": _name_of(question.organisation),
    }
    return render(request, "matches/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_at_work
def review_match(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """One card; an answer is kept at once and leads to the next pair that is open."""
    require(request.user, "merge", [Row("organisation", one), Row("organisation", other)])
    gone = standing_keys([one, other])
    if gone:
        return _led_on(request, gone)
    answer = request.POST.get("answer", "")
    if request.method == "POST" and answer in _ANSWERS:
        return _answer(request, one, other, answer)
    error = gettext("Choose one of the answers below the card.") if request.method == "POST" else ""
    return _card(request, one, other, error)


def _card(request: HttpRequest, one: str, other: str, error: str) -> HttpResponse:
    question = asked(request)
    sides = compare_sides(one, other, user=request.user)
    following = next_match(question, after=(one, other))
    context = {
        "question": question,
        "query": query_of(question),
        "sides": sides,
        "match": match_of(one, other),
        "judgment": judgment_of(one, other),
        "others": _others(one, other),
        "following": following,
        "progress": progress(),
        "error": error,
    }
    return render(request, "matches/card.html", context, status=422 if error else 200)


def _answer(request: HttpRequest, one: str, other: str, answer: str) -> HttpResponse:
    question = asked(request)
    if answer == "same":
        return redirect(address_of("match-merge", question, one, other))
    said = "different" if answer == "different" else "unsure"
    reasons = request.POST.get("reasons", "").strip()
    change = judge_pair(one, other, answer=said, user=request.user, reasons=reasons)  # type: ignore[arg-type]  # an account
    _tell(request, one, other, said, change)
    following = next_match(question, after=(one, other))
    if following is None or {following.one, following.other} == {one, other}:
        return redirect(address_of("matches", question))
    return redirect(address_of("match", question, following.one, following.other))


def _tell(request: HttpRequest, one: str, other: str, answer: str, change: int | None) -> None:
    words = pgettext("answer", "different") if answer == "different" else gettext("unsure, for later")
    names = _names(one, other)
    undo = undo_form(request, change) if change is not None else ""
    messages.success(request, format_html("<strong>{}</strong> – {} {}", names, words, undo))


def _names(one: str, other: str) -> str:
    found = match_of(one, other)
    if found is None:
        return f"{_name_of(one)} / {_name_of(other)}"
    return " / ".join(name.in_language(reader_language()) for name in found.names)


def _others(one: str, other: str) -> list[PossibleMatch]:
    """The other pairs of either record: a group is looked at pair by pair."""
    pairs: dict[frozenset[str], PossibleMatch] = {}
    for key in (one, other):
        for match in find_matches(Asked(organisation=key, state="all"), count=6):
            if match.log_odds >= 0 and {match.one, match.other} != {one, other}:
                pairs[frozenset((match.one, match.other))] = match
    return list(pairs.values())


def _name_of(key: str) -> str:
    if not key:
        return ""
    found = retrieve_one("organisation", key)
    if found is None:
        raise UnknownRecord(kind=gettext("Organisation"), key=key)
    return plain_name(found)


def _led_on(request: HttpRequest, gone: Any) -> HttpResponse:
    """One of the two was merged meanwhile: the card of what stands, or the queue."""
    standing = next(iter(gone.values()))
    messages.info(request, gettext("One of these records has been merged since."))
    return redirect(reverse("organisation", args=[standing]))
