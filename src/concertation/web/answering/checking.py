"""Check what was answered, send it, and what happens next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concertation.journeys.answering.doors import Door, require_open
from concertation.journeys.answering.drafts import Draft, read_draft
from concertation.journeys.answering.questionnaire import ORGANISATIONS_PAGE
from concertation.journeys.answering.refusals import NothingToSend
from concertation.journeys.answering.roster import OTHERS, TICKED
from concertation.journeys.answering.sending import send_answers
from concertation.store.models.surveys import SurveyResponse
from concertation.web.answering.arriving import may_look_back
from concertation.web.answering.cards import Card, Table
from concertation.web.answering.guarding import through_the_door
from concertation.web.answering.showing import other_language, show
from concertation.web.answering.steps import CHECK, Step, steps_of, way_around
from concertation.web.answering.tickets import Ticket, give_ticket
from concertation.web.answering.topics import SEE_OTHER, around, title_of
from concertation.web.wording import reader_language


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one page, as the check shows them."""

    step: Step
    title: str
    cards: list[Card]
    # Of the page of organisations: those that were ticked; None where it was not answered.
    ticked: list[str] | None = None
    others: str = ""

    @property
    def is_roster(self) -> bool:
        """Whether it is the page where organisations are ticked."""
        return self.step == Step(ORGANISATIONS_PAGE)

    @property
    def holes(self) -> int:
        """How many questions of choice have no answer."""
        open_ones = sum(not card.answer and not card.asked.takes_words for card in self.cards)
        return open_ones + (self.is_roster and self.ticked is None and not self.others)


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


def parts_of(door: Door, draft: Draft) -> Iterator[Part]:
    """Every page and its answers, in the order in which they are asked."""
    table, language = Table(door.questionnaire, draft.answers), reader_language()
    for step in steps_of(door.questionnaire, draft.answers):
        if step.organisation:
            listed = door.questionnaire.listed(step.organisation)
            title = listed.name.in_language(language) if listed else step.organisation
            yield Part(step, title, table.cards_of(step.organisation))
        else:
            yield Part(
                step,
                title_of(door, step.page),
                table.cards_on(step.page),
                ticked=_ticked(door, draft),
                others=str(draft.answers.get(OTHERS, "")),
            )


def _ticked(door: Door, draft: Draft) -> list[str] | None:
    if TICKED not in draft.answers:
        return None
    found = (door.questionnaire.listed(key) for key in draft.answers[TICKED])
    return [one.name.in_language(reader_language()) for one in found if one is not None]


def _shown(request: HttpRequest, door: Door, *, fault: str = "", is_over: bool = False) -> HttpResponse:
    sent = SurveyResponse.objects.filter(invitation=door.invitation).first()
    draft = read_draft(door)
    if sent is not None and (is_over or not draft.answers):
        draft = Draft(door.followed(sent.answers))
    parts = list(parts_of(door, draft))
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
