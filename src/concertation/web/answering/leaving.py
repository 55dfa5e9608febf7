"""Stopping for now, having one’s answers deleted, and asking not to be written to again."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concertation.journeys.answering.ballots import code_of
from concertation.journeys.answering.doors import Door
from concertation.journeys.answering.leaving import decline, delete_answers
from concertation.journeys.waves.links import LinkOver, invitation_of
from concertation.web.answering.arriving import may_look_back
from concertation.web.answering.guarding import tell_over, through_the_door, without_token
from concertation.web.answering.showing import show
from concertation.web.answering.tickets import Ticket, give_ticket
from concertation.web.answering.topics import wave_name


@through_the_door()
def show_later(request: HttpRequest, door: Door, ticket: Ticket) -> HttpResponse:
    """What is saved, and how to go on another day or on another device."""
    code = code_of(door.ballot) if door.ballot else ""
    return show(request, "later", door=door, code=code, wave=door.wave, wave_name=wave_name(door))


@through_the_door(is_open=False)
def show_deleting(request: HttpRequest, door: Door, ticket: Ticket) -> HttpResponse:
    """Says what goes for good, asks once, and deletes it."""
    if request.method == "POST" and request.POST.get("do") == "delete":
        was_sent = delete_answers(door)
        if request.POST.get("decline"):
            decline(door.invitation)
        answer = show(request, "deleted", door=door, was_sent=was_sent, wave=door.wave)
        return give_ticket(answer, ticket.without_ballot(), door)
    is_over = may_look_back(door.invitation)
    return show(request, "delete", door=door, wave=door.wave, is_over=is_over)


@without_token
def show_declining(request: HttpRequest, token: str) -> HttpResponse:
    """“Do not write to me again”: from the message, on one press; and the way back."""
    try:
        invitation = invitation_of(token)
    except LinkOver as over:
        return tell_over(request, over)
    if request.method == "POST":
        decline(invitation, declines=request.POST.get("do") != "write")
        return HttpResponseRedirect(reverse("survey-decline", args=[token]), status=HTTPStatus.SEE_OTHER)
    return show(
        request,
        "decline",
        invitation=invitation,
        token=token,
        wave_name=wave_name(Door(invitation)),
    )
