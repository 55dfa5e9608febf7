"""What changed between two days of the register, or between two surveys of one table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import AnonymousUser

from concertation.core.estimate import Unknown
from concertation.core.network.assurance import Changed, compare_waves, who_told
from concertation.core.network.certainty import Wave, sentence
from concertation.journeys.network.certainty.asked import CertaintyQuestion
from concertation.journeys.network.certainty.surveys import Survey, read_survey
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import see_relations
from concertation.journeys.permission import Person


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


def _wave(kind: str, day: date) -> Wave:
    relations = see_relations(NetworkQuestion(kind, day), user=AnonymousUser()).relations
    return Wave(f"{kind} {day.isoformat()}", day, relations.network, who_told(relations))
