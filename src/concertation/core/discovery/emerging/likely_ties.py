"""Pairs likely to be tied next, the likeliest first, each with what makes it so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from concertation.core.discovery.emerging.learning import Floats, Lesson
from concertation.core.discovery.emerging.signs import SIGNS, Pairs, pairs_without_tie, shared_partners_of
from concertation.core.network.network import Network
from concertation.core.text import Text


@dataclass(frozen=True, slots=True)
class LikelyTie:
    """Two organisations without a tie, and why one is thought likely.

    ``probability`` is that of a tie one interval later, where past years taught it, else ``None``: ``score`` then
    orders alone. ``signs`` are those of ``SIGNS`` (``None`` unknown); ``leading`` names those that speak for the
    tie, the strongest first; ``shared`` holds the keys of the partners of both.
    """

    one: str
    other: str
    score: float
    probability: float | None
    signs: dict[str, float | None]
    leading: tuple[str, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LikelyTies:
    """The pairs asked for, out of how many looked at, and in words what was not looked at."""

    ties: tuple[LikelyTie, ...]
    looked_at: int
    remarks: tuple[Text, ...]


def find_likely_ties(
    network: Network, lesson: Lesson | None, *, most: int = 50, dismissed: frozenset[tuple[str, str]] = frozenset()
) -> LikelyTies:
    """The ``most`` likeliest ties of a network, those a person dismissed (pairs of keys, smaller first) left out.

    With a lesson (``learn``) the score is the probability; without, the resource allocation index of the shared
    partners (Zhou, Lü and Zhang 2009), and pairs that share none are not proposed.
    """
    pairs = pairs_without_tie(network)
    if lesson is None:
        score = pairs.signs["resource_allocation"].to_numpy()
        parts = np.zeros((len(score), len(SIGNS)))
        parts[:, SIGNS.index("resource_allocation")] = score
    else:
        score, parts = lesson.probabilities(pairs.signs), lesson.contributions(pairs.signs)
    described = [
        _described(network, pairs, int(place), float(score[place]), parts[place], lesson is not None)
        for place in _best(network, pairs, score, most, dismissed)
    ]
    return LikelyTies(tuple(described), len(score), pairs.remarks)


def _best(
    network: Network, pairs: Pairs, score: Floats, most: int, dismissed: frozenset[tuple[str, str]]
) -> Iterator[int]:
    """The places of the pairs with the highest scores above zero that nobody dismissed."""
    order = np.argsort(-score, kind="stable")
    kept = (int(place) for place in order if score[place] > 0 and _ends(network, pairs, int(place)) not in dismissed)
    return islice(kept, most)


def _ends(network: Network, pairs: Pairs, place: int) -> tuple[str, str]:
    keys = network.nodes["key"]
    one, other = str(keys[int(pairs.one[place])]), str(keys[int(pairs.other[place])])
    return min(one, other), max(one, other)


def _described(network: Network, pairs: Pairs, place: int, score: float, parts: Floats, is_learned: bool) -> LikelyTie:
    one, other = _ends(network, pairs, place)
    return LikelyTie(
        one=one,
        other=other,
        score=score,
        probability=score if is_learned else None,
        signs=pairs.signs.row(place, named=True),
        leading=tuple(SIGNS[sign] for sign in np.argsort(-parts, kind="stable") if parts[sign] > 0),
        shared=tuple(shared_partners_of(network, int(pairs.one[place]), int(pairs.other[place]))),
    )
