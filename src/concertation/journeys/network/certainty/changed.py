"""What changed between two days of the register, or between two surveys of one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from concertation.core.estimate import Unknown
from concertation.core.network.certainty import (
    DIRECTED,
    OF_NETWORKS,
    CertaintyConventions,
    Change,
    Turnover,
    Wave,
    changes_between,
    sentence,
    turnover_between,
)
from concertation.core.network.certainty.missing import NetworkMeasure
from concertation.core.text import Text
from concertation.journeys.network.certainty.asked import PAGES, SEED, CertaintyQuestion
from concertation.journeys.network.certainty.surveys import Survey, read_survey
from concertation.journeys.network.certainty.whose_word import who_told
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import see_relations
from concertation.journeys.permission import Person

# Each draw holds all pairs of organisations: of more than so many the ties alone are compared.
MOST_DRAWN = 2_000


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of ties between two days, and of each figure; ``why_not`` where figures were not compared."""

    turnover: Turnover
    changes: tuple[Change, ...]
    why_not: Text | None = None


def change_between_days(question: CertaintyQuestion) -> Changed | Unknown:
    """The network of the register on both days, as everybody may see it."""
    if question.kind == "two_mode":
        return Unknown((sentence("two_sides"),))
    return compare_waves(*(_wave(question.kind, day) for day in (question.before, question.as_of)))


def change_between_surveys(surveys: Sequence[Survey], *, user: Person) -> Changed | Unknown:
    """The last two surveys of one table, for those who may see answers; kept nowhere, each reading logged."""
    if len(surveys) < 2:
        return Unknown((sentence("one_survey"),))
    after, before = (read_survey(one, user=user).as_wave for one in surveys[:2])
    return compare_waves(before, after)


def compare_waves(before: Wave, after: Wave, *, conventions: CertaintyConventions = PAGES) -> Changed:
    """Turnover and changes between any two networks of the same sort."""
    turnover = turnover_between(before, after)
    if turnover.organisations > MOST_DRAWN:
        why = sentence("too_many_compared", count=turnover.organisations, most=MOST_DRAWN)
        return Changed(turnover, (), why)
    measures = _measures(is_directed=before.network.is_directed)
    return Changed(turnover, changes_between(before, after, measures, seed=SEED, conventions=conventions))


def _measures(*, is_directed: bool) -> Mapping[str, NetworkMeasure]:
    return {name: measure for name, measure in OF_NETWORKS.items() if is_directed or name not in DIRECTED}


def _wave(kind: str, day: date) -> Wave:
    relations = see_relations(NetworkQuestion(kind, day), user=AnonymousUser()).relations
    return Wave(f"{kind} {day.isoformat()}", day, relations.network, who_told(relations))
