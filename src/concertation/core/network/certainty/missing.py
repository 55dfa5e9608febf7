"""How sure a measure is when some organisations did not answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network.certainty.completed import completed_networks
from concertation.core.network.certainty.conventions import CertaintyConventions
from concertation.core.network.certainty.rehearsal import calibrated_tail, distances, rehearsals
from concertation.core.network.certainty.reports import Flags, Floats
from concertation.core.network.certainty.sentences import sentence
from concertation.core.network.network import Network

SILENCE = "network.silence"

NetworkMeasure = Callable[[Network], float]
NodeMeasure = Callable[[Network], Floats]
NODE_INTERVALS = pl.Schema(
    {"key": pl.String, "measure": pl.String, "value": pl.Float64, "low": pl.Float64, "high": pl.Float64}
)


def estimates_under_silence(
    network: Network,
    answered: Flags,
    measures: Mapping[str, NetworkMeasure],
    *,
    seed: int,
    conventions: CertaintyConventions,
    group: str | None = None,
) -> Mapping[str, Estimate | Unknown]:
    """Each measure of the whole network with the interval that the silent leave it.

    ``answered`` says of each node whether it told its ties (out of it); arcs told by others stand. ``value`` is the
    median, ``low`` and ``high`` quantiles, of the measure over ``completed_networks``: at (1 ∓ confidence)/2, or
    further out where ``calibrated_tail`` calls for it, on trials that hide as large a share of those heard, among them
    alone, since what they told is known. ``coverage`` is the share of organisations that answered and ``n`` how many.
    ``group``, a column of nodes, lets organisations of one group be nearer. ``Unknown``, in words, for an undirected
    network, too few answers, too many organisations, or a measure that too many draws leave undefined (NaN). How often
    intervals hold the truth: ``python -m benchmarks.networks.certainty``. Raises ``ValueError`` when ``answered`` is
    not one a node.

    Source: methods, section 3; sources of ``completed_rows``.
    """
    if why := why_not(network, answered, conventions):
        return dict.fromkeys(measures, why)
    silence = _Silence(network, answered, seed, conventions, group)
    values, tails = silence.values(measures), silence.tails(measures)
    return {name: _estimate(values[name], answered, tails[name], conventions) for name in measures}


def columns_under_silence(
    network: Network,
    answered: Flags,
    measures: Mapping[str, NodeMeasure],
    *,
    seed: int,
    conventions: CertaintyConventions,
    group: str | None = None,
) -> pl.DataFrame | Unknown:
    """The same for measures of each organisation: ``NODE_INTERVALS``, null where too many draws leave one undefined."""
    if why := why_not(network, answered, conventions):
        return why
    silence = _Silence(network, answered, seed, conventions, group)
    values, tails = silence.values(measures), silence.tails(measures)
    frames = [_column(name, network, values[name], tails[name], conventions) for name in measures]
    return pl.concat(frames) if frames else pl.DataFrame(schema=NODE_INTERVALS)


def why_not(network: Network, answered: Flags, conventions: CertaintyConventions) -> Unknown | None:
    """Why the silent cannot be completed, in words; ``None`` where they can."""
    if len(answered) != network.size:
        raise ValueError(f"{len(answered)} flags for {network.size} nodes")
    heard, needed = int(answered.sum()), conventions.fewest_respondents
    needed = max(needed, int(np.ceil(conventions.answered_share * network.size)))
    if network.size < 2:
        return Unknown((sentence("too_small", needed=2, count=network.size),))
    if not network.is_directed:
        return Unknown((sentence("needs_directed"),))
    if network.size > conventions.most_organisations:
        return Unknown((sentence("too_many", count=network.size, most=conventions.most_organisations),))
    if heard < network.size and heard < needed:
        return Unknown((sentence("too_few", heard=heard, needed=needed, size=network.size),))
    return None


@dataclass(frozen=True, eq=False)
class _Silence:
    """A network of which some did not answer, and how it is completed."""

    network: Network
    answered: Flags
    seed: int
    conventions: CertaintyConventions
    group: str | None

    def values(self, measures: Mapping[str, Callable[[Network], float | Floats]]) -> Mapping[str, Floats]:
        """Each measure of each completed network."""
        found: dict[str, list[float | Floats]] = {name: [] for name in measures}
        draws = self.conventions.draws
        for one in completed_networks(self.network, self.answered, seed=self.seed, draws=draws, group=self.group):
            for name, measure in measures.items():
                found[name].append(measure(one))
        return {name: np.asarray(values, dtype=np.float64) for name, values in found.items()}

    def tails(self, measures: Mapping[str, Callable[[Network], float | Floats]]) -> Mapping[str, float]:
        """Where the interval of each measure begins, as trials among respondents have it."""
        heard, confidence = self.network.among(self.answered), self.conventions.confidence
        share = 1.0 - float(self.answered.mean())
        trials = self.network.once(
            ("rehearsed", self.answered.tobytes(), self.seed, self.conventions, self.group),
            lambda: rehearsals(heard, share, self.seed, self.conventions, self.group),
        )
        tails = {}
        for name, measure in measures.items():
            truth = np.asarray(measure(heard) if trials else np.nan, dtype=np.float64)
            drawn = [np.array([measure(one) for one in trial], dtype=np.float64) for trial in trials]
            away = [distances(truth, values, confidence) for values in drawn]
            tails[name] = calibrated_tail(np.array(away), confidence)
        return tails


def _estimate(values: Floats, answered: Flags, tail: float, conventions: CertaintyConventions) -> Estimate | Unknown:
    if np.isnan(values).mean() > conventions.undefined_share:
        return Unknown((sentence("undefined"),))
    low, value, high = (float(one) for one in _quantiles(values, tail))
    return Estimate(
        value=value, n=int(answered.sum()), coverage=float(answered.mean()), method=SILENCE, low=low, high=high
    )


def _column(
    name: str, network: Network, values: Floats, tail: float, conventions: CertaintyConventions
) -> pl.DataFrame:
    undefined = np.isnan(values).mean(axis=0) > conventions.undefined_share
    low, value, high = (np.where(undefined, np.nan, one) for one in _quantiles(np.where(undefined, 0.0, values), tail))
    columns = {"key": network.nodes["key"], "value": value, "low": low, "high": high}
    return pl.DataFrame(columns, nan_to_null=True).select(
        "key", pl.lit(name).alias("measure"), pl.col("value", "low", "high").cast(pl.Float64)
    )


def _quantiles(values: Floats, tail: float) -> Floats:
    return np.asarray(np.nanquantile(values, [tail, 0.5, 1.0 - tail], axis=0))
