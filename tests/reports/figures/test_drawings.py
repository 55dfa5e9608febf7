"""Drawings: named, described, escaped, without a style of their own, and unknown where nothing is known."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.reports.figures.bodies import BodyNode, dots_of, draw_bodies
from concertation.reports.figures.paired_bars import PairedRow, Quantity, draw_paired_bars
from concertation.reports.figures.ribbons import Mark, Ribbon, RibbonRow, draw_ribbons
from concertation.reports.figures.scale import draw_scale
from concertation.reports.figures.shares import Share, draw_shares
from concertation.reports.figures.span_of_time import SpanOfTime, covering
from concertation.reports.figures.trend import TrendPoint, draw_trend

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2014, 6, 30)


def _ribbons(*rows: RibbonRow) -> str:
    return draw_ribbons(rows, figure_id="f", title="Members", description="Who belongs", as_of=DAY, as_of_words="as of")


def _each_drawing() -> list[str]:
    words: dict[str, Any] = {"figure_id": "f", "title": "Title", "description": "Description"}
    return [
        _ribbons(RibbonRow("A", ribbons=(Ribbon(None, None, "a"),), marks=(Mark(DAY, "m", "diamond"),))),
        draw_shares([Share("a", 0.5, "50%", "consultative")], unknown_words="unknown", **words),
        draw_scale(40, low=30, high=60, **words),
        draw_trend([TrendPoint(date(2013, 1, 1), 1, "a"), TrendPoint(DAY, 2, "b", 1, 3)], **words),
        draw_paired_bars(
            [PairedRow("A", Quantity(2, "2", 1, 3), Quantity(None, "unknown"))],
            given_words="gives",
            received_words="receives",
            **words,
        ),
        draw_bodies([BodyNode(0, "A", "a", "council"), BodyNode(1, "B", "b", "team", named=2)], **words),
    ]


@pytest.mark.parametrize("number", range(6))
def test_every_drawing_is_named_and_described_without_inline_style(number: int) -> None:
    """A reader who does not see has a title and a description; a strict policy finds no style."""
    markup = _each_drawing()[number]
    root = ElementTree.fromstring(markup)
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert "style=" not in markup and "<style" not in markup and "<script" not in markup


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_whatever_a_name_holds_the_drawing_stays_well_formed(name: str) -> None:
    """Names come from people: angle brackets and quotes are words, not markup."""
    drawing = _ribbons(RibbonRow(name, note=name, ribbons=(Ribbon(DAY, None, name),)))
    root = ElementTree.fromstring(drawing)
    assert any(text.text == name for text in root.iter(f"{SVG}title"))


def test_an_unknown_beginning_is_hatched_and_not_solid() -> None:
    """A membership of unknown beginning is drawn as unknown."""
    assert 'fill="url(#f-hatch)"' in _ribbons(RibbonRow("A", ribbons=(Ribbon(None, None, "a"),)))
    assert 'fill="url(#f-hatch)"' not in _ribbons(RibbonRow("A", ribbons=(Ribbon(DAY, None, "a"),)))


def test_what_lies_after_the_day_is_drawn_apart() -> None:
    """An agreement that runs past the day has a part ahead."""
    ahead = _ribbons(RibbonRow("A", ribbons=(Ribbon(date(2013, 1, 1), date(2016, 1, 1), "a"),)))
    assert "ribbon ahead" in ahead
    assert "ribbon ahead" not in _ribbons(RibbonRow("A", ribbons=(Ribbon(date(2013, 1, 1), None, "a"),)))


def test_shares_that_leave_something_over_say_that_it_is_unknown() -> None:
    """Half known, half hatched."""
    words = {"figure_id": "f", "title": "t", "description": "d", "unknown_words": "unknown"}
    half = draw_shares([Share("a", 0.5, "50%", "x")], **words)
    whole = draw_shares([Share("a", 1.0, "100%", "x")], **words)
    assert 'class="unknown"' in half and 'class="unknown"' not in whole


def test_the_interval_is_drawn_before_the_point() -> None:
    """Uncertainty comes first."""
    markup = draw_scale(40, low=30, high=60, figure_id="f", title="t", description="d")
    assert markup.index('class="interval"') < markup.index('class="point"')


def test_a_scale_without_a_value_is_hatched() -> None:
    """Nothing known is neither zero nor the middle."""
    markup = draw_scale(None, figure_id="f", title="t", description="d")
    assert 'class="unknown"' in markup and 'class="point"' not in markup


def test_a_trend_breaks_where_the_figure_is_unknown() -> None:
    """No line is drawn across an unknown day."""
    points = [
        TrendPoint(date(2012, 1, 1), 10, "a"),
        TrendPoint(date(2013, 1, 1), None, "b"),
        TrendPoint(date(2014, 1, 1), 30, "c"),
    ]
    markup = draw_trend(points, figure_id="f", title="t", description="d")
    assert 'class="line"' not in markup and markup.count('class="point"') == 2


def test_calgarys_council_and_advisory_committee_by_dots() -> None:
    """Twenty-one seats; 20 to 25 persons are 20 sure and 5 perhaps (Garcea & Ashton, Calgary, § 2)."""
    council = dots_of(BodyNode(1, "Council", "", "council", named=2, seats=21))
    assert (council.count("named"), council.count("empty")) == (2, 19)
    advisory = dots_of(BodyNode(1, "Advisory", "", "c", persons_low=20, persons_high=25))
    assert (advisory.count("person"), advisory.count("perhaps"), advisory.count("empty")) == (20, 5, 0)


def test_whole_years_are_marked_and_never_too_many() -> None:
    """Seven labels at most, on the first of January."""
    ticks = SpanOfTime(date(1990, 1, 1), date(2026, 1, 1)).ticks()
    assert [words for _, words in ticks] == ["1990", "2000", "2010", "2020"]


@given(st.lists(st.dates(date(1950, 1, 1), date(2050, 1, 1))), st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_every_known_day_falls_inside(days: list[date], as_of: date) -> None:
    """The extent holds every known day and the day looked at."""
    extent = covering(days, as_of=as_of)
    assert all(extent.start <= day <= extent.end and 0 <= extent.place(day) <= 1 for day in [*days, as_of])


def test_places_are_percentages_so_that_drawings_follow_their_width() -> None:
    """Left to right, nothing is measured in pixels."""
    markup = _ribbons(RibbonRow("A", ribbons=(Ribbon(date(2013, 1, 1), None, "a"),)))
    bars = re.findall(r'<rect x="([^"]+)" width="([^"]+)"', markup)
    assert bars and all(x.endswith("%") and width.endswith("%") for x, width in bars)
