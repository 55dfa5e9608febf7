"""Two facets crossed: cells, totals, unknown, shares."""

from __future__ import annotations

import polars as pl
import pytest

from concertation.core.faceting import UNKNOWN, Facet, cross_tabulate
from concertation.core.text import Text

WORDS = Text(en="x", fr="x")
REACH = Facet("reach", WORDS, {"local": WORDS, "regional": WORDS})
KINDS = Facet("kinds", WORDS, {"mixed": WORDS, "governmental": WORDS})
SECTOR = Facet("sector", WORDS, {"health": WORDS, "faith": WORDS, "media": WORDS}, is_multiple=True)
PLACES = Facet("place", WORDS, {"a": WORDS, "b": WORDS, "c": WORDS}, is_open=True)

FRAME = pl.DataFrame(
    {
        "facet.reach": ["local", "local", "local", "regional", None],
        "facet.kinds": ["mixed", "mixed", None, "governmental", "mixed"],
        "facet.sector": [["health", "faith"], ["health"], [], None, ["faith"]],
        "facet.place": ["b", "b", "a", None, "b"],
    }
)


def test_each_cell_counts_the_records_that_hold_both_values() -> None:
    """Counted by hand on five records; what is empty is zero."""
    table = cross_tabulate(FRAME, rows=REACH, columns=KINDS)
    assert [[table[row, column] for column in table.column_codes] for row in table.row_codes] == [
        [2, 0, 1],
        [0, 1, 0],
        [1, 0, 0],
    ]


def test_unknown_is_the_last_row_and_the_last_column() -> None:
    """It is shown where it occurs, and only there."""
    table = cross_tabulate(FRAME, rows=REACH, columns=KINDS)
    assert (table.row_codes[-1], table.column_codes[-1]) == (UNKNOWN, UNKNOWN)
    assert cross_tabulate(FRAME.head(2), rows=REACH, columns=KINDS).row_codes == ("local", "regional")


def test_totals_of_rows_and_columns_sum_to_the_number_of_records() -> None:
    """With one value a record, nothing is counted twice and nobody is left out."""
    table = cross_tabulate(FRAME, rows=REACH, columns=KINDS)
    assert sum(table.row_totals.values()) == sum(table.column_totals.values()) == sum(table.cells.values()) == 5


def test_totals_count_records_once_where_a_facet_holds_several_values() -> None:
    """Two local records: three cells among the known sectors, a total of three records."""
    table = cross_tabulate(FRAME, rows=REACH, columns=SECTOR)
    assert (table["local", "health"], table["local", "faith"], table["local", UNKNOWN]) == (2, 1, 1)
    assert (table.row_totals["local"], table.total, table.overlaps) == (3, 5, True)


@pytest.mark.parametrize(("of", "expected"), [("all", 2 / 5), ("row", 2 / 3), ("column", 2 / 3)])
def test_shares_are_of_all_of_the_row_or_of_the_column(of: str, expected: float) -> None:
    """Unknown stays in the denominator."""
    assert cross_tabulate(FRAME, rows=REACH, columns=KINDS).share(("local", "mixed"), of) == expected  # type: ignore[arg-type]


def test_a_share_of_nothing_is_not_a_number() -> None:
    """An empty row has no shares."""
    assert cross_tabulate(FRAME.head(2), rows=REACH, columns=KINDS).share(("regional", "mixed"), "row") is None


def test_what_the_table_says() -> None:
    """Most frequent pair, records known on both counts, pairs that do not occur."""
    table = cross_tabulate(FRAME, rows=REACH, columns=KINDS)
    assert (table.most_frequent, table.known, table.empty_pairs) == (("local", "mixed"), 3, (2, 4))


def test_an_open_facet_lists_its_most_frequent_values_first() -> None:
    """And leaves out those that no record holds."""
    assert cross_tabulate(FRAME, rows=PLACES, columns=KINDS).row_codes == ("b", "a", UNKNOWN)
