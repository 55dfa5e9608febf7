"""Measures of a network of the register: the ones asked for, with what they need of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from concertation.core.network import NETWORK_KINDS, Network, Relations
from concertation.core.network.report import Asked, NetworkReport, measure_network
from concertation.core.network.ties.kinds import LAYERED
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import day_of_networks, see_relations
from concertation.journeys.permission import Person

# The scale of Frey and colleagues, on which organisations say how closely they work together.
_INTENSITIES = (0.0, 5.0)


@dataclass(frozen=True, slots=True)
class Measured:
    """A network with its measures."""

    relations: Relations
    report: NetworkReport


def measure_relations(
    question: NetworkQuestion, *, user: Person, ids: Asked = None, group: str = "family", as_pairs: bool = False
) -> Measured:
    """The measures of a network as this person may see it; kept as the network is, by what was asked.

    ``as_pairs``: as pictures and sentences take it, a tie of two being one whoever tells it. ``group`` is the attribute
    by which groups are told apart: ``family`` or ``kind`` of organisation, ``sector``.
    """
    seen, day = see_relations(question, user=user), day_of_networks(question)
    asked = ids if ids is None or isinstance(ids, str) else tuple(ids)

    def measure() -> Measured:
        network = seen.relations.pairs if as_pairs else seen.relations.network
        return Measured(seen.relations, measure_network(network, ids=asked, **_settings(question, user, group)))

    return measure() if seen.has_answers else day.once((question, asked, group, as_pairs), measure)


def _settings(question: NetworkQuestion, user: Person, group: str) -> Mapping[str, Any]:
    """What the measures need beside the ties: groups, sizes, sides, the scale, the kinds of ties."""
    kind = NETWORK_KINDS[question.kind]
    settings: dict[str, Any] = {"number": "table_count"}
    if kind.id == "two_mode":
        return {"mode": "mode"}
    if kind.id == "shared_members":
        return {"number": "member_count", "group": "sector"}
    settings["group"] = group
    if kind.is_directed and kind.is_mutual:
        settings["scale"] = _INTENSITIES
    if kind.id == "any":
        settings["layers"] = _layers(question, user)
    return settings


def _layers(question: NetworkQuestion, user: Person) -> Mapping[str, Network]:
    """The kinds of ties apart, over the same organisations."""
    parts = {kind: see_relations(replace(question, kind=kind), user=user).relations for kind in LAYERED}
    return {kind: one.network for kind, one in parts.items()}
