"""All that one person answered, page by page, in words: as they check it themselves, and as a steward reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from concertation.journeys.answering.questionnaire import (
    MISSING_PAGE,
    OPEN_PAGE,
    ORGANISATIONS_PAGE,
    Questionnaire,
    ticked_in,
)
from concertation.journeys.answering.roster import OTHERS, TICKED
from concertation.web.answering.cards import Card, Table
from concertation.web.answering.steps import Step, steps_of
from concertation.web.wording import reader_language


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one page."""

    step: Step
    title: str
    cards: list[Card]
    # Of the page of organisations: those that were ticked; None where it was not answered.
    ticked: list[str] | None = None
    others: str = ""

    @property
    def is_roster(self) -> bool:
        """Whether it is the page where organisations are ticked."""
        return self.step == Step(ORGANISATIONS_PAGE)

    @property
    def holes(self) -> int:
        """How many questions of choice have no answer."""
        open_ones = sum(not card.answer and not card.asked.takes_words for card in self.cards)
        return open_ones + (self.is_roster and self.ticked is None and not self.others)


def parts_of(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> Iterator[Part]:
    """Every page and its answers, in the order in which they are asked; one for each organisation ticked."""
    table = Table(questionnaire, answers)
    for step in steps_of(questionnaire, answers):
        if step.organisation:
            yield Part(step, _name(questionnaire, step.organisation), table.cards_of(step.organisation))
        else:
            cards = table.cards_on(step.page)
            ticked, others = _ticked(questionnaire, answers), str(answers.get(OTHERS, ""))
            yield Part(step, _title(questionnaire, step.page), cards, ticked=ticked, others=others)


def _name(questionnaire: Questionnaire, key: str) -> str:
    listed = questionnaire.listed(key)
    return listed.name.in_language(reader_language()) if listed else key


def _title(questionnaire: Questionnaire, page: str) -> str:
    titles = {section.code: section.title for section in questionnaire.instrument.sections}
    if page in titles:
        return titles[page].in_language(reader_language())
    return {
        OPEN_PAGE: gettext("In your own words"),
        ORGANISATIONS_PAGE: gettext("The organisations you deal with"),
        MISSING_PAGE: gettext("Who is missing?"),
    }[page]


def _ticked(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> list[str] | None:
    if TICKED not in answers:
        return None
    return [one.name.in_language(reader_language()) for one in ticked_in(questionnaire, answers)]
