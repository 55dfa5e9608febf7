"""The days on which something happened to partnerships: what the control of time lets one step through."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count

from concertation.journeys.neighbourhood import model_of
from concertation.journeys.observation import latest_change

# What changes the picture of a territory: partnerships, who belongs to them, and what binds them.
_DATED = (
    ("partnership", "since"),
    ("partnership", "until"),
    ("lifecycle_event", "on"),
    ("membership", "since"),
    ("membership", "until"),
    ("agreement", "since"),
    ("agreement", "until"),
    ("plan", "since"),
    ("decision_record", "decided_on"),
)


@dataclass(frozen=True, slots=True)
class Chronology:
    """The days, oldest first, each with how many things happened on it."""

    days: tuple[date, ...]
    counts: tuple[int, ...]

    def before(self, day: date) -> date | None:
        """The last day of the chronology that comes before a day."""
        place = bisect_left(self.days, day)
        return self.days[place - 1] if place else None

    def after(self, day: date) -> date | None:
        """The first day of the chronology that comes after a day."""
        place = bisect_right(self.days, day)
        return self.days[place] if place < len(self.days) else None

    def up_to(self, day: date) -> Chronology:
        """The same without the days that come after a day."""
        place = bisect_right(self.days, day)
        return Chronology(self.days[:place], self.counts[:place])

    def density(self, *, first: date, last: date, bins: int) -> list[int]:
        """How many things happened in each of ``bins`` equal spans from ``first`` to ``last``, both included."""
        span = (last - first).days + 1
        totals = [0] * bins
        for day, count in zip(self.days, self.counts, strict=True):
            if first <= day <= last:
                totals[(day - first).days * bins // span] += count
        return totals


def read_chronology() -> Chronology:
    """The chronology of the register as it stands; read once for each state of the register."""
    return _read(latest_change())


@lru_cache(maxsize=2)
def _read(change: tuple[int, datetime] | None) -> Chronology:
    happened: Counter[date] = Counter()
    for kind_id, field in _DATED:
        happened.update(_counts(kind_id, field))
    days = sorted(happened)
    return Chronology(days=tuple(days), counts=tuple(happened[day] for day in days))


def _counts(kind_id: str, field: str) -> Mapping[date, int]:
    rows = model_of(kind_id).objects.exclude(**{field: None}).order_by().values_list(field)
    return dict(rows.annotate(events=Count("id")))
