"""Partnerships to be: groups that act as partners without being registered as such, and ties likely to form."""

from concertation.core.discovery.emerging.evidence import (
    Ground,
    Occasion,
    Standing,
    ground_of,
    occasions_of,
    standing_near,
)
from concertation.core.discovery.emerging.groups import EmergingGroup, find_groups
from concertation.core.discovery.emerging.learning import Lesson, learn, new_ties_after
from concertation.core.discovery.emerging.likely_ties import LikelyTie, LikelyTies, find_likely_ties
from concertation.core.discovery.emerging.occasions import OCCASIONS, WAYS, unexplained_occasions
from concertation.core.discovery.emerging.remembering import Candidate, is_answered_by
from concertation.core.discovery.emerging.signs import SIGNS, Pairs, pairs_without_tie

__all__ = [
    "OCCASIONS",
    "SIGNS",
    "WAYS",
    "Candidate",
    "EmergingGroup",
    "Ground",
    "Lesson",
    "LikelyTie",
    "LikelyTies",
    "Occasion",
    "Pairs",
    "Standing",
    "find_groups",
    "find_likely_ties",
    "ground_of",
    "is_answered_by",
    "learn",
    "new_ties_after",
    "occasions_of",
    "pairs_without_tie",
    "standing_near",
    "unexplained_occasions",
]
