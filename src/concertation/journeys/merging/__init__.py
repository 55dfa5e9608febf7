"""Two records of one organisation become one: looked at before, written in one change, taken back like any other."""

from concertation.journeys.leading_on import former_codes, standing_key, standing_keys
from concertation.journeys.merging.attached import count_attached
from concertation.journeys.merging.folding import Fold
from concertation.journeys.merging.own_columns import ComparedColumn, Side
from concertation.journeys.merging.planning import CannotMerge, MergePlan, plan_merge
from concertation.journeys.merging.writing import Merged, StaleMerge, merge_organisations

__all__ = [
    "CannotMerge",
    "ComparedColumn",
    "Fold",
    "MergePlan",
    "Merged",
    "Side",
    "StaleMerge",
    "count_attached",
    "former_codes",
    "merge_organisations",
    "plan_merge",
    "standing_key",
    "standing_keys",
]
