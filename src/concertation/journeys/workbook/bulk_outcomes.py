"""What becomes of each row of a large file: plain rows as columns, the others one by one."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from concertation.exchange.workbook.columns import AT, LABEL, ROW, SHEET
from concertation.journeys.workbook.catalogue import name_columns
from concertation.journeys.workbook.comparison import Draft, row_of
from concertation.journeys.workbook.preview_rows import SCHEMA, changes_of
from concertation.journeys.workbook.sifting import Sifted


def standing_rows(sifted: Sifted, drafts: Iterable[Draft]) -> pl.DataFrame:
    """The key that each sound row stands for."""
    sound = [(draft.at, draft.entry.key) for draft in drafts if draft.entry is not None and not draft.entry.is_faulty]
    others = pl.DataFrame(sound, schema={AT: pl.UInt32, "key": pl.String}, orient="row")
    plain = [frame.select(pl.col(AT).cast(pl.UInt32), "key") for frame in (sifted.new, sifted.same)]
    return pl.concat([*plain, others])


def plain_outcomes(kind_id: str, sifted: Sifted) -> pl.DataFrame:
    """The outcome of plain rows: each is new, or the same."""
    names = [pl.col(name) for name in name_columns(kind_id) if name in sifted.new.columns]
    new = sifted.new.select(
        AT, SHEET, ROW, LABEL, "key", pl.coalesce(*names, "key").alias("name"), outcome=pl.lit("new")
    )
    same = sifted.same.select(AT, SHEET, ROW, LABEL, "key", "name", outcome=pl.lit("same"))
    rows = pl.concat([new, same.cast(dict(new.schema))])  # type: ignore[arg-type]  # a schema casts
    return rows.select(
        pl.col(AT).cast(pl.UInt32),
        kind=pl.lit(kind_id),
        sheet=pl.col(SHEET),
        row=pl.col(ROW),
        column=LABEL,
        key="key",
        name="name",
        outcome="outcome",
        changes=pl.lit(None, pl.String),
    ).cast(dict(SCHEMA))  # type: ignore[arg-type]  # a schema casts


def outcomes_of(drafts: Iterable[Draft]) -> pl.DataFrame:
    """The outcome of rows looked at one by one."""
    lines = []
    for draft in drafts:
        row = row_of(draft)
        place = row.place
        changes = changes_of(row.differences)
        lines.append(
            (draft.at, row.kind_id, place.sheet, place.row, place.column, row.key, row.name, row.outcome, changes)
        )
    return pl.DataFrame(lines, schema={AT: pl.UInt32, **SCHEMA}, orient="row")
