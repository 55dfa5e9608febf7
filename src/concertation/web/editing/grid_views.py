"""The page on which many facts of one kind are filled in together."""

from __future__ import annotations

import json
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from concertation.core.errors import NotAllowed
from concertation.core.facts import fact_kind
from concertation.journeys.editing import (
    Addition,
    GoneMeanwhile,
    HeldFact,
    RefusedFact,
    Saved,
    StaleFact,
    save_facts,
)
from concertation.journeys.permission import may_add
from concertation.web.editing.entry import for_people_at_work
from concertation.web.editing.grid import PLANS, Grid
from concertation.web.editing.questions import Answers, found_choices, new_questions, question_of
from concertation.web.editing.references import Asked
from concertation.web.editing.words import anchored, page_of, undo_form
from concertation.web.returning import next_address
from concertation.web.wording import label_of, reader_language


@for_people_at_work
def show_grid(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """All facts of a kind about one meeting, activity, agreement, body or member."""
    if kind not in PLANS:
        raise Http404
    parent = fact_kind(kind).parent
    if parent is None or not may_add(request.user, kind, {parent.name: key}):
        raise NotAllowed
    grid = Grid(fact_kind(kind), key)
    asked = grid.asked_for
    if request.method == "POST":
        posted = request.POST.dict()
        grid.answer(posted, request.POST.getlist("new"), request.POST.getlist("extra"))
        if request.POST.get("do", "").startswith("look"):
            asked = grid.look_for(posted)
        else:
            answer = _save(request, grid, posted)
            if answer is not None:
                return answer
    return _page(request, grid, asked)


def _save(request: HttpRequest, grid: Grid, posted: dict[str, str]) -> HttpResponse | None:
    """Writes what changed as one change, or leaves in the grid why it was not written."""
    rows = grid.deeds(posted)
    deeds = [deed for _, deed in rows]
    if grid.problems:
        return None
    only_new = all(isinstance(deed, Addition) for deed in deeds)
    try:
        saved = save_facts(
            deeds,
            user=request.user,  # type: ignore[arg-type]  # who may edit has an account
            reason=posted.get("reason", ""),
            kind="created" if only_new else "edited",
        )
    except RefusedFact as refused:
        is_reason = refused.faults[0].slot == "reason"
        grid.refuse(None if is_reason else rows[refused.deed][0], refused.faults)
    except StaleFact as stale:
        row = rows[stale.deed][0]
        assert row is not None
        grid.show_meanwhile(row, stale)
    except (HeldFact, GoneMeanwhile) as hindrance:
        grid.problems.append(("", hindrance.in_language(reader_language())))
    else:
        return _back(request, grid, saved)
    return None


def _back(request: HttpRequest, grid: Grid, saved: Saved) -> HttpResponse:
    parent = grid.owner.fact.id
    address = next_address(request, page_of(parent, grid.owner.key))
    if saved.change_id is None:
        messages.info(request, gettext("Nothing was different: nothing was written."))
    else:
        words = ngettext("%(n)s line", "%(n)s lines", len(saved.keys)) % {"n": len(saved.keys)}
        undo = undo_form(request, saved.change_id)
        messages.success(
            request, format_html("<strong>{}</strong> {} – {} {}", gettext("Saved:"), grid.plan.title, words, undo)
        )
    return redirect(anchored(address, parent, grid.owner.key))


def _page(request: HttpRequest, grid: Grid, asked: Asked | None) -> HttpResponse:
    context = {
        "grid": grid,
        "kind": grid.kind,
        "owner": grid.owner,
        "owner_name": label_of(grid.owner),
        "owner_kind": grid.owner.fact.label.in_language(reader_language()),
        "rows": grid.filled(),
        "columns": grid.columns(),
        "new": [json.dumps(entry, ensure_ascii=False) for entry in grid.new],
        "extra": grid.extra,
        "question": _guest_question(grid, asked),
        "problems": grid.problems,
        "reason": request.POST.get("reason", ""),
        "next": next_address(request, page_of(grid.owner.fact.id, grid.owner.key)),
    }
    return render(request, "editing/grid.html", context)


def _guest_question(grid: Grid, asked: Asked | None) -> object:
    if asked is None:
        return None
    faults = {fault.slot: fault.message.in_language(reader_language()) for fault in asked.faults}
    question = question_of(grid.kind, asked.item, Answers({}, faults))
    return replace(question, asked=asked, candidates=found_choices(asked), new=new_questions(asked, faults))
