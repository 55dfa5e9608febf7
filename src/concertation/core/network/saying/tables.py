"""Tables: which share most members, who sits at most of them, and which share none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from concertation.core.network.saying.conventions import FEWEST_SHARED, MOST_SENTENCES
from concertation.core.network.saying.said import Name, Said
from concertation.core.network.saying.wording import phrase, told
from concertation.core.network.two_mode import TwoMode
from concertation.core.text import Text


def say_tables(two_mode: TwoMode) -> Iterator[Said]:
    """The tables that share most members, whoever sits at most tables, and tables that share nobody."""
    tables = _names(two_mode.second_nodes, "partnership")
    if len(tables) > 1:
        yield from _sharing(two_mode, tables)
    yield from _seats(two_mode)


def _names(nodes: pl.DataFrame, kind: str) -> list[Name]:
    rows = nodes.select("key", "label_en", "label_fr").iter_rows()
    return [Name(kind, key, Text(en=en or fr or key, fr=fr or en or key)) for key, en, fr in rows]


def _sharing(two_mode: TwoMode, tables: list[Name]) -> Iterator[Said]:
    shared, members = two_mode.shared_firsts(), two_mode.second_degrees.to_list()
    order = sorted(range(shared.tie_count), key=lambda tie: (-shared.weight[tie], tie))[:MOST_SENTENCES]
    for place, tie in enumerate(tie for tie in order if shared.weight[tie] >= FEWEST_SHARED):
        one, other, count = int(shared.source[tie]), int(shared.target[tie]), int(shared.weight[tie])
        ends = (tables[one], tables[other])
        said = told("tables_share_most" if not place else "tables_share", count, tables=ends,
                    first=members[one], second=members[other])  # fmt: skip
        figures = {"shared": count, "first": members[one], "second": members[other]}
        about = (*ends, *_who_sits_at_both(two_mode, ends))
        yield Said("tables.share", "holds", *said, 0.62 - 0.06 * place, about, figures, ("two_mode_degree",))
    yield from _sharing_nobody(tables, members, shared.all_neighbours.degrees.tolist())


def _who_sits_at_both(two_mode: TwoMode, ends: tuple[Name, Name]) -> list[Name]:
    seats = two_mode.belongs
    first, second = (seats.filter(pl.col("second") == end.key)["first"] for end in ends)
    return _names(two_mode.first_nodes.filter(pl.col("key").is_in(set(first) & set(second))), "organisation")


def _sharing_nobody(tables: list[Name], members: list[int], degrees: list[int]) -> Iterator[Said]:
    """Tables with members on record, none of whom sits at another."""
    alone = [name for name, count, degree in zip(tables, members, degrees, strict=True) if count and not degree]
    if alone:
        said = told("tables_alone", len(alone), names=alone)
        about = tuple(alone)
        yield Said("tables.alone", "missing", *said, 0.5, about, {"count": len(alone)})
    blank = [name for name, count in zip(tables, members, strict=True) if not count]
    if blank:
        said = told("tables_blank", len(blank), names=blank)
        about = tuple(blank)
        yield Said("tables.blank", "missing", *said, 0.52, about, {"count": len(blank)}, (), phrase("unrecorded"))


def _seats(two_mode: TwoMode) -> Iterator[Said]:
    degrees = two_mode.first_degrees.to_numpy()
    if not len(degrees) or degrees.max() < FEWEST_SHARED or len(two_mode.second_nodes) < FEWEST_SHARED + 1:
        return
    names = _names(two_mode.first_nodes, "organisation")
    most = [names[node] for node in np.flatnonzero(degrees == degrees.max()).tolist()]
    said = told("most_tables" if len(most) == 1 else "most_tables_together", int(degrees.max()), names=most,
                every=len(two_mode.second_nodes))  # fmt: skip
    figures = {"tables": float(degrees.max()), "of": float(len(two_mode.second_nodes))}
    yield Said("tables.seats", "holds", *said, 0.66, tuple(most), figures,
               ("two_mode_degree",))  # fmt: skip
