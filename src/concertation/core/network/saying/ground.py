"""What sentences are made from: a network seen as pairs, its measures, its groups, and what its nodes are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.network.network import Network
from concertation.core.network.relations import Relations
from concertation.core.network.report import NetworkReport, measure_network
from concertation.core.network.saying.conventions import MOST_GROUPS
from concertation.core.network.saying.said import Name
from concertation.core.network.saying.wording import phrase
from concertation.core.text import Text

# What sentences read of a report; all of it takes one pass or two.
MEASURES_READ = ("betweenness_share", "pairs_cut", "is_cut_point", "key_players_apart")
_TABLES, _BOTH = "shared_members", "two_mode"


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups found in the ties: the group of each node (``None``: in none), and what each is called.

    A group without a name of its own (``None``) is called by its best tied member.
    """

    codes: tuple[str | None, ...]
    names: Mapping[str, Text | None]


@dataclass(frozen=True, eq=False)
class Ground:
    """A network of the register, read for sentences."""

    relations: Relations
    grouping: Grouping
    given: NetworkReport | None = None

    @cached_property
    def report(self) -> NetworkReport:
        """The measures that sentences read, computed when first asked for unless they were given."""
        network = self.network
        return self.given or network.once("said", lambda: measure_network(network, ids=MEASURES_READ))

    @property
    def network(self) -> Network:
        """The network as pairs: a tie of two is one, whoever tells it."""
        return self.relations.pairs

    @property
    def nodes(self) -> pl.DataFrame:
        """What is known of each node."""
        return self.relations.network.nodes

    @property
    def size(self) -> int:
        """How many nodes."""
        return self.relations.network.size

    @property
    def is_of_organisations(self) -> bool:
        """Whether its nodes are organisations alone."""
        return self.relations.kind.id not in (_TABLES, _BOTH)

    @cached_property
    def degrees(self) -> NDArray[np.int64]:
        """To how many others each node is tied."""
        return self.network.all_neighbours.degrees

    @cached_property
    def components(self) -> NDArray[np.int64]:
        """The part of each node, within which all are joined, numbered from the largest."""
        labels = np.array(self.network.graph.connected_components(), dtype=np.int64)
        sizes = np.bincount(labels)
        rank = np.empty(len(sizes), dtype=np.int64)
        rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
        return rank[labels] if len(labels) else labels

    @cached_property
    def _names(self) -> list[Name]:
        rows = self.nodes.select("key", "label_en", "label_fr").iter_rows()
        return [self._name(key, en, fr) for key, en, fr in rows]

    def _name(self, key: str, en: str | None, fr: str | None) -> Name:
        kind = "partnership" if self.relations.kind.id == _TABLES else "organisation"
        if self.relations.kind.id == _BOTH:
            kind, _, key = key.partition(":")
        return Name(kind, key, Text(en=en or fr or key, fr=fr or en or key))

    def name(self, node: int) -> Name:
        """What one node is called."""
        return self._names[node]

    def names(self, nodes: Iterable[int]) -> list[Name]:
        """What some nodes are called, the best tied first."""
        ordered = sorted(nodes, key=lambda node: (-int(self.degrees[node]), self._names[node].key))
        return [self._names[node] for node in ordered]

    def column(self, measure: str) -> NDArray[np.float64]:
        """A measure of each node; zeros where the report lacks it."""
        if measure not in self.report.nodes.columns:
            return np.zeros(self.size)
        return self.report.nodes[measure].fill_null(0.0).to_numpy()

    @cached_property
    def key_sets(self) -> tuple[tuple[int, ...], ...]:
        """The sets of two, three and more without whom most would be parted; none where the report lacks them."""
        if "key_players_apart" not in self.report.tables:
            return ()
        numbers = {key: number for number, key in enumerate(self.nodes["key"])}
        return tuple(
            tuple(numbers[key] for key in keys) for keys in self.report.tables["key_players_apart"]["keys"].to_list()
        )

    def some(self, count: int) -> Text:
        """So many of what the nodes are."""
        word = {_TABLES: "some_partnerships", _BOTH: "some_of_both"}.get(self.relations.kind.id, "some_organisations")
        return phrase(word, count)

    @cached_property
    def groups(self) -> Mapping[str, list[int]]:
        """The members of each group."""
        found: dict[str, list[int]] = {}
        for node, code in enumerate(self.grouping.codes):
            if code is not None:
                found.setdefault(code, []).append(node)
        return found

    def group_names(self, codes: Sequence[str], own: int | None = None) -> Text:
        """What some groups are called: by their names, those without one by whom they are around."""
        named = [name for code in codes if (name := self.grouping.names.get(code)) is not None]
        around = [self.names(self.groups[code])[0] for code in codes if self.grouping.names.get(code) is None]
        it = None if own is None else self.name(own)
        others = [name.label for name in around if name != it]
        told = [phrase("own_group")] if len(others) < len(around) else []
        if named:
            told.append(phrase("groups_named", len(named), names=[phrase("quoted", None, name=one) for one in named]))
        for label in others:
            told.append(phrase("one_around" if told else "group_around", None, name=label))
        if len(told) > MOST_GROUPS:
            told[MOST_GROUPS - 1 :] = [phrase("other_groups", len(told) - MOST_GROUPS + 1)]
        while len(told) > 2:
            told[:2] = [phrase("both_groups", None, one=told[0], other=told[1])]
        last = "and_also" if len(named) > 1 else "and"
        return phrase(last, None, one=told[0], other=told[1]) if told[1:] else told[0]


def read_ground(
    relations: Relations, *, grouping: Grouping | None = None, report: NetworkReport | None = None
) -> Ground:
    """A network read for sentences, without groups where none are given."""
    return Ground(relations, grouping or Grouping((None,) * relations.network.size, {}), report)
