"""Whether two networks go together more than chance: correlation and overlap, by shuffling organisations (QAP)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concertation.core.estimate import Estimate
from concertation.core.network.certainty.conventions import CertaintyConventions
from concertation.core.network.certainty.permutation import (
    PermutationTest,
    permutations_of,
    permuted_products,
    tested,
    untested,
)
from concertation.core.network.certainty.relation import Pairs, Relation
from concertation.core.network.certainty.reports import Floats, Indices
from concertation.core.network.certainty.sentences import sentence

CORRELATION, JACCARD = "network.qap_correlation", "network.qap_jaccard"


@dataclass(frozen=True, slots=True)
class _Sums:
    """Over the pairs known in both relations, one entry a permutation."""

    pairs: Floats
    x: Floats
    y: Floats
    xx: Floats
    yy: Floats
    xy: Floats


def correlate(first: Relation, second: Relation, *, seed: int, conventions: CertaintyConventions) -> PermutationTest:
    """Pearson correlation of two relations over the ordered pairs known in both, and its QAP test.

    r = cov(x, y)/√(var x · var y). Chance: r when the organisations of the second are shuffled, its unknown pairs with
    them. ``Estimate.n`` counts the pairs, ``coverage`` their share of all. ``Unknown`` where a relation is the same for
    all pairs known. Raises ``ValueError`` for relations of different sizes.

    Sources: Krackhardt, D. (1988). Predicting with networks: nonparametric multiple regression analysis of dyadic data.
    Social Networks 10, pp. 359–381; equal to ``gcor`` and ``qaptest`` of R’s sna.
    """
    observed = float(_correlation(_sums(first, second, _as_told(first, second)))[0])
    if np.isnan(observed):
        return untested(sentence("alike"), seed=seed)
    chance = [_correlation(_sums(first, second, block)) for block in _shuffled(first, second, seed, conventions)]
    return tested(_estimate(observed, first, second, CORRELATION), observed, np.concatenate(chance), seed=seed)


def overlap(first: Relation, second: Relation, *, seed: int, conventions: CertaintyConventions) -> PermutationTest:
    """Jaccard’s share: pairs tied in both, of those tied in either, among pairs known in both; and its QAP test.

    Any value but 0 is a tie. Two-sided p doubles the smaller one. ``Unknown`` where neither relation has a tie there.
    """
    one, other = _as_binary(first), _as_binary(second)
    observed = float(_jaccard(_sums(one, other, _as_told(one, other)))[0])
    if np.isnan(observed):
        return untested(sentence("no_ties"), seed=seed)
    chance = [_jaccard(_sums(one, other, block)) for block in _shuffled(one, other, seed, conventions)]
    result = _estimate(observed, one, other, JACCARD)
    return tested(result, observed, np.concatenate(chance), seed=seed, sides="doubled")


def _as_told(first: Relation, second: Relation) -> Indices:
    if first.size != second.size:
        raise ValueError(f"relations of {first.size} and {second.size} organisations")
    return np.arange(first.size)[None, :]


def _shuffled(first: Relation, second: Relation, seed: int, conventions: CertaintyConventions) -> list[Indices]:
    cells = max(len(pairs.value) for pairs in (first.told, first.unknown, second.told, second.unknown))
    return list(permutations_of(first.size, seed=seed, count=conventions.permutations, cells=cells))


def _sums(first: Relation, second: Relation, places: Indices) -> _Sums:
    """Sums over all pairs, less those over the pairs that the other relation does not know."""

    def product(one: Pairs, other: Pairs) -> Floats:
        return permuted_products(first.size, one, other, places)

    x, y, no_x, no_y = first.told, second.told, first.unknown, second.unknown
    every = first.size * (first.size - 1)
    return _Sums(
        pairs=every - len(no_x.value) - len(no_y.value) + product(no_x, no_y),
        x=x.value.sum() - product(x, no_y),
        y=y.value.sum() - product(no_x, y),
        xx=(x.value**2).sum() - product(_squared(x), no_y),
        yy=(y.value**2).sum() - product(no_x, _squared(y)),
        xy=product(x, y),
    )


def _squared(pairs: Pairs) -> Pairs:
    return pairs._replace(value=pairs.value**2)


def _correlation(sums: _Sums) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        spread_x, spread_y = sums.xx - sums.x**2 / sums.pairs, sums.yy - sums.y**2 / sums.pairs
        is_spread = (spread_x > 1e-12 * sums.xx) & (spread_y > 1e-12 * sums.yy)
        shared = sums.xy - sums.x * sums.y / sums.pairs
        return np.where(is_spread, shared / np.sqrt(spread_x * spread_y), np.nan)


def _jaccard(sums: _Sums) -> Floats:
    either = sums.x + sums.y - sums.xy
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(either > 0, sums.xy / either, np.nan)


def _as_binary(relation: Relation) -> Relation:
    told = relation.told._replace(value=np.ones(len(relation.told.value)))
    return Relation(relation.size, told, relation.unknown, relation.is_directed)


def _estimate(value: float, first: Relation, second: Relation, method: str) -> Estimate:
    every = first.size * (first.size - 1)
    known = float(_sums(first, second, _as_told(first, second)).pairs[0])
    return Estimate(value=value, n=round(known), coverage=known / every, method=method)
