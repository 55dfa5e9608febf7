"""The answers that stand, each with who gave it, when and why, and the way to take it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concertation.journeys.emerging.answered import RecordedAnswer, standing_answers, take_back, with_names
from concertation.journeys.emerging.judging import Answer
from concertation.journeys.permission import require
from concertation.web.asof import as_of_day
from concertation.web.editing.entry import for_people_at_work
from concertation.web.emerging.views import with_query
from concertation.web.wording import address_on, reader_language

_A_PAGE = 50
_ANSWERS: tuple[Answer, ...] = ("not", "later", "recorded")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_at_work
def list_answers(request: HttpRequest) -> HttpResponse:
    """The answers of one word, or all; a page of fifty."""
    require(request.user, "review_candidates")
    day = as_of_day(request)
    base = address_on(day, "emerging-answers")
    asked = next((answer for answer in _ANSWERS if answer == request.GET.get("answer")), None)
    address = with_query(base, answer=asked or "")
    if request.method == "POST":
        return _take_back(request, address)
    every = standing_answers(user=request.user)
    chosen = [one for one in every if asked in (None, one.answer)]
    pages = max(1, -(-len(chosen) // _A_PAGE))
    page = min(_page(request), pages)
    context = {
        "answered": with_names(chosen[(page - 1) * _A_PAGE : page * _A_PAGE]),
        "asked": asked,
        "count": len(every),
        "states": [
            (answer, with_query(base, answer=answer), sum(one.answer == answer for one in every)) for answer in _ANSWERS
        ],
        "base": base,
        "address": address,
        "page": page,
        "pages": pages,
        "previous": with_query(address, page=str(page - 1)) if page > 1 else "",
        "next": with_query(address, page=str(page + 1)) if page < pages else "",
    }
    return render(request, "emerging/answers.html", context)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def _take_back(request: HttpRequest, address: str) -> HttpResponse:
    number = request.POST.get("id", "")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        raise BadRequest
    try:
        take_back(int(number), user=request.user, as_of=as_of_day(request))  # type: ignore[arg-type]  # has an account
        messages.success(request, gettext("The answer was taken back; the history keeps it."))
    except RecordedAnswer as recorded:
        messages.error(request, recorded.in_language(reader_language()))
    return redirect(address)
