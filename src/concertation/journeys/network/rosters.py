"""What was answered on the rosters of surveys, for those who may see answers, and for nobody else."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl
from django.db.models import QuerySet
from django.utils import timezone

from concertation.core.network import Span
from concertation.core.network.ties.roster import ANSWERS
from concertation.core.typology.periods import months_before
from concertation.journeys.answering.roster import INTENSITY, KINDS, TICKED, thaw_organisations, ties_in
from concertation.journeys.leading_on import standing_keys
from concertation.journeys.permission import Person, Row, hands_of, may, require
from concertation.store.models.surveys import SurveyResponse, Wave

# Convention: as of a day, the last survey of each table counts for as long as answers are usually kept.
_MONTHS = 24

_access_log = logging.getLogger("concertation.access")


def read_rosters(user: Person, span: Span) -> pl.DataFrame | None:
    """Answers of the rosters that this person may read, with the columns of ``ANSWERS``; ``None``: none at all.

    Of each partnership the last survey closed by the end of the span: in the twenty-four months before a day, or
    within a window. Anonymous surveys have no roster (the database refuses it), and those of other tables are left
    out. Organisations that were merged are read as what stands for them. Each reading is written to the access log.
    """
    if not hands_of(user).opens("see_answers"):
        return None
    waves = _last_of_each(wave for wave in _closed(span) if _may_read(user, wave))
    if not waves:
        return None
    return _read(user, waves)


def surveys_open_to(user: Person, last: date) -> Sequence[Wave]:
    """The surveys whose rosters this person may read: closed by a day, answers still there; the latest first."""
    if not hands_of(user).opens("see_answers"):
        return ()
    found = _with_roster().filter(closed_at__date__lte=last, answers_deleted_at__isnull=True)
    return [wave for wave in found.order_by("-closed_at", "-id") if _may_read(user, wave)]


def read_roster(user: Person, wave: Wave) -> pl.DataFrame:
    """The answers of one roster, with the columns of ``ANSWERS``; raises ``NotAllowed`` for who may not see them.

    The reading is written to the access log.
    """
    require(user, "see_answers", Row("partnership", wave.partnership_key))
    return _read(user, [wave])


def _read(user: Person, waves: Sequence[Wave]) -> pl.DataFrame:
    keys = ", ".join(wave.key for wave in waves)
    _access_log.info("rosters of waves %s read by user %s", keys, user.pk)
    return _followed(_answers(waves))


def _may_read(user: Person, wave: Wave) -> bool:
    return may(user, "see_answers", Row("partnership", wave.partnership_key))


def _closed(span: Span) -> Sequence[Wave]:
    after = months_before(span.last, _MONTHS) if span.is_one_day else date.fromordinal(span.first.toordinal() - 1)
    found = _with_roster().filter(closed_at__date__gt=after, closed_at__date__lte=span.last)
    return list(found.order_by("closed_at", "id"))


def _with_roster() -> QuerySet[Wave]:
    return Wave.objects.filter(mode=Wave.Mode.CONFIDENTIAL, state=Wave.State.CLOSED, roster__isnull=False)


def _last_of_each(waves: Iterable[Wave]) -> list[Wave]:
    return list({wave.partnership_key: wave for wave in waves}.values())


def _answers(waves: Sequence[Wave]) -> pl.DataFrame:
    """One row a person and an organisation of the roster, but their own; two queries, whatever there is."""
    by_id = {wave.pk: wave for wave in waves}
    responses = SurveyResponse.objects.filter(wave__in=waves, invitation__isnull=False).order_by("id")
    listed = {wave.pk: [one.key for one in thaw_organisations(wave.roster or {})] for wave in waves}
    rows: list[tuple[Any, ...]] = []
    for number, organisation, answers in responses.values_list("wave_id", "organisation_key", "answers"):
        if TICKED in answers:
            rows += _of_one(by_id[number], organisation, answers, listed[number])
    return pl.DataFrame(rows, schema=ANSWERS, orient="row")


def _of_one(wave: Wave, organisation: str, answers: dict[str, Any], listed: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    told = ties_in(answers)
    on = timezone.localdate(wave.closed_at) if wave.closed_at else None
    for about in dict.fromkeys((*listed, *told)):
        tie = told.get(about, {})
        step = tie.get(INTENSITY)
        intensity = float(step) if isinstance(step, int) and not isinstance(step, bool) else None
        yield wave.key, organisation, about, about in told, intensity, list(tie.get(KINDS) or []), on


def _followed(answers: pl.DataFrame) -> pl.DataFrame:
    """Merged organisations under the code that stands for them."""
    met = pl.concat([answers["organisation"], answers["about"]]).unique()
    standing = standing_keys(met.to_list())
    if not standing:
        return answers
    return answers.with_columns(pl.col("organisation", "about").replace(standing))
