"""What taking a change back comes to, before it is done: what returns, what goes, what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from concertation.core.facts import fact_kind
from concertation.journeys.long_work import is_long_change, undo_beside
from concertation.journeys.permission import Person, may, open_keys, require
from concertation.journeys.records import Record
from concertation.journeys.retrieval import retrieve
from concertation.journeys.trace import trace_change
from concertation.journeys.undoing import CannotUndo, Obstacle, UndoPlan, plan_undo, undo_change
from concertation.store.models import Change
from concertation.web.editing.entry import for_people_at_work
from concertation.web.editing.removal import told_apart
from concertation.web.history.words import in_words
from concertation.web.returning import next_address
from concertation.web.wording import label_of, reader_language

# Facts attached since a merge that the page can ask about one by one.
_ASKED = 100


@dataclass(frozen=True, slots=True)
class ObstacleInWords:
    """What stands in the way, the changes to undo first, and the facts to look at."""

    says: str
    changes: tuple[Change, ...]
    facts: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Follower:
    """A fact attached since the merge, which may go along with the organisation that comes back."""

    value: str
    kind: str
    name: str


@for_people_at_work
def show_undo(request: HttpRequest, change: int) -> HttpResponse:
    """Takes a change back; asked for by a plain link, it first shows what that comes to."""
    found = Change.objects.filter(pk=change).first()
    if found is None:
        require(request.user, "edit")
        raise Http404
    if request.method != "POST":
        return _preview(request, found)
    work = undo_beside(change, user=request.user, subject=found.reason, language=reader_language())  # type: ignore[arg-type]
    if work is not None:
        return redirect("work", work.pk)
    try:
        undone = undo_change(change, user=request.user, following=_following(request))  # type: ignore[arg-type]  # an account
    except CannotUndo as refusal:
        messages.error(request, refusal.in_language(reader_language()))
    else:
        words = ngettext("Undone: %(n)s fact is as before.", "Undone: %(n)s facts are as before.", undone.facts)
        messages.success(request, words % {"n": undone.facts})
    return redirect(next_address(request))


def _preview(request: HttpRequest, change: Change) -> HttpResponse:
    require(request.user, "edit")
    context = {"change": change, "next": next_address(request), "refusal": "", "obstacles": (), "followers": ()}
    if is_long_change(change.pk):
        return render(request, "history/undo.html", context | {"is_long": True})
    try:
        plan = plan_undo(change.pk, user=request.user)
    except CannotUndo as refusal:
        context["refusal"] = refusal.in_language(reader_language())
    else:
        context |= _told(plan, request.user)
    return render(request, "history/undo.html", context)


def _told(plan: UndoPlan, user: Person) -> dict[str, object]:
    followers = _followers(plan, user)
    return {
        "item": in_words(trace_change(plan.change.pk, user=user)),
        "obstacles": [_obstacle_in_words(obstacle) for obstacle in plan.obstacles],
        "followers": followers[:_ASKED],
        "more_followers": max(0, len(followers) - _ASKED),
        "returning": _organisation_named(plan),
    }


def _obstacle_in_words(obstacle: Obstacle) -> ObstacleInWords:
    says = obstacle.says.in_language(reader_language())
    numbers: dict[str, list[int]] = {}
    for kind_id, number in obstacle.facts:
        numbers.setdefault(kind_id, []).append(number)
    records = retrieve({kind_id: Q(id__in=own) for kind_id, own in numbers.items()})
    facts = [record for kind_id, own in numbers.items() for n in own if (record := records.get(kind_id, n)) is not None]
    changes = Change.objects.filter(pk__in=obstacle.changes).order_by("-id")
    return ObstacleInWords(says[:1].upper() + says[1:], tuple(changes), tuple(facts))


def _followers(plan: UndoPlan, user: Person) -> list[Follower]:
    """What the reader may not see stays where it is."""
    found = []
    may(user, "see_restricted", str(plan.change.pk))
    added: Mapping[str, frozenset[int]] = plan.added_since or {}
    for kind_id, numbers in added.items():
        keys = open_keys(user, kind_id)
        records = retrieve({kind_id: Q(id__in=sorted(numbers)[:_ASKED])})
        label = fact_kind(kind_id).label.in_language(reader_language())
        for number in sorted(numbers)[:_ASKED]:
            record = records.get(kind_id, number)
            if record is not None and (keys is None or record.key in keys):
                found.append(Follower(f"{kind_id}:{number}", label, _called(record)))
    return found


def _called(record: Record) -> str:
    parent = record.fact.parent
    owner = record[parent.name] if parent is not None else None
    return told_apart(record) if owner is None else f"{label_of(record)} – {label_of(owner)}"


def _organisation_named(plan: UndoPlan) -> str:
    """The organisation that comes back from a merge."""
    for version in plan.reverse.restored.get("organisation", ()):
        if version.id == plan.absorbed:
            sides = (
                (version.name_fr, version.name_en) if reader_language() == "fr" else (version.name_en, version.name_fr)
            )
            return str(next(filter(None, sides), version.key))
    return ""


def _following(request: HttpRequest) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for value in request.POST.getlist("along"):
        kind_id, _, number = value.partition(":")
        if number.isdecimal():
            found.setdefault(kind_id, []).append(int(number))
    return found
