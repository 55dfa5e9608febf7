"""What a family of measures answers: numbers, columns and tables, exact or approximate, known or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.estimate import Unknown
from concertation.core.text import Text

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Exactness:
    """Whether a figure is exact; if not, by which method it was approached, by how much it may err, from which seed."""

    is_exact: bool
    method: Text
    error: float | None = None
    seed: int | None = None


EXACT = Exactness(is_exact=True, method=Text(en="exact", fr="exact"))


@dataclass(frozen=True, slots=True)
class Figure:
    """An answer with the share of the facts that were known, or how it was approached."""

    answer: float | Column | pl.DataFrame
    coverage: float = 1.0
    n: int | None = None
    low: float | None = None
    high: float | None = None
    exactness: Exactness = EXACT


Answer = float | Column | pl.DataFrame | Figure | Unknown


def approached(answers: Mapping[str, Answer], exactness: Exactness) -> Mapping[str, Answer]:
    """The same answers, each saying how it was approached, unless they are exact."""
    if exactness.is_exact:
        return answers
    return {
        name: one if isinstance(one, Figure | Unknown) else Figure(one, exactness=exactness)
        for name, one in answers.items()
    }


def share(part: float, whole: float) -> float:
    """``part / whole``; unknown (NaN) where there is nothing to take a share of."""
    return part / whole if whole else float("nan")


def shares(part: NDArray[np.number], whole: NDArray[np.number] | float) -> Column:
    """The same for columns."""
    whole = np.asarray(whole, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole == 0, np.nan, np.asarray(part, dtype=np.float64) / whole)


def unknown(english: str, french: str) -> Unknown:
    """An answer that is not known, and what it would take."""
    return Unknown(missing=(Text(en=english, fr=french),))


UNKNOWN_WEIGHTS = unknown(
    "The strength of every tie; some are unknown.", "La force de chaque lien; certaines sont inconnues."
)
