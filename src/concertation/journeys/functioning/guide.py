"""A guide for the person who leads the discussion: plain questions made from the results."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from concertation.core.rounding import half_up
from concertation.journeys.functioning.figures import DifferenceFigures, FactorFigures, Figure, Told, WaveFigures
from concertation.journeys.functioning.partners import GROUP_NOUNS

# A meeting has room for so many of one kind.
_OF_A_KIND = 2
# A difference between groups that is worth a talk: half a point of the scale, surely on one side of zero.
_TALKED_OVER = 0.5


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """One question, what it is about, the results that it comes from, and the factors that they are of."""

    kind: str
    topic: Told
    question: Told
    reasons: tuple[Told, ...]
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reason:
    """One result worth a talk."""

    kind: str
    factor: str
    why: Told


def guide_of(figures: WaveFigures) -> tuple[GuideQuestion, ...]:
    """The questions in the order in which they are talked over: what grew first, who was not heard last."""
    found = [
        *_of_change(figures),
        *_of_levers(figures),
        *_of_partings(figures),
        *_of_differences(figures),
        *_of_factors(figures),
        *_of_silence(figures),
    ]
    kinds = dict.fromkeys(reason.kind for reason in found)
    return tuple(_question(kind, [reason for reason in found if reason.kind == kind]) for kind in kinds)


def _question(kind: str, reasons: list[_Reason]) -> GuideQuestion:
    raw = _words()[kind]
    return GuideQuestion(
        kind,
        raw["topic"],
        raw["question"],
        tuple(reason.why for reason in reasons),
        tuple(reason.factor for reason in reasons),
    )


def is_sure(change: Figure) -> bool:
    """Whether the whole interval is on one side of zero, as it is read: to one decimal."""
    low, high = change["low"], change["high"]
    return low is not None and high is not None and (half_up(low, 1) > 0 or half_up(high, 1) < 0)


def _of_change(figures: WaveFigures) -> Iterator[_Reason]:
    moved = [one for one in figures["factors"] if is_sure(one["change"])]
    for kind, sign in (("stronger", 1), ("weaker", -1)):
        own = [one for one in moved if (one["change"]["value"] or 0) * sign > 0]
        own.sort(key=lambda one: -abs(one["change"]["value"] or 0))
        for one in own[:_OF_A_KIND]:
            yield _ask(kind, one, value=abs(one["change"]["value"] or 0))


def _of_levers(figures: WaveFigures) -> Iterator[_Reason]:
    by_code = {one["factor"]: one for one in figures["factors"]}
    for lever in figures["levers"][:_OF_A_KIND]:
        factor = by_code[lever["factor"]]
        items = {item["item"]: item for item in factor["items"]}
        for lowest in lever["items"][:1]:
            kind = "lever_turned" if items[lowest]["is_reversed"] else "lever"
            yield _ask("lever", factor, words=kind, value=factor["score"]["value"], item=items[lowest]["text"])


def _of_partings(figures: WaveFigures) -> Iterator[_Reason]:
    parted = [one for one in figures["factors"] if one["findings"]]
    for one in parted[:_OF_A_KIND]:
        yield _ask("parting", one, finding=one["findings"][0])


def _of_differences(figures: WaveFigures) -> Iterator[_Reason]:
    by_code = {one["factor"]: one for one in figures["factors"]}
    for one in striking_differences(figures)[:_OF_A_KIND]:
        lower, higher = lower_and_higher(one)
        value = abs(one["difference"]["value"] or 0)
        yield _ask("difference", by_code[one["factor"]], value=value, group=lower, other=higher)


def lower_and_higher(one: DifferenceFigures) -> tuple[Told, Told]:
    """The two groups as they read within a sentence, first the one that places the factor lower."""
    groups = GROUP_NOUNS[one["first"]], GROUP_NOUNS[one["second"]]
    return groups if (one["difference"]["value"] or 0) < 0 else groups[::-1]


def striking_differences(figures: WaveFigures) -> list[DifferenceFigures]:
    """The differences of half a point or more whose interval leaves out zero, the largest first."""
    apart = [
        one
        for one in figures["differences"]
        if is_sure(one["difference"]) and abs(one["difference"]["value"] or 0) >= _TALKED_OVER
    ]
    return sorted(apart, key=lambda one: -abs(one["difference"]["value"] or 0))


def _of_factors(figures: WaveFigures) -> Iterator[_Reason]:
    told = {one["factor"] for one in striking_differences(figures)}
    divided = [one for one in figures["factors"] if one["has_consensus"] is False and one["factor"] not in told]
    holes = [one for one in figures["factors"] if one["score"]["state"] != "known"]
    yield from (_ask("divided", one) for one in divided[:_OF_A_KIND])
    yield from (_ask("hole", one) for one in holes[:_OF_A_KIND])


def _of_silence(figures: WaveFigures) -> Iterator[_Reason]:
    response = figures["response"]
    silent = response["members"] - response["organisations"]
    if silent:
        nothing: Any = {"factor": "", "name": {"en": "", "fr": ""}}
        yield _ask("silence", nothing, people=silent, value=response["members"])


def _ask(kind: str, factor: FactorFigures, *, words: str = "", **facts: Any) -> _Reason:
    raw = _words()[words or kind]
    why: Told = {
        "en": raw["why"]["en"].format(**_side("en", factor, facts)),
        "fr": raw["why"]["fr"].format(**_side("fr", factor, facts)),
    }
    return _Reason(kind, factor["factor"], why)


def _side(language: str, factor: FactorFigures, facts: Mapping[str, Any]) -> dict[str, str]:
    values = {name: _written(fact, language) for name, fact in facts.items()}
    return {"factor": _written(factor["name"], language), **values}


def _written(fact: Any, language: str) -> str:
    if isinstance(fact, Mapping):
        return str(fact[language])
    words = str(half_up(fact, 1)) if isinstance(fact, float) else str(fact)
    return words.replace(".", ",") if language == "fr" else words


@cache
def _words() -> Mapping[str, Any]:
    file = resources.files("concertation.journeys.functioning").joinpath("guide.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
