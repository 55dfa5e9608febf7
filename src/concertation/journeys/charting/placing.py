"""Where nodes stand by their ties: by those that ever were, so that they stay while the day changes."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from concertation.core.network import Network, Span, relations_from
from concertation.core.network.layout import place_nodes
from concertation.core.snapshot import Snapshot
from concertation.journeys.observation import KeptByDay, Observation

Positions = NDArray[np.float64]
# The keys of nodes and where they stand, by kind of network.
_Placed = dict[str, tuple[list[str], Positions]]

# No partnership of the field is older: what is known of every day since is what was ever.
_EVER = date(1800, 1, 1)


def _begun(seen: Observation, before: tuple[Observation, tuple[_Placed, _Placed]] | None) -> tuple[_Placed, _Placed]:
    """Nothing placed yet, and what was placed before the register moved."""
    return {}, {} if before is None else {**before[1][1], **before[1][0]}


_kept: KeptByDay[tuple[_Placed, _Placed]] = KeptByDay(_begun)


def place_by_ties(kind: str, network: Network, last: Observation) -> Positions:
    """Where the nodes of one day stand in the layout of all days up to the last; others come beside their ties."""
    placed, earlier = _kept.of(last)
    if kind not in placed:
        placed[kind] = _placed_ever(kind, last.snapshot, earlier.get(kind))
    return place_nodes(network, before=_known(network, placed[kind]))


def ever_tied(kind: str, whole: Snapshot) -> Network:
    """All that was ever tied, as pairs."""
    return relations_from(whole, kind, span=Span.over(_EVER, whole.as_of)).pairs


def _placed_ever(
    kind: str, whole: Snapshot, earlier: tuple[list[str], Positions] | None
) -> tuple[list[str], Positions]:
    ever = ever_tied(kind, whole)
    before = None if earlier is None else _known(ever, earlier)
    return ever.nodes["key"].to_list(), place_nodes(ever, before=before)


def _known(network: Network, placed: tuple[list[str], Positions]) -> Positions:
    rows = dict(zip(*placed, strict=True))
    nowhere = np.array([np.nan, np.nan])
    return np.array([rows.get(key, nowhere) for key in network.nodes["key"]]).reshape(-1, 2)
