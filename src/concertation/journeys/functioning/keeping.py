"""Keeps the figures of closed waves in the process, as long as all that they are made of stays the same."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from hashlib import blake2b
from threading import Lock
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from concertation.journeys.functioning.figures import WaveFigures
from concertation.journeys.leading_on import standing_keys
from concertation.journeys.neighbourhood import Neighbourhood
from concertation.store.models.surveys import SurveyInvitation, SurveyResponse, Wave

# Some fifty kilobytes each.
_MOST_KEPT = 100
# Prints are compared inside one process alone, and say nothing outside of it.
_OWN_KEY = secrets.token_bytes(32)

_kept: OrderedDict[int, tuple[bytes, WaveFigures | None]] = OrderedDict()
_lock = Lock()


def kept_figures(wave: Wave, ground: bytes, make: Callable[[], WaveFigures | None]) -> WaveFigures | None:
    """The figures of a wave, made once for one ground; whoever takes them changes nothing in them.

    The ground is the print of all that they are made of (``print_of``). What it was before is forgotten: answers
    that were deleted or corrected leave no figure behind.
    """
    with _lock:
        kept = _kept.get(wave.pk)
    if kept is None or kept[0] != ground:
        kept = ground, make()
    with _lock:
        _kept[wave.pk] = kept
        _kept.move_to_end(wave.pk)
        if len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return kept[1]


def forget_figures() -> None:
    """Figures are made afresh when next asked for."""
    with _lock:
        _kept.clear()


def print_of(waves: Sequence[Wave], around: Neighbourhood | None, *rest: object) -> bytes:
    """The print of waves with every answer and invitation, of what the register holds around them, and of the rest.

    Answers are read as they lie in the database, and only their print stays.
    """
    facts = [[getattr(wave, field.attname) for field in wave._meta.concrete_fields] for wave in waves]
    surrounding = around.once("print", lambda: _printed(around.tables)) if around is not None else b""
    asked = _asked(waves)
    successors = sorted(standing_keys({organisation for _, organisation, _ in asked}).items())
    return _printed([facts, _answers(waves), asked, successors, surrounding, *rest])


def _answers(waves: Sequence[Wave]) -> list[Any]:
    written = Cast("answers", TextField())
    found = SurveyResponse.objects.filter(wave__in=waves).order_by("id")
    return list(found.values_list("id", "wave_id", "organisation_key", "language", written))


def _asked(waves: Sequence[Wave]) -> list[Any]:
    found = SurveyInvitation.objects.filter(wave__in=waves).order_by("id")
    return list(found.values_list("wave_id", "organisation_key", "has_answered"))


def _printed(value: object) -> bytes:
    return blake2b(repr(value).encode(), key=_OWN_KEY).digest()
