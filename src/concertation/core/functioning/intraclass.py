"""How much of what people answer is shared by those of one group: intraclass correlations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concertation.core.errors import InvalidData

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RaterCorrelations:
    """The six forms of Shrout and Fleiss: a rater alone, then the mean of the raters."""

    one_way: float
    two_way_random: float
    two_way_fixed: float
    one_way_mean: float
    two_way_random_mean: float
    two_way_fixed_mean: float


@dataclass(frozen=True, slots=True)
class GroupCorrelations:
    """ICC(1), the share of one person’s answer that the group explains; ICC(2), the reliability of its mean."""

    single: float
    mean: float
    groups: int
    average_size: float


def rater_correlations(ratings: Floats) -> RaterCorrelations:
    """Six intraclass correlations of a complete table of subjects × raters.

    From the mean squares between subjects (B), within subjects (W), between raters (J) and of the residual (E), with n
    subjects and k raters: (B − W)/(B + (k − 1)W); (B − E)/(B + (k − 1)E + k(J − E)/n); (B − E)/(B + (k − 1)E); and for
    the mean of k raters (B − W)/B; (B − E)/(B + (J − E)/n); (B − E)/B. Raises ``InvalidData`` for a missing rating or
    fewer than two subjects or raters: these formulas hold for a whole table only.

    Source: Shrout, P. E. & Fleiss, J. L. (1979). Intraclass correlations: uses in assessing rater reliability.
    Psychological Bulletin 86, pp. 420–428.
    """
    if ratings.ndim != 2 or min(ratings.shape) < 2 or np.isnan(ratings).any():
        raise InvalidData(count=1, listing="every subject needs a rating by every rater, two of each at least")
    n, k = ratings.shape
    grand = ratings.mean()
    subjects = k * ((ratings.mean(axis=1) - grand) ** 2).sum()
    raters = n * ((ratings.mean(axis=0) - grand) ** 2).sum()
    total = ((ratings - grand) ** 2).sum()
    between = subjects / (n - 1)
    within = (total - subjects) / (n * (k - 1))
    judges = raters / (k - 1)
    error = (total - subjects - raters) / ((n - 1) * (k - 1))
    return RaterCorrelations(
        one_way=float((between - within) / (between + (k - 1) * within)),
        two_way_random=float((between - error) / (between + (k - 1) * error + k * (judges - error) / n)),
        two_way_fixed=float((between - error) / (between + (k - 1) * error)),
        one_way_mean=float((between - within) / between),
        two_way_random_mean=float((between - error) / (between + (judges - error) / n)),
        two_way_fixed_mean=float((between - error) / between),
    )


def group_correlations(scores: Floats, groups: NDArray[np.int64]) -> GroupCorrelations | None:
    """ICC(1) and ICC(2) of scores of people in groups of unequal size.

    ICC(1) = (B − W)/(B + (n₀ − 1)W) and ICC(2) = (B − W)/B, with the mean squares between (B) and within (W) of a
    one-way analysis of variance and n₀ the average size of a group, as Bliese has it and R’s multilevel computes it.
    A missing score (``nan``) is left out. ``None`` for fewer than two groups, or when nobody shares a group.

    Source: Bliese, P. D. (2000). Within-group agreement, non-independence, and reliability. In Klein & Kozlowski (eds),
    Multilevel theory, research, and methods in organizations, pp. 354–356.
    """
    known = ~np.isnan(scores)
    values, places = scores[known], np.unique(groups[known], return_inverse=True)[1]
    sizes = np.bincount(places)
    count, n = len(sizes), len(values)
    if count < 2 or n == count:
        return None
    means = np.bincount(places, weights=values) / sizes
    between = (sizes * (means - values.mean()) ** 2).sum() / (count - 1)
    within = ((values - means[places]) ** 2).sum() / (n - count)
    size = n / count
    return GroupCorrelations(
        single=float((between - within) / (between + (size - 1) * within)),
        mean=float((between - within) / between),
        groups=count,
        average_size=size,
    )
