"""Whose word is taken: either end’s, both ends’, or the only one heard where the other is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import polars as pl

from concertation.core.estimate import Estimate, Unknown
from concertation.core.network.certainty.missing import NetworkMeasure, NodeMeasure
from concertation.core.network.certainty.reports import Flags, Floats
from concertation.core.network.certainty.sentences import sentence
from concertation.core.network.network import Network

Reading = Literal["either_end", "both_ends", "reconstruction"]
READINGS: tuple[Reading, ...] = get_args(Reading)
READ_COLUMNS = pl.Schema(
    {"key": pl.String, "measure": pl.String} | {name: pl.Float64() for name in (*READINGS, "shift")}
)


@dataclass(frozen=True, slots=True)
class ThreeReadings:
    """One measure as each reading has it; ``shift`` is how far apart the two furthest are, and ``furthest`` which."""

    values: Mapping[Reading, Estimate | Unknown]
    shift: float | None
    furthest: tuple[Reading, Reading] | None


def readings_of(network: Network, answered: Flags) -> Mapping[Reading, Network]:
    """Three undirected networks: tied when either end tells it, when both do, or by ``reconstructed``; made once."""
    return network.once(("networks by word", answered.tobytes()), lambda: _read(network, answered))


def _read(network: Network, answered: Flags) -> Mapping[Reading, Network]:
    told = network.keeping(answered[network.source])
    return {
        "either_end": told.undirected("max"),
        "both_ends": told.mutual(),
        "reconstruction": reconstructed(told, answered),
    }


def reconstructed(network: Network, answered: Flags) -> Network:
    """Both ends’ word between two organisations that answered; the only word heard where one did not.

    The weight is the smaller of the two told, or the one told. Arcs told by the silent are left out. Source: Stork, D.
    & Richards, W. (1992). Nonrespondents in communication network studies. Group & Organization Management 17.
    """
    heard = answered[network.source]
    one_word = network.keeping(heard & ~answered[network.target]).undirected("max")
    two_words = network.keeping(heard & answered[network.target]).mutual()
    source, target, weight = (
        np.concatenate((getattr(one_word, name), getattr(two_words, name))) for name in ("source", "target", "weight")
    )
    order = np.lexsort((target, source))
    return Network(
        nodes=network.nodes,
        source=source[order],
        target=target[order],
        weight=weight[order],
        is_directed=False,
        is_weighted=network.is_weighted,
        remarks=network.remarks,
    )


def compare_readings(
    network: Network, answered: Flags, measures: Mapping[str, NetworkMeasure]
) -> Mapping[str, ThreeReadings]:
    """Each measure under the three readings of a directed network, side by side.

    ``Estimate.n`` is the number of ties that a reading counts, ``coverage`` the share of organisations that answered. A
    measure without a value (NaN) under a reading is ``Unknown`` there. Source: methods, section 3.
    """
    networks = readings_of(network, answered)
    share = float(answered.mean()) if len(answered) else 0.0
    return {
        name: _three({reading: _estimate(measure(one), one, reading, share) for reading, one in networks.items()})
        for name, measure in measures.items()
    }


def compare_columns(network: Network, answered: Flags, measures: Mapping[str, NodeMeasure]) -> pl.DataFrame:
    """The same for measures of each organisation: ``READ_COLUMNS``, those that shift most first in each measure."""
    networks = readings_of(network, answered)
    frames = [
        _columns(name, network, {key: measure(one) for key, one in networks.items()})
        for name, measure in measures.items()
    ]
    return pl.concat(frames) if frames else pl.DataFrame(schema=READ_COLUMNS)


def _estimate(value: float, network: Network, reading: Reading, share: float) -> Estimate | Unknown:
    if np.isnan(value):
        return Unknown((sentence("no_value"),))
    return Estimate(value=float(value), n=network.tie_count, coverage=share, method=f"network.{reading}")


def _three(values: Mapping[Reading, Estimate | Unknown]) -> ThreeReadings:
    known = {reading: one.value for reading, one in values.items() if isinstance(one, Estimate)}
    if len(known) < 2:
        return ThreeReadings(values, None, None)
    least, most = min(known, key=lambda reading: known[reading]), max(known, key=lambda reading: known[reading])
    shift = known[most] - known[least]
    return ThreeReadings(values, shift, (least, most) if shift > 0 else None)


def _columns(name: str, network: Network, values: Mapping[Reading, Floats]) -> pl.DataFrame:
    columns = {str(reading): column for reading, column in values.items()}
    frame = pl.DataFrame({"key": network.nodes["key"], **columns}, nan_to_null=True)
    shift = pl.max_horizontal(READINGS) - pl.min_horizontal(READINGS)
    return (
        frame.with_columns(pl.lit(name).alias("measure"), shift.alias("shift"))
        .sort(["shift", "key"], descending=[True, False], nulls_last=True)
        .select(READ_COLUMNS.names())
        .cast(dict(READ_COLUMNS))  # type: ignore[arg-type]
    )
