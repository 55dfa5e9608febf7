"""Claim: a snapshot of 100,000 partnerships and 1,000,000 memberships leaves SQLite in ten seconds.

Run: ``python -m benchmarks.snapshot [PARTNERSHIPS]``. A temporary register is filled by steps and read by the
builder at each; the whole is read by its peer too (the same columns by Django's ``values_list`` into frames), and
written to and read from a folder of Parquet. Nothing is scaled, and the tables read are compared. The builder is
timed before the peer and after it, and the median counts: the machine may be shared. The claim rests on wall time;
CPU time of all threads stands beside.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.register import AS_OF, make_register
from benchmarks.timing import peak_memory, repeated, timed, typical
from concertation.core.snapshot import Snapshot

SEED = 2014

# The register grows by these shares of its rows.
STEPS = (0.0, 0.1, 0.3, 1.0)


def main(partnerships: int) -> None:
    """Fill by steps, read both ways, compare, and travel as a folder."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONCERTATION_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "concertation.project.settings"
        import django  # noqa: PLC0415 after the settings know where the data is

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        _measure(make_register(partnerships, seed=SEED).tables, Path(folder))


def _measure(tables: Mapping[str, pl.DataFrame], folder: Path) -> None:
    from concertation.store.snapshot_builder import build_snapshot  # noqa: PLC0415

    def build() -> Snapshot:
        return build_snapshot(as_of=AS_OF)

    print("partnerships  memberships  rows in all  wall s   CPU s  peak memory so far, register included")
    for first, last in pairwise(STEPS):
        rows = _fill(tables, first, last)
        snapshot, before = repeated(build, times=3)
        cost = typical(before)
        sizes = f"{rows['partnership']:>12,}  {rows['membership']:>11,}  {sum(rows.values()):>11,}"
        print(f"{sizes}  {cost.wall:>6.2f}  {cost.cpu:>6.2f}  {peak_memory():,.0f} MB (median of 3)")
    peer, theirs = timed(_read_through_models)
    print(f"the same by values_list: {theirs} (once), peak memory {peak_memory():,.0f} MB")
    _, after = repeated(build, times=2)
    ours = typical(before + after)
    walls = ", ".join(f"{cost.wall:.2f}" for cost in before + after)
    print(f"built: {ours} (median of 5; wall of each {walls})")
    print(f"ratio: {theirs.wall / ours.wall:.1f} times by wall time, {theirs.cpu / ours.cpu:.1f} by CPU time")
    differing = [kind for kind, frame in peer.items() if not frame.equals(snapshot[kind])]
    print(f"tables compared: {len(peer)}; different: {', '.join(differing) or 'none'}")
    _travel(snapshot, folder / "travels")


def _travel(snapshot: Snapshot, target: Path) -> None:
    """To a folder of Parquet and back."""
    from concertation.exchange.parquet import read_snapshot, write_snapshot  # noqa: PLC0415

    _, writing = timed(lambda: write_snapshot(snapshot, target))
    back, reading = timed(lambda: read_snapshot(target))
    size = sum(file.stat().st_size for file in target.iterdir()) / 1e6
    same = all(back[kind].equals(frame) for kind, frame in snapshot.tables.items())
    print(f"Parquet: written in {writing}, read in {reading}, {size:,.0f} MB, same tables: {same}")


def _fill(tables: Mapping[str, pl.DataFrame], first: float, last: float) -> dict[str, int]:
    """Writes a part of each table, as the register's own constraints accept; returns how many rows each then has."""
    from django.db import connection  # noqa: PLC0415

    from concertation.core.facts import all_kinds  # noqa: PLC0415
    from concertation.store.loading import fact_model  # noqa: PLC0415

    connection.ensure_connection()
    raw: Any = connection.connection
    raw.execute("PRAGMA foreign_keys=OFF")
    counts = {}
    for kind in all_kinds():
        whole = tables[kind.id]
        start, end = (int(share * whole.height) for share in (first, last))
        frame = whole.slice(start, end - start)
        if whole.is_empty():
            continue
        fields = [field for field in fact_model(kind)._meta.local_concrete_fields if not field.primary_key]
        frame = frame.with_columns(pl.selectors.date().dt.to_string())
        columns = {
            str(field.column): frame[field.column].to_list() if field.column in frame.columns else None
            for field in fields
        }
        empties = {str(field.column): field.get_default() for field in fields}
        records = zip(
            frame["id"].to_list(),
            *(
                [empties[name]] * frame.height
                if values is None
                else [empties[name] if value is None else value for value in values]
                for name, values in columns.items()
            ),
            strict=True,
        )
        names = ", ".join(f'"{name}"' for name in ("id", *columns))
        places = ", ".join("?" * (len(columns) + 1))
        raw.execute("BEGIN")
        raw.executemany(f'INSERT OR IGNORE INTO "{kind.id}" ({names}) VALUES ({places})', records)
        raw.execute("COMMIT")
        counts[kind.id] = raw.execute(f'SELECT COUNT(*) FROM "{kind.id}"').fetchone()[0]
    return counts


def _read_through_models() -> dict[str, pl.DataFrame]:
    """The peer: every table by the models' own query, then into a frame with the snapshot's types."""
    from concertation.core.facts import all_kinds  # noqa: PLC0415
    from concertation.core.snapshot import table_schema  # noqa: PLC0415
    from concertation.store.loading import fact_model  # noqa: PLC0415

    frames = {}
    for kind in all_kinds():
        schema = dict(table_schema(kind.id))
        rows = list(fact_model(kind)._default_manager.order_by("id").values_list(*schema))
        start = "since" if kind.is_dated else "on" if kind.is_event else None
        frame = pl.DataFrame(rows, schema=schema, orient="row", strict=False)
        texts = [name for name, dtype in schema.items() if dtype == pl.String and name != "key"]
        frame = frame.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in texts)
        if start is not None:
            frame = frame.filter(pl.col(start).is_null() | (pl.col(start) <= AS_OF))
        frames[kind.id] = frame
    return frames


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
