"""The network of the register for one question: whose it is to see, made once for each state of the register."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock, RLock
from typing import Any, TypeVar

import polars as pl

from concertation.core.network import NETWORK_KINDS, Network, Relations, relations_from
from concertation.core.network.ties.kinds import network_kind
from concertation.core.snapshot import Snapshot
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.rosters import read_rosters
from concertation.journeys.observation import KeptByDay, Observation, observe
from concertation.journeys.permission import Person

Made = TypeVar("Made")

# What is kept of one day: of each kind its network, its measures, its picture and its sentences; or as much of windows.
_MOST_KEPT = 4 * len(NETWORK_KINDS)


@dataclass(slots=True)
class _Making:
    """One thing made of a day: whoever asks while it is being made waits for it, and for nothing else."""

    lock: Any = field(default_factory=RLock)
    is_made: bool = False
    made: Any = None


class DayOfNetworks:
    """What was made of the networks of one day, in one state of the register, by what was asked.

    Nothing is made while the lock is held: what makes one thing asks for others, of this day and of days before, while
    another thread, which has seen the register move, asks what is here.
    """

    def __init__(self, snapshot: Snapshot, before: DayOfNetworks | None = None) -> None:
        self.snapshot = snapshot
        self._networks = OrderedDict[NetworkQuestion, Network]() if before is None else before.networks()
        self._made: OrderedDict[Hashable, _Making] = OrderedDict()
        self._lock = Lock()

    def once(self, asked: Hashable, make: Callable[[], Made]) -> Made:
        """What is made for this question, made once; the questions asked longest ago are forgotten."""
        with self._lock:
            making = self._made.setdefault(asked, _Making())
            self._made.move_to_end(asked)
            if len(self._made) > _MOST_KEPT:
                self._made.popitem(last=False)
        with making.lock:
            if not making.is_made:
                making.made, making.is_made = make(), True
            made: Made = making.made
            return made

    def networks(self) -> OrderedDict[NetworkQuestion, Network]:
        """Those made so far, of this state and of states before."""
        with self._lock:
            return self._networks.copy()

    def relations(self, question: NetworkQuestion) -> Relations:
        """The network of a question; one that no change has moved is the one of before, with what is known of it."""
        made = _relations(self.snapshot, question, None)
        with self._lock:
            known = self._networks.get(question)
            if known is not None and known.is_same_as(made.network):
                made = replace(made, network=known)
            self._networks[question] = made.network
            self._networks.move_to_end(question)
            if len(self._networks) > _MOST_KEPT:
                self._networks.popitem(last=False)
        return made


def _begin(seen: Observation, kept: tuple[Observation, DayOfNetworks] | None) -> DayOfNetworks:
    return DayOfNetworks(seen.snapshot, None if kept is None else kept[1])


_days = KeptByDay(_begin)


@dataclass(frozen=True, slots=True)
class Seen:
    """A network as somebody may see it, and whether answers of surveys are in it: then it is kept nowhere."""

    relations: Relations
    has_answers: bool


def see_relations(question: NetworkQuestion, *, user: Person) -> Seen:
    """The network and what both ends say of each tie, as this person may see it.

    What the register holds of ties is open to all, and kept. Answers of surveys are read for those who may see
    answers, each time anew.
    """
    about, day = network_kind(question.kind), day_of_networks(question)
    if "survey_wave" in about.reads:
        roster = read_rosters(user, question.span)
        if roster is not None and roster.height:
            return Seen(_relations(day.snapshot, question, roster), has_answers=True)
    return Seen(day.once(question, partial(day.relations, question)), has_answers=False)


def day_of_networks(question: NetworkQuestion) -> DayOfNetworks:
    """What is kept of the day of a question."""
    return _days.of(observe(as_of=question.as_of))


def _relations(snapshot: Snapshot, question: NetworkQuestion, roster: pl.DataFrame | None) -> Relations:
    layers = question.layers or None
    whole = relations_from(snapshot, question.kind, span=question.span, roster=roster, layers=layers)
    return whole.within(question.area) if question.area else whole
