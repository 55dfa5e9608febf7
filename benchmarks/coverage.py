"""Claim: the interval of a factor holds the truth as often as it says, 93–97 % of the time for 95 %.

Run: ``python -m benchmarks.coverage [REPLICATIONS]``. Memberships are made of O organisations of one to four
representatives whose opinions differ between organisations and within them; four items on five points are answered, by
some people of n organisations. Each candidate says where the mean of all members’ organisations lies; the share of the
replications in which it is right is printed, with the mean width. All candidates get the same correction for the
finite membership. Silence comes by chance here: no interval covers a silence that has its reasons, for which there are
bounds. Then the same for means of people (exact bootstrap), for the change of a panel and for differences between two
groups.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from concertation.core.functioning.bootstrap import bootstrap_means, expanded_tails, percentile_tails
from concertation.core.functioning.distributions import student_quantile
from concertation.core.functioning.groups import welch_margin
from concertation.core.functioning.intervals import student_margin, variance_of_mean

Floats = NDArray[np.float64]
SEED = 2014
DRAWS = 999
# Waves that share their draws.
_BLOCK = 40
MOST = 4
SIZES = (8, 12, 25)
MEMBERSHIPS = (1.0, 1.25, 2.0, 10.0)
# Of a representative whose organisation is heard: everyone answers, or about two in three do.
ANSWERING = (1.0, 0.65)


@dataclass(frozen=True, slots=True)
class Waves:
    """Replications of one wave: what organisations said, how many they are, and the truth."""

    means: Floats
    within: Floats
    members: int
    truths: Floats

    @property
    def variance(self) -> Floats:
        """Between the scores of organisations."""
        return np.asarray(self.means.var(axis=1, ddof=1))


Candidate = Callable[[Waves, np.random.Generator], tuple[Floats, Floats]]


def main(replications: int) -> None:
    """Print one table a size of wave."""
    print(f"95 % intervals, {replications:,} waves a line, {DRAWS} draws where drawn: coverage in % (mean width)")
    random = np.random.default_rng(SEED)
    head = "".join(f"{name:>22}" for name in CANDIDATES)
    print(f"{'organisations':>13} {'members':>8} {'people':>7}{head}")
    for organisations in SIZES:
        for times in MEMBERSHIPS:
            for answering in ANSWERING:
                _print_line(organisations, round(organisations * times), answering, replications, random)
    _print_people(replications, random)
    _print_changes(replications, random)
    _print_differences(replications, random)


def _print_line(
    organisations: int, members: int, answering: float, replications: int, random: np.random.Generator
) -> None:
    waves = made_waves(organisations, members, answering, replications, random)
    cells = "".join(f"{told(*candidate(waves, random), waves.truths):>22}" for candidate in CANDIDATES.values())
    print(f"{organisations:>13} {members:>8} {answering:>7.0%}{cells}")


def told(low: Floats, high: Floats, truths: Floats) -> str:
    """Coverage and width in words."""
    right = ((low - 1e-9 <= truths) & (truths <= high + 1e-9)).mean()
    return f"{right * 100:.1f} ({(high - low).mean():.2f})"


def made_waves(
    organisations: int, members: int, answering: float, replications: int, random: np.random.Generator
) -> Waves:
    """Members with people with opinions; of each replication the first organisations are heard, a simple sample."""
    opinions = 3.6 + 0.6 * random.standard_normal((replications, members, 1, 1))
    opinions = opinions + 0.5 * random.standard_normal((replications, members, MOST, 1))
    items = np.clip(np.rint(opinions + 0.7 * random.standard_normal((replications, members, MOST, 4))), 1, 5)
    scores = items.mean(axis=3)
    people = random.integers(1, MOST + 1, (replications, members))
    exists = np.arange(MOST) < people[:, :, None]
    truths = _means(scores, exists).mean(axis=1)
    scores, exists, people = scores[:, :organisations], exists[:, :organisations], people[:, :organisations]
    answers = exists & (random.random(exists.shape) < answering)
    answers[..., 0] |= ~answers.any(axis=2)
    return Waves(_means(scores, answers), _within(scores, answers, people), members, truths)


def _means(scores: Floats, who: NDArray[np.bool_]) -> Floats:
    return np.asarray(np.where(who, scores, 0).sum(axis=2) / who.sum(axis=2))


def _within(scores: Floats, answers: NDArray[np.bool_], people: NDArray[np.int64]) -> Floats:
    """w of ``variance_of_mean``, as ``organisation_units`` reckons it."""
    m = answers.sum(axis=2)
    squares = np.where(answers, (scores - _means(scores, answers)[..., None]) ** 2, 0).sum(axis=(1, 2))
    left = ((1 - m / people) / m).mean(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(left == 0, 0.0, left * squares / (m - 1).sum(axis=1)))


def student(waves: Waves, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Student’s t on the scores of organisations, two-stage correction: ours."""
    count = np.full(len(waves.means), float(waves.means.shape[1]))
    members = np.full(len(count), float(waves.members))
    of_mean = variance_of_mean(waves.variance, count, members=members, within=waves.within)
    margin = student_margin(of_mean, count - 1, confidence=0.95)
    centre = waves.means.mean(axis=1)
    return centre - margin, centre + margin


def student_one_stage(waves: Waves, random: np.random.Generator) -> tuple[Floats, Floats]:
    """The same, as though every organisation were heard by all its people."""
    return student(Waves(waves.means, np.zeros(len(waves.means)), waves.members, waves.truths), random)


def percentile(waves: Waves, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Organisations drawn with replacement, plain percentiles."""
    return _at_tails(waves, random, 0.025, 0.975)


def expanded(waves: Waves, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Percentiles further out, as Hesterberg widens them."""
    tail = float(expanded_tails(np.array([waves.means.shape[1]]))[0])
    return _at_tails(waves, random, tail, 1 - tail)


def bias_corrected(waves: Waves, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Percentiles moved by the share of draws under the estimate (Efron 1981)."""
    normal = NormalDist()
    limits = []
    for draws, centres, _deviations in _drawn(waves, random):
        shares = (draws < centres).mean(axis=0) + (draws == centres).mean(axis=0) / 2
        for column, share in enumerate(np.clip(shares, 0.001, 0.999)):
            shift = 2 * normal.inv_cdf(float(share))
            tails = [normal.cdf(shift - 1.96), normal.cdf(shift + 1.96)]
            limits.append(np.quantile(draws[:, column], tails) - centres[column])
    return _about_means(waves, np.array(limits).T)


def bootstrap_t(waves: Waves, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Quantiles of (mean* − mean)/s* in place of Student’s (Efron & Tibshirani 1993, 12.5)."""
    limits = []
    for draws, centres, deviations in _drawn(waves, random):
        with np.errstate(invalid="ignore", divide="ignore"):
            pivots = np.where(deviations > 1e-9, (draws - centres) / deviations, np.nan)
        limits.append(-np.nanquantile(pivots, [0.975, 0.025], axis=0))
    return _about_means(waves, np.hstack(limits) * waves.means.std(axis=1, ddof=1))


def _at_tails(waves: Waves, random: np.random.Generator, low: float, high: float) -> tuple[Floats, Floats]:
    limits = [np.quantile(draws, [low, high], axis=0) - centres for draws, centres, _ in _drawn(waves, random)]
    return _about_means(waves, np.hstack(limits))


def _about_means(waves: Waves, limits: Floats) -> tuple[Floats, Floats]:
    centres = waves.means.mean(axis=1)
    return centres + _factor(waves) * limits[0], centres + _factor(waves) * limits[1]


def _drawn(waves: Waves, random: np.random.Generator) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Means and deviations of draws × waves, as products of how often each organisation comes; and the true means."""
    n = waves.means.shape[1]
    for first in range(0, len(waves.means), _BLOCK):
        rows = waves.means[first : first + _BLOCK]
        counts = random.multinomial(n, np.full(n, 1 / n), DRAWS).astype(np.float64)
        draws = counts @ rows.T / n
        squares = np.maximum(0.0, counts @ (rows**2).T / n - draws**2)
        yield draws, rows.mean(axis=1), np.sqrt(squares * n / (n - 1))


def _factor(waves: Waves) -> float:
    return float(np.sqrt(1 - waves.means.shape[1] / waves.members))


CANDIDATES: dict[str, Candidate] = {
    "percentile": percentile,
    "bias-corrected": bias_corrected,
    "bootstrap-t": bootstrap_t,
    "expanded percentile": expanded,
    "t, one stage": student_one_stage,
    "t, two stages (ours)": student,
}


def _print_people(replications: int, random: np.random.Generator) -> None:
    print("\nmeans of people, exact bootstrap by convolution (a large population):")
    print(f"{'people':>13}{'percentile':>22}{'expanded (ours)':>22}{'t':>22}")
    for people in (5, 8, 12, 25):
        opinions = 3.6 + 0.8 * random.standard_normal((replications + 20_000, people, 1))
        items = np.clip(np.rint(opinions + 0.7 * random.standard_normal((replications + 20_000, people, 4))), 1, 5)
        scores = items.mean(axis=2)
        truth, scores = scores.mean(), scores[:replications]
        groups = np.repeat(np.arange(replications), people)
        cells = []
        for tails in (percentile_tails(replications), expanded_tails(np.full(replications, people))):
            cells.append(told(*bootstrap_means(scores.ravel(), groups, step=12, tails=tails), truth))
        margin = student_quantile(0.975, people - 1) * scores.std(axis=1, ddof=1) / np.sqrt(people)
        cells.append(told(scores.mean(axis=1) - margin, scores.mean(axis=1) + margin, truth))
        print(f"{people:>13}" + "".join(f"{cell:>22}" for cell in cells))


def _print_changes(replications: int, random: np.random.Generator) -> None:
    print("\nchange of a panel, mean of differences of organisations (t):")
    for organisations in SIZES:
        for times in MEMBERSHIPS[1:]:
            members = round(organisations * times)
            waves = [made_waves(organisations, members, 0.65, replications, random) for _wave in range(2)]
            before, after = waves
            both = Waves(
                after.means - before.means, before.within + after.within, members, after.truths - before.truths
            )
            print(f"{organisations:>13} {members:>8}{told(*student(both, random), both.truths):>22}")


def _print_differences(replications: int, random: np.random.Generator) -> None:
    print("\ndifference between two groups (Welch), half as many members again in each:")
    for sizes in ((3, 5), (4, 4), (3, 9), (6, 6), (5, 15), (12, 13)):
        sides = [made_waves(size, round(size * 1.5), 0.65, replications, random) for size in sizes]
        of_mean = [
            variance_of_mean(
                side.variance,
                np.full(replications, float(size)),
                members=np.full(replications, float(side.members)),
                within=side.within,
            )
            for side, size in zip(sides, sizes, strict=True)
        ]
        counts = [np.full(replications, float(size)) for size in sizes]
        margin = welch_margin(of_mean[0], counts[0], of_mean[1], counts[1], confidence=0.95)
        difference = sides[0].means.mean(axis=1) - sides[1].means.mean(axis=1)
        truths = sides[0].truths - sides[1].truths
        print(f"{sizes[0]:>9} + {sizes[1]:<3}{told(difference - margin, difference + margin, truths):>22}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4_000)
