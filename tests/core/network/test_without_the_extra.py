"""Large networks are measured, divided, compared and placed where the large-networks extra is not installed."""

from __future__ import annotations

import sys

import numpy as np
import polars as pl
import pytest

from concertation.core.network import Network, kernels, network_of
from concertation.core.network.certainty import CertaintyConventions, correlate, relation_of
from concertation.core.network.layout import place_nodes
from concertation.core.network.report import measure_network


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """No compiler, and none of what it would compile: to import either fails."""
    monkeypatch.setattr(kernels, "is_installed", lambda: False)
    for name in [name for name in sys.modules if name.startswith(f"{kernels.__name__}.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numba", None)


def large() -> Network:
    """As many as a kernel would answer for, in circles of four with a chord; the last 40 are tied to nobody."""
    size = kernels.LARGE + 40
    first = np.arange(0, kernels.LARGE, 4)
    source = np.concatenate([first, first + 1, first + 2, first + 3, first])
    target = np.concatenate([first + 1, first + 2, first + 3, first, first + 2])
    nodes = pl.DataFrame({"key": np.arange(size), "sector": np.where(np.arange(size) % 2, "one", "other")})
    return network_of(nodes, pl.DataFrame({"source": source, "target": target}), is_directed=True, is_weighted=False)


def test_every_usual_measure_of_a_large_network_answers(without: None) -> None:
    """By hand: each circle of four with a chord has 2 triangles, 5 pairs of 6, and nobody whose loss parts it."""
    report = measure_network(large(), group="sector")
    assert report.whole["component_count"].value == kernels.LARGE / 4 + 40  # type: ignore[union-attr]
    assert report.whole["cut_point_count"].value == 0  # type: ignore[union-attr]
    assert report.nodes["triangles"].sum() == 3 * 2 * kernels.LARGE / 4
    assert report.whole["community_count"].value >= kernels.LARGE / 4  # type: ignore[union-attr]


def test_a_large_network_is_placed_and_compared(without: None) -> None:
    """A relation goes wholly with itself."""
    network = large()
    assert np.isfinite(place_nodes(network)).all()
    relation = relation_of(network)
    same = correlate(relation, relation, seed=1, conventions=CertaintyConventions(permutations=3))
    assert same.result.value == pytest.approx(1)  # type: ignore[union-attr]
