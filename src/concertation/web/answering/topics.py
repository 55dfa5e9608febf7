"""One topic a page, saved at each step, with or without a script."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concertation.journeys.answering.ballots import code_of
from concertation.journeys.answering.doors import Door
from concertation.journeys.answering.drafts import Draft, read_draft
from concertation.journeys.answering.questionnaire import MISSING_PAGE, OPEN_PAGE, Asked
from concertation.web.answering.cards import Card, Table
from concertation.web.answering.guarding import is_autosave, through_the_door
from concertation.web.answering.keeping import Saved, answer_script, fields_of, notice, save_page
from concertation.web.answering.showing import other_language, show
from concertation.web.answering.steps import Step, Way, way_around
from concertation.web.answering.tickets import Ticket
from concertation.web.wording import reader_language

SEE_OTHER = HTTPStatus.SEE_OTHER


@through_the_door()
def show_topic(request: HttpRequest, door: Door, ticket: Ticket, page: str) -> HttpResponse:
    """The statements of one topic, or the questions to answer in one’s own words."""
    step, asked = Step(page), door.questionnaire.asked_on(page)
    if not asked:
        return HttpResponseRedirect(reverse("answering"))
    return answer_page(request, door, step, asked, lambda table: table.cards_on(page), title=title_of(door, page))


def title_of(door: Door, page: str) -> str:
    """The name of a topic; pages that are no topic of the instrument have their words in the templates."""
    titles = {section.code: section.title for section in door.questionnaire.instrument.sections}
    return titles[page].in_language(reader_language()) if page in titles else ""


def answer_page(
    request: HttpRequest,
    door: Door,
    step: Step,
    asked: tuple[Asked, ...],
    cards: Callable[[Table], list[Card]],
    *,
    template: str = "topic",
    **context: Any,
) -> HttpResponse:
    """Shows a page of questions, or saves it and goes where the button leads."""
    if request.method != "POST":
        return _shown(request, door, step, cards, read_draft(door), template=template, **context)
    saved = save_page(door, asked, fields_of(request, door))
    if is_autosave(request):
        return answer_script(saved, asked)
    if saved.faults or (saved.is_worth_telling and request.POST.get("do") != "language"):
        return _shown(request, door, step, cards, saved.draft, saved, template=template, **context)
    return HttpResponseRedirect(next_address(request, door, step, saved.draft), status=SEE_OTHER)


def next_address(request: HttpRequest, door: Door, step: Step, draft: Draft) -> str:
    """Where the button that was pressed leads."""
    do, way = request.POST.get("do", ""), way_around(step, door.questionnaire, draft.answers)
    if do == "language":
        return step.address(other_language())
    if do == "later":
        return reverse("answering-later")
    if way is None:
        return reverse("answering")
    return (way.before if do == "back" and way.before else way.after).address()


def _shown(
    request: HttpRequest,
    door: Door,
    step: Step,
    cards: Callable[[Table], list[Card]],
    draft: Draft,
    saved: Saved | None = None,
    *,
    template: str,
    **context: Any,
) -> HttpResponse:
    way = way_around(step, door.questionnaire, draft.answers)
    if way is None:
        return HttpResponseRedirect(reverse("answering"))
    faults = saved.faults if saved else {}
    sent = {code: request.POST[code] for code in faults}
    table = Table(door.questionnaire, draft.answers, faults, sent)
    told = notice(saved.merged) if saved else ""
    return show(
        request,
        template,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK,
        cards=cards(table),
        faults=bool(faults),
        told=told,
        **around(door, step, draft, way),
        **context,
    )


def around(door: Door, step: Step, draft: Draft, way: Way) -> dict[str, Any]:
    """What every page of questions shows beside them."""
    return {
        "door": door,
        "step": step,
        "way": way,
        "version": draft.version,
        "code": code_of(door.ballot) if door.ballot else "",
        "is_open_page": step.page == OPEN_PAGE,
        "is_missing_page": step.page == MISSING_PAGE,
        "scale": door.questionnaire.instrument.scale,
        "wave_name": wave_name(door),
    }


def wave_name(door: Door) -> str:
    """The name of the wave in the language of the page."""
    return door.wave.name_fr if reader_language() == "fr" else door.wave.name_en
