"""How the answers to one sentence are spread: those who disagree, are in the middle, agree."""

from __future__ import annotations

from concertation.reports.figures.svg import drawing, element, percent

_HEIGHT = 16


def draw_answer_bar(shares: tuple[float, float, float], *, figure_id: str, title: str, description: str) -> str:
    """One bar of three parts, brought to the full width: shares told to the tenth may sum to a little more or less."""
    total = sum(shares) or 1.0
    body, begins = [], 0.0
    for part, share in zip(("below", "middle", "above"), shares, strict=True):
        width = share / total
        body.append(element("rect", x=percent(begins), width=percent(width), y=1, height=14, class_=f"answer-{part}"))
        begins += width
    return drawing(body, figure_id=figure_id, title=title, description=description, height=_HEIGHT, class_="answer-bar")
