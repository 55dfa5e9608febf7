"""How sure: who did not answer, whose word is taken, which networks go together, and what changed between waves."""

from concertation.core.network.certainty.change import Change, Swapping, changes_between
from concertation.core.network.certainty.completed import completed_networks
from concertation.core.network.certainty.conventions import CertaintyConventions
from concertation.core.network.certainty.figures import DIRECTED, OF_NETWORKS, OF_ORGANISATIONS
from concertation.core.network.certainty.missing import columns_under_silence, estimates_under_silence
from concertation.core.network.certainty.permutation import PermutationTest
from concertation.core.network.certainty.regression import Regression, correlate_partially, regress
from concertation.core.network.certainty.relation import Relation, relation_of, relation_of_values
from concertation.core.network.certainty.relations import correlate, overlap
from concertation.core.network.certainty.sensitivity import (
    ThreeReadings,
    compare_columns,
    compare_readings,
    readings_of,
)
from concertation.core.network.certainty.sentences import Method, all_methods, method, sentence
from concertation.core.network.certainty.waves import Turnover, Wave, turnover_between

__all__ = [
    "DIRECTED",
    "OF_NETWORKS",
    "OF_ORGANISATIONS",
    "CertaintyConventions",
    "Change",
    "Method",
    "PermutationTest",
    "Regression",
    "Relation",
    "Swapping",
    "ThreeReadings",
    "Turnover",
    "Wave",
    "all_methods",
    "changes_between",
    "columns_under_silence",
    "compare_columns",
    "compare_readings",
    "completed_networks",
    "correlate",
    "correlate_partially",
    "estimates_under_silence",
    "method",
    "overlap",
    "readings_of",
    "regress",
    "relation_of",
    "relation_of_values",
    "sentence",
    "turnover_between",
]
