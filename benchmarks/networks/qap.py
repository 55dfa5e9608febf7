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

from benchmarks.networks.ground import told_network
from benchmarks.networks.telling import SEED, tell, tell_ground, tell_ratio
from benchmarks.timing import Cost, timed
from concertation.core.network import Network
from concertation.core.network.certainty.conventions import CertaintyConventions
from concertation.core.network.certainty.permutation import PermutationTest, permuted_products
from concertation.core.network.certainty.relation import Pairs, relation_of
from concertation.core.network.certainty.relations import correlate

BESIDE_SNA, _REPLICATES = 2_000, 200
_R_SCRIPT = """
suppressMessages(library(sna))
folder <- commandArgs(TRUE)[1]; n <- as.integer(commandArgs(TRUE)[2]); reps <- as.integer(commandArgs(TRUE)[3])
cells <- function(name) { e <- read.csv(file.path(folder, name)); m <- matrix(0, n, n)
  m[cbind(e$source + 1, e$target + 1)] <- e$weight; m }
both <- array(0, c(2, n, n)); both[1,,] <- cells("first.csv"); both[2,,] <- cells("second.csv")
set.seed(1)
took <- system.time(test <- qaptest(both, gcor, g1 = 1, g2 = 2, reps = reps))
usual <- quantile(test$dist, c(0.025, 0.975))
observed <- format(test$testval, digits = 15)
cat(took["elapsed"], sum(took[1:2]), observed, usual, as.character(packageVersion("sna")))
"""


def measure(size: int, replicates: int) -> None:
    """The test that certainty gives, and sna's where it is there; in large networks, the products that it rests on."""
    first, second = told_network(size, seed=SEED), told_network(size, seed=SEED + 1)
    tell_ground(first, "numba", "numpy")
    if size > BESIDE_SNA:
        _products(first, second, replicates)
        return
    relations = relation_of(first), relation_of(second)
    rules = CertaintyConventions(permutations=replicates)
    found, cost = timed(lambda: correlate(*relations, seed=SEED, conventions=rules))
    tell(f"ours: {replicates} replicates, drawn and counted", cost, f"({1e6 * cost.wall / replicates:.0f} µs each)")
    print(f"  observed {found.statistic:.6f}; 95 % of replicates {found.usual_low:.6f} to {found.usual_high:.6f}")
    _beside_sna(first, second, found, Cost(cost.wall / replicates, cost.cpu / replicates))


def _products(first: Network, second: Network, replicates: int) -> None:
    chance = np.random.default_rng(SEED)
    orders = np.array([chance.permutation(first.size) for _ in range(replicates)])
    one, other = (
        Pairs(network.source.astype(np.int64), network.target.astype(np.int64), network.weight)
        for network in (first, second)
    )
    permuted_products(first.size, one, other, orders[:1])
    _, cost = timed(lambda: permuted_products(first.size, one, other, orders))
    tell(f"ours: {replicates} products under permutation", cost, f"({1e3 * cost.wall / replicates:.1f} ms each)")


def _beside_sna(first: Network, second: Network, ours: PermutationTest, each: Cost) -> None:
    if not shutil.which("Rscript"):
        print("  R is absent here: no comparison")
        return
    with tempfile.TemporaryDirectory() as place:
        for name, network in (("first.csv", first), ("second.csv", second)):
            rows = np.column_stack((network.source, network.target, network.weight))
            np.savetxt(Path(place) / name, rows, fmt="%g", delimiter=",", header="source,target,weight", comments="")
        command = ["Rscript", "-e", _R_SCRIPT, place, str(first.size), str(_REPLICATES)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        print("  sna is absent here: no comparison", run.stderr[-200:])
        return
    wall, cpu, theirs, low, high, version = run.stdout.split()
    sna = Cost(float(wall) / _REPLICATES, float(cpu) / _REPLICATES)
    print(f"  sna {version}: {1e3 * sna.wall:.1f} ms a replicate; 95 % {float(low):.6f} to {float(high):.6f}")
    assert ours.statistic is not None and ours.usual_high is not None and ours.usual_low is not None
    assert abs(float(theirs) - ours.statistic) < 1e-9, f"observed: {theirs} and {ours.statistic}"
    assert abs((float(high) - float(low)) / (ours.usual_high - ours.usual_low) - 1) < 0.3, "replicates spread otherwise"
    tell_ratio("sna's time over ours, a replicate", sna, each)


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    for one in words[:1] or [500, 1_000, 100_000]:
        measure(one, words[1] if len(words) > 1 else 2_000 if one <= BESIDE_SNA else 100)
