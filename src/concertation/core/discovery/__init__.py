"""Finding what may be the same, and saying why; people decide."""

from concertation.core.discovery.bilingual_names import NameGrouping, SharedName, group_bilingual_names
from concertation.core.discovery.candidates import Reach
from concertation.core.discovery.doubles import Doubles, find_doubles
from concertation.core.discovery.grouping import group_doubles
from concertation.core.discovery.organisations import Organisations
from concertation.core.discovery.reasons import Reason, explain_double, explain_doubles

__all__ = [
    "Doubles",
    "NameGrouping",
    "Organisations",
    "Reach",
    "Reason",
    "SharedName",
    "explain_double",
    "explain_doubles",
    "find_doubles",
    "group_bilingual_names",
    "group_doubles",
]
