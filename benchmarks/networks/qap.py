"""A correlation of two networks under permutation, beside R's sna: ``python -m benchmarks.networks.qap [n] [times]``.

sna's ``qaptest`` with ``gcor`` is run where ``Rscript`` and the package are found; the observed correlations are
compared, and the spread of both sets of replicates.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.networks.ground import told_network
from benchmarks.networks.telling import SEED, tell, tell_ground
from benchmarks.timing import timed
from concertation.core.network import Network
from concertation.core.network.kernels.permuting import permuted_products

R_SCRIPT = """
suppressMessages(library(sna))
folder <- commandArgs(TRUE)[1]; n <- as.integer(commandArgs(TRUE)[2]); reps <- as.integer(commandArgs(TRUE)[3])
cells <- function(name) { e <- read.csv(file.path(folder, name)); m <- matrix(0, n, n)
  m[cbind(e$source + 1, e$target + 1)] <- e$weight; m }
both <- array(0, c(2, n, n)); both[1,,] <- cells("first.csv"); both[2,,] <- cells("second.csv")
set.seed(1)
took <- system.time(test <- qaptest(both, gcor, g1 = 1, g2 = 2, reps = reps))["elapsed"]
cat(took, format(test$testval, digits = 15), mean(test$dist), sd(test$dist), as.character(packageVersion("sna")))
"""


def correlations(first: Network, second: Network, permutations: np.ndarray) -> NDArray[np.float64]:
    """Pearson's correlation over all ordered pairs of two, under each permutation of the first."""
    pairs = first.size * (first.size - 1)
    products = permuted_products(first, second, permutations)
    (mean, spread), (other_mean, other_spread) = _moments(first, pairs), _moments(second, pairs)
    return (products / pairs - mean * other_mean) / (spread * other_spread)


def _moments(network: Network, pairs: int) -> tuple[float, float]:
    weight = network.out_neighbours.weights
    mean = float(weight.sum()) / pairs
    return mean, float(np.sqrt((weight**2).sum() / pairs - mean**2))


def measure(size: int, replicates: int) -> None:
    """Ours, then sna's where it is there."""
    first, second = told_network(size, seed=SEED), told_network(size, seed=SEED + 1)
    tell_ground(first, "numba", "numpy")
    chance = np.random.default_rng(SEED)
    correlations(first, second, np.arange(size)[None, :])
    observed = correlations(first, second, np.arange(size)[None, :])[0]
    ours, cost = timed(
        lambda: correlations(first, second, np.array([chance.permutation(size) for _ in range(replicates)]))
    )
    tell(
        f"ours: {replicates} replicates, their permutations drawn",
        cost,
        f"({1e6 * cost.wall / replicates:.0f} µs each)",
    )
    print(f"  observed {observed:.6f}; replicates {ours.mean():.6f} ± {ours.std():.6f}")
    if size <= 2_000:
        _beside_sna(first, second, observed, ours, cost.wall / replicates)


def _beside_sna(first: Network, second: Network, observed: float, ours: np.ndarray, each: float) -> None:
    if not shutil.which("Rscript"):
        print("  R is absent here: no comparison")
        return
    with tempfile.TemporaryDirectory() as place:
        for name, network in (("first.csv", first), ("second.csv", second)):
            rows = np.column_stack((network.source, network.target, network.weight))
            np.savetxt(Path(place) / name, rows, fmt="%g", delimiter=",", header="source,target,weight", comments="")
        command = ["Rscript", "-e", R_SCRIPT, place, str(first.size), "100"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        print("  sna is absent here: no comparison", run.stderr[-200:])
        return
    took, theirs, mean, spread, version = run.stdout.split()
    print(f"  sna {version}: 100 replicates in {float(took):.2f} s; replicates {float(mean):.6f} ± {float(spread):.6f}")
    assert abs(float(theirs) - observed) < 1e-9, f"observed correlations differ: {theirs} and {observed}"
    assert abs(float(spread) / ours.std() - 1) < 0.3, "the replicates spread otherwise"
    print(f"  sna's time over ours, a replicate: {float(took) / 100 / each:.0f} ×")


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    for one in words[:1] or [500, 1_000, 100_000]:
        measure(one, words[1] if len(words) > 1 else 2_000 if one <= 2_000 else 100)
