"""The tables of the page of results, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from concertation.journeys.functioning import WaveFigures
from concertation.journeys.functioning.figures import Figure
from concertation.reports.documents import Column, Phrase, Run, Table
from concertation.web.functioning.page import CutPanel, FactorLine
from concertation.web.functioning.words import BANDS, change_words, in_words, point_words, score_words, share_words


def factors_table(figures: WaveFigures, lines: Sequence[FactorLine]) -> Table:
    """Every factor with its score, its band, who was heard, what changed, and its traces."""
    is_compared = bool(figures["since"])
    heads = [
        Column(gettext("Factor"), share=2.1),
        Column(gettext("Score (how sure)"), is_number=True, share=1.3),
        Column(gettext("Band"), share=1),
        Column(gettext("People"), is_number=True),
        Column(gettext("Organisations"), is_number=True),
        *([Column(gettext("Change"), is_number=True, share=1.5)] if is_compared else []),
        Column(gettext("In the register"), share=4),
    ]
    rows = tuple(tuple(_cells(line, figures, is_compared=is_compared)) for line in lines)
    return Table(gettext("Ten factors, from 1 to 5"), tuple(heads), rows)


def _cells(line: FactorLine, figures: WaveFigures, *, is_compared: bool) -> list[Phrase]:
    factor = line.factor
    change = _known(line.change, is_known=factor["change"]["value"] is not None)
    organisations = None if figures["mode"] == "anonymous" else factor["organisations"]
    return [
        line.name,
        _known(line.score, is_known=line.is_known),
        _band(factor["band"], is_sure=bool(factor["band_is_sure"])),
        str(factor["people"]),
        _known(gettext("unknown"), is_known=False) if organisations is None else str(organisations),
        *([change] if is_compared else []),
        tuple(_traces(line)),
    ]


def _band(code: str | None, *, is_sure: bool) -> Phrase:
    if not code:
        return ""
    unsure = () if is_sure else (Run(f" ({gettext('not sure')})", "quiet"),)
    return (Run(str(BANDS[code])), *unsure)


def _traces(line: FactorLine) -> list[Run]:
    runs: list[Run] = []
    for marker in line.factor["markers"]:
        runs += [Run("\n")] if runs else []
        if marker["band"]:
            runs += [Run("◆ ", "glyph"), Run(f"{in_words(marker['words'])} "), Run(str(BANDS[marker["band"]]), "quiet")]
        else:
            runs.append(Run(in_words(marker["name"]), "unknown"))
    return runs


def history_table(history: dict[str, Any]) -> Table:
    """Scores of each survey."""
    heads = (Column(gettext("Factor"), share=1), *(Column(wave, is_number=True) for wave in history["waves"]))
    rows = [(line.name, *(_score(score) for score in scores)) for line, scores in history["rows"]]
    rates = (gettext("People who answered"), *(share_words(rate) for rate in history["rates"]))
    return Table(gettext("Scores of each survey"), heads, (*rows, rates))


def sides_table(panel: CutPanel) -> Table:
    """Two groups of partners, and how far apart they are."""
    heads = (
        Column(gettext("Factor"), share=1),
        Column(panel.first, is_number=True),
        Column(panel.second, is_number=True),
        Column(gettext("Difference"), is_number=True),
    )
    rows = tuple(
        (line.name, _side(first), _side(second), _side(difference, words=change_words(difference)))
        for line, first, second, difference in panel.rows
    )
    return Table(panel.title, heads, rows)


def _side(figure: Figure | None, *, words: str = "") -> Phrase:
    if figure is None or figure["value"] is None:
        return _known(gettext("not shown"), is_known=False)
    return words or score_words(figure)


def _score(score: float | None) -> Phrase:
    return _known(gettext("not shown"), is_known=False) if score is None else point_words(score)


def _known(words: str, *, is_known: bool) -> Phrase:
    return words if is_known else (Run(words, "unknown"),)
