"""Sorting records by what is known of them: choosing, counting and crossing the values of facets."""

from concertation.core.faceting.counting import Count, choose, count_values, total
from concertation.core.faceting.crossing import CrossTable, ShareOf, cross_tabulate, ordered_codes
from concertation.core.faceting.facet import ABSENT, UNKNOWN, Choice, Facet, Question, Selection, facets_of
from concertation.core.faceting.organisations import organisation_list
from concertation.core.faceting.partnerships import partnership_list
from concertation.core.faceting.record_list import RecordList
from concertation.core.faceting.search import holds_words

__all__ = [
    "ABSENT",
    "UNKNOWN",
    "Choice",
    "Count",
    "CrossTable",
    "Facet",
    "Question",
    "RecordList",
    "Selection",
    "ShareOf",
    "choose",
    "count_values",
    "cross_tabulate",
    "facets_of",
    "holds_words",
    "ordered_codes",
    "organisation_list",
    "partnership_list",
    "total",
]
