"""The questions of a page as it shows them: choices with their words, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from concertation.core.faults import Fault
from concertation.core.questionnaire import Scale
from concertation.core.text import Language
from concertation.journeys.answering.questionnaire import Asked, Questionnaire
from concertation.journeys.answering.roster import INTENSITY, KINDS, tie_code
from concertation.web.answering.keeping import as_fields
from concertation.web.wording import reader_language

_OFF_SCALE = ("unknown", "not_applicable")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a question takes."""

    value: str
    words: str
    note: str = ""
    is_chosen: bool = False
    is_off_scale: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One question."""

    asked: Asked
    words: str
    choices: tuple[Choice, ...] = ()
    value: str = ""
    was: tuple[str, ...] = ()
    fault: str = ""
    heading: str = ""

    @property
    def code(self) -> str:
        """The name of its field."""
        return self.asked.code

    @property
    def on_scale(self) -> tuple[Choice, ...]:
        """The answers from the lowest up."""
        return tuple(choice for choice in self.choices if not choice.is_off_scale)

    @property
    def off_scale(self) -> tuple[Choice, ...]:
        """The two that are no point of the scale."""
        return tuple(choice for choice in self.choices if choice.is_off_scale)

    @property
    def point(self) -> str:
        """The point of the scale that was answered; empty for words, ticks, and what is no point."""
        if self.asked.takes_words or self.asked.ticks:
            return ""
        return next((choice.value for choice in self.on_scale if choice.is_chosen), "")

    @property
    def answer(self) -> str:
        """What was answered, in words; empty where nothing was."""
        return self.value or "\n".join(choice.words for choice in self.choices if choice.is_chosen)


@dataclass(frozen=True, slots=True)
class Table:
    """Makes the cards of one questionnaire from the answers that are kept."""

    questionnaire: Questionnaire
    answers: Mapping[str, Any]
    faults: Mapping[str, Fault] = field(default_factory=dict)
    # What the page sent, where it is shown again with its faults.
    sent: Mapping[str, Any] = field(default_factory=dict)
    language: Language = field(default_factory=reader_language)

    def cards_on(self, page: str) -> list[Card]:
        """The questions of a topic, or those to answer in one’s own words."""
        items = {item.code: item.text for item in self.questionnaire.instrument.items}
        texts = items | {code: one.text for code, one in self.questionnaire.open_questions.items()}
        scale = self.questionnaire.instrument.scale
        return [
            self._card(asked, texts[asked.code].in_language(self.language), self._scaled(asked, scale))
            for asked in self.questionnaire.asked_on(page)
        ]

    def cards_of(self, key: str) -> list[Card]:
        """The questions on one organisation."""
        roster = self.questionnaire.roster
        if roster is None:
            return []
        questions = {asked.code: asked for asked in self.questionnaire.asked_of(key)}
        intensity, kinds = questions[tie_code(key, INTENSITY)], questions[tie_code(key, KINDS)]
        cards = [
            self._card(intensity, roster.intensity_question.in_language(self.language), self._rungs(intensity)),
            self._card(kinds, roster.kinds_question.in_language(self.language), self._kinds(kinds)),
        ]
        for section in roster.sections:
            for item in section.items:
                asked = questions[tie_code(key, item.code)]
                heading = section.title.in_language(self.language) if item == section.items[0] else ""
                words = item.text.in_language(self.language)
                cards.append(self._card(asked, words, self._scaled(asked, roster.scale), heading))
        return cards

    def _card(self, asked: Asked, words: str, choices: tuple[Choice, ...], heading: str = "") -> Card:
        value = self._shown(asked)[0] if asked.takes_words and self._shown(asked) else ""
        fault = self.faults.get(asked.code)
        return Card(
            asked=asked,
            words=words,
            choices=choices,
            value=value,
            was=tuple(as_fields(self.answers.get(asked.code))),
            fault=fault.message.in_language(self.language) if fault else "",
            heading=heading,
        )

    def _shown(self, asked: Asked) -> list[str]:
        return as_fields(self.sent.get(asked.code, self.answers.get(asked.code)))

    def _scaled(self, asked: Asked, scale: Scale) -> tuple[Choice, ...]:
        words = tuple(scale.words(self.language))
        return self._choices(asked, dict(zip(map(str, asked.choices), words, strict=False)))

    def _rungs(self, asked: Asked) -> tuple[Choice, ...]:
        assert self.questionnaire.roster is not None
        steps = self.questionnaire.roster.intensity
        words = {str(step.value): step.label.in_language(self.language) for step in steps}
        notes = {str(step.value): step.meaning.in_language(self.language) for step in steps}
        unknown = self.questionnaire.roster.scale.unknown.in_language(self.language)
        return self._choices(asked, words | {"unknown": unknown}, notes)

    def _kinds(self, asked: Asked) -> tuple[Choice, ...]:
        assert self.questionnaire.roster is not None
        kinds = self.questionnaire.roster.kinds
        return self._choices(asked, {kind.code: kind.text.in_language(self.language) for kind in kinds})

    def _choices(
        self, asked: Asked, words: Mapping[str, str], notes: Mapping[str, str] | None = None
    ) -> tuple[Choice, ...]:
        shown = self._shown(asked)
        return tuple(
            Choice(value, said, (notes or {}).get(value, ""), value in shown, value in _OFF_SCALE)
            for value, said in words.items()
        )
