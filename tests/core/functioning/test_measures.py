"""Many partnerships at once, and what the table leaves out."""

from __future__ import annotations

import numpy as np
import polars as pl
from polars.testing import assert_frame_equal

from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.intervals import PARTICIPATION
from concertation.core.functioning.item_tables import tabulate_items
from concertation.core.functioning.measures import measure_factors
from concertation.core.functioning.scoring import ANSWERS, ITEMS

CONVENTIONS = FunctioningConventions()
# Two factors, of four and of three items.
SEVEN = pl.DataFrame(
    [(f"a{place}", "a", place == 3) for place in range(4)] + [(f"b{place}", "b", False) for place in range(3)],
    schema=ITEMS,
    orient="row",
)
COUNTS = (
    "partnership",
    "factor",
    "respondents",
    "organisations",
    "is_suppressed",
    "is_anonymous",
    "is_weighting_suppressed",
)


def waves(sizes: dict[str, int], *, anonymous: tuple[str, ...] = ()) -> tuple[pl.DataFrame, pl.DataFrame]:
    """So many organisations of one to four people each in every partnership; one answer in ten is blank."""
    random = np.random.default_rng(2014)
    lines, members = [], []
    for partnership, count in sizes.items():
        for place in range(count):
            people = int(random.integers(1, 5))
            members.append((partnership, f"o{place}", people + 1, people))
            name = None if partnership in anonymous else f"o{place}"
            for person in range(people):
                values = [None if random.random() < 0.1 else int(random.integers(1, 6)) for _item in range(7)]
                one = f"{partnership}{place}.{person}"
                lines += [(partnership, name, one, *pair) for pair in zip(SEVEN["item"], values, strict=True)]
        members.append((partnership, "silent", 2, 0))
    return (
        pl.DataFrame(lines, schema=ANSWERS, orient="row"),
        pl.DataFrame(members, schema=PARTICIPATION, orient="row"),
    )


def test_many_partnerships_at_once_answer_as_one_by_one() -> None:
    """Of many sizes, confidential and anonymous, large enough for α and too small to be shown."""
    answers, participation = waves({"p": 20, "q": 9, "r": 4, "s": 2, "t": 12}, anonymous=("t",))
    together = measure_factors(answers, SEVEN, participation, conventions=CONVENTIONS)
    apart = [
        measure_factors(
            answers.filter(pl.col("partnership") == one),
            SEVEN,
            participation.filter(pl.col("partnership") == one),
            conventions=CONVENTIONS,
        )
        for one in "pqrst"
    ]
    assert_frame_equal(together, pl.concat(apart))


def test_under_the_floor_the_table_holds_counts_and_nothing_else() -> None:
    answers, participation = waves({"s": 2})
    found = measure_factors(answers, SEVEN, participation, conventions=CONVENTIONS)
    assert found["is_suppressed"].all()
    assert found.drop(COUNTS).null_count().sum_horizontal().item() == 2 * len(found.drop(COUNTS).columns)


def test_the_order_of_lines_changes_nothing() -> None:
    answers, participation = waves({"p": 20, "q": 9})
    shuffled = answers.sample(fraction=1.0, shuffle=True, seed=1)
    assert_frame_equal(
        measure_factors(shuffled, SEVEN.reverse(), participation.reverse(), conventions=CONVENTIONS),
        measure_factors(answers, SEVEN, participation, conventions=CONVENTIONS),
    )


def test_a_table_turns_reversed_items_and_leaves_holes_open() -> None:
    answers = pl.DataFrame(
        [("p", "o", "r", "a0", 4), ("p", "o", "r", "a3", 1), ("q", "o", "s", "a0", 2), ("q", "o", "t", "a0", None)],
        schema=ANSWERS,
        orient="row",
    )
    table = tabulate_items(answers, SEVEN)
    assert table.partnerships == ("p", "q") and table.points.shape == (2, 2, 7)
    assert table.points[0, 0, [0, 3]].tolist() == [4, 5] and table.points[1, 0, 0] == 2
    assert np.isnan(table.points[0, 1]).all() and np.isnan(table.points[1, 1]).all()


def test_factors_of_as_many_items_are_reckoned_together() -> None:
    answers, _participation = waves({"p": 3})
    sizes = {names: points.shape[-1] for names, points in tabulate_items(answers, SEVEN).by_size()}
    assert sizes == {("b",): 3, ("a",): 4}
