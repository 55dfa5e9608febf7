"""What a picture of a network is made from: nodes and pairs, what they are known by, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl
from django.utils import timezone
from numpy.typing import NDArray

from concertation.core.network import Network, Relations, Span
from concertation.core.network.ties.kinds import NetworkKind
from concertation.core.snapshot import Snapshot
from concertation.core.text import Language, Text, fold
from concertation.journeys.charting.communities import community_facet
from concertation.journeys.charting.facets import Facet, attribute_facets, facet_of
from concertation.journeys.charting.grading import graded_facet
from concertation.journeys.charting.ground import Ground, place_on_land
from concertation.journeys.charting.measures import SIZES, Size, measured, sizes_of
from concertation.journeys.charting.placing import place_by_ties
from concertation.journeys.network.beside import is_costly
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import Seen, day_of_networks, see_relations
from concertation.journeys.observation import Observation, observe
from concertation.journeys.permission import Person

Numbers = NDArray[np.float64]
# Nodes drawn one by one at most; a larger network shows its groups, and single nodes around one that is chosen.
MOST_DRAWN = 2_000
STATUSES: tuple[str, ...] = ("confirmed", "recorded", "claimed", "disputed")
_TIED = Text(en="With ties or without any", fr="Avec des liens ou sans aucun")
_TIED_WORDS = {"yes": Text(en="With ties", fr="Avec des liens"), "no": Text(en="Without any tie", fr="Sans aucun lien")}


@dataclass(frozen=True, eq=False)
class Chart:
    """A network on one day or over a window, as pairs: a tie of two organisations is drawn once, whoever tells it.

    ``pairs`` has a row a tie of ``network``, in its order: ``status``, ``layers``, ``source_word``, ``target_word``,
    ``forth``, ``back`` (whether an arc runs from source to target, and the other way), ``forth_weight``,
    ``back_weight`` (what each arc weighs). ``has_answers`` is whether confidential answers of surveys are in it: it is
    then for the person who asked, and kept nowhere.
    """

    kind: NetworkKind
    as_of: date
    network: Network
    pairs: pl.DataFrame
    snapshot: Snapshot
    last: Observation
    has_answers: bool = False
    since: date | None = None

    @property
    def span(self) -> Span:
        """The days that it is about."""
        return NetworkQuestion(self.kind.id, self.as_of, self.since).span

    @property
    def size(self) -> int:
        """How many nodes."""
        return self.network.size

    @cached_property
    def keys(self) -> list[str]:
        """The key of each node."""
        return self.network.nodes["key"].to_list()

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The number of each node by its key."""
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def degrees(self) -> NDArray[np.int64]:
        """How many others each node is tied to."""
        return self.network.all_neighbours.degrees

    @cached_property
    def part_sizes(self) -> list[int]:
        """How many nodes each part holds within which all are tied, the largest first; lone nodes are no parts."""
        sizes = np.bincount(np.array(self.network.graph.connected_components(), dtype=np.int64))
        return sorted((size for size in sizes.tolist() if size > 1), reverse=True)

    def folded_names(self, language: Language) -> list[str]:
        """The names in a language as they are searched: without accents or capitals."""
        if language not in self._folded:
            self._folded[language] = [fold(name) for name in self.network.nodes[f"label_{language}"]]
        return self._folded[language]

    def name_ranks(self, language: Language) -> NDArray[np.int64]:
        """The place of each node in the order of the names."""
        if language not in self._ranks:
            order = sorted(range(self.size), key=[name.strip() for name in self.folded_names(language)].__getitem__)
            self._ranks[language] = np.argsort(order)
        return self._ranks[language]

    @cached_property
    def _ranks(self) -> dict[str, NDArray[np.int64]]:
        return {}

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        return {}

    @cached_property
    def facets(self) -> Mapping[str, Facet]:
        """All that colours and filters nodes."""
        tied = facet_of("tied", _TIED, _TIED_WORDS, ["yes" if degree else "no" for degree in self.degrees])
        found = (
            *attribute_facets(self.snapshot, self.network.nodes),
            community_facet(self.snapshot, self.network, self.span),
            tied,
        )
        return {facet.id: facet for facet in found}

    def measure(self, name: str) -> Numbers:
        """A measure of the whole network, one number a node, NaN where it is unknown."""
        if name not in self._measured:
            self._measured[name] = measured(self.network, name)
        return self._measured[name]

    @cached_property
    def _measured(self) -> dict[str, Numbers]:
        return {}

    def facet(self, name: str) -> Facet | None:
        """A facet, or a measure in classes; ``None`` where this network has neither."""
        if name not in self.facets and name in {size.id for size in self.sizes}:
            self._graded.setdefault(name, graded_facet(SIZES[name], self.measure(name)))
        return self.facets.get(name) or self._graded.get(name)

    @cached_property
    def _graded(self) -> dict[str, Facet]:
        return {}

    @property
    def sizes(self) -> tuple[Size, ...]:
        """The measures that these nodes have."""
        return sizes_of(self.network)

    @cached_property
    def positions(self) -> Numbers:
        """Where the nodes stand by their ties, the same on another day."""
        return place_by_ties(self.kind.id, self.network, self.last)

    @cached_property
    def ground(self) -> Ground:
        """Where the nodes stand on land."""
        return place_on_land(self.snapshot, self.network.nodes)

    @property
    def has_places(self) -> bool:
        """Whether the register knows where nodes of this kind are."""
        return "latitude" in self.network.nodes.columns

    @property
    def is_costly(self) -> bool:
        """Whether shortest ways between all pairs take long enough to be computed only when asked for."""
        return is_costly(self.network)

    @property
    def is_large(self) -> bool:
        """Whether it has too many nodes to be drawn one by one."""
        return self.size > MOST_DRAWN


def read_chart(kind: str, *, as_of: date, since: date | None = None, user: Person) -> Chart:
    """The chart of that kind of network on a day, or over the window that begins on ``since``, for this person.

    What is open to all is kept until the register moves. Raises ``UnknownNetworkKind``.
    """
    question = NetworkQuestion(kind, as_of, since)
    told = see_relations(question, user=user)
    if told.has_answers:
        return _chart(told, question)
    return day_of_networks(question).once(("chart", question), lambda: _chart(told, question))


def _chart(told: Seen, question: NetworkQuestion) -> Chart:
    relations, as_of = told.relations, question.as_of
    seen = observe(as_of=as_of)
    network = relations.pairs
    today = timezone.localdate()
    last = seen if as_of >= today else observe(as_of=today)
    pairs = _pairs(relations, network)
    return Chart(relations.kind, as_of, network, pairs, seen.snapshot, last, told.has_answers, question.since)


def _pairs(relations: Relations, network: Network) -> pl.DataFrame:
    """What is told of each pair; of a tie told both ways, what the arcs say of the same pair is the same."""
    keys = network.nodes["key"]
    ends = pl.DataFrame({"source": keys.gather(network.source), "target": keys.gather(network.target)})
    told = relations.ties.select("source", "target", "status", "layers", "source_word", "target_word", "weight")
    turned = told.rename(
        {"source": "target", "target": "source", "source_word": "target_word", "target_word": "source_word"}
    )
    is_directed = relations.network.is_directed
    forth = ends.join(told.with_columns(runs=pl.lit(True)), on=["source", "target"], how="left", maintain_order="left")
    back = ends.join(turned.with_columns(runs=pl.lit(True)), on=["source", "target"], how="left", maintain_order="left")
    names = ("status", "layers", "source_word", "target_word")
    return ends.with_columns(
        *(forth[name].fill_null(back[name]) if name == "status" else _first(forth[name], back[name]) for name in names),
        (forth["runs"].fill_null(False) & is_directed).alias("forth"),
        (back["runs"].fill_null(False) & is_directed).alias("back"),
        forth["weight"].alias("forth_weight"),
        back["weight"].alias("back_weight"),
    )


def _first(one: pl.Series, other: pl.Series) -> pl.Series:
    return pl.select(pl.coalesce(pl.lit(one), pl.lit(other)).alias(one.name)).to_series()
