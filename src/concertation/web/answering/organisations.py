"""The roster: tick the organisations that one deals with, then one a page for those alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from concertation.core.faults import Fault
from concertation.core.text import sort_key
from concertation.journeys.answering.doors import Door
from concertation.journeys.answering.drafts import Draft, read_draft, save_answers
from concertation.journeys.answering.merging import Merged, merge, merge_ticks
from concertation.journeys.answering.questionnaire import ORGANISATIONS_PAGE, Asked, ticked_in
from concertation.journeys.answering.reading import read_sent
from concertation.journeys.answering.roster import OTHERS, TICKED, Listed, found_by
from concertation.web.answering.guarding import is_autosave, through_the_door
from concertation.web.answering.keeping import WAS, Fields, as_fields, fields_of
from concertation.web.answering.showing import show
from concertation.web.answering.steps import Step, way_around
from concertation.web.answering.tickets import Ticket
from concertation.web.answering.topics import SEE_OTHER, answer_page, around, next_address
from concertation.web.wording import reader_language

_NAMED = (Asked(OTHERS),)
_STEP = Step(ORGANISATIONS_PAGE)
_LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation of the list, in the language of the page."""

    key: str
    name: str
    is_ticked: bool = False


@through_the_door()
def show_organisations(request: HttpRequest, door: Door, ticket: Ticket) -> HttpResponse:
    """All organisations of the roster, the ticked ones first, or those that a few letters find."""
    if door.questionnaire.roster is None:
        return HttpResponseRedirect(reverse("answering"))
    if request.method != "POST":
        return _shown(request, door, read_draft(door))
    fields = fields_of(request, door)
    draft, _ = save_answers(door, lambda kept: _merged(door, fields, kept))
    faults = read_sent(_NAMED, fields).faults
    if is_autosave(request):
        return _answer_script(door, draft, faults)
    if faults:
        return _shown(request, door, draft, fault=faults[OTHERS].message.in_language(reader_language()))
    if request.POST.get("do") in ("search", "all"):
        return HttpResponseRedirect(_searched(request), status=SEE_OTHER)
    return HttpResponseRedirect(next_address(request, door, _STEP, draft), status=SEE_OTHER)


@through_the_door()
def show_tie(request: HttpRequest, door: Door, ticket: Ticket, key: str) -> HttpResponse:
    """How closely one works with an organisation, what passes between the two, and how it is going."""
    listed = door.questionnaire.listed(key)
    if listed is None or listed.key not in read_draft(door).answers.get(TICKED, ()):
        return HttpResponseRedirect(reverse("answering"))
    key, title = listed.key, listed.name.in_language(reader_language())
    asked = door.questionnaire.asked_of(key)
    return answer_page(
        request, door, Step(ORGANISATIONS_PAGE, key), asked, lambda table: table.cards_of(key), title=title
    )


def _merged(door: Door, fields: Fields, kept: Mapping[str, Any]) -> Merged:
    """Ticks are added and taken away one by one: a list of thousands is never sent whole."""
    words = read_sent(_NAMED, fields).answers
    merged = merge(seen=read_sent(_NAMED, fields, mark=WAS).answers, sent=words, kept=kept)
    known = {one.key for one in offered(door)}
    led = door.questionnaire.led
    seen = {led.get(key, key) for key in " ".join(fields.get(WAS + TICKED, ())).split()} & known
    sent = {led.get(key, key) for key in fields.get(TICKED, ())} & known
    ticks = merge_ticks(seen=seen, sent=sent, kept=kept.get(TICKED, ()))
    answers = {code: value for code, value in merged.answers.items() if code != TICKED}
    if ticks or fields.get("none"):
        answers[TICKED] = ticks
    return Merged(answers, merged.brought, merged.overruled)


def offered(door: Door) -> tuple[Listed, ...]:
    """The organisations of the roster, but the one that answers."""
    own = door.questionnaire.led.get(door.invitation.organisation_key, door.invitation.organisation_key)
    return tuple(one for one in door.questionnaire.organisations if one.key != own)


def _searched(request: HttpRequest) -> str:
    query = request.POST.get("q", "").strip()[:_LONGEST_QUERY] if request.POST["do"] == "search" else ""
    address = reverse("answering-organisations")
    return f"{address}?{urlencode({'q': query})}#found" if query else address


def _answer_script(door: Door, draft: Draft, faults: Mapping[str, Fault]) -> JsonResponse:
    ticked = [one.key for one in ticked_in(door.questionnaire, draft.answers)]
    kept = {TICKED: [" ".join(ticked)], OTHERS: as_fields(draft.answers.get(OTHERS))}
    told = {code: fault.message.in_language(reader_language()) for code, fault in faults.items()}
    return JsonResponse({"version": draft.version, "kept": kept, "brought": [], "told": "", "faults": told})


def _shown(request: HttpRequest, door: Door, draft: Draft, *, fault: str = "") -> HttpResponse:
    query = request.GET.get("q", "").strip()[:_LONGEST_QUERY]
    ticked = {one.key for one in ticked_in(door.questionnaire, draft.answers)}
    found = found_by(offered(door), query)
    way = way_around(_STEP, door.questionnaire, draft.answers)
    assert way is not None
    roster = door.questionnaire.roster
    assert roster is not None
    return show(
        request,
        "organisations",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        default_deed="search",
        fault=fault,
        roster=roster,
        query=query,
        chosen=[_row(one, is_ticked=True) for one in offered(door) if one.key in ticked],
        letters=list(_by_letter([one for one in found if one.key not in ticked])),
        count=len(offered(door)),
        found=len(found),
        was=" ".join(sorted(ticked)),
        others=request.POST.get(OTHERS, "") if fault else draft.answers.get(OTHERS, ""),
        others_before=draft.answers.get(OTHERS, ""),
        has_none=draft.answers.get(TICKED) == [],
        **around(door, _STEP, draft, way),
    )


def _row(one: Listed, *, is_ticked: bool = False) -> Row:
    return Row(one.key, one.name.in_language(reader_language()), is_ticked)


def _by_letter(listed: list[Listed]) -> Iterator[tuple[str, list[Row]]]:
    language = reader_language()
    ordered = sorted(listed, key=lambda one: (one.letter(language), sort_key(one.name.in_language(language))))
    for letter, group in groupby(ordered, key=lambda one: one.letter(language)):
        yield letter, [_row(one) for one in group]
