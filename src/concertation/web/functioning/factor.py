"""One factor of functioning: its sentences, how sure it is, what the register shows, what silence could change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from concertation.journeys.functioning import Functioning
from concertation.journeys.functioning.figures import FactorFigures, ItemFigures, SilenceFigures
from concertation.journeys.functioning.guide import guide_of
from concertation.reports.figures.answer_bar import draw_answer_bar
from concertation.web.functioning.drawing import factors_figure
from concertation.web.functioning.page import cut_panels, factor_lines
from concertation.web.functioning.words import BANDS, hundredth_words, in_words, point_words, share_words


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One sentence as the page shows it."""

    item: ItemFigures
    text: str
    score: str
    bar: str
    shares: tuple[str, str, str] | None
    silent: str


def factor_context(seen: Functioning, code: str) -> dict[str, Any] | None:
    """What the page of a factor shows; nothing for a factor that the wave did not ask about."""
    figures = seen.figures
    one = next((factor for factor in figures["factors"] if factor["factor"] == code), None) if figures else None
    if figures is None or one is None:
        return None
    lines = factor_lines(figures)
    by_code = {line.factor["factor"]: line for line in lines}
    place = [line.factor["factor"] for line in lines].index(code)
    return {
        "line": by_code[code],
        "factor": one,
        "definition": in_words(one["definition"]),
        "band": BANDS[one["band"]] if one["band"] else "",
        "figure": factors_figure(figures, factors=[one]),
        "items": [item_line(item) for item in one["items"]],
        "coefficients": _coefficients(one),
        "silence": _silence(one["silence"]),
        "sides": [(panel, row) for panel in cut_panels(figures, by_code) for row in panel.rows if row[0].factor is one],
        "questions": [question for question in guide_of(figures) if code in question.factors],
        "previous": lines[place - 1] if place else None,
        "following": lines[place + 1] if place + 1 < len(lines) else None,
        "earlier": [(in_words(wave["name"]), wave["scores"].get(code)) for wave in figures["earlier"]],
    }


def item_line(item: ItemFigures) -> ItemLine:
    """A sentence with its mean and how people answered."""
    below, middle, above = item["below"], item["middle"], item["above"]
    shares = None if below is None or middle is None or above is None else (below, middle, above)
    words = (share_words(below), share_words(middle), share_words(above))
    bar = ""
    if shares is not None:
        bar = draw_answer_bar(
            shares,
            figure_id=f"answers-{item['item']}",
            title=gettext("How people answered, to the nearest tenth"),
            description=gettext("disagree %(below)s, in between %(middle)s, agree %(above)s")
            % {"below": words[0], "middle": words[1], "above": words[2]},
        )
    return ItemLine(
        item=item,
        text=in_words(item["text"]),
        score=point_words(item["score"]),
        bar=bar,
        shares=words if shares is not None else None,
        silent=share_words(item["silent"]),
    )


def _coefficients(one: FactorFigures) -> list[tuple[str, str, str, bool]]:
    """Name, value or why not, what it means, and whether it is there."""
    return [
        (
            gettext("Cronbach’s α"),
            hundredth_words(one["alpha"]),
            gettext("How far the sentences of this factor go together, from 0 to 1."),
            one["alpha"]["value"] is not None,
        ),
        (
            gettext("McDonald’s ω"),
            hundredth_words(one["omega"]),
            gettext("The same, when the sentences do not weigh alike."),
            one["omega"]["value"] is not None,
        ),
        (
            "r_wg(j)",
            hundredth_words(one["agreement"]),
            gettext(
                "How far people agree: 0 as if by chance, 1 all alike; under 0.70 we say “no consensus”, a convention."
            ),
            one["agreement"]["value"] is not None,
        ),
        (
            gettext("r_wg(j), leaning answers"),
            hundredth_words(one["agreement_skewed"]),
            gettext("The same, if chance itself leaned a little to one side."),
            one["agreement_skewed"]["value"] is not None,
        ),
        (
            gettext("Average deviation"),
            hundredth_words(one["deviation"]),
            gettext("How far an answer lies from the mean, on average, in points."),
            one["deviation"]["value"] is not None,
        ),
    ]


def _silence(one: SilenceFigures) -> dict[str, str] | None:
    if one["worst"] is None or one["best"] is None:
        return None
    told = {"worst": point_words(one["worst"]), "best": point_words(one["best"])}
    if one["plausible_low"] is not None and one["plausible_high"] is not None:
        told |= {"low": point_words(one["plausible_low"]), "high": point_words(one["plausible_high"])}
    return told
