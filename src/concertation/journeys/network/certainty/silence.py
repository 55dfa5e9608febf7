"""Who did not answer a survey with a list of organisations, and how far that leaves its figures open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concertation.core.estimate import Unknown
from concertation.core.network.assurance import UnderSilence, under_silence
from concertation.core.network.certainty import sentence
from concertation.core.network.ties.kinds import network_kind
from concertation.journeys.network.certainty.asked import CertaintyQuestion
from concertation.journeys.network.certainty.surveys import (
    Survey,
    may_read_some,
    of_one_table,
    read_survey,
    surveys_of,
)
from concertation.journeys.permission import Person


@dataclass(frozen=True, slots=True, eq=False)
class SurveySilence:
    """What the silent leave open of one survey."""

    survey: Survey
    found: UnderSilence


def silence_of(
    question: CertaintyQuestion, *, user: Person, surveys: Sequence[Survey] | None = None
) -> SurveySilence | Unknown:
    """The last survey of a table under its silence, for those who may see answers; each reading is logged.

    Nothing of it is kept. ``surveys`` are those that the person may read, where they were looked up already.
    """
    if "survey_wave" not in network_kind(question.kind).reads or question.kind == "any":
        return Unknown((sentence("not_surveys"),))
    if not may_read_some(user):
        return Unknown((sentence("answers_closed"),))
    found = of_one_table(surveys_of(user, question.as_of) if surveys is None else surveys, question.table)
    if not found:
        return Unknown((sentence("no_survey"),))
    told = read_survey(found[0], user=user)
    return SurveySilence(found[0], under_silence(told.network, told.answered))
