"""The parts of the page of certainty: what each shows, or why it cannot, or that it is being worked out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext, pgettext

from concertation.core.estimate import Unknown
from concertation.core.network.assurance import Changed, Together, WhoseWord
from concertation.core.network.certainty import Regression
from concertation.core.network.certainty.sensitivity import READINGS, Reading
from concertation.core.network.saying import Name
from concertation.core.text import Text
from concertation.journeys.network.certainty.beside import begin_comparing, find_changed, find_together
from concertation.journeys.network.certainty.changed import change_between_surveys
from concertation.journeys.network.certainty.silence import SurveySilence, silence_of
from concertation.journeys.network.certainty.whose_word import whose_word
from concertation.journeys.saying.sentences import say_relations
from concertation.reports.figures.tracks import draw_turnover
from concertation.web.network import sure_words as words
from concertation.web.network.says import Line, lines_of, page_of
from concertation.web.network.sure_asked import Part, SureAsked
from concertation.web.wording import day_words, number_words, percent_words, reader_language

# Sentences that say how complete the record is.
_OF_THE_RECORD = ("tables.blank", "reach.without_tie", "absent.sector_unknown", "absent.kind_unknown")
# Rosters of more organisations are completed by a request of their own, so that the page does not wait.
_LISTED_AT_ONCE = 25


def part_of(asked: SureAsked, part: Part) -> dict[str, Any]:
    """What one part shows."""
    making = {
        "words": _words,
        "silence": _silence,
        "together": _together,
        "changed": _changed,
        "surveys": _surveys,
    }
    return making[part](asked)


def _why(found: Unknown) -> dict[str, Any]:
    return {"why": words.why_words(found)}


def _words(asked: SureAsked) -> dict[str, Any]:
    found = whose_word(asked.question.network, user=asked.request.user)
    if isinstance(found, Unknown):
        return _why(found)
    return _told_words(found, asked.day)


def _told_words(found: WhoseWord, day: date) -> dict[str, Any]:
    share = found.reciprocity
    return {
        "heard": number_words(found.heard),
        "size": number_words(found.size),
        "pairs": number_words(found.pairs),
        "both": number_words(found.both),
        "unanswered": number_words(found.unanswered) if found.unanswered else "",
        "reciprocity": percent_words(share) if share is not None else "",
        "lines": [words.reading_line(name, one) for name, one in found.figures.items()],
        "first": [(words.method_words(reading).label, _bridging(found, reading, day)) for reading in READINGS],
        "moved": _moved(found, day),
    }


def _moved(found: WhoseWord, day: date) -> list[tuple[str, str, str, list[tuple[str, bool]]]]:
    """Those whose figures differ as they are written; where none does, all that move."""
    lines = [(*_named(one.name, day), words.label_of(one.measure), words.moved_line(one)) for one in found.moved]
    return [line for line in lines if len(set(line[-1])) > 1] or lines


def _bridging(found: WhoseWord, reading: Reading, day: date) -> list[tuple[str, str, str]]:
    return [
        (*_named(name, day), words.figure_words(value, "betweenness_share")) for name, value in found.first[reading]
    ]


def _named(name: Name, day: date) -> tuple[str, str]:
    return name.label.in_language(reader_language()), page_of(name, day)


def _waits(asked: SureAsked, part: Part) -> bool:
    """Whether a part that is kept nowhere comes by a request of its own."""
    listed = max((len((one.wave.roster or {}).get("organisations", ())) for one in asked.of_table[:2]), default=0)
    return listed > _LISTED_AT_ONCE and asked.part != part


def _later(asked: SureAsked, part: Part) -> dict[str, Any]:
    return {"later": asked.address(part=part)}


def _is_of_surveys(asked: SureAsked) -> bool:
    return asked.question.kind in ("collaboration", "roster")


def _silence(asked: SureAsked) -> dict[str, Any]:
    surveys = asked.surveys if _is_of_surveys(asked) else ()
    if surveys and _waits(asked, "silence"):
        return _later(asked, "silence")
    found = silence_of(asked.question, user=asked.request.user, surveys=surveys)
    if isinstance(found, Unknown):
        return _why(found) | ({} if _is_of_surveys(asked) else {"lacking": _lacking(asked)})
    return _told_silence(asked, found)


def _lacking(asked: SureAsked) -> list[Line]:
    """What the register may lack of ties that are read from it: tables without members, organisations without ties."""
    said = say_relations(asked.question.network, user=asked.request.user, language=reader_language()).said
    return lines_of([one for one in said if one.id in _OF_THE_RECORD], asked.day)


def _told_silence(asked: SureAsked, told: SurveySilence) -> dict[str, Any]:
    found, language = told.found, reader_language()
    lines = words.silence_lines(found)
    reasons = {line.why for line in lines}
    return {
        "survey": told.survey.name.in_language(language),
        "table": told.survey.table_name.in_language(language),
        "closed_on": day_words(told.survey.closed_on),
        "tables": _tables(asked, told.survey.table),
        "heard": number_words(found.heard),
        "size": number_words(found.size),
        "silent": [_named(name, asked.day) for name in found.silent],
        "lines": lines,
        "refused": reasons.pop() if len(reasons) == 1 else "",
        "first": [
            (
                *_named(one.name, asked.day),
                words.figure_words(one.value, "betweenness_share"),
                words.between_words("betweenness_share", one.low, one.high),
            )
            for one in found.first
        ],
        "method": words.method_words("silence"),
    }


def _tables(asked: SureAsked, chosen: str) -> list[tuple[str, str, bool]]:
    names = {one.table: one.table_name.in_language(reader_language()) for one in asked.surveys}
    return [(key, name, key == chosen) for key, name in names.items()] if len(names) > 1 else []


def _beside(asked: SureAsked, part: Literal["together", "changed"]) -> dict[str, Any]:
    """What the page says of what takes long: it begins when a reader comes to it, and then comes by itself."""
    if asked.part != part:
        return {"waiting": asked.address(part=part), "when": "seen"}
    begun = begin_comparing(part, asked.question, user=asked.request.user, language=reader_language())
    return {"waiting": asked.address(part=part), "when": "again", "is_begun": True, "is_stopped": begun is None}


def _together(asked: SureAsked) -> dict[str, Any]:
    made = find_together(asked.question)
    return _beside(asked, "together") if made is None else _told_together(made)


def _told_together(made: Together) -> dict[str, Any]:
    explained = made.explained
    told: dict[str, Any] = {
        "kinds": [words.kind_label(kind) for kind in made.kinds[:-1]],
        "matrix": words.matrix(made),
        "pairs": words.pair_lines(made.pairs),
        "empty": [words.kind_label(kind) for kind in made.empty],
        "method": words.method_words("qap_correlation"),
        "permutations": max((pair.test.permutations for pair in made.pairs), default=0),
        "mrqap": words.method_words("mrqap"),
    }
    if isinstance(explained.regression, Regression):
        regression = explained.regression
        return told | {
            "explained": words.kind_label(explained.kind),
            "organisations": number_words(explained.organisations),
            "by": words.explained_lines(dict(regression.tests)),
            "r_squared": percent_words(regression.r_squared),
        }
    return told | {"why_not_explained": words.why_words(explained.regression)}


def _changed(asked: SureAsked) -> dict[str, Any]:
    if asked.question.before >= asked.day:
        return {"why": gettext("The earlier day is not before the day looked at: choose one that is.")}
    made = find_changed(asked.question)
    if made is None:
        return _beside(asked, "changed")
    return _why(made) if isinstance(made, Unknown) else _told_change(made, "changed")


def _surveys(asked: SureAsked) -> dict[str, Any]:
    """Two surveys of one table; nothing where none may be read."""
    if not _is_of_surveys(asked) or not asked.surveys:
        return {}
    if len(asked.of_table) > 1 and _waits(asked, "surveys"):
        return _later(asked, "surveys")
    made = change_between_surveys(asked.of_table, user=asked.request.user)
    head = {"table": asked.of_table[0].table_name.in_language(reader_language())}
    return head | (_why(made) if isinstance(made, Unknown) else _told_change(made, "surveys"))


def _told_change(made: Changed, part: str) -> dict[str, Any]:
    turned = made.turnover
    counts = _counts(made)
    drawn = [(name, count) for name, _, count, _ in counts]
    remarks: Sequence[Text] = made.changes[0].remarks if made.changes else ()
    return {
        "days": (day_words(turned.before[1]), day_words(turned.after[1])),
        "counts": [(name, label, number_words(count), share) for name, label, count, share in counts],
        "bar": draw_turnover(
            drawn,
            figure_id=f"turnover-{part}",
            title=gettext("What became of ties"),
            description=gettext(
                "Ties kept, new, gone and unknown, as parts of one bar; the list beneath has the counts."
            ),
        )
        if any(count for _, count in drawn)
        else "",
        "stability": percent_words(turned.stability) if turned.stability is not None else "",
        "organisations": number_words(turned.organisations),
        "compared": number_words(made.changes[0].organisations) if made.changes else "",
        "lines": [words.change_line(one) for one in made.changes],
        "remarks": [one.in_language(reader_language()) for one in remarks],
        "why_not": made.why_not.in_language(reader_language()) if made.why_not else "",
        "method": words.method_words("change"),
    }


def _counts(made: Changed) -> list[tuple[str, str, int, str]]:
    turned = made.turnover
    labels = {
        "kept": pgettext("ties", "kept"),
        "formed": pgettext("ties", "new"),
        "dissolved": pgettext("ties", "gone"),
        "unknown": pgettext("ties", "unknown"),
    }
    total = sum(getattr(turned, name) for name in labels) or 1
    return [
        (name, label, getattr(turned, name), percent_words(getattr(turned, name) / total))
        for name, label in labels.items()
    ]
