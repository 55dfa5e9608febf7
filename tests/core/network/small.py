"""Small networks written in a line, and what is read of their reports."""

from __future__ import annotations

import polars as pl

from concertation.core.estimate import Estimate
from concertation.core.network import Network, network_of
from concertation.core.network.report import NetworkReport, measure_network

KEYS = "abcdefgh"
GROUPS = "xxxyyzzz"


def made(ties: list[tuple[str, str, float]], *, is_directed: bool = True, nodes: str = KEYS) -> Network:
    frame = pl.DataFrame(ties, schema={"source": pl.String, "target": pl.String, "weight": pl.Float64}, orient="row")
    groups = [dict(zip(KEYS, GROUPS, strict=True)).get(key) for key in nodes]
    return network_of(pl.DataFrame({"key": list(nodes), "group": groups}), frame, is_directed=is_directed)


def pairs(text: str, *, is_directed: bool = False, nodes: str | None = None) -> Network:
    ties = [(one, other, 1.0) for one, other in map(tuple, text.split())]
    return made(
        ties, is_directed=is_directed, nodes=nodes or "".join(sorted({key for tie in text.split() for key in tie}))
    )


def value(report: NetworkReport, measure: str) -> float:
    figure = report.whole[measure]
    return figure.value if isinstance(figure, Estimate) else float("nan")


def column(network: Network, measure: str) -> dict[str, float | None]:
    nodes = measure_network(network, ids=[measure], group="group").nodes
    return dict(nodes.select("key", measure).iter_rows())
