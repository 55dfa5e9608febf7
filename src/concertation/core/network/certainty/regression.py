"""Which networks explain a network once the others are held constant: MRQAP with double semi-partialling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network.certainty.conventions import CertaintyConventions
from concertation.core.network.certainty.permutation import PermutationTest, permutations_of, tested, untested
from concertation.core.network.certainty.relation import Relation
from concertation.core.network.certainty.reports import Flags, Floats, Indices
from concertation.core.network.certainty.sentences import sentence

REGRESSION, PARTIAL = "network.mrqap", "network.partial_qap"
_RANK_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Regression:
    """Coefficients by name, each with its t and test; ``freedom`` is pairs less coefficients, the intercept’s too."""

    tests: Mapping[str, PermutationTest]
    intercept: float
    r_squared: float
    pairs: int
    freedom: int


@dataclass(frozen=True, eq=False)
class _Table:
    """One row a pair known everywhere, of all the pairs (``rows``, ``columns``) that could be known (``known``)."""

    x: Floats
    y: Floats
    rows: Indices
    columns: Indices
    known: Flags
    is_directed: bool
    size: int

    @property
    def is_whole(self) -> bool:
        return bool(self.known.all())


def regress(
    explained: Relation, by: Mapping[str, Relation], *, seed: int, conventions: CertaintyConventions
) -> Regression | Unknown:
    """Least squares of one relation on others over the pairs known in all, with double semi-partialling tests.

    y = β₀ + Σ βₖ·xₖ over ordered pairs (each pair once where ``explained`` is not directed). For each k: e, the
    residuals of xₖ on the other x; chance is the t statistic of π(e) in the regression of y on the other x and π(e),
    π shuffling organisations. Unknown pairs are shuffled with e, and a permutation uses those known. ``Unknown`` where
    y is the same everywhere, a relation follows from the others, or pairs are fewer than coefficients. Raises
    ``ValueError`` for relations of different sizes.

    Source: Dekker, D., Krackhardt, D. & Snijders, T. (2007). Sensitivity of MRQAP tests to collinearity and
    autocorrelation conditions. Psychometrika 72, pp. 563–581; coefficients and t equal those of ``netlm`` of R’s sna.
    """
    table = _table(explained, list(by.values()))
    if why := _why_not(table):
        return why
    coefficients, statistics, residual = _fitted(table.x, table.y)
    spread = float(((table.y - table.y.mean()) ** 2).sum())
    coverage = len(table.y) / len(table.known)
    tests = {
        name: tested(
            Estimate(value=float(coefficients[place]), n=len(table.y), coverage=coverage, method=REGRESSION),
            float(statistics[place]),
            _chance(table, place, seed, conventions),
            seed=seed,
        )
        for place, name in enumerate(by, start=1)
    }
    return Regression(
        tests=tests,
        intercept=float(coefficients[0]),
        r_squared=1.0 - residual / spread,
        pairs=len(table.y),
        freedom=len(table.y) - table.x.shape[1],
    )


def correlate_partially(
    first: Relation,
    second: Relation,
    constant: Mapping[str, Relation],
    *,
    seed: int,
    conventions: CertaintyConventions,
) -> PermutationTest:
    """Correlation of two relations, others held constant: r = t/√(t² + df), with the t and test of ``regress``.

    ``Unknown`` as there. Source: Dekker, Krackhardt & Snijders (2007).
    """
    table = _table(first, [second, *constant.values()])
    if why := _why_not(table):
        return untested(why.missing[0], seed=seed)
    freedom = len(table.y) - table.x.shape[1]
    value = float(_partial(_fitted(table.x, table.y)[1][1], freedom))
    chance = _partial(_chance(table, 1, seed, conventions), freedom)
    result = Estimate(value=value, n=len(table.y), coverage=len(table.y) / len(table.known), method=PARTIAL)
    return tested(result, value, chance, seed=seed)


def _partial(statistic: Floats | np.float64, freedom: int) -> Floats:
    return np.asarray(statistic / np.sqrt(statistic**2 + freedom))


def _table(explained: Relation, by: list[Relation]) -> _Table:
    if sizes := {one.size for one in by} - {explained.size}:
        raise ValueError(f"relations of {explained.size} and {sorted(sizes)} organisations")
    apart = ~np.eye(explained.size, dtype=np.bool_)
    rows, columns = np.nonzero(apart if explained.is_directed else np.triu(apart))
    y, *x = (one.dense[rows, columns] for one in (explained, *by))
    known = ~np.isnan(np.array([y, *x])).any(axis=0)
    design = np.column_stack([np.ones(len(y)), *x])[known]
    return _Table(design, y[known], rows, columns, known, explained.is_directed, explained.size)


def _why_not(table: _Table) -> Unknown | None:
    count = table.x.shape[1]
    if len(table.y) <= count:
        return Unknown((sentence("too_small", needed=count + 2, count=table.size),))
    if np.ptp(table.y) == 0:
        return Unknown((sentence("alike"),))
    scaled = table.x / np.maximum(np.abs(table.x).max(axis=0), 1e-300)
    if np.linalg.matrix_rank(scaled, tol=_RANK_TOLERANCE * len(scaled)) < count:
        return Unknown((sentence("collinear"),))
    return None


def _fitted(x: Floats, y: Floats) -> tuple[Floats, Floats, float]:
    """Coefficients, their t, and the sum of squares left."""
    basis, triangle = np.linalg.qr(x)
    coefficients = np.linalg.solve(triangle, basis.T @ y)
    left = y - x @ coefficients
    residual = float(left @ left)
    inverse = np.linalg.inv(triangle)
    errors = np.sqrt((inverse**2).sum(axis=1) * residual / (len(y) - x.shape[1]))
    return coefficients, coefficients / errors, residual


def _chance(table: _Table, place: int, seed: int, conventions: CertaintyConventions) -> Floats:
    others = np.delete(table.x, place, axis=1)
    basis = np.linalg.qr(others)[0]
    own = table.x[:, place] - basis @ (basis.T @ table.x[:, place])
    square = _square(table, own)
    statistics = _statistics_of_whole if table.is_whole else _statistics_of_known
    blocks = permutations_of(
        table.size, seed=seed, count=conventions.permutations, cells=len(table.known) * (1 + others.shape[1])
    )
    return np.concatenate(
        [statistics(square[places[:, table.rows], places[:, table.columns]], others, basis, table) for places in blocks]
    )


def _square(table: _Table, values: Floats) -> Floats:
    square = np.full((table.size, table.size), np.nan)
    square[table.rows[table.known], table.columns[table.known]] = values
    if not table.is_directed:
        square[table.columns[table.known], table.rows[table.known]] = values
    return square


def _statistics_of_whole(shuffled: Floats, others: Floats, basis: Floats, table: _Table) -> Floats:
    """t of each shuffled column v beside the others: v·y_r/√(v_r·v_r · RSS/df), y_r and v_r what the others leave."""
    left = table.y - basis @ (basis.T @ table.y)
    freedom = len(table.y) - others.shape[1] - 1
    products = shuffled @ left
    norms = (shuffled**2).sum(axis=1) - ((shuffled @ basis) ** 2).sum(axis=1)
    residual = left @ left - products**2 / norms
    return np.asarray(products / np.sqrt(norms * residual / freedom))


def _statistics_of_known(shuffled: Floats, others: Floats, _basis: Floats, table: _Table) -> Floats:
    """The same over the pairs that stay known once shuffled; NaN where the others no longer stand apart there."""
    kept = shuffled[:, table.known]
    known = ~np.isnan(kept)
    column, mask = np.where(known, kept, 0.0), known.astype(np.float64)
    both = np.column_stack([others, table.y])
    count = others.shape[1]
    squares = (mask @ (both[:, :, None] * both[:, None, :]).reshape(len(both), -1)).reshape(-1, count + 1, count + 1)
    crossed = column @ both
    apart = np.linalg.matrix_rank(squares[:, :count, :count], hermitian=True) == count
    inverse = np.full((len(kept), count, count), np.nan)
    inverse[apart] = np.linalg.inv(squares[apart, :count, :count])
    of_y, of_v = (np.einsum("bij,bj->bi", inverse, one) for one in (squares[:, :count, count], crossed[:, :count]))
    norms = (column**2).sum(axis=1) - (crossed[:, :count] * of_v).sum(axis=1)
    products = crossed[:, count] - (crossed[:, :count] * of_y).sum(axis=1)
    left = squares[:, count, count] - (squares[:, :count, count] * of_y).sum(axis=1)
    freedom = mask.sum(axis=1) - count - 1
    with np.errstate(invalid="ignore", divide="ignore"):
        statistics = products / np.sqrt(norms * (left - products**2 / norms) / freedom)
    return np.where(freedom > 0, statistics, np.nan)
