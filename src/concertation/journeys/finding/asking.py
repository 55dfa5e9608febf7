"""The question of a list as addresses write it: what pages and programs ask in the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from concertation.core.faceting import UNKNOWN, Choice, Facet
from concertation.core.faceting.facet import Listing
from concertation.journeys.finding.columns import columns_of

# Before the name of a facet, what is removed instead of kept.
NOT = "not-"
# The facet that says what holds on the day; a list opens on that.
EXISTENCE = "existence"
OPENING = Choice(include=frozenset({"holds"}))


def choices_in(parameters: Mapping[str, Sequence[str]], facets: Mapping[str, Facet]) -> dict[str, Choice]:
    """The choices that an address makes: ``reach=local`` keeps, ``not-reach=local`` removes."""
    choices = {}
    for name, facet in facets.items():
        known = {*facet.values, UNKNOWN}
        include = known.intersection(parameters.get(name, ()))
        exclude = known.intersection(parameters.get(f"{NOT}{name}", ())) - include
        choice = Choice(frozenset(include), frozenset(exclude))
        if choice or name == EXISTENCE:
            choices[name] = choice or OPENING
    return choices


def choice_pairs(facet: str, choice: Choice) -> list[tuple[str, str]]:
    """What an address says of one facet; nothing of what every list opens on."""
    if facet == EXISTENCE and choice == OPENING:
        return []
    kept = [(facet, code) for code in sorted(choice.include)]
    return kept + [(f"{NOT}{facet}", code) for code in sorted(choice.exclude)]


def shown_first(listing: Listing) -> tuple[str, ...]:
    """The columns that a list shows before anybody chooses."""
    return tuple(name for name, column in columns_of(listing).items() if column.is_shown_first)


def sorts_of(listing: Listing) -> tuple[str, ...]:
    """All that a list can be sorted by."""
    return ("name", *(sort for column in columns_of(listing).values() for sort in column.sorts))
