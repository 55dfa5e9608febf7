"""Ties likely to form next, by what earlier days of the register teach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from concertation.core.discovery.emerging import Lesson, LikelyTie, find_likely_ties, learn
from concertation.core.network import Network
from concertation.core.network.relations import network_from
from concertation.core.text import Text
from concertation.core.typology.periods import months_before
from concertation.journeys.emerging.judging import read_judgments
from concertation.journeys.observation import KeptByDay, Observation, observe
from concertation.journeys.permission import Person, require

LikelyKind = Literal["co_membership", "any"]
LIKELY_KINDS: tuple[LikelyKind, ...] = ("co_membership", "any")

# Conventions: the same day of so many years before teaches; so many pairs are proposed.
YEARS = 5
MOST = 30


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned, from which day to which; ``lesson`` is ``None`` where too few ties formed in that time."""

    lesson: Lesson | None
    first: date
    last: date


@dataclass(frozen=True, eq=False)
class LikelyPairs:
    """The pairs proposed, what was put off, what taught them, out of how many, and what was left out in words."""

    kind: LikelyKind
    ties: tuple[LikelyTie, ...]
    put_off: frozenset[tuple[str, str]]
    learned: Learned
    looked_at: int
    remarks: tuple[Text, ...]
    network: Network


class _Day:
    """The networks of one day and what was learned up to it, by kind; each made when somebody asks."""

    def __init__(self, seen: Observation) -> None:
        self._snapshot = seen.snapshot
        self._learned: dict[LikelyKind, Learned] = {}
        self._networks: dict[LikelyKind, Network] = {}

    def network(self, kind: LikelyKind) -> Network:
        if kind not in self._networks:
            self._networks[kind] = network_from(self._snapshot, kind)
        return self._networks[kind]

    def learned(self, kind: LikelyKind) -> Learned:
        if kind not in self._learned:
            self._learned[kind] = _learn(kind, self._snapshot.as_of, self.network(kind))
        return self._learned[kind]


def _begin(seen: Observation, kept: object) -> _Day:
    return _Day(seen)


_days = KeptByDay(_begin)


@dataclass(frozen=True, slots=True)
class Found:
    """What a day holds whoever looks: the pairs that nobody had refused, the likeliest first, and what taught them."""

    ties: tuple[LikelyTie, ...]
    learned: Learned
    looked_at: int
    remarks: tuple[Text, ...]


def find_likely(kind: LikelyKind, as_of: date, *, user: Person | None, most: int = MOST) -> LikelyPairs:
    """The likeliest ties of a day, those that somebody refused left out, those put off at the end.

    What the register holds alone is read, never answers of surveys. ``user`` is ``None`` for who works on the machine
    itself. Raises ``NotAllowed``.
    """
    if user is not None:
        require(user, "review_candidates")
    return judged(kind, as_of, look(kind, as_of, most), most)


def network_of_day(kind: LikelyKind, as_of: date) -> Network:
    """The network in which ties are looked for."""
    return _days.of(observe(as_of=as_of)).network(kind)


def look(kind: LikelyKind, as_of: date, most: int) -> Found:
    """The ``most`` likeliest pairs that nobody has refused."""
    day = _days.of(observe(as_of=as_of))
    network, learned = day.network(kind), day.learned(kind)
    found = find_likely_ties(network, learned.lesson, most=most, dismissed=read_judgments().pairs("not"))
    return Found(found.ties, learned, found.looked_at, found.remarks)


def judged(kind: LikelyKind, as_of: date, found: Found, most: int = MOST) -> LikelyPairs:
    """What was found without the pairs refused meanwhile, those put off last."""
    judgments = read_judgments()
    refused, put_off = judgments.pairs("not"), judgments.pairs("later")
    kept = [tie for tie in found.ties if (tie.one, tie.other) not in refused][:most]
    ties = sorted(kept, key=lambda tie: (tie.one, tie.other) in put_off)
    network = network_of_day(kind, as_of)
    return LikelyPairs(kind, tuple(ties), put_off, found.learned, found.looked_at, found.remarks, network)


def _learn(kind: LikelyKind, as_of: date, network: Network) -> Learned:
    """From each of the earlier days to the next; a day on which nobody was tied yet teaches nothing."""
    days = [months_before(as_of, 12 * back) for back in range(YEARS, 0, -1)]
    networks = [*(network_from(observe(as_of=day).snapshot, kind) for day in days), network]
    begun = next((place for place, one in enumerate(networks) if one.tie_count), len(days))
    passages = list(pairwise(networks[begun:]))
    return Learned(learn(passages) if passages else None, ([*days, as_of])[begun], as_of)
