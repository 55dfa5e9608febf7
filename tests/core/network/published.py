"""Networks that have been published: small ones written here, others read beside the project.

``python -m tests.core.network.published FOLDER`` writes them for ``golden/make.R``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from concertation.core.network import Network, network_of

SHARED = Path(os.environ.get("CONCERTATION_SHARED", Path(__file__).resolve().parents[4] / "shared")) / "data"

# Krackhardt (1990), Assessing the political landscape: the kite.
KITE = "AB AC AD AF BD BE BG CD CF DE DF DG EG FG FH GH HI IJ"

# Padgett and Ansell (1993), Robust action and the rise of the Medici: marriages among families of Florence.
MARRIAGES = """Acciaiuoli-Medici Albizzi-Ginori Albizzi-Guadagni Albizzi-Medici Barbadori-Castellani Barbadori-Medici
Bischeri-Guadagni Bischeri-Peruzzi Bischeri-Strozzi Castellani-Peruzzi Castellani-Strozzi Guadagni-Lamberteschi
Guadagni-Tornabuoni Medici-Ridolfi Medici-Salviati Medici-Tornabuoni Pazzi-Salviati Peruzzi-Strozzi Ridolfi-Strozzi
Ridolfi-Tornabuoni"""

# Zachary (1977), An information flow model for conflict and fission in small groups: the karate club.
KARATE = """2-1 3-1 3-2 4-1 4-2 4-3 5-1 6-1 7-1 7-5 7-6 8-1 8-2 8-3 8-4 9-1 9-3 10-3 11-1 11-5 11-6 12-1 13-1 13-4 14-1
14-2 14-3 14-4 17-6 17-7 18-1 18-2 20-1 20-2 22-1 22-2 26-24 26-25 28-3 28-24 28-25 29-3 30-24 30-27 31-2 31-9 32-1
32-25 32-26 32-29 33-3 33-9 33-15 33-16 33-19 33-21 33-23 33-24 33-30 33-31 33-32 34-9 34-10 34-14 34-15 34-16 34-19
34-20 34-21 34-23 34-24 34-27 34-28 34-29 34-30 34-31 34-32 34-33"""

# One-sided and returned ties, of several weights, in three pieces, one of them an organisation alone.
ONE_SIDED = [
    *(("a", "b", 3.0), ("b", "a", 1.0), ("b", "c", 2.0), ("c", "d", 5.0), ("d", "b", 1.0), ("d", "e", 4.0)),
    *(("e", "f", 2.0), ("a", "d", 1.0), ("h", "i", 2.0), ("i", "j", 3.0), ("h", "j", 1.0), ("f", "e", 2.0)),
]
ONE_SIDED_NODES = {
    "key": list("abcdefghijk"),
    "group": list("xxyyzzxyzxy"),
    "number": [1.0, 2, 4, 3, 9, 7, 5, 2, 2, 8, 1],
}


def tied(pairs: str, between: str = "-") -> Network:
    """A network without directions from pairs written one after the other."""
    ends = [pair.split(between) if between else list(pair) for pair in pairs.split()]
    frame = pl.DataFrame(ends, schema=["source", "target"], orient="row")
    keys = pl.concat([frame["source"], frame["target"]]).unique().sort()
    return network_of(pl.DataFrame({"key": keys}), frame, is_directed=False)


def one_sided() -> Network:
    """Directed, weighted, disconnected, with an isolate and one-sided ties."""
    ties = pl.DataFrame(ONE_SIDED, schema=["source", "target", "weight"], orient="row")
    return network_of(pl.DataFrame(ONE_SIDED_NODES), ties, is_directed=True)


def marriages() -> Network:
    """The sixteen families, Pucci without a marriage among them."""
    network = tied(MARRIAGES)
    keys = pl.concat([network.nodes["key"], pl.Series(["Pucci"])]).sort()
    ends = {"source": network.source, "target": network.target}
    ties = pl.DataFrame({name: network.nodes["key"].gather(end) for name, end in ends.items()})
    return network_of(pl.DataFrame({"key": keys}), ties, is_directed=False)


def _table(path: str) -> pl.DataFrame:
    file = SHARED / "networks" / path
    if not file.exists():
        pytest.skip(f"needs networks/{path} beside the project")
    return pl.read_csv(file, infer_schema_length=None)


def shared(
    ties: str,
    nodes: str | None = None,
    key: str = "id",
    group: str | None = None,
    number: str | None = None,
    weight: str | None = None,
    *,
    is_directed: bool = True,
    relation: str | None = None,
) -> Network:
    """One of the networks beside the project; ``relation`` keeps the ties of one kind alone."""
    frame = _table(ties).rename({"from": "source", "to": "target"}, strict=False)
    if relation:
        frame = frame.filter(pl.col("relation") == relation)
    if weight:
        frame = frame.rename({weight: "weight"})
    columns = [name for name in ("source", "target", "weight") if name in frame.columns]
    frame = frame.select(columns).with_columns(pl.col("source", "target").cast(pl.String)).drop_nulls()
    if nodes is None:
        keys = pl.concat([frame["source"], frame["target"]]).unique().sort()
        people = pl.DataFrame({"key": keys})
    else:
        told = _table(nodes)
        chosen = [pl.col(key).cast(pl.String).alias("key")]
        chosen += [pl.col(group).cast(pl.String).alias("group")] if group else []
        chosen += [pl.col(number).cast(pl.Float64).alias("number")] if number else []
        people = told.select(chosen)
    return network_of(people, frame, is_directed=is_directed)


TOBACCO = partial(shared, nodes="tobacco_indiana/nodes.csv", group="agency_cat", number="tob_yrs")
JUPITER = partial(shared, "cdc_jupiter/edges.csv", "cdc_jupiter/nodes.csv", "code", "kind")
FLORENCE = partial(shared, number="wealth", is_directed=False)

WRITTEN: Mapping[str, Callable[[], Network]] = {
    "kite": partial(tied, KITE, ""),
    "marriages": marriages,
    "karate": partial(tied, KARATE),
    "one_sided": one_sided,
}
BESIDE: Mapping[str, Callable[[], Network]] = {
    "tobacco_contact": partial(TOBACCO, "tobacco_indiana/TCcnt_edges.csv", weight="contact"),
    "tobacco_collaborate": partial(TOBACCO, "tobacco_indiana/TCcoll_edges.csv", weight="collaborate"),
    "tobacco_disseminate": partial(TOBACCO, "tobacco_indiana/TCdiss_edges.csv"),
    "tobacco_distance": partial(TOBACCO, "tobacco_indiana/TCdist_edges.csv", weight="distance", is_directed=False),
    "nfdi_2019": partial(shared, "nfdi/NFDI_Netzwerk_2019.csv"),
    "nfdi_2020": partial(shared, "nfdi/NFDI_Netzwerk_2020.csv"),
    "nfdi_2021": partial(shared, "nfdi/NFDI_Netzwerk_2021.csv"),
    "tobacco_both_ways": partial(TOBACCO, "tobacco_indiana/TCcnt_edges.csv", weight="contact", is_directed=False),
    "nfdi_2021_either_way": partial(shared, "nfdi/NFDI_Netzwerk_2021.csv", is_directed=False),
    "jupiter": JUPITER,
    "jupiter_oversees": partial(JUPITER, relation="OVERSEES"),
    "jupiter_shares_data": partial(JUPITER, relation="SHARES_DATA_WITH"),
    "jupiter_members": partial(JUPITER, relation="IS_A_MEMBER_OF"),
    "jupiter_partners": partial(JUPITER, relation="PARTNER_WITH", is_directed=False),
    "clubs": partial(
        shared,
        "brunson_club_membership/edges.csv",
        "brunson_club_membership/nodes.csv",
        group="type",
        is_directed=False,
    ),
    "women": partial(shared, "southern_women/edges.csv", "southern_women/nodes.csv", group="type", is_directed=False),
    "florence_marriage": partial(FLORENCE, "flo_marriage/edges.csv", "flo_marriage/nodes.csv"),
    "florence_business": partial(FLORENCE, "flo_business/edges.csv", "flo_business/nodes.csv"),
}
NETWORKS = {**WRITTEN, **BESIDE}


def write(folder: Path) -> None:
    """Each network as two tables and a line saying what it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, made in NETWORKS.items():
        network = made()
        keys, nodes = network.nodes["key"], network.nodes
        for column in ("group", "number"):
            if column not in nodes.columns:
                nodes = nodes.with_columns(pl.lit(None, dtype=pl.String).alias(column))
        nodes.select("key", "group", "number").write_csv(folder / f"{name}.nodes.csv", null_value="NA")
        ends = {"source": keys.gather(network.source), "target": keys.gather(network.target)}
        pl.DataFrame({**ends, "weight": network.weight}).write_csv(folder / f"{name}.ties.csv")
        direction = "directed" if network.is_directed else "undirected"
        (folder / f"{name}.txt").write_text(f"{direction} {'weighted' if network.is_weighted else 'plain'}\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
