"""Figures of a network as sentences: who holds it together, what is missing, what changed, each with its evidence."""

from concertation.core.network.saying.change import say_change
from concertation.core.network.saying.everything import say_network
from concertation.core.network.saying.ground import MEASURES_READ, Ground, Grouping, read_ground
from concertation.core.network.saying.holes import cut_off_without
from concertation.core.network.saying.one import reached_groups, say_one
from concertation.core.network.saying.said import HEADINGS, Heading, Name, Piece, Said, ordered

__all__ = [
    "HEADINGS",
    "MEASURES_READ",
    "Ground",
    "Grouping",
    "Heading",
    "Name",
    "Piece",
    "Said",
    "cut_off_without",
    "ordered",
    "reached_groups",
    "read_ground",
    "say_change",
    "say_network",
    "say_one",
]
