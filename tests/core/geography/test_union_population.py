"""The population of unions: exact when all parts are counted, open above when one is not."""

from __future__ import annotations

from datetime import date

import pytest

from concertation.core.demonstration.rows import RowBook, rows_as_snapshot
from concertation.core.errors import UnknownRecord
from concertation.core.geography import population_of_union
from concertation.core.snapshot import Snapshot


def _register(**populations: int | None) -> Snapshot:
    """A custom territory over subdivisions of Manitoba, named by the end of their code."""
    book = RowBook()
    book.write("area", "valley", kind="custom", name_en="Valley", name_fr="Vallée")
    for end, population in populations.items():
        code = f"46110{end[1:]}"
        book.write(
            "area", end, kind="municipality", code=code, vintage=2021, name_en=end, name_fr=end,
            population=population, population_year=None if population is None else 2021,
        )  # fmt: skip
        book.write("area_part", f"valley.{end}", whole="valley", part=end)
    return rows_as_snapshot(book, as_of=date(2025, 1, 1))


def test_counted_parts_are_summed() -> None:
    """By hand: 749,607 + 18,000."""
    found = population_of_union(_register(c40=749_607, c41=18_000), "valley")
    assert (found.low, found.high, found.coverage, found.years) == (767_607, 767_607, 1.0, (2021,))


def test_a_part_without_a_count_opens_the_sum_above() -> None:
    """Unknown is never zero: at least 749,607, no upper bound, and the part is named."""
    found = population_of_union(_register(c40=749_607, c41=None), "valley")
    assert (found.low, found.high, found.missing, found.coverage) == (749_607, None, ("c41",), 0.5)
    assert not found.is_exact


def test_an_area_without_parts_is_its_own_part() -> None:
    """A municipality has its own count."""
    assert population_of_union(_register(c40=749_607), "c40").high == 749_607


def test_parts_reached_twice_are_counted_once() -> None:
    """A union of unions that overlap, and a division beside one of its own subdivisions."""
    book = RowBook()
    for key in ("big", "north", "south"):
        book.write("area", key, kind="custom", name_en=key, name_fr=key)
    book.write("area", "town", kind="municipality", code="4611040", name_en="t", name_fr="t", population=100)
    book.write("area", "division", kind="census_division", code="4611", name_en="d", name_fr="d", population=250)
    for whole, part in (
        ("big", "north"),
        ("big", "south"),
        ("north", "town"),
        ("south", "town"),
        ("south", "division"),
    ):
        book.write("area_part", f"{whole}.{part}", whole=whole, part=part)
    assert population_of_union(rows_as_snapshot(book, as_of=date(2025, 1, 1)), "big").low == 250


def test_an_unknown_area_is_said_so() -> None:
    """No silent zero."""
    with pytest.raises(UnknownRecord):
        population_of_union(_register(), "nowhere")
