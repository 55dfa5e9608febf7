"""Who bridges: those most often between others, and those that carry the ties between two groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from concertation.core.network.saying.conventions import (
    BRIDGING_SHARE,
    FEWEST_OF_GROUP,
    FEWEST_RANKED,
    MOST_SENTENCES,
)
from concertation.core.network.saying.ground import Ground
from concertation.core.network.saying.said import Name, Said
from concertation.core.network.saying.wording import Noted, phrase, told
from concertation.core.text import Text
from concertation.core.typology.wording import percent


@dataclass(slots=True)
class _Bridge:
    """One node and the groups that its ties join: its own first; how many ties are its own, of how many."""

    node: int
    groups: list[str]
    own: int = 0
    every: int = 0

    @property
    def weight(self) -> tuple[float, int]:
        """The more groups, and the larger its part of their ties, the more it bridges."""
        return (len(self.groups) + self.own / self.every, -self.node)


@dataclass(slots=True)
class _Between:
    """The ties between two groups: how many each node carries."""

    ties: int = 0
    carried: dict[int, int] = field(default_factory=dict)


def say_bridges(ground: Ground) -> Iterator[Said]:
    """Who is most often on the way between others; who carries the ties between groups; groups one tie apart."""
    if ground.size < FEWEST_RANKED or not ground.network.tie_count:
        return
    yield from _most_between(ground)
    between = _ties_between(ground)
    yield from _across(ground, between)
    yield from _by_one_tie(ground, between)


def _most_between(ground: Ground) -> Iterator[Said]:
    shares = _shares_of_ways(ground)
    ranked = sorted(range(ground.size), key=lambda node: (-shares[node], node))[:MOST_SENTENCES]
    ranked = [node for node in ranked if shares[node] > 0]
    if not ranked:
        return
    names = [ground.name(node) for node in ranked]
    share = float(shares[ranked[0]])
    facts = {"name": names[0], "share": _percent(share)}
    then = [Noted(name, _percent(float(shares[node]))) for name, node in zip(names[1:], ranked[1:], strict=True)]
    said = told("between_then", None, **facts, names=then) if then else told("between", None, **facts)
    about = tuple(names)
    yield Said(
        "bridges.between", "holds", *said, 0.7 + 0.25 * min(1.0, share * 2), about,
        {name.key: float(shares[node]) for name, node in zip(names, ranked, strict=True)}, ("betweenness",),
        phrase("between_caution"),
    )  # fmt: skip


def _shares_of_ways(ground: Ground) -> NDArray[np.float64]:
    """Of the shortest ways between two others who can reach one another, the share that passes through each.

    Betweenness over the pairs of others that a path joins, where its normed form divides by all pairs.
    """
    sizes = np.bincount(ground.components).astype(np.float64)
    joined = (sizes * (sizes - 1) / 2).sum() - (sizes[ground.components] - 1)
    passing = ground.column("betweenness_share") * (ground.size - 1) * (ground.size - 2) / 2
    shares = np.zeros(ground.size)
    np.divide(passing, joined, out=shares, where=joined > 0)
    return shares


def _percent(share: float) -> Text:
    return percent(share) if share >= 0.01 else phrase("less_than_one_percent")


def _ties_between(ground: Ground) -> dict[tuple[str, str], _Between]:
    """The ties between each two groups that are large enough to be called groups."""
    codes = [code if code is not None and _is_group(ground, code) else None for code in ground.grouping.codes]
    found: dict[tuple[str, str], _Between] = {}
    for one, other in zip(ground.network.source.tolist(), ground.network.target.tolist(), strict=True):
        first, second = codes[one], codes[other]
        if first is None or second is None or first == second:
            continue
        pair = found.setdefault((min(first, second), max(first, second)), _Between())
        pair.ties += 1
        for node in (one, other):
            pair.carried[node] = pair.carried.get(node, 0) + 1
    return found


def _is_group(ground: Ground, code: str) -> bool:
    return len(ground.groups[code]) >= FEWEST_OF_GROUP


def _across(ground: Ground, between: dict[tuple[str, str], _Between]) -> Iterator[Said]:
    bridges: dict[int, _Bridge] = {}
    for pair, ties in between.items():
        if ties.ties < 2:
            continue
        for node, own in ties.carried.items():
            if own > BRIDGING_SHARE * ties.ties:
                code = str(ground.grouping.codes[node])
                bridge = bridges.setdefault(node, _Bridge(node, [code]))
                bridge.groups.append(pair[1] if pair[0] == code else pair[0])
                bridge.own += own
                bridge.every += ties.ties
    for bridge in sorted(bridges.values(), key=lambda one: one.weight, reverse=True)[:MOST_SENTENCES]:
        yield _bridge_said(ground, bridge)


def _bridge_said(ground: Ground, bridge: _Bridge) -> Said:
    name = ground.name(bridge.node)
    own, *others = bridge.groups
    others.sort(key=lambda code: -len(ground.groups[code]))
    groups = ground.group_names((own, *others), bridge.node)
    form = "bridge_all" if bridge.own == bridge.every else "bridge"
    said = told(form, bridge.own, name=name, groups=groups, every=bridge.every)
    reached = sum(len(ground.groups[code]) for code in others) / ground.size
    figures = {"own": bridge.own, "every": bridge.every, "groups": len(others) + 1}
    return Said(
        "bridges.groups", "holds", *said, 0.6 + 0.3 * min(1.0, reached), (name,), figures, ("community",),
        phrase("group_caution"),
    )  # fmt: skip


def _by_one_tie(ground: Ground, between: dict[tuple[str, str], _Between]) -> Iterator[Said]:
    """Groups between which one tie alone runs, the largest first."""
    thin = [(pair, list(ties.carried)) for pair, ties in between.items() if ties.ties == 1]
    thin.sort(key=lambda row: (-min(len(ground.groups[code]) for code in row[0]), row[0]))
    for pair, ends in thin[:1]:
        names: tuple[Name, ...] = tuple(ground.name(node) for node in ends)
        groups = ground.group_names(pair)
        said = told("one_tie" if len(thin) == 1 else "one_tie_among", len(thin) - 1, groups=groups, names=names)
        smaller = min(len(ground.groups[code]) for code in pair)
        strength = 0.4 + 0.4 * float(np.clip(2 * smaller / ground.size, 0, 1))
        about = tuple(names)
        yield Said("bridges.one_tie", "missing", *said, strength, about, {"pairs": len(thin)}, ("community",))
