"""The first page of a personal link, and the exchange of the link for a ticket without secrets in the address."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from concertation.journeys.answering.doors import Door, begin, takes_answers
from concertation.journeys.answering.drafts import read_draft
from concertation.journeys.answering.expecting import expected_minutes
from concertation.journeys.answering.questionnaire import questionnaire_of
from concertation.journeys.answering.refusals import AlreadySent, UnknownCode, WaveClosed, WaveNotOpen
from concertation.journeys.waves.links import LinkOver, invitation_of
from concertation.journeys.waves.preparing import meeting_of
from concertation.store.models import Organisation, Partnership
from concertation.store.models.surveys import SurveyInvitation, SurveyResponse, Wave
from concertation.web.answering.guarding import tell_over, through_the_door, without_token
from concertation.web.answering.showing import address_in, other_language, show
from concertation.web.answering.steps import steps_of
from concertation.web.answering.tickets import Ticket, give_ticket, read_ticket, ticket_for
from concertation.web.wording import name_of_meeting, reader_language

_LONGEST_LINK = 2_000


@without_token
def show_first_page(request: HttpRequest, token: str) -> HttpResponse:
    """Who asks what of whom, what becomes of it, and Begin."""
    try:
        invitation = invitation_of(token)
        if invitation.wave.state == Wave.State.DRAFT:
            raise WaveNotOpen
    except (LinkOver, WaveNotOpen) as refusal:
        return tell_over(request, refusal)
    return _first_page(request, invitation, token)


@without_token
def begin_answering(request: HttpRequest) -> HttpResponse:
    """Exchanges the link for a ticket; brings in what a page sent that no longer knew whose it was."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("answering"))
    token = _token_in(request.POST.get("token") or request.POST.get("link", ""))
    before = read_ticket(request)
    try:
        invitation = invitation_of(token)
        own = before.ballots.get(str(invitation.pk), "") if before else ""
        if may_look_back(invitation):
            door = Door(invitation)
        else:
            door = begin(invitation, ballot=own, code=request.POST.get("code", ""))
    except UnknownCode as unknown:
        return _first_page(request, invitation, token, fault=unknown.in_language(reader_language()))
    except (LinkOver, WaveNotOpen, WaveClosed, AlreadySent) as refusal:
        return tell_over(request, refusal)
    return give_ticket(_onward(request, door), ticket_for(door, before), door)


@through_the_door(is_open=False)
def go_on(request: HttpRequest, door: Door, ticket: Ticket) -> HttpResponse:
    """To the first page that has a question without an answer; to the check when there is none."""
    if may_look_back(door.invitation):
        return HttpResponseRedirect(reverse("answering-check"))
    return HttpResponseRedirect(f"{first_open(door)}?begun=1" if "begun" in request.GET else first_open(door))


def first_open(door: Door) -> str:
    """The address of the first page that was not answered whole."""
    answers, asked = read_draft(door).answers, door.questionnaire
    for step in steps_of(asked, answers):
        questions = asked.asked_of(step.organisation) if step.organisation else asked.asked_on(step.page)
        if any(one.code not in answers and not one.takes_words for one in questions):
            return step.address()
    return reverse("answering-check") if answers else steps_of(asked, answers)[0].address()


def may_look_back(invitation: SurveyInvitation) -> bool:
    """Whether what was sent may be read and deleted still, though nothing can be changed."""
    is_over = invitation.wave.state != Wave.State.DRAFT and not takes_answers(invitation.wave)
    return is_over and SurveyResponse.objects.filter(invitation=invitation).exists()


def _onward(request: HttpRequest, door: Door) -> HttpResponse:
    """To the questions; or back to the page whose answers the form carries, which it saves."""
    carried = _carried_page(request.POST.get("carried", ""))
    if carried is None:
        return HttpResponseRedirect(f"{reverse('answering')}?begun=1", status=HTTPStatus.SEE_OTHER)
    return HttpResponseRedirect(carried, preserve_request=True)


def _carried_page(path: str) -> str | None:
    """Only a page of ours takes what was carried."""
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return None
    is_page = match.url_name in ("answering-topic", "answering-tie", "answering-organisations")
    return reverse(match.url_name or "", kwargs=match.kwargs) if is_page else None


def _token_in(written: str) -> str:
    """The secret of a link, whether the whole link was pasted or its end."""
    parts = [part for part in urlsplit(written.strip()[:_LONGEST_LINK]).path.split("/") if part]
    return parts[-1] if parts else ""


def _first_page(request: HttpRequest, invitation: SurveyInvitation, token: str, *, fault: str = "") -> HttpResponse:
    wave, language = invitation.wave, reader_language()
    is_anonymous = wave.mode == Wave.Mode.ANONYMOUS
    meeting = meeting_of(wave)
    response = SurveyResponse.objects.filter(invitation=invitation).only("sent_at").first()
    context: dict[str, Any] = {
        "token": token,
        "toggle": address_in(other_language(), "survey-link", {"token": token}),
        "fault": fault,
        "wave": wave,
        "wave_name": wave.name_fr if language == "fr" else wave.name_en,
        "consent": wave.consent_fr if language == "fr" else wave.consent_en,
        "partnership": _name(Partnership, wave.partnership_key),
        "organisation": _name(Organisation, invitation.organisation_key),
        "introduction": _introduction(invitation),
        "is_anonymous": is_anonymous,
        "meeting": name_of_meeting(meeting) if meeting else "",
        "is_open": takes_answers(wave),
        "has_sent": invitation.has_answered,
        "has_begun": invitation.has_begun,
        "sent_at": response.sent_at if response else None,
        "declined": invitation.has_declined,
        "expected": expected_minutes(wave),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return show(request, "first", status=status, **context)


def _introduction(invitation: SurveyInvitation) -> str:
    instrument = questionnaire_of(invitation.wave).instrument
    return instrument.introduction.in_language(reader_language())


def _name(model: type[Organisation] | type[Partnership], key: str) -> str:
    """The name in the language of the page, or in the other; the key of a record that is gone."""
    found = model._default_manager.filter(key=key).values_list("name_en", "name_fr").first()
    english, french = found or ("", "")
    return (french or english if reader_language() == "fr" else english or french) or key
