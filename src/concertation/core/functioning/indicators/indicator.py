"""What each objective indicator says of itself: its factor, its unit, what it reads, and what it lacks when unknown."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from concertation.core.errors import InvalidData, MissingLanguageSide
from concertation.core.facts import all_kinds
from concertation.core.functioning.indicators.conventions import IndicatorConventions
from concertation.core.text import Text
from concertation.core.vocabulary import load_scheme

Unit = Literal["share", "count", "months"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A trace of one factor in the register.

    ``recurs`` says that its cases are things that happen again and again, so that a few of them say little;
    ``missing`` which facts would be needed where they are too few.
    """

    code: str
    factor: str
    unit: Unit
    reads: tuple[str, ...]
    name: Text
    definition: Text
    caution: Text
    missing: Text
    recurs: bool = False

    def defined(self, conventions: IndicatorConventions) -> Text:
        """Its definition in one sentence, with the spans of these conventions."""
        spans = {
            "recent": conventions.recent_months,
            "cycle": conventions.cycle_months,
            "joining": conventions.joining_months,
        }
        return Text(en=self.definition.en.format(**spans), fr=self.definition.fr.format(**spans))


@cache
def all_indicators() -> tuple[Indicator, ...]:
    """Every indicator, in the order of the factors; raises ``InvalidData`` listing every fault of the file."""
    file = resources.files("concertation.core.functioning.indicators").joinpath("indicators.toml")
    return read_indicators(file.read_text(encoding="utf-8"))


def read_indicators(document: str) -> tuple[Indicator, ...]:
    """The indicators that a TOML document describes.

    Raises ``InvalidData`` with all the faults at once: a missing language, a factor, a unit or a kind of fact that
    there is not, a factor without indicator, an indicator without thresholds.
    """
    faults: list[str] = []
    found = [_read(code, raw, faults) for code, raw in tomllib.loads(document).items()]
    faults += _faults_between(found)
    if faults:
        raise InvalidData(count=len(faults), listing="; ".join(faults))
    order = load_scheme("functioning_factor").codes
    return tuple(sorted(found, key=lambda one: order.index(one.factor)))


def _read(code: str, raw: Mapping[str, Any], faults: list[str]) -> Indicator:
    return Indicator(
        code=code,
        factor=str(raw.get("factor")),
        unit=raw.get("unit", "?"),
        reads=tuple(raw.get("reads", ())),
        name=_text(code, raw, "name", faults),
        definition=_text(code, raw, "definition", faults),
        caution=_text(code, raw, "caution", faults),
        missing=_text(code, raw, "missing", faults),
        recurs=bool(raw.get("recurs", False)),
    )


def _text(code: str, raw: Mapping[str, Any], name: str, faults: list[str]) -> Text:
    sides = raw.get(name, {})
    try:
        return Text(en=sides.get("en", ""), fr=sides.get("fr", ""))
    except MissingLanguageSide as missing:
        faults.append(f"{code}.{name}: {missing}")
        return Text(en="?", fr="?")


def _faults_between(found: list[Indicator]) -> Iterator[str]:
    factors, kinds = load_scheme("functioning_factor").codes, {kind.id for kind in all_kinds()}
    thresholds = IndicatorConventions().thresholds
    for one in found:
        if one.factor not in factors:
            yield f"{one.code}: no such factor as {one.factor}"
        if one.unit not in get_args(Unit):
            yield f"{one.code}: no such unit as {one.unit}"
        if one.code not in thresholds:
            yield f"{one.code}: no threshold"
        yield from (f"{one.code}: no such kind of fact as {kind}" for kind in one.reads if kind not in kinds)
    yield from (f"{factor}: no indicator" for factor in factors if factor not in {one.factor for one in found})
