"""What organisations said of each other in a survey: who was ticked on a roster, how closely, in what."""

from __future__ import annotations

import polars as pl

from concertation.core.network.ties.told import TOLD, Told

# One row an organisation of the roster and a person who answered it: ``is_ticked`` or not.
ANSWERS = pl.Schema(
    [
        ("wave", pl.String()),
        ("organisation", pl.String()),
        ("about", pl.String()),
        ("is_ticked", pl.Boolean()),
        ("intensity", pl.Float64()),
        ("kinds", pl.List(pl.String())),
        ("on", pl.Date()),
    ]
)

# A tie of which the person ticked no kind.
KIND_NOT_SAID = "kind_not_said"


def told_on_roster(answers: pl.DataFrame) -> Told:
    """One row a person, an organisation ticked and a kind of tie that they ticked; the fact is the wave.

    Where no kind was ticked the layer is ``kind_not_said``: the tie stands, its kind is not guessed. An intensity
    that was not answered is unknown.
    """
    kinds = pl.when(pl.col("kinds").list.len() > 0).then("kinds").otherwise(pl.lit([KIND_NOT_SAID]))
    ticked = answers.filter(pl.col("is_ticked") & (pl.col("organisation") != pl.col("about")))
    rows = (
        ticked.with_columns(layer=kinds)
        .explode("layer")
        .select(
            "layer",
            "intensity",
            from_key="organisation",
            to_key="about",
            teller=pl.lit("from"),
            weight=pl.lit(None, pl.Float64),
            since="on",
            until=pl.lit(None, pl.Date),
            fact_kind=pl.lit("survey_wave"),
            fact_key="wave",
        )
    )
    return Told(rows.select(pl.col(name).cast(dtype) for name, dtype in TOLD.items()))


def asked_on_roster(answers: pl.DataFrame) -> pl.DataFrame:
    """Who was asked about whom, and answered: ``teller_key``, ``about_key``, once each."""
    asked = answers.filter(pl.col("organisation") != pl.col("about"))
    return asked.select(teller_key="organisation", about_key="about").unique(maintain_order=True)
