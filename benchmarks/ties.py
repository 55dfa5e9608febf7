"""Networks read from the register, at the demonstration and at 10,000 organisations; and 1,000,000 edges read.

python -m benchmarks.ties

``python -m benchmarks.ties met`` reads two networks alone, of 10,000 organisations at 1,000 tables of about twenty that
met six times in the year, each with a funder and a fiduciary: who meets whom, and who funds whom.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from datetime import date
from functools import partial

import numpy as np
import polars as pl

from benchmarks.register import make_register
from benchmarks.timing import peak_memory, timed
from concertation.core.demonstration import rows_as_snapshot
from concertation.core.demonstration.region import make_region
from concertation.core.network import NETWORK_KINDS, relations_from
from concertation.core.snapshot import Snapshot
from concertation.exchange.edge_list import read_edge_list

_DAY = date(2026, 6, 30)
_SEED = 7
_ORGANISATIONS, _TABLES, _SEATS, _MEETINGS = 10_000, 1_000, 20_000, 6_000


def main() -> None:
    """Prints one line a network."""
    book, _ = make_region(np.random.default_rng(_SEED), last_day=_DAY)
    _print_networks("demonstration", rows_as_snapshot(book, as_of=_DAY))
    _print_networks("10,000 organisations", make_register(40_000, seed=_SEED))
    _print_edges(1_000_000)
    print(f"highest memory {peak_memory():.0f} MB")


def met() -> None:
    """Prints what it takes to read who meets whom and who funds whom."""
    _print_networks("10,000 organisations that meet", _that_meet(), kinds=("co_attendance", "funding"))
    print(f"highest memory {peak_memory():.0f} MB")


def _that_meet() -> Snapshot:
    draw = np.random.default_rng(_SEED)
    days = pl.Series(np.datetime64(_DAY) - draw.integers(0, 365, _MEETINGS).astype("timedelta64[D]")).cast(pl.Date)
    seats = {"partnership_id": np.arange(_SEATS) % _TABLES + 1, "organisation_id": draw.permutation(_SEATS) // 2 + 1}
    meetings = {"partnership_id": np.arange(_MEETINGS) % _TABLES + 1, "on": days}
    seat = np.arange(_SEATS) + 1
    # Those at a table are every thousandth seat: a meeting is attended by four in five of its table.
    of_table = np.repeat(seat.reshape(-1, _TABLES).T, _MEETINGS // _TABLES, axis=0).ravel()
    there = draw.random(len(of_table)) < 0.8
    meeting = np.repeat(np.arange(_MEETINGS).reshape(-1, _TABLES).T.ravel() + 1, _SEATS // _TABLES)
    holders = {"membership_id": seat[: 2 * _TABLES], "role": np.repeat(["funder", "fiduciary"], _TABLES)}
    money = {
        "partnership_id": seats["partnership_id"][:5_000],
        "organisation_id": seats["organisation_id"][5_000:10_000],
    }
    given: dict[str, pl.Expr | pl.Series] = {
        "kind": pl.lit("money"),
        "direction": pl.lit("given"),
        "amount": pl.Series(draw.integers(1, 200, 5_000) * 1e3),
    }
    frames = {
        "organisation": pl.DataFrame({"id": np.arange(_ORGANISATIONS) + 1}),
        "partnership": pl.DataFrame({"id": np.arange(_TABLES) + 1}),
        "membership": pl.DataFrame({"id": seat, **seats}),
        "membership_role": pl.DataFrame(holders).with_row_index("id", 1),
        "meeting": pl.DataFrame(meetings).with_row_index("id", 1),
        "attendance": pl.DataFrame({"meeting_id": meeting[there], "membership_id": of_table[there]}).with_columns(
            status=pl.lit("present")
        ),
        "contribution": pl.DataFrame(money).with_columns(**given),
    }
    keyed = {
        kind: (frame if "id" in frame.columns else frame.with_row_index("id", 1)).with_columns(
            key=pl.format("{}-{}", pl.lit(kind), "id")
        )
        for kind, frame in frames.items()
    }
    return Snapshot.from_tables(as_of=_DAY, tables=keyed)


def _print_networks(name: str, snapshot: Snapshot, *, kinds: Iterable[str] = NETWORK_KINDS) -> None:
    counts = {kind: snapshot[kind].height for kind in ("organisation", "partnership", "membership", "tie")}
    print(name, counts)
    for kind in kinds:
        found, cost = timed(partial(relations_from, snapshot, kind))
        print(f"  {kind}: {found.network.size:,} nodes, {found.network.tie_count:,} ties, {cost}")


def _print_edges(count: int) -> None:
    ends = np.random.default_rng(_SEED).integers(0, count // 4, (count, 2))
    text = io.StringIO()
    text.write("source,target,weight\n")
    text.writelines(f"organisation-{one},organisation-{two},1\n" for one, two in ends.tolist())
    content = text.getvalue().encode()
    _, cost = timed(partial(read_edge_list, content, is_directed=True, filename="edges.csv"))
    print(f"{count:,} edges of a CSV file ({len(content) / 2**20:.0f} MB), {cost}")


if __name__ == "__main__":
    (met if "met" in sys.argv else main)()
