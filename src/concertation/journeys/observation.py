"""Looking at the register as of a day: the snapshot that pages and commands share, and that follows changes."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock, RLock
from typing import Generic, TypeVar

from concertation.core.facts import fact_kind
from concertation.core.snapshot import Snapshot
from concertation.store.following import Touched, touched_since
from concertation.store.history import is_recording
from concertation.store.snapshot_builder import build_snapshot
from concertation.store.snapshot_patching import Rows, patch_snapshot, read_touched
from concertation.store.state import RegisterState, read_state, reading_at_one_instant, register_state

# A visitor moves along a few days at a time; older ones are taken out of the whole again when asked for.
_MOST_DAYS = 8

# Steps from one state to the next that are remembered, for those who keep something made from an earlier one.
_MOST_STEPS = 200

# Reading a row by its number costs some seven times a row of the whole: past this share all are read again.
_SHARE = 8
_FEW = 2_000


Made = TypeVar("Made")
Reached = frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """A snapshot and the state of the register that it shows; seen again in the same state, it is the same one."""

    snapshot: Snapshot
    state: RegisterState


@dataclass(frozen=True, slots=True)
class _Step:
    before: RegisterState
    after: RegisterState
    touched: Touched
    reached: Reached | None


@dataclass(slots=True)
class _Kept:
    """The whole register in one state, and what some days of it look like."""

    state: RegisterState = None
    whole: Snapshot | None = None
    days: OrderedDict[date, Observation] = field(default_factory=OrderedDict)
    steps: deque[_Step] = field(default_factory=lambda: deque(maxlen=_MOST_STEPS))


_kept = _Kept()
_lock = Lock()


def observe_register(*, as_of: date) -> Snapshot:
    """The register as of a day: brought up to date where few facts moved, read afresh where many did."""
    return observe(as_of=as_of).snapshot


def observe(*, as_of: date) -> Observation:
    """The same with the state that it shows, for those who keep what they make of it."""
    if is_recording():
        return Observation(build_snapshot(as_of=as_of), None)
    state = register_state()
    with _lock:
        if _kept.whole is None or _kept.state != state:
            _follow()
        return _day(as_of)


class KeptByDay(Generic[Made]):
    """Something made of what is observed, kept for each day until the register moves.

    ``make`` is given what is observed now and, where there is one, what was made of the same day before: it may
    bring that up to date by ``touched_between``.
    """

    def __init__(self, make: Callable[[Observation, tuple[Observation, Made] | None], Made]) -> None:
        self._make = make
        self._kept: OrderedDict[date, tuple[Observation, Made]] = OrderedDict()
        self._lock = RLock()

    def of(self, seen: Observation) -> Made:
        """What is made of this observation, made once."""
        day = seen.snapshot.as_of
        if seen.state is None:
            return self._make(seen, None)
        with self._lock:
            kept = self._kept.get(day)
            if kept is None or kept[0] is not seen:
                kept = self._kept[day] = (seen, self._make(seen, kept))
            self._kept.move_to_end(day)
            if len(self._kept) > _MOST_DAYS:
                self._kept.popitem(last=False)
            return kept[1]

    def latest(self, day: date) -> tuple[Observation, Made] | None:
        """What was last made of that day, and of what it was made: the register may have moved since."""
        with self._lock:
            return self._kept.get(day)


def latest_change() -> RegisterState:
    """The last change, by its place among all, and its instant: the same answer means the same register."""
    return register_state()


def touched_between(before: RegisterState, after: RegisterState) -> Touched | None:
    """The facts touched from one state that was observed to a later one; ``None`` where it is not known."""
    with _lock:
        steps = list(_kept.steps)
    touched, at = Touched(), before
    for step in steps:
        if at == after:
            break
        if step.before == at:
            touched, at = touched | step.touched, step.after
    return touched if at == after else None


def followed_state() -> RegisterState:
    """The state of the register, where it is followed already; ``None`` where nobody has looked at the whole yet."""
    if is_recording() or _kept.whole is None:
        return None
    state = register_state()
    with _lock:
        if _kept.whole is not None and _kept.state != state:
            _follow()
        return _kept.state


def reached_between(before: RegisterState, after: RegisterState) -> Reached | None:
    """The facts touched from one state to a later one and those that they refer to, each by kind and number.

    ``None`` where it is not known, or where what was touched may concern anything.
    """
    with _lock:
        steps = list(_kept.steps)
    reached, at = Reached(), before
    for step in steps:
        if at == after:
            break
        if step.before == at:
            if step.reached is None:
                return None
            reached, at = reached | step.reached, step.after
    return reached if at == after else None


def forget_observations() -> None:
    """The register is read afresh when next looked at."""
    with _lock:
        _kept.state, _kept.whole = None, None
        _kept.days.clear()
        _kept.steps.clear()


def _follow() -> None:
    """Moves what is kept to the state of the register as it stands at one instant."""
    with reading_at_one_instant():
        state = read_state()
        if _kept.whole is not None and _kept.state == state:
            return
        touched = _touched_since(_kept.whole)
        if _kept.whole is None or touched is None:
            _kept.whole = build_snapshot(as_of=date.max)
            _kept.days.clear()
            _kept.steps.clear()
        else:
            rows = read_touched(touched)
            _patch(_kept.whole, touched, rows, state)
            _kept.steps.append(_Step(_kept.state, state, touched, _reached(touched, rows)))
        _kept.state = state


def _touched_since(whole: Snapshot | None) -> Touched | None:
    if whole is None:
        return None
    rows = sum(frame.height for frame in whole.tables.values())
    return touched_since(_kept.state, at_most=max(_FEW, rows // _SHARE))


def _patch(whole: Snapshot, touched: Touched, rows: Rows, state: RegisterState) -> None:
    """The whole and each day kept; what is the same table in both stays one in memory."""
    _kept.whole = patch_snapshot(whole, touched, rows)
    for day, seen in _kept.days.items():
        _kept.days[day] = Observation(patch_snapshot(seen.snapshot, touched, rows), state)


def _reached(touched: Touched, rows: Rows) -> Reached | None:
    if touched.size > _FEW or "statement" in touched.numbers:
        return None
    found = {(kind_id, number) for kind_id, numbers in touched.numbers.items() for number in numbers}
    for kind_id, frame in rows.items():
        for item in fact_kind(kind_id).fields:
            if item.type == "reference" and item.is_in_snapshot and item.to != "source":
                found.update((str(item.to), number) for number in frame[f"{item.name}_id"].drop_nulls().to_list())
    return Reached(found)


def _day(as_of: date) -> Observation:
    assert _kept.whole is not None
    if as_of not in _kept.days:
        _kept.days[as_of] = Observation(_kept.whole.on_day(as_of), _kept.state)
        if len(_kept.days) > _MOST_DAYS:
            _kept.days.popitem(last=False)
    _kept.days.move_to_end(as_of)
    return _kept.days[as_of]
