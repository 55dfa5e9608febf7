"""Organisations of the register that may be one: found with their reasons, looked at by people, answers remembered."""

from concertation.journeys.matching.judging import (
    Judgment,
    forget_judgment,
    judge_pair,
    judgment_of,
    pairs_told_apart,
)
from concertation.journeys.matching.queue import (
    Asked,
    PossibleMatch,
    Progress,
    count_matches,
    find_matches,
    match_of,
    next_match,
    places_of_matches,
    progress,
)
from concertation.journeys.matching.reading import register_organisations
from concertation.journeys.matching.working_out import Comparison, comparison_at_hand, is_current, work_out_matches

__all__ = [
    "Asked",
    "Comparison",
    "Judgment",
    "PossibleMatch",
    "Progress",
    "comparison_at_hand",
    "count_matches",
    "find_matches",
    "forget_judgment",
    "is_current",
    "judge_pair",
    "judgment_of",
    "match_of",
    "next_match",
    "pairs_told_apart",
    "places_of_matches",
    "progress",
    "register_organisations",
    "work_out_matches",
]
