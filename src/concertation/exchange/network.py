"""Who belongs to what, and who is tied to whom, as nodes and edges before any format writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Literal

from concertation.core.facts.rows import FactsByKind
from concertation.core.text import Language
from concertation.core.vocabulary import load_scheme
from concertation.exchange.written import fact_columns, plain

NetworkMode = Literal["two-mode", "ties", "co-membership"]
Value = str | float | bool | None
Facts = Mapping[str, object]

# Columns that say where a fact comes from rather than what it is.
_ORIGIN = frozenset({"source", "locator", "note"})
# In an attribute that lists several terms.
SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation or a partnership; ``since`` and ``until`` where they are known."""

    id: str
    label: str
    attributes: Mapping[str, Value]
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A membership, a tie, or the partnerships that two organisations share."""

    id: str
    source: str
    target: str
    attributes: Mapping[str, Value]
    weight: float | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, sorted; ``attribute_types`` names the type of each attribute of nodes and of edges."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    is_directed: bool
    node_types: Mapping[str, str] = field(default_factory=dict)
    edge_types: Mapping[str, str] = field(default_factory=dict)


def build_network(facts: FactsByKind, *, mode: NetworkMode, language: Language = "en") -> Network:
    """The network of these facts.

    Two-mode: organisations and partnerships, an edge a membership with its roles. Ties: organisations, an edge a
    declared tie, directed. Co-membership: organisations, an edge for each pair that shares a partnership, weighted
    by how many; its period is that of the overlap where one alone is shared.
    """
    nodes = [_organisation(key, row, facts, language) for key, row in sorted(facts.get("organisation", {}).items())]
    if mode == "two-mode":
        nodes += [_partnership(key, row, facts, language) for key, row in sorted(facts.get("partnership", {}).items())]
        edges = list(_memberships(facts))
    else:
        edges = list(_ties(facts) if mode == "ties" else _shared(facts))
    return Network(
        nodes=tuple(nodes),
        edges=tuple(edges),
        is_directed=mode == "ties",
        node_types=_types(node.attributes for node in nodes),
        edge_types=_types(edge.attributes for edge in edges),
    )


def _organisation(key: str, row: Facts, facts: FactsByKind, language: Language) -> Node:
    sectors = _of(facts, "organisation_sector", "organisation", "sector")
    attributes = {"mode": "organisation", **_attributes("organisation", row), **_words("organisation", row)}
    attributes["sectors"] = SEPARATOR.join(sectors.get(key, [])) or None
    return Node(f"organisation:{key}", _label(key, row, language), attributes, *_period(row))


def _partnership(key: str, row: Facts, facts: FactsByKind, language: Language) -> Node:
    sectors = _of(facts, "partnership_sector", "partnership", "sector")
    attributes = {"mode": "partnership", **_attributes("partnership", row), **_words("partnership", row)}
    attributes["sectors"] = SEPARATOR.join(sectors.get(key, [])) or None
    return Node(f"partnership:{key}", _label(key, row, language), attributes, *_period(row))


def _memberships(facts: FactsByKind) -> Iterator[Edge]:
    roles = _of(facts, "membership_role", "membership", "role")
    for key, row in sorted(facts.get("membership", {}).items()):
        attributes = {"mode": "membership", **_attributes("membership", row, ("organisation", "partnership"))}
        attributes["roles"] = SEPARATOR.join(roles.get(key, [])) or None
        yield Edge(
            f"membership:{key}",
            f"organisation:{row['organisation']}",
            f"partnership:{row['partnership']}",
            attributes,
            None,
            *_period(row),
        )


def _ties(facts: FactsByKind) -> Iterator[Edge]:
    references = [name for name, item in fact_columns("tie").items() if item.to == "organisation"]
    for key, row in sorted(facts.get("tie", {}).items()):
        source, target = (f"organisation:{row[name]}" for name in references[:2])
        attributes = {"mode": "tie", **_attributes("tie", row, references), **_words("tie", row)}
        yield Edge(f"tie:{key}", source, target, attributes, None, *_period(row))


def _shared(facts: FactsByKind) -> Iterator[Edge]:
    members: dict[str, list[Facts]] = defaultdict(list)
    for _, row in sorted(facts.get("membership", {}).items()):
        members[str(row["partnership"])].append(row)
    pairs: dict[tuple[str, str], dict[str, tuple[date | None, date | None]]] = defaultdict(dict)
    for partnership, rows in sorted(members.items()):
        for one, other in combinations(sorted(rows, key=lambda row: str(row["organisation"])), 2):
            overlap = _overlap(one, other)
            if one["organisation"] != other["organisation"] and overlap is not None:
                pairs[str(one["organisation"]), str(other["organisation"])].setdefault(partnership, overlap)
    for (first, second), shared in sorted(pairs.items()):
        period = next(iter(shared.values())) if len(shared) == 1 else (None, None)
        attributes: dict[str, Value] = {"mode": "co-membership", "partnerships": SEPARATOR.join(shared)}
        yield Edge(
            f"co-membership:{first}:{second}",
            f"organisation:{first}",
            f"organisation:{second}",
            attributes,
            float(len(shared)),
            *period,
        )


def _overlap(one: Facts, other: Facts) -> tuple[date | None, date | None] | None:
    """The days on which both hold; what is unknown does not bound. ``None`` when there is no such day."""
    starts = [day for row in (one, other) if (day := _period(row)[0])]
    ends = [day for row in (one, other) if (day := _period(row)[1])]
    start, end = max(starts, default=None), min(ends, default=None)
    return None if start and end and end < start else (start, end)


def _attributes(kind_id: str, row: Facts, left_out: Collection[str] = ()) -> dict[str, Value]:
    return {
        name: plain(row[name])
        for name in fact_columns(kind_id)
        if name in row and name not in _ORIGIN and name not in left_out
    }


def _words(kind_id: str, row: Facts) -> dict[str, Value]:
    """The labels of the terms in both languages, beside their codes."""
    found: dict[str, Value] = {}
    for name, item in fact_columns(kind_id).items():
        if item.type == "term" and row.get(name) and item.scheme and name != "date_precision":
            scheme = load_scheme(item.scheme)
            if str(row[name]) in scheme:
                label = scheme[str(row[name])].label
                found |= {f"{name}_label_en": label.en, f"{name}_label_fr": label.fr}
    return found


def _of(facts: FactsByKind, kind_id: str, owner: str, column: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for _, row in sorted(facts.get(kind_id, {}).items()):
        value = str(row[column])
        if value not in found[str(row[owner])]:
            found[str(row[owner])].append(value)
    return found


def _label(key: str, row: Facts, language: Language) -> str:
    other = "en" if language == "fr" else "fr"
    return str(row.get(f"name_{language}") or row.get(f"name_{other}") or key)


def _period(row: Facts) -> tuple[date | None, date | None]:
    since, until = row.get("since", row.get("on")), row.get("until")
    return since if isinstance(since, date) else None, until if isinstance(until, date) else None


def _types(all_attributes: Iterable[Mapping[str, Value]]) -> dict[str, str]:
    types: dict[str, str] = {}
    for attributes in all_attributes:
        for name, value in attributes.items():
            if value is not None:
                kind = (
                    "boolean" if isinstance(value, bool) else "double" if isinstance(value, int | float) else "string"
                )
                types.setdefault(name, kind)
    return dict(sorted(types.items()))
