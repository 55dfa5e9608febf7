"""Cells that no subtraction opens, and the attack that tries."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest
from benchmarks.differencing import attack, made_wave, published, struck_alone

from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.measures import unsafe_weightings
from concertation.core.functioning.suppression import Cut, safe_cells

CONVENTIONS = FunctioningConventions()


def chosen(cells: dict[str, str], people: Sequence[int], frozen: Sequence[str] = ()) -> Cut:
    """Cells written as the letters of their organisations, out of as many letters as there are counts."""
    letters = "abcdefghijklmnopqrstuvwxyz"[: len(people)]

    def row(cell: str) -> np.ndarray:
        return np.array([float(letter in cell) for letter in letters])

    rows = {name: row(cell) for name, cell in cells.items()}
    return safe_cells(rows, np.array(people), frozen=[row(cell) for cell in frozen], conventions=CONVENTIONS)


def test_two_large_groups_may_stand_beside_the_whole() -> None:
    found = chosen({"public": "abc", "community": "def"}, [2] * 6, frozen=["abcdef"])
    assert found.published == ("public", "community")


@pytest.mark.parametrize(("people", "cell"), [([9, 9, 9, 9, 9, 9], "ab"), ([1] * 8, "abcd")])
def test_a_cell_under_the_floor_is_struck(people: list[int], cell: str) -> None:
    """Two organisations, however large; four people, however many organisations."""
    assert chosen({"small": cell}, people).published == ()


def test_what_is_left_of_the_whole_must_stand_too() -> None:
    """Public is large enough, but the whole less public is two organisations."""
    found = chosen({"public": "abcd", "community": "ef"}, [2] * 6, frozen=["abcdef"])
    assert found == Cut(published=(), suppressed=("public", "community"))


def test_overlapping_cuts_are_subtracted_from_each_other() -> None:
    """abcd and abcde differ by one organisation: one of them only, the first."""
    found = chosen({"old": "abcd", "small": "abcde"}, [2] * 9)
    assert found.published == ("old",)


def test_as_few_as_possible_are_left_out() -> None:
    """abcdef less cdef is ab, and abcdefg less abcdef is g; abcdefg and cdef leave abg: two cells rather than one."""
    found = chosen({"first": "abcdef", "second": "abcdefg", "third": "cdef"}, [2] * 12)
    assert found.published == ("second", "third")


def test_three_cells_can_tell_what_no_two_tell() -> None:
    """abcdef − abc − defg = −g: each pair is safe, the three are not."""
    cells = {"all six": "abcdef", "three": "abc", "four": "defg"}
    assert len(chosen(cells, [2] * 12).published) == 2


def test_a_cut_published_before_counts() -> None:
    """abc was out last year; abcd would tell d."""
    assert chosen({"now": "abcd"}, [2] * 8, frozen=["abc"]).published == ()


def test_what_is_out_and_tells_too_much_leaves_nothing_to_add() -> None:
    found = chosen({"public": "efgh"}, [2] * 8, frozen=["abcd", "abc"])
    assert found == Cut(published=(), suppressed=("public",), is_compromised=True)


def test_more_than_twelve_cells_are_taken_in_order() -> None:
    cells = {f"without {letter}": "abcdefghijklmnopqrst".replace(letter, "") for letter in "abcdefghijklmn"}
    assert chosen(cells, [2] * 20).published == ("without a",)


@pytest.mark.parametrize(
    ("people", "is_unsafe"),
    [([1, 1, 3], True), ([2, 2, 2], False), ([1] * 9 + [2], True), ([1, 1, 1, 2, 2, 2, 3, 3, 3], False)],
)
def test_means_of_people_beside_means_of_organisations(people: list[int], is_unsafe: bool) -> None:
    """5·(a + b + 3c)/5 − 3·(a + b + c)/3 = 2c: the two weightings tell what c said."""
    units = pl.DataFrame({"partnership": "p", "factor": "f", "respondents": people})
    found = unsafe_weightings(units, conventions=CONVENTIONS)
    assert found["is_weighting_suppressed"].to_list() == [is_unsafe]


@pytest.mark.parametrize("seed", range(4))
def test_the_attack_recovers_nothing(seed: int) -> None:
    """All overlapping cuts of a made wave; the attack shares no code with the defence."""
    wave = made_wave(np.random.default_rng(seed))
    assert not list(attack(wave, published(wave)))


def test_the_attack_opens_what_is_not_defended() -> None:
    """Striking cells under the floor alone is not enough; else the attack would prove nothing."""
    waves = [made_wave(np.random.default_rng(seed)) for seed in range(3)]
    assert any(list(attack(wave, struck_alone(wave))) for wave in waves)
