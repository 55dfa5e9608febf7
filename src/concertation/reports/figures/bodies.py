"""The bodies of a partnership as a tree, with a dot for each seat and each person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concertation.reports.figures.svg import (
    FULL_WIDTH,
    Element,
    drawing,
    element,
    group,
    hatched,
    shorten,
)

_INDENT = 26
_DOT = 4
_PITCH = 12
_DOTS_A_LINE = 22
_MOST_DOTS = 66


@dataclass(frozen=True, slots=True)
class BodyNode:
    """One body: how deep it sits, what it is called, and who fills its seats.

    ``named`` seats are held by organisations of the register, ``persons_low`` to ``persons_high`` by persons
    who are not named; ``seats`` is the size that a source states.
    """

    depth: int
    label: str
    facts: str
    tone: str
    named: int = 0
    persons_low: int = 0
    persons_high: int = 0
    seats: int | None = None
    is_past: bool = False


def draw_bodies(
    nodes: Sequence[BodyNode], *, figure_id: str, title: str, description: str, width: str = FULL_WIDTH
) -> str:
    """Each body under the one it belongs to, in the order given."""
    tops: list[float] = []
    height = 4.0
    for node in nodes:
        tops.append(height)
        height += _node_height(node) + 12
    body: list[Element] = _branches(nodes, tops)
    body += [_node(node, top, figure_id) for node, top in zip(nodes, tops, strict=True)]
    return drawing(
        body,
        figure_id=figure_id,
        title=title,
        description=description,
        height=height,
        class_="bodies",
        width=width,
    )


def dots_of(node: BodyNode) -> list[str]:
    """The dots of a body: named, person, perhaps (between the low and the high count), then empty seats."""
    known = ["named"] * node.named + ["person"] * node.persons_low
    perhaps = ["perhaps"] * max(0, node.persons_high - node.persons_low)
    empty = ["empty"] * max(0, (node.seats or 0) - len(known) - len(perhaps))
    return known + perhaps + empty


def _node_height(node: BodyNode) -> float:
    dots = min(len(dots_of(node)), _MOST_DOTS)
    lines = -(-dots // _DOTS_A_LINE)
    return 40 + lines * _PITCH + (4 if lines else 0)


def _branches(nodes: Sequence[BodyNode], tops: Sequence[float]) -> list[Element]:
    lines: list[Element] = []
    for number, node in enumerate(nodes):
        if node.depth == 0:
            continue
        above = next(n for n in range(number - 1, -1, -1) if nodes[n].depth == node.depth - 1)
        x = (node.depth - 1) * _INDENT + 7
        y = tops[number] + 13
        start = tops[above] + _node_height(nodes[above])
        lines.append(element("path", d=f"M{x},{start:g} V{y:g} H{x + _INDENT - 10}", class_="branch"))
    return lines


def _node(node: BodyNode, top: float, figure_id: str) -> Element:
    x = node.depth * _INDENT
    parts = [
        element(
            "rect", x=x, y=top + 3, width=4, height=_node_height(node) - 4, class_=f"body tone-{node.tone}"
        ),
        element(
            "text",
            element("title", node.label),
            shorten(node.label, 58 - 3 * node.depth),
            x=x + 14,
            y=top + 17,
            class_="label",
        ),
        element("text", node.facts, x=x + 14, y=top + 34, class_="note"),
    ]
    dots = dots_of(node)
    parts += [
        _dot(kind, x + 18 + _PITCH * (n % _DOTS_A_LINE), top + 47 + _PITCH * (n // _DOTS_A_LINE), figure_id)
        for n, kind in enumerate(dots[:_MOST_DOTS])
    ]
    return group(parts, class_="node past" if node.is_past else "node")


def _dot(kind: str, x: float, y: float, figure_id: str) -> Element:
    if kind == "perhaps":
        return element("circle", cx=x, cy=y, r=_DOT, class_="dot unknown", fill=hatched(figure_id))
    if kind == "named":
        return element("rect", x=x - _DOT, y=y - _DOT, width=2 * _DOT, height=2 * _DOT, class_="dot named")
    return element("circle", cx=x, cy=y, r=_DOT, class_=f"dot {kind}")
