"""Voting power: how often each voter turns a losing coalition into a winning one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

# Exact counting stops here: bodies of partnerships are smaller (Concertation convention).
MOST_VOTERS = 20


def banzhaf(weights: Sequence[float], quota: float, *, vetoes: Collection[int] = ()) -> tuple[Fraction, ...]:
    """Normalised Banzhaf index of each voter of a weighted vote; sums to one unless nobody can ever win.

    A coalition wins when its weights reach ``quota`` and it holds every voter whose place is in ``vetoes``.
    A voter *swings* a coalition of the others that loses without and wins with it; the index is the voter's
    swings over all swings, counted exactly by dynamic programming over the sums of weights. All zeros when
    no coalition wins. Raises ``ValueError`` beyond ``MOST_VOTERS`` voters, or for a negative weight.

    Banzhaf 1965; the six votes of the EEC Council of 1958 (4, 4, 4, 2, 2, 1; quota 12) leave Luxembourg 0.
    """
    if len(weights) > MOST_VOTERS:
        raise ValueError(f"more than {MOST_VOTERS} voters")
    exact = [Fraction(weight).limit_denominator(10_000) for weight in weights]
    if any(weight < 0 for weight in exact):
        raise ValueError("a weight is negative")
    threshold = Fraction(quota).limit_denominator(10_000)
    swings = [_swings(exact, threshold, voter, frozenset(vetoes)) for voter in range(len(exact))]
    total = sum(swings)
    return tuple(Fraction(count, total) if total else Fraction(0) for count in swings)


def _swings(weights: Sequence[Fraction], quota: Fraction, voter: int, vetoes: frozenset[int]) -> int:
    """Coalitions of the others that win with the voter and lose without."""
    counts = {sum((weights[other] for other in vetoes - {voter}), Fraction(0)): 1}
    for other, weight in enumerate(weights):
        if other == voter or other in vetoes:
            continue
        grown = dict(counts)
        for total, count in counts.items():
            grown[total + weight] = grown.get(total + weight, 0) + count
        counts = grown
    own = weights[voter]
    decides_alone = voter in vetoes
    return sum(
        count for total, count in counts.items() if total + own >= quota and (decides_alone or total < quota)
    )
