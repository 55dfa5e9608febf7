"""Whether the instrument measures the same in both languages, item by item, over all who answered it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.errors import InvalidData
from concertation.core.estimate import Unknown
from concertation.core.functioning import reasons
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.equivalence import ItemEquivalence, compare_item
from concertation.core.functioning.item_tables import tabulate_items

Floats = NDArray[np.float64]

# In which language each person answered; who switched half-way is of the language of the last page.
LANGUAGES = pl.Schema({"partnership": pl.String, "respondent": pl.String, "language": pl.String})


@dataclass(frozen=True, slots=True)
class LanguageComparison:
    """How each item compares, ``second`` language against ``first``, or why that cannot be said."""

    first: str
    second: str
    items: Mapping[str, ItemEquivalence | Unknown]


def compare_languages(
    answers: pl.DataFrame,
    items: pl.DataFrame,
    languages: pl.DataFrame,
    *,
    conventions: FunctioningConventions,
    between: tuple[str, str] = ("en", "fr"),
    highest: int = 5,
) -> LanguageComparison:
    """Differential functioning of every item between two languages, matched on the other items of its factor.

    ``answers`` and ``items`` as in ``scoring``, ``languages`` as ``LANGUAGES``; all partnerships together. A person
    counts for an item who answered it and at least one other of its factor. Below a hundred such people in each
    language the item is ``Unknown``: the test would find nothing, or anything. ``Unknown`` too where no fit settles.
    """
    table = tabulate_items(answers, items, highest=highest)
    people = answers.select("partnership", "respondent").unique().sort("partnership", "respondent")
    spoken = people.join(languages, on=["partnership", "respondent"], how="left", maintain_order="left")["language"]
    points = table.points.reshape(-1, len(table.items))
    points = points[_stands(people, table.points.shape[:2])]
    found = {
        item: _compared(points, np.array(table.factors), place, spoken.to_numpy(), between, conventions)
        for place, item in enumerate(table.items)
    }
    return LanguageComparison(*between, items=found)


def _stands(people: pl.DataFrame, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Lines of the table, partnership after partnership, behind which a person stands."""
    counts = people.group_by("partnership", maintain_order=True).len()["len"].to_numpy()
    return np.asarray((np.arange(shape[1]) < counts[:, None]).ravel())


def _compared(
    points: Floats,
    factors: NDArray[np.str_],
    place: int,
    spoken: NDArray[np.object_],
    between: tuple[str, str],
    conventions: FunctioningConventions,
) -> ItemEquivalence | Unknown:
    others = (factors == factors[place]) & (np.arange(len(factors)) != place)
    answered = ~np.isnan(points[:, place]) & ~np.isnan(points[:, others]).all(axis=1)
    first, second = (answered & (spoken == language) for language in between)
    counts = int(first.sum()), int(second.sum())
    if min(counts) < conventions.respondents_for_equivalence:
        return Unknown((reasons.too_few_for_equivalence(*counts, conventions),))
    who = first | second
    rest = np.nanmean(points[np.ix_(who, others)], axis=1)
    try:
        return compare_item(points[who, place].astype(np.int64), rest, second[who])
    except InvalidData:
        return Unknown((reasons.NOT_COMPARABLE,))
