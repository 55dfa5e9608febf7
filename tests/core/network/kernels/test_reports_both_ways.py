"""A report says the same whether kernels or igraph and numpy answer; and says so where it is an estimate."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from tests.core.network.kernels.networks import SHAPES, grown, networks

from concertation.core.estimate import Estimate
from concertation.core.network import Network, kernels
from concertation.core.network.measures import paths
from concertation.core.network.report import NetworkReport, measure_network

pytest.importorskip("numba", reason="the large-networks extra is not installed")

NEVER, ALWAYS = 10**9, 1


def reported(network: Network, from_size: int, patch: pytest.MonkeyPatch) -> NetworkReport:
    groups = [None if node % 11 == 10 else "ABC"[node % 3] for node in range(network.size)]
    nodes = network.nodes.with_columns(pl.Series("sector", groups, dtype=pl.String))
    named = Network(nodes, network.source, network.target, network.weight, network.is_directed, network.is_weighted)
    patch.setattr(kernels, "LARGE", from_size)
    return measure_network(named, group="sector")


def assert_same(network: Network, patch: pytest.MonkeyPatch) -> None:
    ours, theirs = (reported(network, size, patch) for size in (ALWAYS, NEVER))
    assert ours.whole.keys() == theirs.whole.keys()
    exact = {name for name, one in theirs.exactness.items() if one.is_exact}
    assert exact == {name for name, one in ours.exactness.items() if one.is_exact}
    for name in exact.intersection(theirs.whole):
        one, other = ours.whole[name], theirs.whole[name]
        if isinstance(other, Estimate):
            assert isinstance(one, Estimate) and one.value == pytest.approx(other.value, rel=1e-9, abs=1e-9), name
        else:
            assert one == other, name
    for frame, expected in ((ours.nodes, theirs.nodes), (ours.ties, theirs.ties)):
        for name in exact.intersection(expected.columns):
            mine, igraphs = (side[name].cast(pl.Float64).fill_null(np.nan).to_numpy() for side in (frame, expected))
            np.testing.assert_allclose(mine, igraphs, rtol=1e-9, atol=1e-9, err_msg=name)
    for name in exact.intersection(theirs.tables):
        assert ours.tables[name].equals(theirs.tables[name]), name


@given(network=networks())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_drawn_networks(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_same(network, monkeypatch)


@pytest.mark.parametrize("shape", [name for name in SHAPES if name != "chain"])
def test_chosen_shapes(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_same(SHAPES[shape], monkeypatch)


def test_what_all_sources_would_take_too_long_for_is_an_estimate_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    towns = grown(2_600, is_directed=True)
    exact = measure_network(towns, seed=3)
    monkeypatch.setattr(paths, "EXACT_PATHS", 0)
    monkeypatch.setattr(paths, "EXACT_BETWEENNESS", 0)
    # Of the same network what was worked out once is not worked out again.
    sampled = measure_network(replace(towns), seed=3)
    for name in ("harmonic", "betweenness", "mean_distance"):
        said = sampled.exactness[name]
        assert exact.exactness[name].is_exact
        assert not said.is_exact
        assert said.seed == 3
        assert said.error is not None and 0 < said.error < 0.5
    assert sampled.exactness["k_core"].is_exact


def test_a_small_network_waits_for_no_compiler() -> None:
    script = (
        "import sys\n"
        "from concertation.core.network.report import measure_network\n"
        "from tests.core.network.kernels.networks import grown\n"
        "measure_network(grown(1_000, is_directed=True))\n"
        "assert 'numba' not in sys.modules\n"
        "assert 'igraph' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
