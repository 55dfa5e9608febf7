"""Which links form next, on years held back: what was learned from the years before, beside plain common neighbours.

    python -m benchmarks.networks.emerging

On the invented region (five years) and on declared collaborations of German research-data consortia
(CONCERTATION_SHARED/data/networks/nfdi, where it is present). Ranks are told by the area under the ROC curve and by
average precision; groups by how many of their pairs sat in one registered partnership a year later.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concertation.core.demonstration import make_region, rows_as_snapshot
from concertation.core.discovery.emerging import find_groups, learn, new_ties_after, unexplained_occasions
from concertation.core.network import Network, network_of
from concertation.core.network.relations import network_from
from concertation.core.network.ties.span import Span
from concertation.core.snapshot import Snapshot

SEED = 11
LAST_DAY = date(2026, 6, 30)
# Consortia that changed their name between two calls, by the letter of their own pages.
RENAMED = {
    "DAPHNE": "DAPHNE4NFDI",
    "NFDI4BioDiversity": "NFDI4Biodiversity",
    "NFDI4cat": "NFDI4Cat",
    "PAHN-PaN": "PUNCH4NFDI",
    "NFDI4MSE": "NFDI-MatWerk",
    "NFDI4MobilTech": "NFDI4Mobility",
}

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def area_under_curve(score: Floats, formed: Bools) -> float:
    """The chance that a pair that formed was ranked above one that did not, ties counting half."""
    ranks = pl.Series(score).rank().to_numpy()
    positive = int(formed.sum())
    return float((ranks[formed].sum() - positive * (positive + 1) / 2) / (positive * (len(formed) - positive)))


def average_precision(score: Floats, formed: Bools) -> float:
    """The mean of the precision at each pair that formed; pairs of one score stand together, in no order."""
    order = np.argsort(-score, kind="stable")
    last = np.flatnonzero(np.append(np.diff(score[order]) != 0, True))
    found = np.cumsum(formed[order])[last]
    return float((np.diff(found, prepend=0) * found / (last + 1)).sum() / formed.sum())


def compare(name: str, networks: Sequence[Network], held_back: int) -> None:
    """One line: the passage to the network held back, by each way of ranking."""
    before, after = networks[held_back - 1], networks[held_back]
    pairs, new, known = new_ties_after(before, after)
    signs, formed = pairs.signs.filter(pl.Series(known)), new[known]
    if not formed.any():
        print(f"{name:<34} {len(formed):>7,} pairs, none formed")
        return
    lesson = learn(list(pairwise(networks[:held_back])))
    scores = {
        "common neighbours": signs["shared_partners"].to_numpy(),
        "resource allocation": signs["resource_allocation"].to_numpy(),
    }
    if lesson:
        scores["learned"] = lesson.probabilities(signs)
    told = "  ".join(
        f"{way} {area_under_curve(score, formed):.3f} / {average_precision(score, formed):.3f}"
        for way, score in scores.items()
    )
    print(f"{name:<34} {len(formed):>7,} pairs {int(formed.sum()):>4} formed   {told}")


def compare_groups(before: Snapshot, after: Snapshot) -> None:
    """Pairs in groups, against as many pairs of the highest common neighbours, and all pairs that shared no table."""
    year = Span.over(before.as_of - timedelta(days=364), before.as_of)
    groups = find_groups(unexplained_occasions(before, year))
    tables, later = network_from(before, "co_membership", span=year), network_from(after, "co_membership")
    pairs, new, known = new_ties_after(tables, later)
    keys = tables.nodes["key"]
    inside = np.zeros(len(known), dtype=bool)
    for group in groups:
        members = np.flatnonzero(keys.is_in(group.members).to_numpy())
        inside |= np.isin(pairs.one, members) & np.isin(pairs.other, members)
    looked, formed = (inside & known), (new & known)
    neighbours = np.where(known, pairs.signs["shared_partners"].to_numpy(), -1.0)
    best = np.argsort(-neighbours, kind="stable")[: int(looked.sum())]
    if looked.any():
        print(
            f"groups on {before.as_of}: {len(groups):>3}, {int(looked.sum()):>4} pairs; of them "
            f"{formed[looked].mean():.3f} sat together a year later; as many by common neighbours "
            f"{formed[best].mean():.3f}; any pair {formed[known].mean():.4f}"
        )


def consortia(folder: Path) -> Iterator[Network]:
    """The declared collaborations of each year."""
    nobody = pl.DataFrame(schema={"key": pl.String})
    for year in (2019, 2020, 2021):
        ties = pl.read_csv(folder / f"NFDI_Netzwerk_{year}.csv").select(pl.all().replace(RENAMED))
        yield network_of(nobody, ties.rename({"from": "source", "to": "target"}), is_directed=True)


def main() -> None:
    """Prints each comparison: area under the ROC curve / average precision."""
    book, _ = make_region(np.random.default_rng(SEED), last_day=LAST_DAY)
    days = [LAST_DAY.replace(year=LAST_DAY.year - back) for back in range(5, -1, -1)]
    snapshots = [rows_as_snapshot(book, as_of=day) for day in days]
    print(f"invented region, seed {SEED}; area under the ROC curve / average precision of the year held back")
    for kind in ("co_membership", "co_attendance", "joint_activities", "any"):
        networks = [network_from(snapshot, kind) for snapshot in snapshots]
        for held_back in range(2, len(days)):
            compare(f"{kind}, {days[held_back]}", networks, held_back)
    for before, after in pairwise(snapshots[1:]):
        compare_groups(before, after)
    folder = Path(os.environ.get("CONCERTATION_SHARED", "")) / "data" / "networks" / "nfdi"
    if not folder.is_dir():
        print("consortia: skipped, the data is not here (CONCERTATION_SHARED)")
        return
    networks = list(consortia(folder))
    compare("consortia, 2020 (nothing to learn)", networks, 1)
    compare("consortia, 2021", networks, 2)


if __name__ == "__main__":
    main()
