"""Answers as dense tables, partnerships × respondents × items, for what is reckoned item by item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ItemTable:
    """Points of every item, reversed ones turned; ``nan`` where nobody stands or nothing was answered."""

    partnerships: tuple[str, ...]
    items: tuple[str, ...]
    factors: tuple[str, ...]
    points: Floats

    def by_size(self) -> Iterator[tuple[tuple[str, ...], Floats]]:
        """Factors of as many items together, with points as partnerships × factors × respondents × items."""
        places: dict[str, list[int]] = {}
        for place, factor in enumerate(self.factors):
            places.setdefault(factor, []).append(place)
        for size in sorted({len(of_factor) for of_factor in places.values()}):
            names = tuple(sorted(factor for factor, of_factor in places.items() if len(of_factor) == size))
            columns = np.array([places[name] for name in names])
            yield names, np.moveaxis(self.points[:, :, columns], 1, 2)


def tabulate_items(answers: pl.DataFrame, items: pl.DataFrame, *, highest: int = 5) -> ItemTable:
    """The table of the answers to these items, partnerships in alphabetical order, items as they come.

    ``answers`` and ``items`` as ``scoring.ANSWERS`` and ``scoring.ITEMS``. Partnerships with fewer respondents than the
    largest end in lines of ``nan``, which change no statistic. Answers to other items are left out.
    """
    people = answers.select("partnership", "respondent").unique().sort("partnership", "respondent")
    people = people.with_columns(
        pl.int_range(pl.len()).over("partnership").alias("row"),
        (pl.col("partnership").rle_id()).alias("block"),
    )
    columns = items.select("item", "is_reversed").with_row_index("column")
    known = answers.drop_nulls("value").select("partnership", "respondent", "item", "value")
    placed = known.join(people, on=["partnership", "respondent"]).join(columns, on="item")
    points = pl.when("is_reversed").then(1 + highest - pl.col("value")).otherwise(pl.col("value"))
    places = placed.select("block", "row", "column", points.cast(pl.Float64).alias("points"))
    names = people["partnership"].unique(maintain_order=True).to_list()
    most = int(people["row"].to_numpy().max(initial=-1)) + 1
    table = np.full((len(names), most, len(items)), np.nan)
    block, row, column = (places[name].to_numpy() for name in ("block", "row", "column"))
    table[block, row, column] = places["points"].to_numpy()
    return ItemTable(tuple(names), tuple(items["item"]), tuple(items["factor"]), table)
