"""Two networks side by side: one region on two days, or two regions on one day; the same measures of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network import Relations
from concertation.core.network.saying import Said, read_ground, say_change, say_network
from concertation.core.text import Text
from concertation.journeys.network.beside import is_costly, is_large
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import Seen, day_of_networks, see_relations
from concertation.journeys.permission import Person
from concertation.journeys.saying.reading import COMPARED, are_at_hand, read_measures
from concertation.journeys.saying.sentences import ground_of

# Territories with fewer organisations are not offered: two of them have nothing to compare.
_FEWEST = 3
_NOWHERE = ("country",)
_EVERYWHERE = Text(en="the whole register", fr="tout le registre")


@dataclass(frozen=True, slots=True)
class Place:
    """A territory that may be compared: its key, its name, and how many organisations serve it."""

    key: str
    name: Text
    count: int


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two: the day, the territory (``None``: all), its network and what it says.

    ``is_to_come``: it takes some tenths of a second to measure, which whoever asks for all of it at once waits for.
    """

    as_of: date
    place: Place | None
    relations: Relations
    said: tuple[Said, ...] = ()
    figures: Mapping[str, Estimate | Unknown] = field(default_factory=dict)
    is_to_come: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether its measures are still being worked out beside."""
        return not self.figures and not self.is_to_come

    @property
    def name(self) -> Text:
        """What its territory is called."""
        return _EVERYWHERE if self.place is None else self.place.name


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of both, and by how much the second differs; ``None`` where either is unknown."""

    measure: str
    one: Estimate | Unknown
    other: Estimate | Unknown

    @property
    def difference(self) -> float | None:
        """The second less the first."""
        if isinstance(self.one, Estimate) and isinstance(self.other, Estimate):
            return self.other.value - self.one.value
        return None


def read_side(
    question: NetworkQuestion, *, user: Person, language: str, place: Place | None = None, at_once: bool = True
) -> Side:
    """The network of one day, of one territory where one is given, its measures and what it says.

    Unless it is wanted ``at_once``, what takes some tenths of a second to measure is left to come.
    """
    if place is not None:
        question = replace(question, area=place.key)
    seen = see_relations(question, user=user)
    if not at_once and _takes_a_while(seen):
        return Side(question.as_of, place, seen.relations, is_to_come=True)
    report = read_measures(question, seen, COMPARED, user=user, language=language)
    if report is None:
        return Side(question.as_of, place, seen.relations)

    def read() -> Side:
        known = report if is_large(seen.relations.network) else None
        said = say_network(ground_of(question, seen.relations, known))
        return Side(question.as_of, place, seen.relations, said, report.whole)

    return read() if seen.has_answers else day_of_networks(question).once(("side", question, place), read)


def _takes_a_while(seen: Seen) -> bool:
    pairs = seen.relations.pairs
    return is_costly(pairs) and not is_large(seen.relations.network) and not are_at_hand(seen, COMPARED)


def compare_sides(one: Side, other: Side) -> tuple[Compared, ...]:
    """The same measures of both; none while those of one are to come, or being worked out."""
    if not (one.figures and other.figures):
        return ()
    return tuple(Compared(name, one.figures[name], other.figures[name]) for name in COMPARED)


def changed_between(one: Side, other: Side) -> tuple[Said, ...]:
    """Sentences of what changed from the first day to the second."""
    return tuple(say_change(read_ground(one.relations), read_ground(other.relations)))


def places_of(question: NetworkQuestion, *, user: Person) -> tuple[Place, ...]:
    """The territories that enough organisations of this network serve, by name."""
    relations = see_relations(question, user=user).relations
    counts = dict(_counts(relations))
    areas = day_of_networks(question).snapshot["area"].filter(~pl.col("kind").is_in(_NOWHERE))
    names = areas.select(
        "key", en=pl.coalesce("name_en", "name_fr", "key"), fr=pl.coalesce("name_fr", "name_en", "key")
    )
    found = [Place(key, Text(en=en, fr=fr), counts.get(key, 0)) for key, en, fr in names.unique("key").iter_rows()]
    return tuple(sorted((one for one in found if one.count >= _FEWEST), key=lambda one: (one.name.en, one.key)))


def _counts(relations: Relations) -> Iterator[tuple[str, int]]:
    """How many nodes serve each territory."""
    nodes = relations.network.nodes
    columns = [nodes["key"], *(nodes[name] for name in ("areas", "provinces") if name in nodes.columns)]
    if len(columns) < 2:
        return
    served = pl.concat([pl.DataFrame({"key": columns[0], "area": one}).explode("area") for one in columns[1:]])
    yield from served.drop_nulls().unique().group_by("area").len().iter_rows()
