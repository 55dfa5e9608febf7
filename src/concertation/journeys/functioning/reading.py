"""Reads waves as columns, in as many queries whatever the number of people, organisations or waves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db.models import Count, Q
from django.utils import timezone

from concertation.core.functioning.intervals import PARTICIPATION
from concertation.core.functioning.languages import LANGUAGES
from concertation.core.functioning.scoring import ANSWERS, ITEMS
from concertation.core.questionnaire import Instrument, thaw_instrument
from concertation.journeys.functioning.partners import Stay
from concertation.journeys.leading_on import standing_keys
from concertation.store.models.surveys import SurveyInvitation, SurveyResponse, Wave


@dataclass(frozen=True, slots=True, eq=False)
class WaveTables:
    """One wave as columns: ``answers``, ``items``, ``participation`` and ``languages`` as the measures take them."""

    wave: Wave
    instrument: Instrument
    answers: pl.DataFrame
    items: pl.DataFrame
    participation: pl.DataFrame
    languages: pl.DataFrame

    @property
    def on(self) -> date:
        """The day that the wave speaks of: that on which it closed."""
        return closing_day(self.wave)

    @property
    def is_anonymous(self) -> bool:
        """Whether no answer is joined to an organisation."""
        return bool(self.wave.mode == Wave.Mode.ANONYMOUS)

    @property
    def as_pair(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Answers and participation, as comparisons between waves take them."""
        return self.answers, self.participation

    @property
    def worded_items(self) -> pl.DataFrame:
        """The items with their words: one that was reworded is another item."""
        worded = {item.code: f"{item.text.en}\n{item.text.fr}" for item in self.instrument.scored_items}
        return self.items.with_columns(pl.col("item").replace_strict(worded, return_dtype=pl.String).alias("words"))


def closing_day(wave: Wave) -> date:
    """When it closed, or is to close."""
    return timezone.localdate(wave.closed_at) if wave.closed_at else wave.closes_on


def read_waves(waves: Sequence[Wave], stays: Sequence[Stay]) -> list[WaveTables]:
    """The tables of several waves of one partnership, in their order; organisations by the keys that stand today."""
    own = SurveyInvitation.objects.filter(wave__in=waves)
    led = standing_keys(set(own.order_by().values_list("organisation_key", flat=True).distinct()))
    asked, sent = _asked(waves, led), _sent(waves, led)
    return [_tables(wave, stays, asked, sent) for wave in waves]


def items_of(instrument: Instrument) -> pl.DataFrame:
    """The items that count towards a factor."""
    rows = [(item.code, item.factor, item.is_reversed) for item in instrument.scored_items]
    return pl.DataFrame(rows, schema=ITEMS, orient="row")


def _tables(wave: Wave, stays: Sequence[Stay], asked: pl.DataFrame, sent: list[_Sent]) -> WaveTables:
    instrument = thaw_instrument(wave.instrument)
    codes = frozenset(item.code for item in instrument.scored_items)
    own = [one for one in sent if one.wave_id == wave.pk]
    rows = [row for one in own for row in one.rows(wave, codes)]
    spoken = [(wave.partnership_key, str(one.number), one.language) for one in own if one.language]
    return WaveTables(
        wave=wave,
        instrument=instrument,
        answers=pl.DataFrame(rows, schema=ANSWERS, orient="row"),
        items=items_of(instrument),
        participation=_participation(wave, stays, asked),
        languages=pl.DataFrame(spoken, schema=LANGUAGES, orient="row"),
    )


@dataclass(frozen=True, slots=True)
class _Sent:
    """One response; ``number`` is that of its row, which says nothing of who or when."""

    number: int
    wave_id: int
    organisation: str
    language: str
    answers: Mapping[str, Any]

    def rows(self, wave: Wave, codes: frozenset[str]) -> Iterator[tuple[str, str | None, str, str, int | None]]:
        """A line an item; what is not a point of the scale is unknown."""
        for code in codes:
            value = self.answers.get(code)
            is_point = isinstance(value, int) and not isinstance(value, bool)
            yield wave.partnership_key, self.organisation or None, str(self.number), code, value if is_point else None


def _sent(waves: Sequence[Wave], led: Mapping[str, str]) -> list[_Sent]:
    columns = ("id", "wave_id", "organisation_key", "language", "answers")
    found = SurveyResponse.objects.filter(wave__in=waves).values_list(*columns)
    return [_Sent(number, wave, led.get(key, key), *rest) for number, wave, key, *rest in found]


def _asked(waves: Sequence[Wave], led: Mapping[str, str]) -> pl.DataFrame:
    """Organisations of each wave: people invited and heard, whether or not their answers can be told apart."""
    heard = Count("id", filter=Q(has_answered=True))
    found = (
        SurveyInvitation.objects.filter(wave__in=waves)
        .values_list("wave_id", "organisation_key")
        .annotate(invited=Count("id"), heard=heard)
        .order_by("wave_id", "organisation_key")
    )
    schema = {"wave": pl.Int64, "organisation": pl.String, "invited": pl.Int64, "heard": pl.Int64}
    by_key = pl.DataFrame(list(found), schema=schema, orient="row")
    followed = by_key.with_columns(pl.col("organisation").replace(dict(led)))
    return followed.group_by("wave", "organisation", maintain_order=True).sum()


def _participation(wave: Wave, stays: Sequence[Stay], asked: pl.DataFrame) -> pl.DataFrame:
    """Those invited, and members of the day that nobody invited: none of their people was asked."""
    own = asked.filter(pl.col("wave") == wave.pk).drop("wave")
    day = closing_day(wave)
    there = {stay.organisation for stay in stays if stay.is_partner_on(day)}
    unasked = sorted(there - set(own["organisation"]))
    rest = pl.DataFrame(
        {"organisation": unasked, "invited": [0] * len(unasked), "heard": [0] * len(unasked)}, schema=own.schema
    )
    return (
        pl.concat([own, rest])
        .select(pl.lit(wave.partnership_key).alias("partnership"), pl.all())
        .cast(dict(PARTICIPATION))  # type: ignore[arg-type]
    )
