"""Which page comes before and after: the topics, the organisations one by one, and at the end the check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from concertation.core.text import Language
from concertation.journeys.answering.questionnaire import ORGANISATIONS_PAGE, Questionnaire, ticked_in


@dataclass(frozen=True, slots=True)
class Step:
    """One page: a topic, or within the organisations the one that it asks about."""

    page: str
    organisation: str = ""

    def address(self, language: Language | None = None) -> str:
        """Where it is, in that language or the language of the page being made."""
        if language is not None:
            with override(language):
                return self.address()
        if self.organisation:
            return reverse("answering-tie", args=[self.organisation])
        if self.page == ORGANISATIONS_PAGE:
            return reverse("answering-organisations")
        return reverse("answering-check") if self.page == CHECK.page else reverse("answering-topic", args=[self.page])


CHECK = Step("check")


@dataclass(frozen=True, slots=True)
class Way:
    """Where one stands: the pages around, which topic of how many, and which organisation of how many."""

    before: Step | None
    after: Step
    number: int
    total: int
    organisation: int = 0
    organisations: int = 0


def steps_of(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> tuple[Step, ...]:
    """Every page, those on the organisations that were ticked included."""
    ties = tuple(Step(ORGANISATIONS_PAGE, one.key) for one in ticked_in(questionnaire, answers))
    pages = questionnaire.pages
    return tuple(step for page in pages for step in (Step(page), *(ties if page == ORGANISATIONS_PAGE else ())))


def way_around(step: Step, questionnaire: Questionnaire, answers: Mapping[str, Any]) -> Way | None:
    """The pages around this one; None for a page that is not asked."""
    steps = (*steps_of(questionnaire, answers), CHECK)
    if step not in steps:
        return None
    place = steps.index(step)
    ties = [one for one in steps if one.organisation]
    return Way(
        before=steps[place - 1] if place else None,
        after=steps[min(place + 1, len(steps) - 1)],
        number=questionnaire.pages.index(step.page) + 1 if step != CHECK else len(questionnaire.pages),
        total=len(questionnaire.pages),
        organisation=ties.index(step) + 1 if step.organisation else 0,
        organisations=len(ties),
    )
