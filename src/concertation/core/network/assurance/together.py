"""Which kinds of ties go together: each with each, and one held beside all the others at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from concertation.core.estimate import Unknown
from concertation.core.network import Network
from concertation.core.network.assurance.drawn import DRAWN, SEED
from concertation.core.network.certainty import (
    CertaintyConventions,
    PermutationTest,
    Regression,
    correlate,
    regress,
    relation_of,
    sentence,
)
from concertation.core.network.certainty.permutation import untested
from concertation.core.network.certainty.reports import Flags
from concertation.core.text import Text

# All pairs of organisations are held at once: of more than so many they do not fit, or take hours.
MOST_CORRELATED, MOST_EXPLAINED = 2_000, 600


@dataclass(frozen=True, slots=True)
class Pair:
    """Two kinds of ties and how far they go together, among so many organisations."""

    one: str
    other: str
    test: PermutationTest
    organisations: int


@dataclass(frozen=True, slots=True)
class Explained:
    """One kind of ties beside all the others at once, among so many organisations."""

    kind: str
    regression: Regression | Unknown
    organisations: int


@dataclass(frozen=True, slots=True)
class Together:
    """The kinds that have ties on a day, each with each; ``empty`` are the kinds without any."""

    kinds: tuple[str, ...]
    empty: tuple[str, ...]
    pairs: tuple[Pair, ...]
    explained: Explained


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One network among several of the same nodes; ``heard``, who told its ties, where ends tell them."""

    network: Network
    heard: Flags | None = None


def compare_layers(
    layers: Mapping[str, Layer],
    *,
    explaining: str,
    empty: tuple[str, ...] = (),
    conventions: CertaintyConventions = DRAWN,
) -> Together:
    """Networks of the same nodes, each with each; and one of them beside all the others at once."""
    pairs = tuple(
        Pair(one, other, *_correlated(layers[one], layers[other], conventions))
        for one, other in combinations(layers, 2)
    )
    return Together(tuple(layers), empty, pairs, _explained(layers, explaining, conventions))


def _correlated(one: Layer, other: Layer, conventions: CertaintyConventions) -> tuple[PermutationTest, int]:
    """Among those whom neither leaves silent: one who told nothing is no proof that there is no tie."""
    kept = _heard_in((one, other))
    size = int(kept.sum())
    if why := _too_many(size, MOST_CORRELATED):
        return untested(why, seed=SEED), size
    first, second = (relation_of(layer.network.among(kept), is_binary=True) for layer in (one, other))
    if size < 3:
        return untested(sentence("too_small", needed=3, count=size), seed=SEED), size
    return correlate(first, second, seed=SEED, conventions=conventions), size


def _explained(layers: Mapping[str, Layer], kind: str, conventions: CertaintyConventions) -> Explained:
    if len(layers) < 2:
        return Explained(kind, Unknown((sentence("one_kind"),)), 0)
    if kind not in layers:
        return Explained(kind, Unknown((sentence("which_kind"),)), 0)
    kept = _heard_in(tuple(layers.values()))
    size = int(kept.sum())
    if why := _too_many(size, MOST_EXPLAINED):
        return Explained(kind, Unknown((why,)), size)
    relations = {name: relation_of(one.network.among(kept), is_binary=True) for name, one in layers.items()}
    explained = relations.pop(kind)
    return Explained(kind, regress(explained, relations, seed=SEED, conventions=conventions), size)


def _heard_in(layers: tuple[Layer, ...]) -> Flags:
    heard = np.ones(layers[0].network.size, dtype=np.bool_)
    for layer in layers:
        heard &= True if layer.heard is None else layer.heard
    return heard


def _too_many(size: int, most: int) -> Text | None:
    return sentence("too_many_compared", count=size, most=most) if size > most else None
