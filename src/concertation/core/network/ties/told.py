"""Told ties: one row a telling, whoever told it, whatever it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from concertation.core.snapshot import Snapshot
from concertation.core.text import Text

Teller = Literal["from", "to", "register"]

# ``intensity`` is a rung of the scale of Frey and colleagues, from 0 to 5; ``weight`` is in the unit of its layer
# (dollars, tables, meetings, activities, agreements). Both are null where unknown. ``fact_kind`` and ``fact_key``
# are what the telling rests on.
TOLD = pl.Schema(
    {
        "from_key": pl.String,
        "to_key": pl.String,
        "layer": pl.String,
        "teller": pl.String,
        "intensity": pl.Float64,
        "weight": pl.Float64,
        "since": pl.Date,
        "until": pl.Date,
        "fact_kind": pl.String,
        "fact_key": pl.String,
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """Tellings, and in words what was left out on the way."""

    rows: pl.DataFrame
    remarks: tuple[Text, ...] = ()

    def and_also(self, other: Told) -> Told:
        """The tellings of both."""
        return Told(pl.concat([self.rows, other.rows]), (*self.remarks, *other.remarks))


def nothing_told() -> Told:
    """No telling at all."""
    return Told(pl.DataFrame(schema=TOLD))


def tellings(
    snapshot: Snapshot,
    rows: pl.DataFrame,
    *,
    layer: str | pl.Expr,
    fact_kind: str | pl.Expr,
    teller: Teller = "register",
    remarks: Sequence[Text] = (),
) -> Told:
    """Told ties from rows with ``from_id``, ``to_id``, ``fact_key`` and what is known of the other columns.

    ``from_id`` and ``to_id`` are numbers of organisations; a row with a number that nobody bears is left out.
    """
    keys = snapshot["organisation"].select("id", "key")
    for end in ("from", "to"):
        keyed = keys.select(pl.col("id").alias(f"{end}_id"), pl.col("key").alias(f"{end}_key"))
        rows = rows.join(keyed, on=f"{end}_id", maintain_order="left")
    rows = rows.with_columns(
        layer=pl.lit(layer) if isinstance(layer, str) else layer,
        fact_kind=pl.lit(fact_kind) if isinstance(fact_kind, str) else fact_kind,
        teller=pl.lit(teller),
    )
    absent = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in TOLD.items() if name not in rows.columns]
    columns = [pl.col(name).cast(dtype) for name, dtype in TOLD.items()]
    return Told(rows.with_columns(absent).select(columns), tuple(remarks))
