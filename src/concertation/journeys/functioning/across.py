"""How far partnerships differ from one another: for whoever sees the results of all, from the latest survey of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from concertation.core.functioning.intraclass import GroupCorrelations, group_correlations
from concertation.core.functioning.scoring import ANSWERS, score_respondents
from concertation.core.questionnaire import thaw_instrument
from concertation.journeys.functioning.reading import items_of
from concertation.journeys.functioning.standing import CONVENTIONS
from concertation.journeys.permission import Person, hands_of
from concertation.store.models.surveys import SurveyResponse, Wave


@dataclass(frozen=True, slots=True)
class Across:
    """One factor across partnerships that were asked the same sentences; no correlation while fewer than two were."""

    partnerships: int
    people: int
    correlations: GroupCorrelations | None


def sees_across(user: Person) -> bool:
    """Whether somebody sees the results of every partnership."""
    return hands_of(user).opens_everywhere("see_results")


def compare_partnerships(wave: str, factor: str) -> Across:
    """ICC(1) and ICC(2) of a factor: the latest closed survey of each partnership that asked what ``wave`` asked.

    People are those who could judge the factor; a partnership with fewer of them than the floor is left out.
    """
    like = Wave.objects.get(key=wave)
    scores = _scores(like, factor)
    enough = pl.len().over("partnership") >= CONVENTIONS.respondents
    told = scores.drop_nulls("score").filter(enough)
    places = told["partnership"].rank("dense").cast(pl.Int64).to_numpy()
    found = group_correlations(told["score"].to_numpy(), places)
    return Across(told["partnership"].n_unique(), len(told), found)


def _scores(like: Wave, factor: str) -> pl.DataFrame:
    """The score of each person; in as many queries whatever the number of partnerships."""
    items = items_of(thaw_instrument(like.instrument)).filter(pl.col("factor") == factor)
    rows = list(_lines(_latest(like), set(items["item"])))
    return score_respondents(pl.DataFrame(rows, schema=ANSWERS, orient="row"), items, conventions=CONVENTIONS)


def _latest(like: Wave) -> dict[int, str]:
    """The latest survey of each partnership, of those closed in the same words and with their answers."""
    same = Wave.objects.filter(
        state=Wave.State.CLOSED,
        answers_deleted_at__isnull=True,
        digest_en=like.digest_en,
        digest_fr=like.digest_fr,
    )
    latest = dict(same.order_by("closed_at", "id").values_list("partnership_key", "id"))
    return {number: partnership for partnership, number in latest.items()}


def _lines(waves: dict[int, str], codes: set[str]) -> Iterator[tuple[str, None, str, str, int | None]]:
    found = SurveyResponse.objects.filter(wave__in=waves).order_by("id").values_list("id", "wave_id", "answers")
    for number, wave, answers in found:
        for code in sorted(codes):
            value = answers.get(code)
            is_point = isinstance(value, int) and not isinstance(value, bool)
            yield waves[wave], None, str(number), code, value if is_point else None
