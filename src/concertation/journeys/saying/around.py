"""One organisation in its networks: neighbours by kind of tie, measures with their rank, groups reached, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl

from concertation.core.network.certainty import readings_of
from concertation.core.network.report import measure_network
from concertation.core.network.saying import Ground, Name, Said, cut_off_without, ordered, reached_groups, say_one
from concertation.core.network.saying.silence import who_spoke
from concertation.core.network.ties.kinds import LAYERED, NetworkKind
from concertation.core.network.two_mode import memberships_as_two_mode
from concertation.core.text import Text
from concertation.journeys.network.beside import is_large
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import day_of_networks, see_relations
from concertation.journeys.permission import Person
from concertation.journeys.saying.reading import OF_ONE, read_measures
from concertation.journeys.saying.sentences import ground_of, say_relations

# Measures of which less is more: who is held back least comes first.
_RISING = ("constraint", "clustering")
# Of these the answer by each end’s word costs little.
_READ_BY_WORDS = ("degree", "betweenness_share", "k_core")


@dataclass(frozen=True, slots=True)
class Tie:
    """One neighbour and what both ends say of the tie; words and intensities are ``None`` where nobody is asked."""

    other: Name
    direction: str
    status: str
    own_word: str | None
    other_word: str | None
    own_intensity: float | None
    other_intensity: float | None
    weight: float | None
    since: date | None


@dataclass(frozen=True, slots=True)
class OfKind:
    """The neighbours by one kind of tie."""

    kind: NetworkKind
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One measure of it: the value, its place among those that have one, and how far whose word is taken moves it."""

    measure: str
    value: float | None
    rank: int | None
    among: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A table at which it sits, and how many members that has."""

    table: Name
    members: int


@dataclass(frozen=True, eq=False)
class Around:
    """All that the networks know of one organisation; ``is_waiting`` while its measures are worked out beside."""

    name: Name
    kinds: tuple[OfKind, ...]
    measures: tuple[Ranked, ...]
    reached: tuple[tuple[Text, int], ...]
    cut_off: tuple[Name, ...]
    seats: tuple[Seat, ...]
    said: tuple[Said, ...]
    is_waiting: bool = False


def look_around(question: NetworkQuestion, key: str, *, user: Person, language: str) -> Around | None:
    """One organisation in the network of a question and in each kind of tie; ``None`` where it is not there."""
    seen = see_relations(question, user=user)
    report = read_measures(question, seen, OF_ONE, user=user, language=language)
    ground = ground_of(question, seen.relations, report)
    found = np.flatnonzero((ground.nodes["key"] == key).to_numpy())
    if not len(found):
        return None
    node = int(found[0])
    said = say_relations(question, user=user, language=language).said
    readings = _readings(ground) if report else []
    return Around(
        name=ground.name(node),
        kinds=tuple(_of_kinds(question, key, user)),
        measures=tuple(_measures(report.nodes, readings, node)) if report else (),
        is_waiting=report is None,
        reached=tuple((ground.group_names([code]), count) for code, count in reached_groups(ground, node).items()),
        cut_off=tuple(ground.names(cut_off_without(ground, node))) if ground.degrees[node] > 1 else (),
        seats=tuple(_seats(question, key)),
        said=(*ordered(say_one(ground, node)), *_naming(ground.name(node), said)),
    )


def _naming(name: Name, said: tuple[Said, ...]) -> Iterator[Said]:
    """The sentences of the whole network that name it; that of a hole, it has of its own."""
    yield from (one for one in said if name in one.english and one.id != "holes.hole")


def _of_kinds(question: NetworkQuestion, key: str, user: Person) -> Iterator[OfKind]:
    for kind in LAYERED:
        relations = see_relations(replace(question, kind=kind, layers=()), user=user).relations
        ties = relations.around(key).sort("weight", descending=True, nulls_last=True)
        nodes = relations.network.nodes.filter(pl.col("key").is_in(ties["other"].implode()))
        labels = {row[0]: row[1:] for row in nodes.select("key", "label_en", "label_fr").iter_rows()}
        rows = ties.to_dicts()
        yield OfKind(relations.kind, tuple(_tie(row, labels) for row in rows))


def _tie(row: dict[str, object], labels: dict[str, tuple[str, str]]) -> Tie:
    key = str(row["other"])
    en, fr = labels.get(key, (key, key))
    kept = {name: row[name] for name in Tie.__dataclass_fields__ if name != "other"}
    return Tie(other=Name("organisation", key, Text(en=en, fr=fr)), **kept)  # type: ignore[arg-type]


def _measures(nodes: pl.DataFrame, readings: Sequence[pl.DataFrame], node: int) -> Iterator[Ranked]:
    """Each measure with its place among the organisations that have a value."""
    moved = _by_words(readings, node)
    for name in OF_ONE:
        if name in nodes.columns:
            yield _ranked(name, nodes[name], node, moved.get(name))


def _ranked(name: str, column: pl.Series, node: int, moved: tuple[float, float] | None) -> Ranked:
    value = column[node]
    if value is None:
        return Ranked(name, None, None, column.len() - column.null_count())
    better = int(((column < value) if name in _RISING else (column > value)).sum())
    low, high = moved if moved is not None and moved[0] < moved[1] else (None, None)
    return Ranked(name, float(value), better + 1, column.len() - column.null_count(), low, high)


def _readings(ground: Ground) -> list[pl.DataFrame]:
    """The measures by whose word is taken, in networks of what organisations say; of large ones none."""
    kind, network = ground.relations.kind, ground.relations.network
    if not (kind.is_directed and kind.is_mutual) or is_large(network):
        return []

    spoken = who_spoke(ground)

    def measure() -> list[pl.DataFrame]:
        return [measure_network(one, ids=_READ_BY_WORDS).nodes for one in readings_of(network, spoken).values()]

    return network.once(("readings", spoken.tobytes()), measure)


def _by_words(readings: Sequence[pl.DataFrame], node: int) -> dict[str, tuple[float, float]]:
    """The lowest and the highest value, by whose word is taken."""
    found = {}
    for name in _READ_BY_WORDS if readings else ():
        values = [float(frame[name][node]) for frame in readings if frame[name][node] is not None]
        found[name] = (min(values), max(values)) if values else (0.0, 0.0)
    return found


def _seats(question: NetworkQuestion, key: str) -> Iterator[Seat]:
    two_mode = memberships_as_two_mode(day_of_networks(question).snapshot, question.span)
    tables = two_mode.belongs.filter(pl.col("first") == key)["second"]
    nodes = two_mode.second_nodes.filter(pl.col("key").is_in(tables.implode()))
    for table, en, fr, count in nodes.select("key", "label_en", "label_fr", "member_count").iter_rows():
        yield Seat(Name("partnership", table, Text(en=en, fr=fr)), int(count or 0))
