"""The certainty of a network in words and drawings: lines of tables, each with the line on which its figures stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from concertation.core.estimate import Estimate, Unknown
from concertation.core.measure import measure
from concertation.core.network import NETWORK_KINDS
from concertation.core.network.assurance import Moved, Pair, Together, UnderSilence
from concertation.core.network.certainty import Change, PermutationTest, ThreeReadings, method
from concertation.core.network.certainty.sensitivity import READINGS
from concertation.reports.figures.tracks import Line, Point, Shape, draw_track
from concertation.web.network.words import kind_words
from concertation.web.wording import decimal_words, number_words, reader_language, signed_words

_SHAPES: tuple[Shape, ...] = ("dot", "square", "ring")
# Conventions of words: how seldom chance gives as much.
_RARE, _VERY_RARE = 0.05, 0.01
# Shares told with one decimal more.
_SMALL = 0.1
# How strong a correlation is shown to be, by its tint.
_TINTS = (0.1, 0.3, 0.5, 0.7)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One measure: its words, its values as they are read, its drawing, and why something is unknown."""

    label: str
    definition: str
    values: list[tuple[str, bool]]
    drawing: str = ""
    why: str = ""
    rarity: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where two kinds of ties meet: the correlation, its tint, and the words of its test."""

    words: str = ""
    tint: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class MethodWords:
    """How figures were made, what they do not say, and from whom."""

    label: str
    definition: str
    caution: str
    reference: str


def method_words(method_id: str) -> MethodWords:
    """The method in the reader’s language."""
    language, about = reader_language(), method(f"network.{method_id}")
    return MethodWords(
        *(getattr(about, part).in_language(language) for part in ("label", "definition", "caution", "reference"))
    )


def label_of(measure_id: str) -> str:
    """The name of a measure."""
    return measure(measure_id).label.in_language(reader_language())


def figure_words(value: float | None, name: str) -> str:
    """A value by the unit of its measure, small shares to the hundredth of a percent: words move them by little."""
    if value is None:
        return gettext("unknown")
    if measure(name).unit != "share":
        return decimal_words(value, 2) if value % 1 else number_words(value)
    percentage = value * 100
    written = (
        number_words(percentage) if percentage == round(percentage) else decimal_words(percentage, 1 + (value < _SMALL))
    )
    return f"{written}\u00a0%" if reader_language() == "fr" else f"{written}%"


def why_words(found: Unknown) -> str:
    """What is missing."""
    return " ".join(one.in_language(reader_language()) for one in found.missing)


def reading_line(name: str, one: ThreeReadings) -> FigureLine:
    """One measure by each word, on one line."""
    values = [one.values[reading] for reading in READINGS]
    known = [(value.value, shape) for value, shape in zip(values, _SHAPES, strict=True) if isinstance(value, Estimate)]
    line = _from_nought(name, [value for value, _ in known])
    drawn = draw_track(
        [Point(value, shape) for value, shape in known],
        line,
        figure_id=f"words-{name}",
        title=label_of(name),
        description=gettext("The same measure by each of three words; the table has the figures."),
    )
    return _line(name, [_valued(name, value) for value in values], drawn)


def silence_lines(found: UnderSilence) -> list[FigureLine]:
    """Each measure as it was told, as it likely is, and its interval."""
    return [_silent(name, one, found.told.get(name)) for name, one in found.figures.items()]


def _silent(name: str, one: Estimate | Unknown, told: float | None) -> FigureLine:
    as_told = (figure_words(told, name), told is None)
    if isinstance(one, Unknown):
        drawn = _track(name, "silence", [], None)
        return _line(name, [as_told, (gettext("unknown"), True), ("", True)], drawn, why=why_words(one))
    interval = (one.low, one.high) if one.low is not None and one.high is not None else None
    points = [Point(one.value)] + ([Point(told, "ring")] if told is not None else [])
    between = between_words(name, one.low, one.high)
    return _line(name, [as_told, _valued(name, one), (between, not between)], _track(name, "silence", points, interval))


def between_words(name: str, low: float | None, high: float | None) -> str:
    """From where to where, in the unit of the measure."""
    if low is None or high is None:
        return ""
    return gettext("from %(low)s to %(high)s") % {"low": figure_words(low, name), "high": figure_words(high, name)}


def _track(name: str, part: str, points: list[Point], interval: tuple[float, float] | None) -> str:
    ends = [point.value for point in points] + list(interval or ())
    return draw_track(
        points,
        _from_nought(name, ends),
        interval=interval,
        figure_id=f"{part}-{name}",
        title=label_of(name),
        description=gettext("A point with its interval; the table has the figures."),
    )


def change_line(one: Change) -> FigureLine:
    """One measure before and after, how it changed, and how rare that is by chance."""
    name, result = one.measure, one.test.result
    ends = [(figure_words(value, name), value is None) for value in (one.value_before, one.value_after)]
    if isinstance(result, Unknown):
        drawn = _change_track(one, 0.0, None)
        return _line(name, [*ends, (gettext("unknown"), True)], drawn, why=why_words(result))
    assert result.low is not None and result.high is not None
    moved = f"{signed(result.value, name)} ({signed(result.low, name)} … {signed(result.high, name)})"
    drawn = _change_track(one, result.value, (result.low, result.high))
    return _line(name, [*ends, (moved, False)], drawn, rarity=rarity_words(one.test))


def _change_track(one: Change, value: float, interval: tuple[float, float] | None) -> str:
    chance = _chance(one.test)
    top = _top(max((abs(end) for end in (value, *(interval or ()), *(chance or ()))), default=1.0))
    line = Line(-top, top, (signed(-top, one.measure), signed(top, one.measure)))
    return draw_track(
        [Point(value)] if interval else [],
        line,
        interval=interval,
        chance=chance,
        figure_id=f"change-{one.measure}",
        title=label_of(one.measure),
        description=gettext("The change with its interval, over what chance gives; the table has the figures."),
    )


def _chance(test: PermutationTest) -> tuple[float, float] | None:
    return None if test.usual_low is None or test.usual_high is None else (test.usual_low, test.usual_high)


def rarity_words(test: PermutationTest) -> str:
    """How seldom chance gives as much, with p."""
    p = test.p_two_sided
    if p is None:
        return gettext("unknown")
    form = gettext("chance often gives as much (p = %(p)s)")
    if p <= _RARE:
        form = gettext("chance seldom gives as much (p = %(p)s)")
    if p <= _VERY_RARE:
        form = gettext("chance almost never gives as much (p = %(p)s)")
    return form % {"p": decimal_words(p, 3)}


def signed(value: float, measure_id: str) -> str:
    """A difference with its sign; of shares, in points of percentage."""
    is_share = measure(measure_id).unit == "share"
    return f"{signed_words(value * 100)}\u00a0{gettext('points')}" if is_share else signed_words(value)


def matrix(found: Together) -> list[tuple[str, list[Cell | None]]]:
    """Kinds of ties down and across: below the diagonal, how far each two go together; ``None`` above it."""
    cells = {(pair.other, pair.one): _cell(pair) for pair in found.pairs}
    rows = []
    for place, kind in enumerate(found.kinds[1:], start=1):
        row: list[Cell | None] = [
            cells[kind, other] if at < place else None for at, other in enumerate(found.kinds[:-1])
        ]
        rows.append((kind_label(kind), row))
    return rows


def kind_label(kind: str) -> str:
    """The name of a kind of tie."""
    return kind_words(NETWORK_KINDS[kind])


def _cell(pair: Pair) -> Cell:
    result = pair.test.result
    if isinstance(result, Unknown):
        return Cell(gettext("unknown"), "unknown", why_words(result))
    is_rare = (pair.test.p_two_sided or 1.0) <= _RARE
    tint = sum(abs(result.value) >= edge for edge in _TINTS) if is_rare else 0
    return Cell(
        decimal_words(result.value, 2), f"r{tint}" if result.value >= 0 else f"n{tint}", rarity_words(pair.test)
    )


def pair_lines(pairs: Sequence[Pair]) -> list[tuple[str, str, str, str, str]]:
    """Every two kinds, those that go together most first: names, correlation, chance, rarity, organisations."""
    ordered = sorted(pairs, key=lambda pair: -abs(pair.test.statistic or 0.0))
    return [
        (
            f"{kind_label(pair.one)} – {kind_label(pair.other)}",
            _cell(pair).words,
            chance_words(pair.test, 2),
            rarity_words(pair.test) if pair.test.p_two_sided is not None else _cell(pair).title,
            number_words(pair.organisations),
        )
        for pair in ordered
    ]


def chance_words(test: PermutationTest, digits: int) -> str:
    """Between which values 95 % of what chance gives lies."""
    chance = _chance(test)
    if chance is None:
        return ""
    low, high = (_plain(end, digits) for end in chance)
    return gettext("from %(low)s to %(high)s") % {"low": low, "high": high}


def explained_lines(tests: dict[str, PermutationTest]) -> list[tuple[str, str, str, str, str]]:
    """Each other kind: its coefficient, its t, what chance gives of t, and how rare that is."""
    return [
        (
            kind_label(kind),
            _plain(test.result.value, 3) if isinstance(test.result, Estimate) else gettext("unknown"),
            _plain(test.statistic or 0.0, 1),
            chance_words(test, 1),
            rarity_words(test),
        )
        for kind, test in tests.items()
    ]


def moved_line(one: Moved) -> list[tuple[str, bool]]:
    """One measure of an organisation by each word."""
    return [
        (figure_words(value, one.measure), value is None) for value in (one.values[reading] for reading in READINGS)
    ]


def _plain(value: float, digits: int) -> str:
    written = decimal_words(abs(value), digits)
    return f"−{written}" if round(value, digits) < 0 else written


def _valued(name: str, value: Estimate | Unknown) -> tuple[str, bool]:
    return (gettext("unknown"), True) if isinstance(value, Unknown) else (figure_words(value.value, name), False)


def _line(name: str, values: list[tuple[str, bool]], drawn: str, *, why: str = "", rarity: str = "") -> FigureLine:
    about, language = measure(name), reader_language()
    definition = (about.definition or about.formula).in_language(language)
    return FigureLine(about.label.in_language(language), definition, values, drawn, why, rarity)


def _from_nought(name: str, values: Sequence[float]) -> Line:
    top = _top(max(values, default=1.0))
    if measure(name).unit == "share":
        top = min(top, 1.0)
    return Line(0.0, top, (figure_words(0, name), figure_words(top, name)))


def _top(value: float) -> float:
    """The next of 1, 2 and 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value * 0.999)
