"""The drawings of the page, from the figures of a wave."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from concertation.journeys.functioning import Glance, WaveFigures
from concertation.journeys.functioning.figures import BANDS, DifferenceFigures, FactorFigures, Figure
from concertation.journeys.functioning.guide import is_sure
from concertation.journeys.functioning.standing import CONVENTIONS
from concertation.reports.figures.factors import BandMark, FactorDot, draw_factors
from concertation.reports.figures.small_dots import SmallDot, draw_small_dots
from concertation.reports.figures.two_sides import TwoSides, draw_two_sides
from concertation.web.functioning.words import BANDS as BAND_WORDS
from concertation.web.functioning.words import bounds_words, in_words, point_words, score_words, signed


def axis_bands() -> list[BandMark]:
    """The three bands of the axis: a convention."""
    edges = (1.0, CONVENTIONS.mixed_from, CONVENTIONS.good_from, 5.0)
    names = (str(BAND_WORDS[code]) for code in BANDS)
    return [BandMark(begins, ends, words) for begins, ends, words in zip(edges, edges[1:], names, strict=False)]


def factors_figure(figures: WaveFigures, *, factors: Sequence[FactorFigures] | None = None) -> str:
    """The ten factors, or some of them, on one axis."""
    shown = factors or figures["factors"]
    before = figures["earlier"][-1]["scores"] if figures["earlier"] else {}
    rows = [_dot(one, before.get(one["factor"])) for one in shown]
    return draw_factors(
        rows,
        bands=axis_bands(),
        figure_id="factors-figure",
        title=gettext("Factors of functioning, from 1 to 5"),
        description="; ".join(
            f"{row.label}: {row.note}{row.bounds}{row.hole if row.value is None else ''}" for row in rows
        ),
    )


def sides_figure(
    cut: str,
    names: tuple[str, str],
    rows: Sequence[tuple[FactorFigures, DifferenceFigures, tuple[Figure | None, Figure | None]]],
) -> str:
    """Two groups of partners, factor by factor."""
    drawn = [_sides(factor, difference, sides) for factor, difference, sides in rows]
    return draw_two_sides(
        drawn,
        figure_id=f"sides-{cut}",
        title=gettext("%(first)s beside %(second)s") % {"first": names[0], "second": names[1]},
        description="; ".join(
            f"{row.label}: {row.note}{row.difference}" if row.note else f"{row.label}: {row.hole}" for row in drawn
        ),
    )


def small_figure(glance: Glance) -> str:
    """The last wave at a glance."""
    dots = [
        SmallDot(words=f"{in_words(name)}: {score_words(score)}", value=score["value"], before=before)
        for name, score, before in glance.scores
    ]
    return draw_small_dots(
        dots,
        figure_id="last-wave",
        title=gettext("The ten factors at a glance"),
        description="; ".join(dot.words for dot in dots),
        width="100%",
    )


def _dot(one: FactorFigures, before: float | None) -> FactorDot:
    score = one["score"]
    bands = tuple(BANDS.index(marker["band"]) for marker in one["markers"] if marker["band"] is not None)
    return FactorDot(
        label=in_words(one["name"]),
        note=point_words(score["value"]) if score["value"] is not None else "",
        bounds=bounds_words(score),
        value=score["value"],
        low=score["low"],
        high=score["high"],
        before=before,
        is_range=one["spread"] == "range",
        hole=_hole(score),
        traces=bands,
        traces_words="; ".join(in_words(marker["words"]) for marker in one["markers"] if marker["band"] is not None),
        unknown_traces=gettext("nothing known in the register"),
        is_parting=bool(one["findings"]),
    )


def _hole(score: Figure) -> str:
    return gettext("not shown: too few") if score["state"] == "suppressed" else gettext("too few could answer")


def _sides(
    factor: FactorFigures, difference: DifferenceFigures, sides: tuple[Figure | None, Figure | None]
) -> TwoSides:
    figure = difference["difference"]
    first, second = (side["value"] if side else None for side in sides)
    note = apart = ""
    if first is not None and second is not None:
        note = f"{point_words(first)} · {point_words(second)}"
        if figure["value"] is not None:
            apart = f" ({signed(figure['value'])})"
    return TwoSides(
        label=in_words(factor["name"]),
        note=note,
        first=first,
        second=second,
        difference=apart,
        hole=gettext("not shown: it would point at few"),
        is_apart=is_sure(figure),
    )
