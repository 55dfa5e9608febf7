"""One factor of functioning: its sentences, how sure it is, what the register shows, what silence could change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from concertation.journeys.functioning import SEED, Functioning
from concertation.journeys.functioning.figures import FactorFigures, ItemFigures, SilenceFigures
from concertation.journeys.functioning.guide import guide_of
from concertation.reports.figures.answer_bar import draw_answer_bar
from concertation.web.functioning.drawing import factors_figure
from concertation.web.functioning.page import cut_panels, factor_lines
from concertation.web.functioning.words import BANDS, hundredth_words, in_words, point_words, share_words
from concertation.web.wording import quoted

_NO_INTERVAL = gettext_lazy("No interval: among people drawn again, the sentences too often have no one factor.")


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
            _meaning_of_omega(one),
            one["omega"]["value"] is not None,
        ),
        (
            gettext("Agreement, r_wg(j)"),
            hundredth_words(one["agreement"]),
            gettext(
                "How far people agree: 0 as if by chance, 1 all alike; under 0.70 we say “no consensus”, a convention."
            ),
            one["agreement"]["value"] is not None,
        ),
        (
            gettext("Agreement, if chance leans"),
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
        *_wordings(one["items"]),
    ]


def _meaning_of_omega(one: FactorFigures) -> str:
    if one["omega"]["low"] is None:
        plain = gettext("The same, when the sentences do not weigh alike.")
        return f"{plain} {_NO_INTERVAL}" if "draws" in one["omega"]["method"] else plain
    return gettext(
        "The same, when the sentences do not weigh alike; the interval comes from drawing people again a thousand "
        "times (seed %(seed)s), and the same answers always give the same one."
    ) % {"seed": SEED}


def _wordings(items: Sequence[ItemFigures]) -> list[tuple[str, str, str, bool]]:
    """Which sentences differ between languages; nothing where figures were published before it was asked."""
    found = [(item, item["languages"]) for item in items if item.get("languages")]
    if not found:
        return []
    known = [(item, one) for item, one in found if one["differs"] is not None]
    apart = [quoted(in_words(item["text"])) for item, one in known if one["differs"]]
    words = (
        gettext("Differs: %(sentences)s") % {"sentences": ", ".join(apart)}
        if apart
        else gettext("No sentence differs.")
    )
    why = next((one["why"] for _, one in found if one["why"]), None)
    meaning = gettext(
        "Whether people who see the rest of the factor alike answer each sentence alike in both languages."
    )
    return [(gettext("Same in English and in French"), words if known else in_words(why), meaning, bool(known))]


def _silence(one: SilenceFigures) -> dict[str, str] | None:
    if one["worst"] is None or one["best"] is None:
        return None
    told = {"worst": point_words(one["worst"]), "best": point_words(one["best"])}
    if one["plausible_low"] is not None and one["plausible_high"] is not None:
        told |= {"low": point_words(one["plausible_low"]), "high": point_words(one["plausible_high"])}
    return told
