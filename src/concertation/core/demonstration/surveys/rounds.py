"""Who was asked in each wave, and who answered: members of the day, with people that do not exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from concertation.core.demonstration.region.designs import words
from concertation.core.demonstration.rows import Row, RowBook
from concertation.core.demonstration.surveys.design import WaveDesign, wave_designs
from concertation.core.demonstration.surveys.opinions import Answers, Opinions
from concertation.core.questionnaire import Instrument

# How likely somebody who has not answered an open wave is to have begun.
_BEGUN = 0.3
# One in four of those added writes French.
_FRENCH = 0.25


@dataclass(frozen=True, slots=True)
class InvitedPerson:
    """One person asked for one organisation; ``answers`` are what they sent, or what they have so far."""

    organisation: str
    representative: str
    name: str
    email: str
    language: str
    has_answered: bool
    answers: Answers | None


@dataclass(frozen=True, slots=True)
class SurveyRound:
    """One wave of the region with its people, the day it opened and the day it closes or closed."""

    design: WaveDesign
    opened_on: date
    closes_on: date
    people: tuple[InvitedPerson, ...]

    @property
    def key(self) -> str:
        """The key of the wave."""
        return f"{self.design.partnership}-functioning-{self.opened_on.year}"


def make_survey_rounds(
    generator: np.random.Generator, book: RowBook, instrument: Instrument, *, last_day: date
) -> tuple[SurveyRound, ...]:
    """The waves of the region up to ``last_day``, each asking the partners of its day.

    A function of the generator's state, the rows and the day: the same give the same answers.
    """
    opinions = Opinions(generator, instrument)
    return tuple(_round(design, book, opinions, generator, last_day) for design in wave_designs())


def _round(
    design: WaveDesign, book: RowBook, opinions: Opinions, generator: np.random.Generator, last_day: date
) -> SurveyRound:
    opened = last_day - timedelta(days=design.opened)
    closes = (
        last_day + timedelta(days=design.closes) if design.closed is None else last_day - timedelta(days=design.closed)
    )
    people = [
        person
        for organisation in _partners_on(book, design.partnership, opened)
        for person in _people_of(organisation, design, book, opinions, generator)
    ]
    return SurveyRound(design, opened, closes, tuple(people))


def _partners_on(book: RowBook, partnership: str, day: date) -> Iterator[str]:
    funders = {row["membership"] for row in book.of("membership_role").values() if row["role"] == "funder"}
    for key, row in book.of("membership").items():
        is_partner = row["partnership"] == partnership and not row["is_observer"] and key not in funders
        if is_partner and _holds(row, day):
            yield str(row["organisation"])


def _holds(row: Row, day: date) -> bool:
    since, until = row.get("since"), row.get("until")
    return (not isinstance(since, date) or since <= day) and (not isinstance(until, date) or day <= until)


def _people_of(
    organisation: str, design: WaveDesign, book: RowBook, opinions: Opinions, generator: np.random.Generator
) -> Iterator[InvitedPerson]:
    is_public = bool(book.of("organisation")[organisation]["is_governmental"])
    leaning = opinions.of_organisation(organisation)
    for number in range(_size(organisation, design.people)):
        answers = opinions.of_person(f"{organisation} {number}", leaning, design, is_public=is_public)
        has_answered = bool(generator.random() < design.rate) and organisation not in design.silent
        has_begun = design.is_open and bool(generator.random() < _BEGUN)
        yield InvitedPerson(
            organisation=organisation,
            **_contact(organisation, number, book),
            has_answered=has_answered,
            answers=answers if has_answered else _first_part(answers) if has_begun else None,
        )


def _size(organisation: str, most: int) -> int:
    """How many are asked of it, the same in every wave."""
    return 1 + _draw(organisation, most + (len(organisation) % 5 == 0))


def _contact(organisation: str, number: int, book: RowBook) -> dict[str, str]:
    """The first is the person of the register where there is one; the others are invented as those are."""
    key = f"{organisation}-person-1"
    known: Mapping[str, object] = book.of("representative").get(key, {}) if number == 0 else {}
    if known:
        return {"representative": key, **{part: str(known.get(part, "")) for part in ("name", "email", "language")}}
    first, last = (_pick(words(part), f"{organisation} {number} {part}") for part in ("first_names", "last_names"))
    place = f"{organisation}-{number + 1}".replace("--", "-")
    is_french = _draw(f"{organisation} {number}", 100) < _FRENCH * 100
    return {
        "representative": "",
        "name": f"{first} {last}",
        "email": f"{place}@example.org",
        "language": "fr" if is_french else "en",
    }


def _pick(choices: list[str], of: str) -> str:
    return choices[_draw(of, len(choices))]


def _draw(of: str, below: int) -> int:
    """A number that depends on the words alone, so that a person is the same in every wave."""
    return sum(place * ord(letter) for place, letter in enumerate(of, start=1)) % below


def _first_part(answers: Answers) -> Answers:
    """The first topics only."""
    return dict(list(answers.items())[:9])
