"""Every pair within every group, at once, and what is left out where there are too many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from concertation.core.text import Text
from concertation.core.typology.wording import written

# Convention: pairs made at once at most; five million take about a second and some 400 MB. A table of 3,000 members,
# or 10,000 tables of thirty, stays below it and is exact.
MOST_PAIRS = 5_000_000

# The two ends of each pair, as row numbers of the frame that was paired.
PairRows = tuple["np.ndarray[tuple[int], np.dtype[np.int64]]", "np.ndarray[tuple[int], np.dtype[np.int64]]"]


@dataclass(frozen=True, slots=True, eq=False)
class Paired:
    """Columns of one row and of the other, ``<name>`` and ``<name>_other``, and the groups that were left out."""

    rows: pl.DataFrame
    left_out: int
    remarks: tuple[Text, ...]


def pairs_within(rows: pl.DataFrame, group: str, member: str, *, most: int = MOST_PAIRS) -> Paired:
    """Each pair of different members of each group, once, the smaller member first.

    ``rows`` has a group and a member a row; a member may have several rows in a group (two stays), and pairs are
    then made of each of them. Where all the pairs would be more than ``most``, the largest groups are left out until
    they are not, and told: a group of n members has n(n − 1)/2 pairs.
    """
    rows = rows.drop_nulls([group, member]).sort(group, member)
    sizes = rows.group_by(group).agg(pl.len().cast(pl.Int64).alias("size")).sort("size", group)
    kept = sizes.filter((pl.col("size") * (pl.col("size") - 1) // 2).cum_sum() <= most)
    left_out = sizes.height - kept.height
    if left_out:
        rows = rows.join(kept, on=group, how="semi", maintain_order="left")
    one, other = _triangles(rows[group])
    first, second = rows[one], rows[other].select(pl.all().name.suffix("_other"))
    pairs = pl.concat([first, second.drop(f"{group}_other")], how="horizontal")
    if rows.select(group, member).is_duplicated().any():
        pairs = pairs.filter(pl.col(member) != pl.col(f"{member}_other"))
    return Paired(pairs, left_out, _told(sizes, left_out))


def _triangles(groups: pl.Series) -> PairRows:
    """Row numbers of every pair within runs of equal values: each row with those after it in its run."""
    lengths = groups.rle().struct.field("len").to_numpy().astype(np.int64)
    ends = np.repeat(np.cumsum(lengths), lengths)
    own = np.arange(len(groups), dtype=np.int64)
    after = ends - own - 1
    one = np.repeat(own, after)
    offsets = np.arange(len(one), dtype=np.int64) - np.repeat(np.cumsum(after) - after, after)
    return one, one + 1 + offsets


def _told(sizes: pl.DataFrame, left_out: int) -> tuple[Text, ...]:
    if not left_out:
        return ()
    smallest = int(sizes["size"].tail(left_out)[0])
    return (
        Text(
            en=f"Left out because their pairs are too many to be made: {left_out} of the largest groups, "
            f"of {smallest:,} members or more. Who shares them alone is not tied here.",
            fr="Écartés parce que leurs paires sont trop nombreuses\u00a0: "
            f"{left_out} des plus grands groupes, de {written(smallest, 'fr')} membres ou plus. "
            "Ceux qui n’ont en commun que ces groupes ne sont pas liés ici.",
        ),
    )
