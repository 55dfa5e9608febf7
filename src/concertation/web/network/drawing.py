"""The picture of one view, for the page without a script, for paper, and as the first thing seen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from django.utils.translation import gettext

from concertation.journeys.charting import UNKNOWN
from concertation.reports.figures.network import Line, Mark, Picture, RegionName, draw_network
from concertation.reports.figures.territories import path_of
from concertation.web.network.groups import MOST_LINES, Group, groups_of, ties_between
from concertation.web.network.sheet import Sheet, sheet_holding
from concertation.web.network.view import View
from concertation.web.network.words import group_words, node_words
from concertation.web.wording import reader_language

_SMALLEST_RADIUS, _LARGEST_RADIUS = 2.0, 22.0
# How far from the edge of a mark the head of a tie ends.
_BEFORE_A_MARK = 1.0
_NAMED_FIRST = 5e8
# Groups of fewer shown nodes have no name on the picture.
_FEWEST_NAMED = 8


def picture_of(view: View, sheet: Sheet | None = None) -> Picture:
    """The marks and lines of a view on a sheet of its own, or on the one that another view is drawn on too."""
    return _grouped(view) if view.is_grouped else _single(view, sheet)


def draw_view(
    view: View, *, title: str, description: str, figure_id: str = "network-drawing", sheet: Sheet | None = None
) -> str:
    """The drawing of a page as SVG, each mark a link to the same view with that node chosen."""
    picture = picture_of(view, sheet)
    return draw_network(picture, figure_id=figure_id, title=title, description=description, is_for_phones_too=True)


def _single(view: View, sheet: Sheet | None) -> Picture:
    positions = view.places
    # Beside another view, or around somebody, nobody needs to be told apart: the measure is spared.
    first = view.encoding.bridging if sheet is None and view.chosen is None else frozenset()
    sheet = sheet or sheet_holding(positions[view.narrowed.nodes])
    points = sheet.all_at(positions)
    return Picture(
        width=sheet.width,
        height=sheet.height,
        marks=tuple(_marks(view, points, sheet, first)),
        lines=tuple(_lines(view, points, sheet)),
        regions=tuple(_regions(view, points, sheet)),
        land=_land(view, sheet),
    )


def _marks(view: View, points: np.ndarray, sheet: Sheet, first: frozenset[int]) -> Iterator[Mark]:
    names = view.chart.network.nodes[f"label_{reader_language()}"].to_list()
    radii = _radii(view, sheet)
    for node in np.flatnonzero(view.narrowed.nodes).tolist():
        code = view.encoding.facet.codes[node]
        look, state = view.encoding.looks[code], state_of(view, node)
        yield Mark(
            x=float(points[node, 0]),
            y=float(points[node, 1]),
            radius=float(radii[node]),
            tone=look.tone,
            shape=look.shape,
            name=names[node],
            words=node_words(view.chart, node),
            address=view.asked.with_(org=view.chart.keys[node], steps=view.asked.steps).address(anchor="organisation"),
            state=state,
            rank=_rank(view, node, state) + (_NAMED_FIRST if node in first else 0.0),
        )


def _radii(view: View, sheet: Sheet) -> np.ndarray:
    return np.clip(view.encoding.shares * sheet.room, _SMALLEST_RADIUS, _LARGEST_RADIUS)


def state_of(view: View, node: int) -> str:
    """How a mark stands out or back: chosen, near the chosen, faint, alone, or as it is."""
    distance = int(view.narrowed.distance[node])
    if view.chosen == node:
        return "chosen"
    if view.narrowed.lit is not None:
        return "" if view.narrowed.lit[node] else "faint"
    if view.chosen is not None and not view.asked.steps:
        return "near" if distance == 1 else "faint"
    return "" if view.chart.degrees[node] else "alone"


def _rank(view: View, node: int, state: str) -> float:
    if not view.chart.degrees[node] and state not in ("chosen", "near"):
        return 0.0
    first = {"chosen": 2e9, "near": 1e9}.get(state, 0.0)
    return first + float(view.chart.measure("degree")[node]) + float(view.encoding.numbers[node]) * 100


def _lines(view: View, points: np.ndarray, sheet: Sheet) -> Iterator[Line]:
    network, told = view.chart.network, view.chart.pairs["status"].to_list()
    lit, ways, radii = view.narrowed.lit, view.encoding.ways, _radii(view, sheet)
    for tie in np.flatnonzero(view.narrowed.ties).tolist():
        one, other = int(network.source[tie]), int(network.target[tie])
        state = ""
        if view.chosen is not None and view.chosen in (one, other):
            state = "near"
        elif (lit is not None and not (lit[one] and lit[other])) or (view.chosen is not None and not view.asked.steps):
            state = "faint"
        start, end = (other, one) if ways[tie] < 0 else (one, other)
        (x1, y1), (x2, y2) = points[start].tolist(), points[end].tolist()
        tier, clear = int(view.encoding.tiers[tie]), float(radii[end]) + _BEFORE_A_MARK
        yield Line(x1, y1, x2, y2, told[tie], tier, state, is_arrow=bool(ways[tie]), clear=clear)


def _regions(view: View, points: np.ndarray, sheet: Sheet) -> Iterator[RegionName]:
    """The names of the groups found in the ties, above them: what the parts of the picture are."""
    if view.chosen is not None:
        return
    words, apart = row_apart(view)
    own = points[apart & view.narrowed.nodes]
    if len(own) >= _FEWEST_NAMED:
        yield RegionName(float(own[:, 0].min()) + len(words) * 3.5, float(own[:, 1].min()) - 16, words, True)
    if view.asked.view == "land":
        return
    groups = view.chart.facets["community"]
    codes, language = np.array(groups.codes), reader_language()
    for value in groups.values:
        own = points[(codes == value.code) & view.narrowed.nodes]
        if value.code == UNKNOWN or not value.is_named or len(own) < _FEWEST_NAMED:
            continue
        x, y = float(np.median(own[:, 0])), float(np.quantile(own[:, 1], 0.04)) - sheet.room * 0.75
        yield RegionName(x, y, value.label.in_language(language))


def row_apart(view: View, placed: str = "") -> tuple[str, np.ndarray]:
    """Those who stand in a row of their own beneath the picture, and why."""
    chart = view.chart
    if (placed or view.asked.view) == "land" and chart.has_places:
        return gettext("Place unknown, or a whole province"), ~chart.ground.is_placed
    tied = chart.degrees > 0
    shown = tied & view.narrowed.nodes
    lowest = view.positions[shown, 1].max() if shown.any() else -np.inf
    return gettext("Without any tie"), ~tied & view.narrowed.nodes & (view.positions[:, 1] > lowest)


def _land(view: View, sheet: Sheet) -> tuple[str, ...]:
    if view.asked.view != "land" or not view.chart.has_places:
        return ()
    ground = view.chart.ground

    class Paper:
        width, height = sheet.width, sheet.height

        @staticmethod
        def place(longitude: float, latitude: float) -> tuple[float, float]:
            return sheet.at(*ground.place(longitude, latitude))

    return tuple(d for geometry in ground.land if (d := path_of(geometry, Paper())))


def _grouped(view: View) -> Picture:
    groups = groups_of(view)
    sheet = sheet_holding(np.array([(group.x, group.y) for group in groups]).reshape(-1, 2))
    marks = tuple(_disc(view, group, sheet) for group in groups)
    at = {group.code: mark for group, mark in zip(groups, marks, strict=True)}
    between = [(count, one, other) for one, other, count in ties_between(view) if one in at and other in at]
    strongest = sorted(between, reverse=True)[: MOST_LINES * len(groups)]
    most = max((count for count, _, _ in strongest), default=1)
    lines = tuple(
        Line(at[one].x, at[one].y, at[other].x, at[other].y, "recorded", 1 + round(3 * (count / most) ** 0.5))
        for count, one, other in strongest
    )
    return Picture(sheet.width, sheet.height, marks, lines, most_names=len(marks))


def _disc(view: View, group: Group, sheet: Sheet) -> Mark:
    x, y = sheet.at(group.x, group.y)
    only = {**view.asked.only, "community": frozenset({group.code})}
    return Mark(
        x=x,
        y=y,
        radius=max(5.0, group.radius * sheet.room),
        tone=group.look.tone,
        shape="circle",
        name=group.name,
        words=group_words(group.count, group.main),
        address=view.asked.with_(only=only, org="", steps=0).address(),
        rank=float(group.count),
    )
