"""The days on which something happened to partnerships: what the control of time lets one step through."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

from django.db.models import Count

from concertation.journeys.neighbourhood import model_of
from concertation.journeys.observation import latest_change
from concertation.store.following import Touched, touched_since
from concertation.store.state import RegisterState

# Beyond, counting the days of whole tables is quicker.
_MOST_TOUCHED = 2_000

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


@dataclass(frozen=True, slots=True)
class _Kept:
    state: RegisterState
    happened: Counter[date]
    chronology: Chronology


_kept: list[_Kept] = []
_lock = Lock()


def read_chronology() -> Chronology:
    """The chronology of the register as it stands; after a small change, only what it touched is counted again."""
    state = latest_change()
    with _lock:
        if not _kept or _kept[0].state != state:
            _kept[:] = [_follow(state, _kept[0] if _kept else None)]
        return _kept[0].chronology


def forget_chronology() -> None:
    """The chronology is counted afresh when next asked for."""
    with _lock:
        _kept.clear()


def _follow(state: RegisterState, kept: _Kept | None) -> _Kept:
    touched = touched_since(kept.state, at_most=_MOST_TOUCHED) if kept else None
    happened = _count_all() if kept is None or touched is None else _moved(kept, state, touched)
    days = sorted(day for day, count in happened.items() if count)
    return _Kept(state, happened, Chronology(days=tuple(days), counts=tuple(happened[day] for day in days)))


def _count_all() -> Counter[date]:
    happened: Counter[date] = Counter()
    for kind_id, field in _DATED:
        happened.update(_counts(kind_id, field))
    return happened


def _moved(kept: _Kept, state: RegisterState, touched: Touched) -> Counter[date]:
    """The counts without the days that the facts touched had, and with those that they have."""
    happened = Counter(kept.happened)
    for kind_id in dict(_DATED):
        if kind_id in touched.numbers:
            names = [field for kind, field in _DATED if kind == kind_id]
            happened.subtract(_days_at(kind_id, names, touched.numbers[kind_id], kept.state))
            happened.update(_days_at(kind_id, names, touched.numbers[kind_id], state))
    return happened


def _days_at(kind_id: str, names: Sequence[str], numbers: Collection[int], state: RegisterState) -> Iterator[date]:
    """The days of these facts as the register held them in that state."""
    if state is None:
        return
    history = model_of(kind_id).history.model.objects.filter(id__in=numbers, change__place__lte=state[0])
    versions = history.order_by("history_id").values_list("id", "history_type", *names)
    for deed, *days in {number: rest for number, *rest in versions}.values():
        if deed != "-":
            yield from (day for day in days if day is not None)


def _counts(kind_id: str, field: str) -> Mapping[date, int]:
    rows = model_of(kind_id).objects.exclude(**{field: None}).order_by().values_list(field)
    return dict(rows.annotate(events=Count("id")))
