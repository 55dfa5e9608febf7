"""Partnerships to be: groups that act as partners without being registered as such, and ties likely to form."""

from concertation.core.discovery.emerging.groups import EmergingGroup, find_groups
from concertation.core.discovery.emerging.learning import Lesson, learn, new_ties_after
from concertation.core.discovery.emerging.likely_ties import LikelyTie, LikelyTies, find_likely_ties
from concertation.core.discovery.emerging.occasions import OCCASIONS, WAYS, unexplained_occasions
from concertation.core.discovery.emerging.signs import SIGNS, Pairs, pairs_without_tie

__all__ = [
    "OCCASIONS",
    "SIGNS",
    "WAYS",
    "EmergingGroup",
    "Lesson",
    "LikelyTie",
    "LikelyTies",
    "Pairs",
    "find_groups",
    "find_likely_ties",
    "learn",
    "new_ties_after",
    "pairs_without_tie",
    "unexplained_occasions",
]
