"""What the network of the register says, in sentences: assembled for one question, kept while the register stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from concertation.core.network import Relations
from concertation.core.network.report import NetworkReport
from concertation.core.network.saying import (
    MEASURES_READ,
    Ground,
    Grouping,
    Heading,
    Said,
    read_ground,
    say_network,
)
from concertation.core.network.two_mode import TwoMode, memberships_as_two_mode
from concertation.journeys.charting import UNKNOWN, community_facet
from concertation.journeys.network.beside import is_large
from concertation.journeys.network.question import NetworkQuestion, earlier_day
from concertation.journeys.network.relations import Seen, day_of_networks, see_relations
from concertation.journeys.permission import Person
from concertation.journeys.saying.reading import read_measures

# Kinds of ties that come from tables, of which tables are told too.
_OF_TABLES = ("co_membership", "any", "two_mode", "shared_members")


@dataclass(frozen=True, slots=True)
class Sayings:
    """The sentences of one network, in the order of their worth, and the day with which it is compared.

    ``is_waiting`` where the measures of a large network are still being worked out beside.
    """

    said: tuple[Said, ...]
    before: date | None
    is_waiting: bool = False

    def under(self, heading: Heading) -> list[Said]:
        """The sentences under one heading."""
        return [one for one in self.said if one.heading == heading]


def say_relations(
    question: NetworkQuestion, *, user: Person, before: date | None = None, language: str = "en"
) -> Sayings:
    """What one network says, as this person may see it; ``before`` is the day compared, else that of a year ago."""
    seen = see_relations(question, user=user)
    earlier = before or earlier_day(question.as_of)
    if is_large(seen.relations.network) and not seen.has_answers:
        return _of_large(question, seen, user, earlier, language)
    if seen.has_answers:
        return _sayings(question, seen.relations, user, earlier)
    asked = ("saying", question, earlier)
    return day_of_networks(question).once(asked, lambda: _sayings(question, seen.relations, user, earlier))


def say_now(question: NetworkQuestion, *, user: Person, before: date | None = None) -> Sayings:
    """The same for whoever waits: a large network is measured at once."""
    relations = see_relations(question, user=user).relations
    return _sayings(question, relations, user, before or earlier_day(question.as_of))


def ground_of(question: NetworkQuestion, relations: Relations, report: NetworkReport | None = None) -> Ground:
    """A network with the groups that its picture shows."""
    return read_ground(relations, grouping=_grouping(question, relations), report=report)


def _of_large(question: NetworkQuestion, seen: Seen, user: Person, earlier: date, language: str) -> Sayings:
    report = read_measures(question, seen, MEASURES_READ, user=user, language=language)
    if report is None:
        return Sayings((), None, is_waiting=True)
    asked = ("saying", question, earlier)
    return day_of_networks(question).once(
        asked, lambda: _sayings(question, seen.relations, user, earlier, report=report)
    )


def _sayings(
    question: NetworkQuestion, relations: Relations, user: Person, earlier: date, *, report: NetworkReport | None = None
) -> Sayings:
    then = replace(question, as_of=earlier) if question.since is None else None
    before = None if then is None else read_ground(see_relations(then, user=user).relations)
    said = say_network(ground_of(question, relations, report), tables=_tables(question), before=before)
    return Sayings(said, None if then is None else earlier)


def _tables(question: NetworkQuestion) -> TwoMode | None:
    if question.kind not in _OF_TABLES:
        return None
    return memberships_as_two_mode(day_of_networks(question).snapshot, question.span)


def _grouping(question: NetworkQuestion, relations: Relations) -> Grouping:
    facet = community_facet(day_of_networks(question).snapshot, relations.pairs, question.span)
    names = {value.code: value.label if value.is_named else None for value in facet.values if value.code != UNKNOWN}
    codes: Sequence[str] = facet.codes
    return Grouping(tuple(code if code != UNKNOWN else None for code in codes), names)
