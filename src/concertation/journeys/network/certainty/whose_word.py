"""Whose word is taken, in a network of the register as somebody may see it."""

from __future__ import annotations

from concertation.core.estimate import Unknown
from concertation.core.network.assurance import WhoseWord, read_density, read_words
from concertation.core.network.certainty import ThreeReadings
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import day_of_networks, see_relations
from concertation.journeys.permission import Person


def whose_word(question: NetworkQuestion, *, user: Person) -> WhoseWord | Unknown:
    """The readings of a network as this person may see it; kept where it holds no answers of surveys."""
    seen = see_relations(question, user=user)
    if seen.has_answers:
        return read_words(seen.relations)
    day = day_of_networks(question)
    return day.once(("whose_word", question), lambda: read_words(seen.relations))


def density_by_word(question: NetworkQuestion, *, user: Person) -> ThreeReadings | None:
    """How far whose word is taken moves the density, which a page can tell at once; ``None`` where it moves nothing."""
    return read_density(see_relations(question, user=user).relations)
