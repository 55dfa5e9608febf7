"""The waves of a partnership, for those who may question its partners."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.journeys.leading_on import standing_keys
from concertation.journeys.permission import Person, Row, require
from concertation.journeys.records import Said
from concertation.store.models import Organisation, Partnership
from concertation.store.models.surveys import Wave


class WrongState(ConcertationError):
    """A deed that the state of a wave does not allow: done already, too early or too late."""

    code = "wave-wrong-state"
    english = "This cannot be done: the survey is {state}. Nothing was changed."
    french = "Impossible\u00a0: l’enquête est {state_fr}. Rien n’a été modifié."


_STATES = {"draft": ("a draft", "à l’état d’ébauche"), "open": ("open", "ouverte"), "closed": ("closed", "fermée")}


def wrong_state(wave: Wave) -> WrongState:
    """The refusal, with the state in words."""
    english, french = _STATES[wave.state]
    return WrongState(state=english, state_fr=french)


def require_running(user: Person | None, partnership_key: str) -> None:
    """Raises ``NotAllowed`` unless this person may question the partners of that table; the command line may."""
    if user is not None:
        require(user, "run_waves", Row("partnership", partnership_key))


def find_partnership(key: str, *, user: Person | None) -> Partnership:
    """The table that waves are about; raises ``NotAllowed``, then ``UnknownRecord``."""
    require_running(user, key)
    found: Partnership | None = Partnership.objects.filter(key=key).first()
    if found is None:
        raise UnknownRecord(kind="partnership", key=key)
    return found


def waves_of(partnership_key: str, *, user: Person | None) -> QuerySet[Wave]:
    """Latest first, each with how many people are invited and how many answered."""
    require_running(user, partnership_key)
    return counted(Wave.objects.filter(partnership_key=partnership_key)).order_by("-id")


def all_waves() -> QuerySet[Wave]:
    """Those of every table, for the command line."""
    return counted(Wave.objects.all()).order_by("partnership_key", "-id")


def counted(waves: QuerySet[Wave]) -> QuerySet[Wave]:
    """With the two numbers that a list shows."""
    answered = Count("invitations", filter=Q(invitations__has_answered=True))
    return waves.defer("instrument", "roster").annotate(people=Count("invitations"), answers=answered)


def find_wave(key: str, *, user: Person | None, partnership: str | None = None) -> Wave:
    """One wave; raises ``NotAllowed`` before it says whether it exists where the table is known."""
    if partnership is not None:
        require_running(user, partnership)
    found = Wave.objects.filter(key=key).first()
    if found is None or partnership not in (None, found.partnership_key):
        raise UnknownRecord(kind="wave", key=key)
    require_running(user, found.partnership_key)
    return found


@contextmanager
def held(wave: Wave, *states: str, by: User | None) -> Iterator[Wave]:
    """The wave as it is now, kept from others while it is changed; raises ``NotAllowed`` or ``WrongState``."""
    require_running(by, wave.partnership_key)
    with transaction.atomic():
        found = Wave.objects.select_for_update().filter(pk=wave.pk).first()
        if found is None:
            raise UnknownRecord(kind="wave", key=wave.key)
        if found.state not in states:
            raise wrong_state(found)
        yield found


def name_of_partnership(wave: Wave) -> Said:
    """What the table is called; its key where the register holds it no more."""
    row = Partnership.objects.filter(key=wave.partnership_key).values_list("name_en", "name_fr").first()
    return Said(*row) if row and any(row) else Said(wave.partnership_key, wave.partnership_key)


def names_of_organisations(keys: Collection[str]) -> Mapping[str, Said]:
    """What these organisations are called, or those that they were merged into; by its key, one that is gone."""
    led = standing_keys(keys)
    rows: Sequence[tuple[str, str, str]] = list(
        Organisation.objects.filter(key__in={*keys, *led.values()}).values_list("key", "name_en", "name_fr")
    )
    known = {key: Said(english, french) for key, english, french in rows if english or french}
    return {key: known.get(led.get(key, key), Said(key, key)) for key in keys}
