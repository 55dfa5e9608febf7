"""Facets: what is chosen, what is counted beside each value, and unknown as a value."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from concertation.core.faceting import UNKNOWN, Choice, Count, Facet, Selection, choose, count_values, total
from concertation.core.text import Text

COLOURS = ("red", "green", "blue")
FLAVOURS = ("sweet", "salt", "sour")


def _facet(name: str, codes: tuple[str, ...], *, is_multiple: bool = False) -> Facet:
    return Facet(name, Text(en=name, fr=name), {code: Text(en=code, fr=code) for code in codes}, is_multiple)


FACETS = {"colour": _facet("colour", COLOURS), "flavours": _facet("flavours", FLAVOURS, is_multiple=True)}


def _frame(rows: list[tuple[str | None, list[str] | None]]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "key": [str(place) for place in range(len(rows))],
            "facet.colour": [colour for colour, _ in rows],
            "facet.flavours": [flavours for _, flavours in rows],
        },
        schema={
            "key": pl.String,
            "facet.colour": pl.Enum(list(COLOURS)),
            "facet.flavours": pl.List(pl.Enum(list(FLAVOURS))),
        },
    )


records = st.lists(
    st.tuples(
        st.none() | st.sampled_from(COLOURS), st.none() | st.lists(st.sampled_from(FLAVOURS), unique=True, max_size=3)
    ),
    max_size=30,
)


def _choices(codes: tuple[str, ...]) -> st.SearchStrategy[Choice]:
    some = st.frozensets(st.sampled_from((*codes, UNKNOWN)), max_size=2)
    return st.builds(Choice, some, some)


selections = st.fixed_dictionaries({"colour": _choices(COLOURS), "flavours": _choices(FLAVOURS)})


def _held(row: dict[str, Any], name: str) -> set[str]:
    value = row[f"facet.{name}"]
    return set(value if isinstance(value, list) else [value] if value else []) or {UNKNOWN}


def _plainly_chosen(frame: pl.DataFrame, selection: Selection) -> set[str]:
    """The definition, one record at a time."""
    return {
        row["key"]
        for row in frame.to_dicts()
        if all(
            (not choice.include or _held(row, name) & choice.include) and not _held(row, name) & choice.exclude
            for name, choice in selection.items()
        )
    }


@given(records, selections)
def test_a_record_is_kept_when_each_facet_lets_it_through(
    rows: list[tuple[str | None, list[str] | None]], selection: dict[str, Choice]
) -> None:
    """*Or* within a facet, *and* between facets; an excluded value removes whoever holds it."""
    frame = _frame(rows)
    assert set(choose(frame, FACETS, selection)["key"]) == _plainly_chosen(frame, selection)


@given(records, st.sampled_from((*COLOURS, UNKNOWN)))
def test_including_and_excluding_a_value_part_the_records(
    rows: list[tuple[str | None, list[str] | None]], code: str
) -> None:
    """What is kept by a value and what is kept without it are complements, unknown included."""
    frame = _frame(rows)
    kept = choose(frame, FACETS, {"colour": Choice(include=frozenset({code}))})
    removed = choose(frame, FACETS, {"colour": Choice(exclude=frozenset({code}))})
    assert sorted([*kept["key"], *removed["key"]]) == sorted(frame["key"])


@given(records, selections)
def test_the_number_beside_a_value_is_what_choosing_it_finds(
    rows: list[tuple[str | None, list[str] | None]], selection: dict[str, Choice]
) -> None:
    """A facet forgets its own choice when it is counted; the others stay as chosen."""
    frame = _frame(rows)
    for name, counts in count_values(frame, FACETS, selection).items():
        for code in (*FACETS[name].values, UNKNOWN):
            alone = {**selection, name: Choice(include=frozenset({code}))}
            assert counts.get(code, Count(0)).records == choose(frame, FACETS, alone).height


@given(records, selections)
def test_counts_of_a_facet_with_one_value_a_record_sum_to_all_the_others_let_through(
    rows: list[tuple[str | None, list[str] | None]], selection: dict[str, Choice]
) -> None:
    """Nobody is lost between the values, because unknown is one of them."""
    frame = _frame(rows)
    counts = count_values(frame, FACETS, selection)["colour"]
    assert (
        sum(count.total for count in counts.values()) == choose(frame, FACETS, {**selection, "colour": Choice()}).height
    )


def test_a_record_that_holds_several_values_is_counted_under_each() -> None:
    """By hand: two are sweet, one of these is salt too, one says nothing."""
    frame = _frame([("red", ["sweet", "salt"]), ("red", ["sweet"]), (None, [])])
    counts = count_values(frame, FACETS, {})["flavours"]
    assert {code: count.records for code, count in counts.items()} == {"sweet": 2, "salt": 1, UNKNOWN: 1}


def test_records_that_stand_for_several_are_counted_apart() -> None:
    """A record of « several organisations, not named » is never one more organisation."""
    frame = _frame([("red", None), ("red", None), (None, None)]).with_columns(is_group=pl.Series([False, True, False]))
    assert count_values(frame, FACETS, {})["colour"] == {"red": Count(1, 1), UNKNOWN: Count(1, 0)}
    assert total(frame) == Count(2, 1)


def test_choosing_nothing_keeps_everything() -> None:
    """An empty choice is no choice."""
    frame = _frame([("red", None), (None, ["sour"])])
    assert choose(frame, FACETS, {"colour": Choice(), "flavours": Choice()}).height == 2
