"""How far a wave is: from those invited to those who answered, and of which organisations somebody was heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from concertation.core.text import sort_key
from concertation.journeys.leading_on import standing_keys
from concertation.journeys.records import Said
from concertation.journeys.waves.finding import names_of_organisations
from concertation.store.models.surveys import Wave

_ANSWERED = Q(has_answered=True)


@dataclass(frozen=True, slots=True)
class Funnel:
    """People at each step; ``begun`` is unknown in an anonymous wave."""

    invited: int
    written_to: int
    begun: int | None
    answered: int
    declined: int
    undelivered: int
    without_address: int
    reminded: int
    organisations: int
    organisations_heard: int

    @property
    def silent(self) -> int:
        """Those who were written to, and neither answered nor declined."""
        return max(0, self.written_to - self.answered - self.declined)

    @property
    def waiting(self) -> int:
        """Those to whom no message has left, and who have not answered either."""
        return self.invited - self.written_to

    @property
    def rate(self) -> float | None:
        """People who answered, of those invited."""
        return self.answered / self.invited if self.invited else None

    @property
    def rate_of_organisations(self) -> float | None:
        """Organisations of which somebody answered, of those invited."""
        return self.organisations_heard / self.organisations if self.organisations else None


@dataclass(frozen=True, slots=True)
class Heard:
    """One organisation: how many of its people were asked, and how many answered."""

    key: str
    name: Said
    people: int
    answered: int

    @property
    def is_heard(self) -> bool:
        """Whether somebody of it answered."""
        return self.answered > 0


def funnel_of(wave: Wave) -> Funnel:
    """All the numbers. Organisations that were merged count as the one that stands for them."""
    told = wave.invitations.aggregate(
        invited=Count("id"),
        written_to=Count("id", filter=Q(invited_at__isnull=False)),
        begun=Count("id", filter=Q(has_begun=True) | _ANSWERED),
        answered=Count("id", filter=_ANSWERED),
        declined=Count("id", filter=Q(has_declined=True, has_answered=False)),
        undelivered=Count("id", filter=~Q(undelivered="")),
        without_address=Count("id", filter=Q(email="")),
        reminded=Count("id", filter=Q(reminders__gt=0)),
    )
    asked = asked_by_organisation(wave)
    told |= {"organisations": len(asked), "organisations_heard": sum(answered > 0 for _, answered in asked.values())}
    return Funnel(**{**told, "begun": told["begun"] if wave.mode == Wave.Mode.CONFIDENTIAL else None})


def asked_by_organisation(wave: Wave) -> Mapping[str, tuple[int, int]]:
    """People asked and people who answered, by the key of the organisation that stands today."""
    rows = list(
        wave.invitations.order_by()
        .values("organisation_key")
        .annotate(people=Count("id"), answered=Count("id", filter=_ANSWERED))
        .values_list("organisation_key", "people", "answered")
    )
    led = standing_keys([key for key, _, _ in rows])
    found: dict[str, tuple[int, int]] = {}
    for key, people, answered in rows:
        before = found.get(led.get(key, key), (0, 0))
        found[led.get(key, key)] = (before[0] + people, before[1] + answered)
    return found


def heard_by_organisation(wave: Wave) -> Sequence[Heard]:
    """Every organisation that was asked, by name of either language; those not heard first."""
    counted = asked_by_organisation(wave)
    names = names_of_organisations(counted)
    found = [Heard(key, names[key], people, answered) for key, (people, answered) in counted.items()]
    return sorted(found, key=lambda one: (one.is_heard, sort_key(str(one.name))))
