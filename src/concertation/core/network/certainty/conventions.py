"""Thresholds of ours: when an interval may be given, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CertaintyConventions:
    """What must be known before an interval is given, and how many draws make it; settings of an installation."""

    # Below these the law of who names whom cannot be learned from the pairs that answered.
    fewest_respondents: int = 10
    answered_share: float = 0.5
    # Above this, completing the silent takes minutes.
    most_organisations: int = 1_000
    # Of the intervals: how often they hold what they claim to.
    confidence: float = 0.95
    draws: int = 500
    # Of the trials that say how far intervals must reach: how many, draws in each, and up to how many organisations.
    rehearsals: int = 16
    rehearsal_draws: int = 40
    most_rehearsed: int = 200
    # Of the draws in which a measure has no value: beyond this share, neither has its interval.
    undefined_share: float = 0.1
    # Of permutation tests of relations, and of swaps of waves.
    permutations: int = 2_000
    swaps: int = 999
