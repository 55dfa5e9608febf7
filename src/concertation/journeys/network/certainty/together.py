"""Which kinds of ties of the register go together on a day."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser

from concertation.core.network import Relations
from concertation.core.network.assurance import Layer, Together, compare_layers, who_told
from concertation.core.network.ties.kinds import LAYERED, SAID
from concertation.journeys.network.certainty.asked import CertaintyQuestion
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import see_relations


def _layers_of(question: CertaintyQuestion) -> Mapping[str, Relations]:
    """Every kind of tie of the register on the day, as everybody may see it."""
    asked = {kind: NetworkQuestion(kind, question.as_of) for kind in LAYERED}
    return {kind: see_relations(one, user=AnonymousUser()).relations for kind, one in asked.items()}


def kinds_together(question: CertaintyQuestion) -> Together:
    """What the register tells of ties, kind beside kind: tied or not, whatever the weights."""
    relations = _layers_of(question)
    kinds = {kind: one for kind, one in relations.items() if one.network.tie_count}
    return compare_layers(
        {kind: Layer(one.network, who_told(one)) for kind, one in kinds.items()},
        explaining="collaboration" if question.kind in SAID else question.kind,
        empty=tuple(kind for kind in relations if kind not in kinds),
    )
