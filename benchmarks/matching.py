"""Claim: at a precision of 0.95, several times the English–French pairs that plain string similarity finds.

Run: ``python -m benchmarks.matching [--show] [--growth] [--calibrate]``. The labelled lists are read from the folder
named by ``CONCERTATION_SHARED_DATA``. **Negatives are all other pairs**: a list of thousands of names against another
of thousands, each pair of which is decided; a pair counts for the half (development or test, by the SHA-256 of the
owner's identifier) of its record in the first list, whatever the half of the other. One threshold a contender and a
task is chosen on the development half, the lowest with a precision of ``TARGET`` + ``MARGIN`` there, and everything
printed is on the test half.
Places, where used, are those of the register of research organisations, thus equal on both sides by construction.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks import matching_peers as peers
from benchmarks.matching_lists import (
    Task,
    aliases,
    english_french,
    government_of_canada,
    museums,
    political_parties,
    similarity,
)

TARGET = 0.95
# One standard error of a precision of 0.95 over some 1,600 pairs.
MARGIN = 0.005
DISSIMILAR = 0.6
RECALLS = (0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
RUNS: Sequence[tuple[Callable[[], Task], bool]] = (
    (english_french, False),
    (english_french, True),
    (government_of_canada, False),
    (aliases, False),
    (aliases, True),
    (museums, False),
    (political_parties, False),
)


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision and recall at every distinct score of one half."""

    scores: np.ndarray
    precision: np.ndarray
    recall: np.ndarray

    def at(self, threshold: float) -> tuple[float, float, float]:
        """Precision, recall and F1 of the pairs that reach a threshold."""
        reached = np.flatnonzero(self.scores >= threshold)
        if not len(reached):
            return float("nan"), 0.0, 0.0
        precision, recall = float(self.precision[reached[-1]]), float(self.recall[reached[-1]])
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-12)

    def lowest_threshold(self, precision: float) -> float:
        """The lowest score down to which the precision holds; infinite when it never does."""
        held = np.flatnonzero(self.precision >= precision)
        return float(self.scores[held[-1]]) if len(held) else float("inf")

    def best_threshold(self) -> float:
        """The score of the best F1."""
        f1 = 2 * self.precision * self.recall / np.maximum(self.precision + self.recall, 1e-12)
        return float(self.scores[f1.argmax()]) if len(f1) else float("inf")

    def precision_at(self, recall: float) -> float:
        """The best precision at which that recall is reached."""
        reached = self.recall >= recall
        return float(self.precision[reached].max()) if reached.any() else float("nan")


def main() -> None:
    """Every task by every contender."""
    parser = argparse.ArgumentParser()
    for option in ("--show", "--growth", "--calibrate"):
        parser.add_argument(option, action="store_true")
    chosen = parser.parse_args()
    if chosen.calibrate:
        from benchmarks.matching_calibration import calibrate  # noqa: PLC0415

        calibrate()
        return
    if chosen.growth:
        from benchmarks.matching_growth import measure_growth  # noqa: PLC0415

        measure_growth()
        return
    for make, with_places in RUNS:
        _compare(make(), with_places=with_places, show=chosen.show)


def _compare(task: Task, *, with_places: bool, show: bool) -> None:
    pairs = task.true_pairs
    in_test = task.is_test[pairs[:, 0]]
    alike = np.array([similarity(task.names[one], task.names[other]) for one, other in pairs])
    first, second = (task.lists == 0).sum(), (task.lists == 1).sum()
    print(f"\n{task.title}, {'names and places' if with_places else 'names alone'}")
    print(
        f"  {first:,} × {second:,} = {first * second:,} pairs, {len(pairs):,} true: {(~in_test).sum():,} development, "
        f"{in_test.sum():,} test ({(alike[in_test] < DISSIMILAR).mean():.0%} of these under {DISSIMILAR} in similarity)"
    )
    print(f"  {'contender':<26}{'P':>7}{'R':>7}{'F1':>7}{'R<.6':>7} |{'best F1':>9}{'P':>7}{'R':>7} |{'s':>7}{'MB':>7}")
    curves = []
    contenders: list[tuple[str, peers.Contender]] = [
        ("Concertation", peers.concertation),
        ("RapidFuzz token_sort", peers.token_sort),
    ]
    if peers.splink_is_installed():
        contenders.append(("Splink, plain", peers.splink))
    else:
        print("  Splink is not installed: its line is skipped (pip install splink).")
    for name, contender in contenders:
        scored = peers.measure(contender, task, with_places=with_places)
        curves.append((name, _report(name, task, scored, pairs, alike)))
        if show and contender is peers.concertation:
            _show(task, scored, pairs)
    print("  precision at recall " + "".join(f"{recall:>7.2f}" for recall in RECALLS))
    for name, curve in curves:
        print(f"  {name:<20}" + "".join(f"{curve.precision_at(recall):>7.3f}" for recall in RECALLS))


def _report(name: str, task: Task, scored: peers.Scored, pairs: np.ndarray, alike: np.ndarray) -> Curve:
    development, test = (_curve(task, scored, pairs, is_test=half) for half in (False, True))
    threshold = development.lowest_threshold(TARGET + MARGIN)
    precision, recall, f1 = test.at(threshold)
    best = test.at(development.best_threshold())
    dissimilar = pairs[task.is_test[pairs[:, 0]] & (alike < DISSIMILAR)]
    found = _found(scored, threshold)
    hard = np.mean([(one, other) in found for one, other in dissimilar.tolist()]) if len(dissimilar) else float("nan")
    print(
        f"  {name:<26}{precision:>7.3f}{recall:>7.3f}{f1:>7.3f}{hard:>7.3f} "
        f"|{best[2]:>9.3f}{best[0]:>7.3f}{best[1]:>7.3f} |"
        f"{scored.seconds:>7.1f}{scored.peak_mb:>7.0f}"
    )
    return test


def _found(scored: peers.Scored, threshold: float) -> set[tuple[int, int]]:
    return {(one, other) for one, other in scored.pairs[scored.scores >= threshold].tolist()}


def _truth(task: Task, scored: peers.Scored) -> np.ndarray:
    owners = np.unique(np.array(task.owners), return_inverse=True)[1]
    return np.asarray(owners[scored.pairs[:, 0]] == owners[scored.pairs[:, 1]])


def _curve(task: Task, scored: peers.Scored, pairs: np.ndarray, *, is_test: bool) -> Curve:
    half = task.is_test[scored.pairs[:, 0]] == is_test
    truth, scores = _truth(task, scored)[half], scored.scores[half]
    total = (task.is_test[pairs[:, 0]] == is_test).sum()
    last = np.flatnonzero(np.append(scores[1:] != scores[:-1], True)) if len(scores) else np.array([], dtype=int)
    right = np.cumsum(truth)[last]
    return Curve(scores=scores[last], precision=right / (last + 1), recall=right / total)


def _show(task: Task, scored: peers.Scored, pairs: np.ndarray, count: int = 25) -> None:
    """Samples of the development half, so that looking at them does not spoil the test half."""
    threshold = _curve(task, scored, pairs, is_test=False).lowest_threshold(TARGET + MARGIN)
    chance = np.random.default_rng(peers.SEED)
    truth = _truth(task, scored)
    development = ~task.is_test[scored.pairs[:, 0]]
    wrong = scored.pairs[development & ~truth & (scored.scores >= threshold)]
    found = _found(scored, threshold)
    missed = np.array([pair for pair in pairs.tolist() if not task.is_test[pair[0]] and tuple(pair) not in found])
    for title, sample in (("wrong", wrong), ("missed", missed)):
        print(f"  {title}: {len(sample)} in the development half, of which")
        for at in chance.permutation(len(sample))[:count]:
            print(
                f"    {task.names[sample[at][0]]} ≠ {task.names[sample[at][1]]}"
                if title == "wrong"
                else f"    {task.names[sample[at][0]]} = {task.names[sample[at][1]]}"
            )


if __name__ == "__main__":
    main()
