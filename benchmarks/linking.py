"""Claim: whoever holds the whole database of an anonymous wave recovers nothing: no guess is better than chance.

Run: ``[scripts/with_postgresql.sh] .venv/bin/python -m benchmarks.linking [WAVES] [PEOPLE]``. In each wave everybody
answers and sends, in a drawn order that the attacker is told; each response carries a mark that only the referee
reads. The attacker guesses who sent which by whatever the database offers: row numbers, the place of rows on disk,
transaction numbers, columns that may tell. A guess at random is right once a wave, however many people there are,
with variance 1. The same attacks are tried on rows that stay as they come: where none wins, they are no attacks.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import sqrt
from pathlib import Path
from typing import Any

from benchmarks.load.ground import open_framework, own_database

SEED, MOST_SIGMA = 2014, 4.0
_AS_THEY_COME = count(1)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the attacker has of one wave: who answered, in that order, and the rows of answers as they lie."""

    arrival: Sequence[int]
    responses: Sequence[Mapping[str, Any]]
    transactions: Mapping[str, Mapping[int, str]]
    chance: random.Random


def by_row_number(seen: Seen) -> dict[int, int]:
    """The first number is of whoever came first."""
    return dict(zip(sorted(row["id"] for row in seen.responses), seen.arrival, strict=True))


def by_place(seen: Seen) -> dict[int, int]:
    """The first row on disk is of whoever came first."""
    return dict(zip([row["id"] for row in seen.responses], seen.arrival, strict=True))


def by_transaction(seen: Seen) -> dict[int, int]:
    """A response was written in the transaction that noted the invitation; the rest is drawn."""
    guessed: dict[int, int] = {}
    waiting = list(seen.arrival)
    rows = [row["id"] for row in seen.responses]
    seen.chance.shuffle(rows)
    for row in rows:
        own = seen.transactions["responses"].get(row, "")
        same = [one for one in waiting if own and seen.transactions["invitations"].get(one) == own]
        guessed[row] = same[0] if same else seen.chance.choice(waiting)
        waiting.remove(guessed[row])
    return guessed


def by_columns(seen: Seen) -> dict[int, int]:
    """Any column that holds the number of an invitation; the rest is drawn."""
    waiting = list(seen.arrival)
    seen.chance.shuffle(waiting)
    told = {
        row["id"]: [value for name, value in row.items() if name != "id" and value in waiting] for row in seen.responses
    }
    return {row: values[0] if values else waiting[place] for place, (row, values) in enumerate(told.items())}


WAYS: Mapping[str, Callable[[Seen], dict[int, int]]] = {
    "row numbers": by_row_number,
    "place on disk": by_place,
    "transaction numbers": by_transaction,
    "columns": by_columns,
}


def main(waves: int, people: int) -> None:
    """Fill, attack, tell."""
    from django.db import connection  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="concertation-linking-") as name, own_database(Path(name)) as database:
        open_framework()
        print(f"{database}: {waves} waves of {people} people who all answer, seed {SEED}")
        chance = random.Random(SEED)
        won = _attack("as they are kept", chance, waves, people, is_kept=True)
        control = _attack("rows as they come", chance, max(5, waves // 10), people, is_kept=False)
        connection.close()
    if won:
        sys.exit(f"recovered by {', '.join(won)}")
    if not control:
        sys.exit("the attacks win nothing where they should: they prove nothing")
    print(f"nothing is recovered; where rows stay as they come, {', '.join(control)} recover them")


def _attack(label: str, chance: random.Random, waves: int, people: int, *, is_kept: bool) -> list[str]:
    """Tries every way on new waves; the ways that do better than chance."""
    right = dict.fromkeys(WAYS, 0)
    for _ in range(waves):
        seen, truth = _wave(chance, people, is_kept=is_kept)
        for way, guess in WAYS.items():
            right[way] += sum(truth[response] == invitation for response, invitation in guess(seen).items())
    print(f"\n{label:<20} {'right':>7} {'of':>7} {'chance':>7} {'sigma':>6}")
    sigmas = {way: (found - waves) / sqrt(waves) for way, found in right.items()}
    for way, found in right.items():
        print(f"{way:<20} {found:>7,} {waves * people:>7,} {waves:>7,} {sigmas[way]:>6.1f}")
    return [way for way, sigma in sigmas.items() if sigma > MOST_SIGMA]


def _wave(chance: random.Random, people: int, *, is_kept: bool) -> tuple[Seen, dict[int, int]]:
    """One wave that was answered: what is seen of it, and who sent which response."""
    from tests.store.small_waves import invite_to, open_wave  # noqa: PLC0415 after the settings

    from concertation.store.models.surveys import SurveyResponse  # noqa: PLC0415

    wave = open_wave("anonymous", instrument="functioning")
    codes = [item["code"] for item in wave.instrument["sections"][0]["items"]]
    invitations = [invite_to(wave, organisation=f"house-{number}") for number in range(people)]
    chance.shuffle(invitations)
    marks: dict[tuple[int, ...], int] = {}
    for number, invitation in enumerate(invitations):
        mark = tuple(number // 5**place % 5 + 1 for place in range(len(codes)))
        marks[mark] = invitation.pk
        _answer(invitation, dict(zip(codes, mark, strict=True)), chance.randint(2, 40), is_kept=is_kept)
    rows = SurveyResponse.objects.filter(wave=wave)
    truth = {row.pk: marks[tuple(row.answers[code] for code in codes)] for row in rows}
    return Seen([one.pk for one in invitations], _as_they_lie(wave.pk), _transactions(), chance), truth


def _answer(invitation: Any, answers: Mapping[str, int], minutes: int, *, is_kept: bool) -> None:
    from tests.store.answered import answer  # noqa: PLC0415 after the settings

    from concertation.store.models.surveys import SurveyResponse  # noqa: PLC0415

    if is_kept:
        answer(invitation, answers, minutes=minutes)
    else:
        SurveyResponse.objects.create(id=next(_AS_THEY_COME), wave=invitation.wave, answers=answers)


def _as_they_lie(wave: int) -> list[Mapping[str, Any]]:
    """The rows of the table in their order on disk."""
    from django.db import connection  # noqa: PLC0415

    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM survey_response WHERE wave_id = %s ORDER BY {place}", [wave])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _transactions() -> dict[str, dict[int, str]]:
    """Which transaction wrote which row; SQLite keeps none."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor != "postgresql":
        return {"responses": {}, "invitations": {}}
    found: dict[str, dict[int, str]] = {}
    with connection.cursor() as cursor:
        for name, table in (("responses", "survey_response"), ("invitations", "survey_invitation")):
            cursor.execute(f"SELECT id, xmin::text FROM {table}")
            found[name] = dict(cursor.fetchall())
    return found


if __name__ == "__main__":
    words = sys.argv[1:]
    main(int(words[0]) if words else 100, int(words[1]) if len(words) > 1 else 12)
