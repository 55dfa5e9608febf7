"""How many minutes answering takes: as people took in earlier waves of the same questions, or an estimate."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from concertation.journeys.answering.questionnaire import questionnaire_of
from concertation.store.models.surveys import AnsweringTime, Wave

# Fewer people than this say too little of others, and too much of themselves.
FEWEST_PEOPLE = 5
# Whoever takes longer went away in between.
LONGEST_MINUTES = 180
_STATEMENTS_A_MINUTE = 5
# A minute for each question in one’s own words; five for the organisations.
_MINUTES_OF_ROSTER = 5


@dataclass(frozen=True, slots=True)
class Expected:
    """So many minutes, as this many people took; none of them for an estimate by the number of questions."""

    minutes: int
    people: int = 0


def expected_minutes(wave: Wave) -> Expected:
    """The median of what people took in earlier waves that asked the same, rounded up to a whole minute.

    The organisations take as long as the rest: waves with them and without are not counted for one another.
    """
    asked = questionnaire_of(wave)
    alike = AnsweringTime.objects.filter(
        wave__instrument__code=asked.instrument.code, wave__roster__isnull=asked.roster is None
    )
    times = alike.filter(people__gt=0).exclude(wave=wave)
    counted = sorted(times.values_list("minutes", "people"))
    people = sum(count for _, count in counted)
    return Expected(_median(counted, people), people) if people >= FEWEST_PEOPLE else Expected(_estimate(wave))


def note_minutes(wave: Wave, minutes: int | None) -> None:
    """Counts one person more, while a sending holds the wave.

    Not those who went away in between, nor where a clock went backwards. The counts are all written again, so that
    in an anonymous wave the one that rose last is one like the others.
    """
    if minutes is None or not 0 <= minutes <= LONGEST_MINUTES:
        return
    own = AnsweringTime.objects.filter(wave=wave)
    counts = dict(own.values_list("minutes", "people"))
    taken = max(1, minutes)
    counts[taken] = counts.get(taken, 0) + 1
    rows = [AnsweringTime(wave=wave, minutes=spent, people=people) for spent, people in counts.items()]
    secrets.SystemRandom().shuffle(rows)
    own.delete()
    AnsweringTime.objects.bulk_create(rows)


def _median(counted: list[tuple[int, int]], people: int) -> int:
    half, passed = (people + 1) // 2, 0
    for minutes, count in counted:
        passed += count
        if passed >= half:
            return minutes
    return 0


def _estimate(wave: Wave) -> int:
    asked = questionnaire_of(wave)
    words = sum(one.takes_words for one in asked.questions)
    statements = len(asked.questions) - words
    return -(-statements // _STATEMENTS_A_MINUTE) + words + (_MINUTES_OF_ROSTER if asked.roster else 0)
