"""The pages on which one fact is added, corrected or removed, and a change is taken back."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from concertation.core.errors import NotAllowed, UnknownRecord
from concertation.core.facts import FactKind, fact_kind
from concertation.journeys.editing import (
    GoneMeanwhile,
    HeldFact,
    RefusedFact,
    Saved,
    StaleFact,
    add_fact,
    correct_fact,
    latest_version,
    removal_of,
    remove_fact,
    require_correcting,
    require_removing,
)
from concertation.journeys.lookup import LOOKED_UP, look_up
from concertation.journeys.permission import Row, may_add, require
from concertation.journeys.portrait import Rights, rights_of
from concertation.journeys.records import Record
from concertation.journeys.retrieval import retrieve_one
from concertation.web.editing.around import belongings, referred_records
from concertation.web.editing.entry import for_people_at_work
from concertation.web.editing.form import FactForm
from concertation.web.editing.questions import Answers, found_choices, question_of
from concertation.web.editing.references import answered, shown
from concertation.web.editing.removal import removal_in_words
from concertation.web.editing.words import anchored, history_address, page_of, tell_saved
from concertation.web.returning import next_address
from concertation.web.wording import label_of, reader_language

# What stands on its own is shown on its own page once it is added.
_WITH_A_PAGE = ("partnership", "organisation")


@for_people_at_work
def show_addition(request: HttpRequest, kind: str) -> HttpResponse:
    """Records one more fact of a kind."""
    fact = fact_kind(kind)
    if not may_add(request.user, kind, request.GET.dict()):
        raise NotAllowed
    if fact.is_restricted:
        require(request.user, "see_restricted", kind)
    form = FactForm.for_addition(fact, request.GET.dict())
    if fact.parent is not None and fact.parent.is_required and form.parent is None:
        return _ask_for_parent(request, fact)
    if request.method == "POST":
        form.answer(request.POST.dict())
        if not _is_to_be_shown_again(request, form):
            try:
                return _after_addition(request, form, _add(request, form))
            except RefusedFact as refused:
                form.refuse(refused)
    return _page(request, form, gettext("Add: %(kind)s"))


@for_people_at_work
def show_correction(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Corrects one fact."""
    fact = fact_kind(kind)
    require_correcting(request.user, kind, key)
    latest = latest_version(fact, key)
    if latest is None or (latest.is_removal and request.method == "GET"):
        raise UnknownRecord(kind=fact.label.in_language(reader_language()), key=key)
    form = FactForm.for_correction(fact, latest)
    if request.method == "POST":
        answer = _correct(request, form, key)
        if answer is not None:
            return answer
    return _page(request, form, gettext("Correct: %(kind)s"))


def _correct(request: HttpRequest, form: FactForm, key: str) -> HttpResponse | None:
    """Writes the correction and leads back, or leaves in the form why it was not written."""
    seen = int(request.POST.get("seen") or 0) if (request.POST.get("seen") or "").isdigit() else 0
    form.see(seen)
    form.answer(request.POST.dict())
    if _is_to_be_shown_again(request, form):
        return None
    try:
        saved = correct_fact(
            kind_id=form.kind.id,
            key=key,
            values=form.values,
            seen=seen,
            user=request.user,  # type: ignore[arg-type]  # who may edit has an account
            reason=form.reason,
            beside=form.additions,
        )
    except RefusedFact as refused:
        form.refuse(refused)
        return None
    except StaleFact as stale:
        form.show_meanwhile(stale)
        messages.warning(request, stale.in_language(reader_language()))
        return None
    except GoneMeanwhile as gone:
        messages.error(request, gone.in_language(reader_language()))
        return redirect(next_address(request))
    return _after_correction(request, form, saved, key)


def _after_correction(request: HttpRequest, form: FactForm, saved: Saved, key: str) -> HttpResponse:
    address = next_address(request, page_of(form.kind.id, key))
    if saved.change_id is None:
        messages.info(request, gettext("Nothing was different: nothing was written."))
    else:
        _tell(request, gettext("Saved:"), form.kind.id, key, saved.change_id)
    if saved.merged:
        labels = {column.slot: column.label.in_language(reader_language()) for column in form.kind.columns}
        kept = ", ".join(dict.fromkeys(labels[part.slot] for part in saved.merged))
        words = gettext("Someone else changed this meanwhile, and it was kept: %(parts)s.")
        messages.info(request, words % {"parts": kept})
    return redirect(anchored(address, form.kind.id, key))


def _add(request: HttpRequest, form: FactForm) -> Saved:
    return add_fact(
        kind_id=form.kind.id,
        values=form.values,
        user=request.user,  # type: ignore[arg-type]  # who may edit has an account
        reason=form.reason,
        beside=form.additions,
    )


def _after_addition(request: HttpRequest, form: FactForm, saved: Saved) -> HttpResponse:
    _tell(request, gettext("Added:"), form.kind.id, saved.key, saved.change_id)
    if request.POST.get("do") == "another":
        return redirect(request.get_full_path())
    own_page = page_of(form.kind.id, saved.key)
    address = own_page if form.kind.id in _WITH_A_PAGE else next_address(request, own_page)
    return redirect(anchored(address, form.kind.id, saved.key))


def _tell(request: HttpRequest, done: str, kind_id: str, key: str, change_id: int | None) -> None:
    record = retrieve_one(kind_id, key)
    label = label_of(record) if record is not None else ""
    tell_saved(request, done=done, kind_id=kind_id, key=key, label=label, change_id=change_id)


def _is_to_be_shown_again(request: HttpRequest, form: FactForm) -> bool:
    """People asked to look something up, or must choose, or something cannot be read."""
    return bool(request.POST.get("do", "").startswith("look") or form.is_undecided or form.faults)


def _page(request: HttpRequest, form: FactForm, heading: str) -> HttpResponse:
    problems = [] if request.POST.get("do", "").startswith("look") else form.problems()
    record = retrieve_one(form.kind.id, form.version.key) if form.version is not None else None
    label = form.kind.label.in_language(reader_language())
    context = {
        "form": form,
        "kind": form.kind,
        "heading": heading % {"kind": label},
        "sections": form.sections(),
        "fixed": form.fixed_words(),
        "problems": problems,
        "next": next_address(request),
        "record": record,
        "referred": referred_records(record) if record is not None else (),
        "belongings": belongings(record, request.user) if record is not None else (),
        "history_address": history_address(form.kind.id, form.version.key) if form.version is not None else "",
        "rights": _rights(request, form),
    }
    return render(request, "editing/fact.html", context)


def _rights(request: HttpRequest, form: FactForm) -> Rights:
    """About the fact at hand, or what it will belong to."""
    if form.version is not None:
        return rights_of(request.user, Row(form.kind.id, form.version.key))
    return rights_of(request.user, Row(form.parent.fact.id, form.parent.key) if form.parent is not None else None)


def _ask_for_parent(request: HttpRequest, kind: FactKind) -> HttpResponse:
    """First what the fact belongs to, since the other questions depend on it."""
    item = kind.parent
    assert item is not None
    if item.to not in LOOKED_UP:
        return render(request, "editing/start_from_page.html", {"kind": kind}, status=404)
    posted = request.POST.dict()
    asked = answered(item, posted, kind.id, reader_language()) if posted else shown(item, "", kind.id)
    if asked.key:
        query = {**request.GET.dict(), item.name: asked.key}
        return redirect(f"{request.path}?{urlencode(query)}")
    asked.new = {}
    question = replace(question_of(kind, item, Answers({})), asked=asked, candidates=found_choices(asked))
    return render(request, "editing/parent.html", {"kind": kind, "question": question, "next": next_address(request)})


@for_people_at_work
def show_removal(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What goes along, what holds the fact back; then it goes, and can come back."""
    record = retrieve_one(kind, key)
    if record is None:
        raise UnknownRecord(kind=fact_kind(kind).label.in_language(reader_language()), key=key)
    removal = removal_of(kind, key)
    require_removing(request.user, removal)
    faults: list[str] = []
    if request.method == "POST":
        try:
            return _remove(request, record)
        except RefusedFact as refused:
            faults = [fault.message.in_language(reader_language()) for fault in refused.faults]
        except HeldFact as held:
            faults = [held.in_language(reader_language())]
    context = {
        "record": record,
        "kind": record.fact,
        "label": label_of(record),
        "removal": removal_in_words(removal),
        "faults": faults,
        "next": next_address(request, page_of(kind, key)),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "editing/removal.html", context)


def _remove(request: HttpRequest, record: Record) -> HttpResponse:
    kind, key, label = record.fact.id, record.key, label_of(record)
    reason = request.POST.get("reason", "")
    saved = remove_fact(kind_id=kind, key=key, user=request.user, reason=reason)  # type: ignore[arg-type]  # as above
    tell_saved(request, done=gettext("Removed:"), kind_id=kind, key=key, label=label, change_id=saved.change_id)
    return redirect(reverse("home") if kind in _WITH_A_PAGE else next_address(request))


@for_people_at_work
def answer_lookup(request: HttpRequest, kind: str) -> HttpResponse:
    """The records that a few letters may mean, for the box that completes as people write."""
    require(request.user, "edit")
    if kind not in LOOKED_UP:
        raise Http404
    language = reader_language()
    found = [
        {
            "key": record.key,
            "name": str(record.name),
            "label": record.name.in_language(language),
            "note": record.note.in_language(language) if record.note is not None else "",
        }
        for record in look_up(kind, request.GET.get("q", ""))
    ]
    return JsonResponse({"found": found})
