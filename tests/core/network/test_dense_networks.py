"""Few organisations with many ties: by matrices as by triangles; a complete network is measured."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from concertation.core.network import Network, network_of
from concertation.core.network.measures import triangles
from concertation.core.network.measures.brokerage import ROLES
from concertation.core.network.report import NetworkReport, measure_network

NODES = ("constraint", "effective_size", "triangles", "clustering", *ROLES)
ASKED = (*NODES, "triad_census")


def drawn(seed: int, *, is_directed: bool) -> Network:
    """Some twenty organisations, of known groups or not, with ties of known weight or not."""
    draw = np.random.default_rng(seed)
    size, count = int(draw.integers(4, 24)), int(draw.integers(4, 300))
    weights = [None if draw.random() < 0.02 else float(draw.integers(1, 6)) for _ in range(count)]
    ends = draw.integers(0, size, (2, count)).astype(str)
    ties = pl.DataFrame({"source": ends[0], "target": ends[1], "weight": pl.Series(weights, dtype=pl.Float64)})
    groups = [None if draw.random() < 0.1 else str(draw.integers(3)) for _ in range(size)]
    nodes = pl.DataFrame({"key": [str(one) for one in range(size)], "group": pl.Series(groups, dtype=pl.String)})
    return network_of(nodes, ties, is_directed=is_directed)


def columns(report: NetworkReport) -> list[list[float]]:
    return [report.nodes[name].fill_null(float("nan")).to_list() for name in NODES]


@pytest.mark.parametrize("seed", range(8))
def test_matrices_give_the_figures_of_triangles(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    network = drawn(seed, is_directed=bool(seed % 2))
    by_triangles = measure_network(network, ids=ASKED, group="group")
    monkeypatch.setattr(triangles, "_MOST_WEDGES", -1)
    by_matrices = measure_network(network, ids=ASKED, group="group")
    for one, other in zip(columns(by_triangles), columns(by_matrices), strict=True):
        assert one == pytest.approx(other, abs=1e-9, nan_ok=True)
    assert by_triangles.tables["triad_census"].equals(by_matrices.tables["triad_census"])


def test_four_hundred_all_tied_are_measured_without_a_list_of_their_triangles() -> None:
    """Each is in (399 choose 2) triangles, its contacts all tied: effective size n − 2t/n = 399 − 398."""
    one, other = np.triu_indices(400, 1)
    ties = pl.DataFrame({"source": one.astype(str), "target": other.astype(str)})
    network = network_of(pl.DataFrame({"key": [str(key) for key in range(400)]}), ties, is_directed=False)
    assert triangles.are_too_many(network)
    report = measure_network(network, ids=["triangles", "effective_size", "triad_census"])
    assert set(report.nodes["triangles"]) == {399 * 398 / 2}
    assert report.nodes["effective_size"].to_list() == pytest.approx([1.0] * 400)
    assert report.tables["triad_census"].filter(triad="300")["count"].item() == 400 * 399 * 398 // 6
