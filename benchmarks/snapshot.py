"""Claim: a snapshot of 100,000 partnerships and 1,000,000 memberships leaves SQLite in ten seconds.

Run: ``python -m benchmarks.snapshot [PARTNERSHIPS]``. A temporary register is filled, read by the builder and by
its peer (the same columns by Django's ``values_list`` into frames), and written to and read from a folder of
Parquet. Nothing is scaled, and the tables read are compared.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl

from benchmarks.register import AS_OF, make_register

SEED = 2014


def main(partnerships: int) -> None:
    """Fill, read both ways, compare, and travel as a folder."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CONCERTATION_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "concertation.project.settings"
        import django  # noqa: PLC0415 after the settings know where the data is

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        rows = _fill(make_register(partnerships, seed=SEED).tables)
        print(f"rows in the register: {rows['membership']:,} memberships, {sum(rows.values()):,} in all")
        _measure(Path(folder))


def _measure(folder: Path) -> None:
    from concertation.exchange.parquet import read_snapshot, write_snapshot  # noqa: PLC0415
    from concertation.store.snapshot_builder import build_snapshot  # noqa: PLC0415

    snapshot, ours = _timed(lambda: build_snapshot(as_of=AS_OF), times=3)
    print(f"snapshot built in {ours:.2f} s (best of 3)")
    peer, theirs = _timed(_read_through_models, times=1)
    print(f"the same by values_list: {theirs:.2f} s (once); ratio {theirs / ours:.1f} times")
    differing = [kind for kind, frame in peer.items() if not frame.equals(snapshot[kind])]
    print(f"tables compared: {len(peer)}; different: {', '.join(differing) or 'none'}")
    target = folder / "travels"
    _, writing = _timed(lambda: write_snapshot(snapshot, target), times=1)
    back, reading = _timed(lambda: read_snapshot(target), times=1)
    size = sum(file.stat().st_size for file in target.iterdir()) / 1e6
    same = all(back[kind].equals(frame) for kind, frame in snapshot.tables.items())
    print(f"Parquet: written in {writing:.2f} s, read in {reading:.2f} s, {size:,.0f} MB, same tables: {same}")


def _timed(deed: Callable[[], Any], *, times: int) -> tuple[Any, float]:
    best = float("inf")
    for _ in range(times):
        start = perf_counter()
        outcome = deed()
        best = min(best, perf_counter() - start)
    return outcome, best


def _fill(tables: Any) -> dict[str, int]:
    """Writes what the register's own constraints accept; returns how many rows each table has."""
    from django.db import connection  # noqa: PLC0415

    from concertation.core.facts import all_kinds  # noqa: PLC0415
    from concertation.store.loading import fact_model  # noqa: PLC0415

    connection.ensure_connection()
    raw: Any = connection.connection
    raw.execute("PRAGMA foreign_keys=OFF")
    counts = {}
    for kind in all_kinds():
        frame = tables[kind.id]
        if frame.is_empty():
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
