"""Surveys with a list of organisations: which ones somebody may read, and what was told in one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.utils import timezone

from concertation.core.network import Relations, Span, relations_from
from concertation.core.network.certainty import Wave as ToldWave
from concertation.core.network.certainty.reports import Flags
from concertation.core.network.network import Network
from concertation.core.text import Text
from concertation.journeys.network.rosters import read_roster, surveys_open_to
from concertation.journeys.observation import observe_register
from concertation.journeys.permission import Person, hands_of
from concertation.store.models.surveys import Wave


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """One survey: its name, its table, and the day it closed."""

    wave: Wave
    table_name: Text

    @property
    def key(self) -> str:
        """By which it is known."""
        return self.wave.key

    @property
    def name(self) -> Text:
        """What it is called."""
        return Text(en=self.wave.name_en, fr=self.wave.name_fr)

    @property
    def table(self) -> str:
        """The partnership whose partners it asked."""
        return self.wave.partnership_key

    @property
    def closed_on(self) -> date:
        """The day after which nobody answered."""
        assert self.wave.closed_at is not None
        return timezone.localdate(self.wave.closed_at)


def may_read_some(user: Person) -> bool:
    """Whether this person may see answers of some table."""
    return hands_of(user).opens("see_answers")


def surveys_of(user: Person, as_of: date) -> tuple[Survey, ...]:
    """The surveys closed by a day whose rosters this person may read, the latest first."""
    waves = surveys_open_to(user, as_of)
    names = _table_names([wave.partnership_key for wave in waves], as_of) if waves else {}
    return tuple(
        Survey(wave, names.get(wave.partnership_key, Text(en=wave.partnership_key, fr=wave.partnership_key)))
        for wave in waves
    )


def of_one_table(surveys: Sequence[Survey], table: str) -> tuple[Survey, ...]:
    """Those of the table asked for, or else of the table surveyed last."""
    if not any(one.table == table for one in surveys):
        table = surveys[0].table if surveys else ""
    return tuple(one for one in surveys if one.table == table)


@dataclass(frozen=True, slots=True, eq=False)
class ToldInSurvey:
    """What the organisations of a roster told of each other, and which of them answered."""

    survey: Survey
    network: Network
    answered: Flags

    @property
    def as_wave(self) -> ToldWave:
        """The same, to be compared with another survey."""
        return ToldWave(self.survey.key, self.survey.closed_on, self.network, self.answered)


def read_survey(survey: Survey, *, user: Person) -> ToldInSurvey:
    """The network of one roster: its organisations alone; the reading is written to the access log."""
    answers = read_roster(user, survey.wave)
    relations = _relations(survey, answers)
    listed = pl.concat([answers["organisation"], answers["about"]]).unique()
    network = relations.network.among(relations.network.nodes["key"].is_in(listed.implode()).to_numpy())
    return ToldInSurvey(survey, network, network.nodes["key"].is_in(answers["organisation"].implode()).to_numpy())


def _relations(survey: Survey, answers: pl.DataFrame) -> Relations:
    day = survey.closed_on
    return relations_from(observe_register(as_of=day), "roster", span=Span.on(day), roster=answers)


def _table_names(keys: Sequence[str], as_of: date) -> dict[str, Text]:
    tables = observe_register(as_of=as_of)["partnership"].filter(pl.col("key").is_in(list(keys)))
    rows = tables.select("key", "name_en", "name_fr").iter_rows()
    return {key: Text(en=en or fr or key, fr=fr or en or key) for key, en, fr in rows}
