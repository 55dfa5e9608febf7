"""Which pairs an address asks for, and the same question in other addresses."""

from __future__ import annotations

from typing import get_args
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from concertation.journeys.matching import Asked
from concertation.journeys.matching.queue import Band, State


def asked(request: HttpRequest) -> Asked:
    """The question of the address; what cannot be read asks for nothing in particular."""
    band, state = request.GET.get("weight", ""), request.GET.get("state", "")
    return Asked(
        band=next((own for own in get_args(Band) if own == band), None),
        place=request.GET.get("place", "").strip()[:80],
        state=next((own for own in get_args(State) if own == state), "open"),
        organisation=request.GET.get("of", ""),
    )


def query_of(question: Asked) -> str:
    """The question as addresses carry it, with its question mark; empty where nothing is asked."""
    own = {"weight": question.band or "", "place": question.place, "of": question.organisation}
    own["state"] = "" if question.state == "open" else question.state
    said = urlencode({name: value for name, value in own.items() if value})
    return f"?{said}" if said else ""


def address_of(name: str, question: Asked, *keys: str) -> str:
    """A page of the review that keeps the question."""
    return reverse(name, args=keys) + query_of(question)
