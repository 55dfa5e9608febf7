"""How the answers to one item are spread: to the tenth, and only where nobody could be counted."""

from __future__ import annotations

import polars as pl

from concertation.core.functioning.answer_shares import share_answers
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.scoring import ANSWERS, ITEMS

ITEM = pl.DataFrame([("plans", "programme_cycle", False)], schema=ITEMS, orient="row")
HEARD = pl.DataFrame({"partnership": ["table"], "organisations": [3]})


def _shares(values: list[int | None], *, organisations: int | None = 3) -> dict[str, object]:
    rows = [
        ("table", None if organisations is None else f"house-{number % organisations}", str(number), "plans", value)
        for number, value in enumerate(values)
    ]
    answers = pl.DataFrame(rows, schema=ANSWERS, orient="row")
    return share_answers(answers, ITEM, heard=HEARD, conventions=FunctioningConventions()).row(0, named=True)


def test_shares_are_of_those_who_answered_to_the_nearest_tenth() -> None:
    """Of seven people two disagree (0.286), one is in the middle (0.143), four agree (0.571)."""
    found = _shares([1, 2, 3, 4, 4, 5, 5])

    assert (found["below"], found["middle"], found["above"]) == (0.3, 0.1, 0.6)


def test_those_who_did_not_know_are_told_apart() -> None:
    """Six answered and four did not: 0.4 silent, and half of the six agree."""
    found = _shares([1, 2, 3, 4, 4, 5, None, None, None, None])

    assert (found["silent"], found["above"], found["respondents"]) == (0.4, 0.5, 6)


def test_four_people_are_not_shown() -> None:
    assert _shares([1, 2, 4, 5])["above"] is None


def test_two_organisations_are_not_shown() -> None:
    assert _shares([1, 2, 4, 5, 5, 5], organisations=2)["above"] is None


def test_in_an_anonymous_wave_the_organisations_heard_are_those_of_participation() -> None:
    assert _shares([1, 2, 4, 5, 5], organisations=None)["above"] == 0.6
