"""What merging comes to, shown before anything is written; then the merge."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concertation.journeys.matching import judgment_of
from concertation.journeys.merging import (
    CannotMerge,
    MergePlan,
    Side,
    StaleMerge,
    count_attached,
    merge_organisations,
    plan_merge,
)
from concertation.journeys.permission import Row, require
from concertation.web.editing.entry import for_people_at_work
from concertation.web.editing.words import undo_form
from concertation.web.matches.asking import asked, query_of
from concertation.web.matches.telling import merge_in_words
from concertation.web.wording import reader_language

_TAKES = "take-"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people_at_work
def merge_match(request: HttpRequest, kept: str, absorbed: str) -> HttpResponse:
    """The preview of a merge; confirmed, the two records are one."""
    require(request.user, "merge", [Row("organisation", kept), Row("organisation", absorbed)])
    if request.method != "POST":
        kept, absorbed = _most_attached_first(request, kept, absorbed)
        return _preview(request, kept, absorbed)
    try:
        return _merge(request, kept, absorbed)
    except (StaleMerge, CannotMerge) as refused:
        return _preview(request, kept, absorbed, refused.in_language(reader_language()), status=409)


def _merge(request: HttpRequest, kept: str, absorbed: str) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]  # who may merge has an account
    merged = merge_organisations(
        kept=kept,
        absorbed=absorbed,
        user=user,
        reason=request.POST.get("reason", ""),
        choices=_choices(request),
        seen=request.POST.get("seen", ""),
    )
    undo = undo_form(request, merged.change_id)
    words = gettext("The two records are one. The old address leads here.")
    messages.success(request, format_html("<strong>{}</strong> {} {}", gettext("Merged:"), words, undo))
    return redirect(reverse("organisation", args=[merged.key]))


def _preview(request: HttpRequest, kept: str, absorbed: str, error: str = "", status: int = 200) -> HttpResponse:
    plan, refusal = _plan(request, kept, absorbed)
    context = {
        "kept": kept,
        "absorbed": absorbed,
        "plan": plan,
        "words": merge_in_words(plan, request.user) if plan is not None else None,
        "names": _names(plan),
        "judgment": judgment_of(kept, absorbed),
        "query": query_of(asked(request)),
        "reason": request.POST.get("reason", ""),
        "error": error or refusal,
        "refused": bool(refusal),
    }
    return render(request, "matches/merge.html", context, status=status)


def _plan(request: HttpRequest, kept: str, absorbed: str) -> tuple[MergePlan | None, str]:
    try:
        return plan_merge(kept=kept, absorbed=absorbed, choices=_choices(request)), ""
    except CannotMerge as refused:
        return None, refused.in_language(reader_language())


def _choices(request: HttpRequest) -> dict[str, Side]:
    found: dict[str, Side] = {}
    for name, value in {**request.GET.dict(), **request.POST.dict()}.items():
        if name.startswith(_TAKES) and value in ("kept", "absorbed"):
            found[name.removeprefix(_TAKES)] = "absorbed" if value == "absorbed" else "kept"
    return found


def _names(plan: MergePlan | None) -> tuple[str, str]:
    if plan is None:
        return "", ""
    sides = ("fr", "en") if reader_language() == "fr" else ("en", "fr")
    stays, goes = (
        next(filter(None, (row[f"name_{s}"] for s in sides)), row["key"]) for row in (plan.kept, plan.absorbed)
    )
    return str(stays), str(goes)


def _most_attached_first(request: HttpRequest, kept: str, absorbed: str) -> tuple[str, str]:
    """Unless a person exchanged them, the record that holds more stays."""
    if request.GET.get("as") == "asked" or kept == absorbed:
        return kept, absorbed
    counts = [sum(count_attached(key).values()) for key in (kept, absorbed)]
    return (absorbed, kept) if counts[1] > counts[0] else (kept, absorbed)
