"""Whether a candidate is the one that a person answered about, or another by now."""

from __future__ import annotations

from dataclasses import dataclass

# Conventions. The same group while two in three of all the organisations concerned are in both; and while what came
# since is less than half of what was seen when the answer was given.
SAME_MEMBERS = 2 / 3
NEW_OCCASIONS = 1 / 2

Facts = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Organisations by their keys, and the occasions that spoke for them, each by kind of fact and key."""

    members: frozenset[str]
    occasions: Facts


def is_answered_by(candidate: Candidate, judged: Candidate) -> bool:
    """Whether an answer about ``judged`` still answers about ``candidate``.

    Definition: |A ∩ B| / |A ∪ B| of the members (Jaccard) reaches ``SAME_MEMBERS``, and occasions of the candidate that
    were not seen then are fewer than ``NEW_OCCASIONS`` of those that were.

    Source: P. Jaccard, New Phytologist 11 (1912), 37–50. Both thresholds are conventions.
    """
    together, apart = candidate.members & judged.members, candidate.members | judged.members
    if not apart or len(together) < SAME_MEMBERS * len(apart):
        return False
    unseen = len(candidate.occasions - judged.occasions)
    return not unseen or unseen < NEW_OCCASIONS * len(judged.occasions)
