"""What a wave asks, page by page: its topics, the open questions, the organisations, and who is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from concertation.core.questionnaire import Instrument, Item, OpenQuestion, Roster, Scale, thaw_instrument, thaw_roster
from concertation.core.text import Text, sort_key
from concertation.journeys.answering.roster import (
    INTENSITY,
    KINDS,
    OTHERS,
    TICKED,
    Listed,
    thaw_organisations,
    tie_code,
)
from concertation.journeys.leading_on import standing_keys
from concertation.journeys.waves.finding import names_of_organisations
from concertation.store.models.surveys import Wave

# Pages that are no topic of an instrument; a hyphen keeps a code of a topic from being one of them.
OPEN_PAGE, ORGANISATIONS_PAGE, MISSING_PAGE = "own-words", "the-organisations", "who-is-missing"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a page: under which code its answer is kept, and which answers it takes.

    ``choices`` are the answers of a scale; empty for words, and for the codes of ``ticks``.
    """

    code: str
    choices: tuple[int | str, ...] = ()
    ticks: tuple[str, ...] = ()

    @property
    def takes_words(self) -> bool:
        """Whether it is answered in one’s own words."""
        return not self.choices and not self.ticks


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All that one wave asks, as it was frozen; ``led`` are organisations merged since, by their former key."""

    instrument: Instrument
    roster: Roster | None
    organisations: tuple[Listed, ...]
    led: Mapping[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> tuple[str, ...]:
        """The topics in their order, each a page; the organisations count as one."""
        return (
            *(section.code for section in self.instrument.sections),
            *((OPEN_PAGE,) if self.instrument.open_questions else ()),
            *((ORGANISATIONS_PAGE, MISSING_PAGE) if self.roster else ()),
        )

    def asked_on(self, page: str) -> tuple[Asked, ...]:
        """The questions of one page, those on the ticked organisations apart."""
        if page == OPEN_PAGE:
            return tuple(Asked(one.code) for one in self.instrument.open_questions)
        if page == MISSING_PAGE and self.roster:
            return (Asked(self.roster.who_is_missing.code),)
        items = (section.items for section in self.instrument.sections if section.code == page)
        return tuple(scaled(item, self.instrument.scale) for part in items for item in part)

    def asked_of(self, key: str) -> tuple[Asked, ...]:
        """The questions on one organisation."""
        if self.roster is None:
            return ()
        rungs = tuple(step.value for step in self.roster.intensity)
        return (
            Asked(tie_code(key, INTENSITY), (*rungs, "unknown")),
            Asked(tie_code(key, KINDS), ticks=tuple(kind.code for kind in self.roster.kinds)),
            *(scaled(item, self.roster.scale, tie_code(key, item.code)) for item in self.roster.items),
        )

    @property
    def questions(self) -> tuple[Asked, ...]:
        """Every question that everybody is asked, in their order."""
        return tuple(asked for page in self.pages for asked in self.asked_on(page))

    @property
    def open_questions(self) -> Mapping[str, OpenQuestion]:
        """Those that are answered in one’s own words, by code."""
        missing = (self.roster.who_is_missing,) if self.roster else ()
        return {one.code: one for one in (*self.instrument.open_questions, *missing)}

    def kept_of(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The answers to what is asked, in the order of the questions: how they came to be written is lost."""
        ticked = [one.key for one in self.organisations if one.key in set(answers.get(TICKED, ()))]
        codes = [asked.code for asked in self.questions]
        codes += [asked.code for key in ticked for asked in self.asked_of(key)]
        kept = {code: answers[code] for code in codes if code in answers}
        if self.roster is not None:
            named = answers.get(OTHERS)
            kept |= ({TICKED: ticked} if TICKED in answers else {}) | ({OTHERS: named} if named else {})
        return kept

    def listed(self, key: str) -> Listed | None:
        """One organisation of the roster."""
        standing = self.led.get(key, key)
        return next((one for one in self.organisations if one.key == standing), None)


def standing_questionnaire(wave: Wave) -> Questionnaire:
    """The same with the organisations that stand today: one that was merged is asked about under the other, once."""
    asked = questionnaire_of(wave)
    led = standing_keys([one.key for one in asked.organisations]) if asked.organisations else {}
    return replace(asked, organisations=_standing(asked.organisations, led), led=led) if led else asked


def _standing(organisations: tuple[Listed, ...], led: Mapping[str, str]) -> tuple[Listed, ...]:
    names = names_of_organisations(set(led.values()))
    found = {one.key: one for one in organisations if one.key not in led}
    for key in (led[one.key] for one in organisations if one.key in led):
        name = Text(en=names[key].in_language("en"), fr=names[key].in_language("fr"))
        found.setdefault(key, Listed(key, name))
    return tuple(sorted(found.values(), key=lambda one: (sort_key(one.name.en), one.key)))


def scaled(item: Item, scale: Scale, code: str = "") -> Asked:
    """An item and the answers of its scale, then the two that are not on it."""
    points = range(scale.lowest, scale.highest + 1)
    return Asked(code or item.code, (*points, "unknown", "not_applicable"))


def questionnaire_of(wave: Wave) -> Questionnaire:
    """What the wave asks; read once from what it froze."""
    if wave.opened_at is None:
        return _thawed(wave)
    return _kept(wave.pk, wave.opened_at.isoformat(), wave.digest_en)


@lru_cache(maxsize=32)
def _kept(number: int, opened_at: str, digest: str) -> Questionnaire:
    return _thawed(Wave.objects.only("instrument", "roster").get(pk=number))


def _thawed(wave: Wave) -> Questionnaire:
    roster: dict[str, Any] | None = wave.roster
    return Questionnaire(
        thaw_instrument(wave.instrument),
        thaw_roster(roster["roster"]) if roster else None,
        thaw_organisations(roster) if roster else (),
    )


def ticked_in(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> Iterator[Listed]:
    """The organisations that were ticked, in the order of the roster."""
    ticked = set(answers.get(TICKED, ()))
    return (one for one in questionnaire.organisations if one.key in ticked)
