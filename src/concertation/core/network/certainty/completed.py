"""A network as it may be, once what the silent would have told is drawn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from concertation.core.network.certainty.completion import completed_rows
from concertation.core.network.certainty.reports import Flags, Floats, Reports, reports_of
from concertation.core.network.network import Network


def completed_networks(
    network: Network, answered: Flags, *, seed: int, draws: int, group: str | None = None
) -> Iterator[Network]:
    """The network as it may be: what was told, and ``completed_rows`` for the silent.

    Where ties have weights, a drawn tie has that of a tie drawn among those told. With nobody silent, the network
    itself, once.
    """
    reports = reports_of(network, answered, group)
    if not len(reports.silent):
        yield network
        return
    told = network.keeping(answered[network.source])
    weights = np.zeros((network.size, network.size))
    weights[told.source, told.target] = told.weight
    generator = np.random.default_rng((seed, 1))
    for rows in completed_rows(reports, seed=seed, draws=draws):
        yield _completed(told, reports, rows, weights, generator)


def _completed(
    told: Network, reports: Reports, rows: Flags, weights: Floats, generator: np.random.Generator
) -> Network:
    named = reports.named.copy()
    named[reports.silent] = rows
    source, target = np.nonzero(named)
    weight = weights[source, target]
    drawn = ~reports.answered[source]
    weight[drawn] = generator.choice(told.weight, int(drawn.sum())) if told.is_weighted and told.tie_count else 1.0
    return Network(
        nodes=told.nodes,
        source=source.astype(np.int32),
        target=target.astype(np.int32),
        weight=weight,
        is_directed=True,
        is_weighted=told.is_weighted,
        remarks=told.remarks,
    )
