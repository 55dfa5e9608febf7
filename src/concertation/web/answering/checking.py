"""Check what was answered, send it, and what happens next."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concertation.journeys.answering.doors import Door, require_open
from concertation.journeys.answering.drafts import Draft, read_draft
from concertation.journeys.answering.refusals import NothingToSend
from concertation.journeys.answering.sending import send_answers
from concertation.store.models.surveys import SurveyResponse
from concertation.web.answering.arriving import may_look_back
from concertation.web.answering.guarding import through_the_door
from concertation.web.answering.said import parts_of
from concertation.web.answering.showing import other_language, show
from concertation.web.answering.steps import CHECK, way_around
from concertation.web.answering.tickets import Ticket, give_ticket
from concertation.web.answering.topics import SEE_OTHER, around
from concertation.web.wording import reader_language


@through_the_door(is_open=False)
def show_check(request: HttpRequest, door: Door, ticket: Ticket) -> HttpResponse:
    """All that was answered and what was not, each with the way to change it; and Send."""
    is_over = may_look_back(door.invitation)
    if not is_over:
        require_open(door)
    if request.method != "POST":
        return _shown(request, door, is_over=is_over)
    if request.POST.get("do") == "language":
        return HttpResponseRedirect(CHECK.address(other_language()), status=SEE_OTHER)
    if request.POST.get("do") == "later":
        return HttpResponseRedirect(reverse("answering-later"), status=SEE_OTHER)
    try:
        send_answers(door, language=reader_language(), minutes=ticket.minutes)
    except NothingToSend as nothing:
        return _shown(request, door, fault=nothing.in_language(reader_language()))
    answer = HttpResponseRedirect(reverse("answering-sent"), status=SEE_OTHER)
    return give_ticket(answer, ticket.without_ballot(), door) if door.is_anonymous else answer


@through_the_door(is_open=False)
def show_sent(request: HttpRequest, door: Door, ticket: Ticket) -> HttpResponse:
    """Thanks, and what happens next."""
    if not door.invitation.has_answered:
        return HttpResponseRedirect(reverse("answering"))
    return show(request, "sent", door=door, wave=door.wave)


def _shown(request: HttpRequest, door: Door, *, fault: str = "", is_over: bool = False) -> HttpResponse:
    sent = SurveyResponse.objects.filter(invitation=door.invitation).first()
    draft = read_draft(door)
    if sent is not None and (is_over or not draft.answers):
        draft = Draft(door.followed(sent.answers))
    parts = list(parts_of(door.questionnaire, draft.answers))
    way = way_around(CHECK, door.questionnaire, draft.answers)
    assert way is not None
    holes = sum(part.holes for part in parts)
    is_changed = sent is not None and door.questionnaire.kept_of(draft.answers) != door.questionnaire.kept_of(
        door.followed(sent.answers)
    )
    return show(
        request,
        "check",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
        parts=parts,
        holes=holes,
        fault=fault,
        sent=sent,
        is_changed=is_changed,
        is_over=is_over,
        **around(door, CHECK, draft, way),
    )
