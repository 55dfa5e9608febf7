"""What the page says, in the order in which a table would tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from concertation.journeys.functioning import Functioning, WaveFigures
from concertation.journeys.functioning.figures import DifferenceFigures, FactorFigures, Figure, ItemFigures
from concertation.journeys.functioning.guide import striking_differences
from concertation.journeys.functioning.partners import CUT_WORDS, GROUP_WORDS
from concertation.journeys.records import Said
from concertation.web.functioning.drawing import factors_figure, sides_figure
from concertation.web.functioning.story import Chapter, story_of
from concertation.web.functioning.words import (
    apart_words,
    change_words,
    heard_words,
    in_words,
    moved,
    point_words,
    score_words,
    signed,
)


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One factor with its words."""

    factor: FactorFigures
    name: str
    score: str
    change: str
    way: str

    @property
    def is_known(self) -> bool:
        """Whether it has a score that may be shown."""
        return self.factor["score"]["value"] is not None


@dataclass(frozen=True, slots=True)
class LeverLine:
    """A factor to work on first, with its sentences."""

    line: FactorLine
    distance: str
    items: tuple[ItemFigures, ...]


@dataclass(frozen=True, slots=True)
class CutPanel:
    """Two groups of partners side by side."""

    cut: str
    title: str
    first: str
    second: str
    figure: str
    rows: tuple[tuple[FactorLine, Figure | None, Figure | None, Figure], ...]
    striking: tuple[tuple[FactorLine, str], ...]


def results_context(seen: Functioning) -> dict[str, Any]:
    """All that the page shows of a wave with figures."""
    figures = seen.figures
    if figures is None:
        return {}
    lines = factor_lines(figures)
    by_code = {line.factor["factor"]: line for line in lines}
    panels = cut_panels(figures, by_code)
    return {
        "news": list(news_of(figures, lines, panels)),
        "heard": heard_words(figures["response"]),
        "lines": lines,
        "by_code": by_code,
        "known": [line for line in lines if line.is_known],
        "holes": [line for line in lines if not line.is_known],
        "figure": factors_figure(figures),
        "mean": point_words(figures["mean"]["value"]),
        "has_mean": figures["mean"]["value"] is not None,
        "weakest": [by_code[code] for code in figures["weakest"] if code in by_code],
        "strongest": _strongest(lines),
        "ups": [line for line in lines if line.way == "up"],
        "downs": [line for line in lines if line.way == "down"],
        "steady": [line for line in lines if not line.way and line.factor["change"]["value"] is not None],
        "levers": _levers(figures, by_code),
        "partings": [line for line in lines if line.factor["findings"]],
        "panels": panels,
        "silent": _silent(seen),
        "history": _history(figures, lines),
    }


def news_of(figures: WaveFigures, lines: Sequence[FactorLine], panels: Sequence[CutPanel]) -> Iterator[str]:
    """What is worth saying first, a sentence each: what moved, who sees it otherwise, where traces part."""
    moves = sorted((line for line in lines if line.way), key=lambda line: -abs(line.factor["change"]["value"] or 0))
    for way in ("up", "down"):
        own = [line for line in moves if line.way == way]
        if own:
            facts = {"n": len(own), "name": own[0].name, "change": signed(own[0].factor["change"]["value"] or 0)}
            yield (_rose(len(own)) if way == "up" else _fell(len(own))) % facts
    for panel in panels[:1]:
        for line, words in panel.striking[:1]:
            yield gettext("“%(name)s” is not seen alike: %(words)s.") % {"name": line.name, "words": words}
    for line in (line for line in lines if line.factor["findings"]):
        yield gettext("On “%(name)s”, opinion and the register disagree.") % {"name": line.name}


def _rose(count: int) -> str:
    return ngettext(
        "One factor rose since last time: %(name)s (%(change)s).",
        "%(n)d factors rose since last time, most of all %(name)s (%(change)s).",
        count,
    )


def _fell(count: int) -> str:
    return ngettext(
        "One factor fell since last time: %(name)s (%(change)s).",
        "%(n)d factors fell since last time, most of all %(name)s (%(change)s).",
        count,
    )


def factor_lines(figures: WaveFigures) -> list[FactorLine]:
    """Every factor with its words, in the order of the vocabulary."""
    return [
        FactorLine(
            one, in_words(one["name"]), score_words(one["score"]), change_words(one["change"]), moved(one["change"])
        )
        for one in figures["factors"]
    ]


def cut_panels(figures: WaveFigures, by_code: Mapping[str, FactorLine]) -> list[CutPanel]:
    """The cuts of which both groups are told of some factor."""
    return [panel for cut in CUT_WORDS if (panel := _panel(cut, figures, by_code)) is not None]


def _panel(cut: str, figures: WaveFigures, by_code: Mapping[str, FactorLine]) -> CutPanel | None:
    own = [one for one in figures["differences"] if one["cut"] == cut]
    if not any(one["difference"]["value"] is not None for one in own):
        return None
    cells = {(one["factor"], one["group"]): one["score"] for one in figures["groups"] if one["cut"] == cut}
    own.sort(key=lambda one: list(by_code).index(one["factor"]))
    first, second = (in_words(GROUP_WORDS[own[0][side]]) for side in ("first", "second"))
    sides = [_sides(one, cells) for one in own]
    factors = [by_code[one["factor"]] for one in own]
    apart = [one for one in striking_differences(figures) if one["cut"] == cut]
    return CutPanel(
        cut=cut,
        title=in_words(CUT_WORDS[cut]),
        first=first,
        second=second,
        figure=sides_figure(
            cut,
            (first, second),
            [(line.factor, one, pair) for line, one, pair in zip(factors, own, sides, strict=True)],
        ),
        rows=tuple((line, *pair, one["difference"]) for line, one, pair in zip(factors, own, sides, strict=True)),
        striking=tuple((by_code[one["factor"]], apart_words(one)) for one in apart),
    )


def _sides(one: DifferenceFigures, cells: Mapping[tuple[str, str], Figure]) -> tuple[Figure | None, Figure | None]:
    return cells.get((one["factor"], one["first"])), cells.get((one["factor"], one["second"]))


def _strongest(lines: Sequence[FactorLine]) -> FactorLine | None:
    known = [line for line in lines if line.is_known]
    return max(known, key=lambda line: line.factor["score"]["value"] or 0, default=None)


def _levers(figures: WaveFigures, by_code: Mapping[str, FactorLine]) -> list[LeverLine]:
    found = []
    for one in figures["levers"]:
        line = by_code[one["factor"]]
        items = {item["item"]: item for item in line.factor["items"]}
        found.append(LeverLine(line, point_words(one["distance"]), tuple(items[code] for code in one["items"])))
    return found


def _silent(seen: Functioning) -> list[Said]:
    names = seen.names or {}
    keys = seen.figures["response"]["silent"] if seen.figures else []
    return [names.get(key, Said(en=key, fr=key)) for key in keys]


def _history(figures: WaveFigures, lines: Sequence[FactorLine]) -> dict[str, Any] | None:
    """Every wave as a column, every factor as a row, and the story that they tell."""
    if not figures["earlier"]:
        return None
    earlier = figures["earlier"]
    waves = _columns([(one["closed_on"], in_words(one["name"])) for one in (*earlier, figures)])
    rows = [
        (line, [*(one["scores"].get(line.factor["factor"]) for one in earlier), line.factor["score"]["value"]])
        for line in lines
    ]
    rates = [*(one["response_rate"] for one in earlier), figures["response"]["response_rate"]]
    story = list(story_of(waves, [Chapter(line.name, tuple(scores)) for line, scores in rows], rates))
    return {"waves": waves, "rows": rows, "rates": rates, "story": story}


def _columns(waves: Sequence[tuple[str, str]]) -> list[str]:
    """Waves by their year, or by their name where two closed in one year."""
    years = [day[:4] for day, _ in waves]
    return years if len(set(years)) == len(years) else [name for _, name in waves]
