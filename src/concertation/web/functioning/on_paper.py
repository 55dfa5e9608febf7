"""The page of results as a paper: the same sentences, the same figures, nothing that the page does not show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext

from concertation.journeys.functioning import Functioning, WaveFigures
from concertation.journeys.records import Said
from concertation.reports.documents import (
    Block,
    Document,
    Figure,
    Heading,
    Items,
    Key,
    KeyEntry,
    Paper,
    Paragraph,
    Phrase,
    Ranked,
    RankedItem,
    Run,
)
from concertation.reports.figures import score_signs as signs
from concertation.reports.figures.alone import stand_alone
from concertation.web.functioning.page import CutPanel, FactorLine, LeverLine, results_context
from concertation.web.functioning.tables_on_paper import factors_table, history_table, sides_table
from concertation.web.functioning.words import in_words, point_words, share_words
from concertation.web.wording import day_words, quoted, reader_language

# Pixels across a sheet: words of the drawings come out a little smaller than those of the text.
_WIDTH = 820
_STYLE = "scores.css"


def results_paper(seen: Functioning, *, name: str, day: date, paper: Paper) -> Document:
    """One wave on paper; raises ``ValueError`` where the page has no figures."""
    figures = seen.figures
    if figures is None or seen.chosen is None:
        raise ValueError(seen.standing)
    told = results_context(seen)
    return Document(
        title=gettext("How it works, as its partners see it"),
        language=reader_language(),
        day=day,
        above=name,
        foot=_foot(figures, day),
        restriction="" if seen.is_frozen else gettext("for the table only"),
        blocks=tuple(_blocks(seen, figures, told)),
        paper=paper,
    )


def _foot(figures: WaveFigures, day: date) -> str:
    return f"{in_words(figures['name'])} · {gettext('as of %(day)s') % {'day': day_words(day)}}"


def _blocks(seen: Functioning, figures: WaveFigures, told: dict[str, Any]) -> Iterator[Block]:
    yield Paragraph(_standing(seen, figures), "note")
    yield Paragraph(_story(told), "lead")
    if told["news"]:
        yield Items(tuple(told["news"]))
    yield _factors(figures, told)
    yield from _levers(told["levers"])
    yield Heading(gettext("The same as a table"))
    yield factors_table(figures, told["lines"])
    yield from _changes(figures, told)
    yield from _partings(told["partings"])
    yield from _sides(figures, told["panels"])
    yield from _heard(figures, told)
    yield Heading(gettext("How this was worked out"))
    yield Paragraph(" ".join(_method(figures, told)), "note")


def _standing(seen: Functioning, figures: WaveFigures) -> Phrase:
    mode = gettext("anonymous") if figures["mode"] == "anonymous" else gettext("confidential")
    parts = [mode]
    if seen.chosen is not None:
        parts.append(gettext("closed on %(day)s") % {"day": day_words(seen.chosen.closes_on)})
    if seen.published_on:
        form = gettext("as published on %(day)s") if seen.is_frozen else gettext("published on %(day)s")
        parts.append(form % {"day": day_words(seen.published_on)})
    if seen.is_frozen and seen.chosen is not None and seen.chosen.answers_deleted:
        parts.append(gettext("the answers themselves have since been deleted"))
    return (Run(in_words(figures["name"]), "strong"), Run(f" · {' · '.join(parts)}"))


def _story(told: dict[str, Any]) -> str:
    if not told["has_mean"]:
        return f"{told['heard']} {gettext('Too few factors have a score for the ten to be taken together.')}"
    sentences = [
        told["heard"],
        gettext("Taken together, the ten factors stand at %(mean)s of 5.") % {"mean": told["mean"]},
    ]
    if told["strongest"]:
        sentences.append(gettext("Highest: %(name)s (%(score)s).") % _scored(told["strongest"]))
    sentences += [gettext("Lowest: %(name)s (%(score)s).") % _scored(line) for line in told["weakest"]]
    return " ".join(sentences)


def _scored(line: FactorLine) -> dict[str, str]:
    return {"name": line.name, "score": point_words(line.factor["score"]["value"])}


def _factors(figures: WaveFigures, told: dict[str, Any]) -> Figure:
    entries = [
        KeyEntry(signs.dot_sign(), gettext("opinion of partners")),
        KeyEntry(signs.interval_sign(), gettext("how sure it is")),
        *([KeyEntry(signs.ghost_sign(), gettext("last time"))] if figures["earlier"] else []),
        KeyEntry(signs.trace_sign(), gettext("where the register places it")),
        KeyEntry(signs.unknown_sign(), gettext("not known or not shown")),
    ]
    alternative = "; ".join(f"{line.name}: {line.score}" for line in told["lines"])
    return Figure(
        drawn=stand_alone(told["figure"], style=_STYLE, width=_WIDTH),
        alternative=f"{gettext('Factors of functioning, from 1 to 5')}. {alternative}",
        caption=(
            Run(f"{gettext('Ten factors, from 1 to 5')}. ", "strong"),
            Run(f"{told['heard']} {gettext('The table below tells the same.')}"),
        ),
        key=Key(tuple(entries)),
    )


def _levers(levers: list[LeverLine]) -> Iterator[Block]:
    yield Heading(gettext("What to work on first"))
    if not levers:
        words = gettext("Every factor that has a score is at 4.0 or above, or people do not see it alike.")
        yield Paragraph(words)
        return
    yield Ranked(tuple(_lever(one) for one in levers))


def _lever(one: LeverLine) -> RankedItem:
    turned = Run(f" ({gettext('counted the other way')})", "quiet")
    under: list[tuple[str, Phrase]] = [
        (
            point_words(item["score"]),
            (Run(quoted(in_words(item["text"]))), *([turned] if item["is_reversed"] else [])),
        )
        for item in one.items
    ]
    return RankedItem(one.line.name, point_words(one.line.factor["score"]["value"]), tuple(under))


def _changes(figures: WaveFigures, told: dict[str, Any]) -> Iterator[Block]:
    if figures["since"]:
        yield Heading(gettext("What changed since “%(wave)s”") % {"wave": in_words(figures["since"])})
        moves = [("↓", line) for line in told["downs"]] + [("↑", line) for line in told["ups"]]
        if moves:
            yield Items(tuple(_move(arrow, line) for arrow, line in moves), is_marked=False)
        else:
            yield Paragraph(gettext("No factor moved so far that we can be sure of it."))
        if told["steady"]:
            names = ", ".join(line.name for line in told["steady"])
            yield Paragraph(f"{gettext('No move that we can be sure of:')} {names}.", "note")
    if told["history"]:
        yield Heading(gettext("Survey after survey"))
        if told["history"]["story"]:
            yield Items(tuple((Run(sentence),) for sentence in told["history"]["story"]))
        yield history_table(told["history"])


def _move(arrow: str, line: FactorLine) -> Phrase:
    return (Run(f"{arrow} "), Run(line.name, "strong"), Run(f"  {line.change}"))


def _partings(lines: list[FactorLine]) -> Iterator[Block]:
    yield Heading(gettext("Where opinion and the register disagree"))
    if not lines:
        yield Paragraph(gettext("Nowhere by more than one band, as far as the register knows."))
        return
    yield Items(
        tuple(
            (Run(f"{line.name}. ", "strong"), Run(" ".join(in_words(words) for words in line.factor["findings"])))
            for line in lines
        )
    )


def _sides(figures: WaveFigures, panels: list[CutPanel]) -> Iterator[Block]:
    yield Heading(gettext("Who sees it differently"))
    for panel in panels:
        yield Heading(panel.title, 2)
        yield _panel(panel)
        yield sides_table(panel)
    if panels:
        return
    if figures["mode"] == "anonymous":
        yield Paragraph(gettext("This survey is anonymous: nothing is known of who sees what."))
    else:
        words = gettext("No two groups of partners are large enough for each to be shown without pointing at few.")
        yield Paragraph(words)


def _panel(panel: CutPanel) -> Figure:
    entries = (
        KeyEntry(signs.first_sign(), panel.first),
        KeyEntry(signs.second_sign(), panel.second),
        KeyEntry(signs.apart_sign(), gettext("surely apart")),
    )
    striking = "; ".join(f"{line.name}: {words}" for line, words in panel.striking)
    title = gettext("%(first)s beside %(second)s") % {"first": panel.first, "second": panel.second}
    return Figure(
        drawn=stand_alone(panel.figure, style=_STYLE, width=_WIDTH),
        alternative=f"{title}. {striking}" if striking else title,
        caption=f"{title}. {striking}." if striking else f"{title}.",
        key=Key(entries),
    )


def _heard(figures: WaveFigures, told: dict[str, Any]) -> Iterator[Block]:
    yield Heading(gettext("Who was heard"))
    words, rate = told["heard"], figures["response"]["response_rate"]
    if rate is not None:
        words += f" {gettext('That is %(rate)s of those who were asked.') % {'rate': share_words(rate)}}"
    yield Paragraph(words)
    if told["silent"]:
        yield Paragraph((Run(f"{gettext('Not heard this time:')} "), *_names(told["silent"])))


def _names(names: list[Said]) -> Iterator[Run]:
    language = reader_language()
    for place, one in enumerate(names):
        shown = one.language_shown(language)
        end = "." if place == len(names) - 1 else ", "
        yield Run(f"{one.in_language(language)}{end}", language=None if shown == language else shown)


def _method(figures: WaveFigures, told: dict[str, Any]) -> Iterator[str]:
    yield gettext(
        "The bands low, mixed and good begin at 1, 3 and 4: a convention of Concertation, not of the article."
    )
    if figures["mode"] == "anonymous":
        yield gettext("Scores are means of people, since nobody can be told apart.")
    else:
        yield gettext("Scores are means of organisations, so that a large one does not outvote a small one.")
    yield gettext(
        "A bar holds the true score 95 times in 100; an outlined one runs from the lowest organisation to the highest."
    )
    if told["levers"]:
        yield gettext(
            "What to work on first: distance to 4.0 × importance (alike for all ten) × how far people agree. "
            "What people see differently is a disagreement to talk over before it is something to work on."
        )
    if figures["since"]:
        yield gettext("Only organisations heard both times are compared, each with itself, on the same sentences.")
    yield gettext("What is hatched is not known, or not shown because it would tell of too few people.")
    yield gettext("Made by Concertation, an open observatory of local partnerships.")
