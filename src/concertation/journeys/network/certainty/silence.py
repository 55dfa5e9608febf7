"""Who did not answer a survey with a list of organisations, and how far that leaves its figures open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network import Network
from concertation.core.network.certainty import (
    OF_NETWORKS,
    OF_ORGANISATIONS,
    CertaintyConventions,
    columns_under_silence,
    estimates_under_silence,
    sentence,
)
from concertation.core.network.certainty.reports import Flags
from concertation.core.network.saying import Name
from concertation.core.network.ties.kinds import network_kind
from concertation.journeys.network.certainty.asked import PAGES, SEED, CertaintyQuestion
from concertation.journeys.network.certainty.surveys import (
    Survey,
    may_read_some,
    of_one_table,
    read_survey,
    surveys_of,
)
from concertation.journeys.network.certainty.whose_word import names_of
from concertation.journeys.permission import Person

# Those who bridge most whose intervals are told.
_FIRST = 5


@dataclass(frozen=True, slots=True)
class Bridging:
    """How much one organisation bridges, with its interval."""

    name: Name
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class UnderSilence:
    """One network told in part: how many answered, who did not, and what that leaves of each figure.

    ``told`` are the figures of what was told alone, which counts the silent as telling nothing.
    """

    size: int
    heard: int
    silent: tuple[Name, ...]
    figures: Mapping[str, Estimate | Unknown]
    told: Mapping[str, float | None]
    first: tuple[Bridging, ...]
    survey: Survey | None = None


def silence_of(
    question: CertaintyQuestion, *, user: Person, surveys: Sequence[Survey] | None = None
) -> UnderSilence | Unknown:
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
    return under_silence(told.network, told.answered, survey=found[0])


def under_silence(
    network: Network,
    answered: Flags,
    *,
    survey: Survey | None = None,
    conventions: CertaintyConventions = PAGES,
) -> UnderSilence:
    """The figures of any directed network of which some told nothing."""
    told = network.keeping(answered[network.source])
    figures = {name: measure(told) for name, measure in OF_NETWORKS.items()}
    return UnderSilence(
        size=network.size,
        heard=int(answered.sum()),
        silent=names_of(network, ~answered),
        figures=estimates_under_silence(network, answered, OF_NETWORKS, seed=SEED, conventions=conventions),
        told={name: None if np.isnan(value) else value for name, value in figures.items()},
        first=_first(network, answered, conventions),
        survey=survey,
    )


def _first(network: Network, answered: Flags, conventions: CertaintyConventions) -> tuple[Bridging, ...]:
    measures = {"betweenness_share": OF_ORGANISATIONS["betweenness_share"]}
    columns = columns_under_silence(network, answered, measures, seed=SEED, conventions=conventions)
    if isinstance(columns, Unknown):
        return ()
    names = {name.key: name for name in names_of(network, np.ones(network.size, dtype=np.bool_))}
    rows = columns.drop_nulls().filter(pl.col("value") > 0).sort("value", "key", descending=[True, False])
    return tuple(
        Bridging(names[key], value, low, high)
        for key, value, low, high in rows.head(_FIRST).select("key", "value", "low", "high").iter_rows()
    )
