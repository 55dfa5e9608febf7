"""The pairs to look at, surest first: those nobody answered, then those that left somebody unsure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from concertation.core.discovery import Reason
from concertation.core.text import Text
from concertation.store.models import MatchJudgment, PossibleDouble, Site

Band = Literal["sure", "likely", "possible"]
State = Literal["open", "unsure", "different", "all"]

# Log-odds of nineteen in twenty, and of one in two: below the latter a pair is shown only to who asks for it.
_BANDS: Mapping[Band, tuple[float, float]] = MappingProxyType(
    {"sure": (math.log(19.0), math.inf), "likely": (0.0, math.log(19.0)), "possible": (-math.inf, 0.0)}
)
_BITS = math.log(2.0)
# Pairs with what was answered about them.
Pairs = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which pairs: by weight (where none is named, those likelier one than two), place, answer, organisation."""

    band: Band | None = None
    place: str = ""
    state: State = "open"
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class PossibleMatch:
    """Two organisations by their keys and names, the chance that they are one, the reasons, and what was answered."""

    one: str
    other: str
    names: tuple[Text, Text]
    log_odds: float
    reasons: tuple[Reason, ...]
    answer: str

    @property
    def bits(self) -> float:
        """The weight of evidence in bits."""
        return self.log_odds / _BITS

    @property
    def chance(self) -> float:
        """The chance that they are one, as far as the evidence tells."""
        return 1.0 / (1.0 + math.exp(-self.log_odds))

    @property
    def band(self) -> Band:
        """How sure it is."""
        return next(band for band, (least, most) in _BANDS.items() if least <= self.log_odds < most)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the answers have come, over the pairs that are likelier one organisation than two."""

    total: int
    different: int
    unsure: int

    @property
    def answered(self) -> int:
        """How many somebody has looked at."""
        return self.different + self.unsure

    @property
    def open(self) -> int:
        """How many nobody answered."""
        return self.total - self.answered


def find_matches(asked: Asked, *, start: int = 0, count: int = 25) -> tuple[PossibleMatch, ...]:
    """The pairs that were asked for, surest first, from ``start``; those of one organisation whatever their weight."""
    return tuple(_match(pair) for pair in _named(_asked(asked))[start : start + count])


def count_matches(asked: Asked) -> int:
    """How many there are."""
    return _asked(asked).count()


def match_of(one: str, other: str) -> PossibleMatch | None:
    """A pair as the last comparison found it, or ``None``."""
    found = _named(_pairs_of(one, other)).first()
    return None if found is None else _match(found)


def next_match(asked: Asked, *, after: tuple[str, str] | None = None) -> PossibleMatch | None:
    """The pair to look at after this one: the next that nobody answered, going round, then one that left doubt."""
    here = None if after is None else _pairs_of(*after).first()
    fresh, unsure = _asked(replace(asked, state="open")), _asked(replace(asked, state="unsure"))
    lots = [fresh, unsure] if here is None else [fresh.filter(_behind(here)), fresh, unsure.exclude(pk=here.pk)]
    found = (_named(lot).first() for lot in lots)
    return next((_match(pair) for pair in found if pair is not None), None)


def _behind(here: PossibleDouble) -> Q:
    level = Q(log_odds=here.log_odds)
    later = Q(one_id__gt=here.one_id) | Q(one_id=here.one_id, other_id__gt=here.other_id)
    return Q(log_odds__lt=here.log_odds) | (level & later)


def _pairs_of(one: str, other: str) -> Pairs:
    return _answered().filter(Q(one__key=one, other__key=other) | Q(one__key=other, other__key=one))


def progress() -> Progress:
    """Counted over the whole queue."""
    pairs = _answered().filter(log_odds__gte=0)
    return Progress(pairs.count(), pairs.filter(answer="different").count(), pairs.filter(answer="unsure").count())


def _answered() -> Pairs:
    pair = Q(organisation=OuterRef("one"), other=OuterRef("other"))
    pair |= Q(organisation=OuterRef("other"), other=OuterRef("one"))
    return PossibleDouble.objects.annotate(answer=Subquery(MatchJudgment.objects.filter(pair).values("answer")[:1]))


def _asked(asked: Asked) -> Pairs:
    pairs = _answered()
    if asked.band is not None:
        least, most = _BANDS[asked.band]
        pairs = pairs.filter(log_odds__gte=max(least, -1e9), log_odds__lt=min(most, 1e9))
    elif not asked.organisation:
        pairs = pairs.filter(log_odds__gte=0)
    if asked.organisation:
        pairs = pairs.filter(Q(one__key=asked.organisation) | Q(other__key=asked.organisation))
    if asked.place:
        pairs = pairs.filter(Exists(_sites_at(asked.place)))
    if asked.state == "open":
        return pairs.filter(answer__isnull=True)
    return pairs if asked.state == "all" else pairs.filter(answer=asked.state)


def _sites_at(place: str) -> QuerySet[Site]:
    """Sites of either organisation there: a province by its code, a city by the beginning of its name."""
    own = Q(organisation=OuterRef("one")) | Q(organisation=OuterRef("other"))
    there = Q(province__iexact=place) | Q(city_en__istartswith=place) | Q(city_fr__istartswith=place)
    return Site.objects.filter(own & there)


def places_of_matches(limit: int = 60) -> Sequence[str]:
    """The cities and provinces of organisations in the queue, for the box that asks for one."""
    ends = PossibleDouble.objects.filter(log_odds__gte=0)
    own = Q(organisation__in=ends.values("one")) | Q(organisation__in=ends.values("other"))
    found = Site.objects.filter(own).values_list("city_en", "city_fr", "province").distinct()[: limit * 4]
    names = {part for row in found for part in row if part}
    return sorted(names)[:limit]


def _named(pairs: Pairs) -> Pairs:
    return pairs.select_related("one", "other").order_by("-log_odds", "one_id", "other_id")


def _match(pair: PossibleDouble) -> PossibleMatch:
    reasons = tuple(Reason(Text(en=r["en"], fr=r["fr"]), r["bits"]) for r in pair.reasons)
    names = [
        Text(en=o.name_en or o.name_fr or o.key, fr=o.name_fr or o.name_en or o.key) for o in (pair.one, pair.other)
    ]
    answer = str(getattr(pair, "answer", "") or "")
    return PossibleMatch(pair.one.key, pair.other.key, (names[0], names[1]), pair.log_odds, reasons, answer)
