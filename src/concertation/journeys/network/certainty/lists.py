"""How sure anybody's list of edges is: whose word, the silent, and whether another list goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from concertation.core.estimate import Unknown
from concertation.core.network import Network, network_of
from concertation.core.network.assurance import Layer, compare_layers, under_silence, words_of
from concertation.core.network.certainty import sentence
from concertation.core.network.certainty.reports import Flags
from concertation.core.text import Language
from concertation.journeys.network.certainty.telling import silence_told, together_told, words_told


def certainty_of_list(
    network: Network, other: Network | None, *, names: Sequence[str], answered: Flags | None, language: Language
) -> dict[str, Any]:
    """All that two lists of the same organisations tell of themselves; no register is needed.

    ``answered`` says who answered, one a node; where it is not known, those who told no tie are taken for silent in
    comparing words, and nothing is said of the silent.
    """
    heard = _heard(network) if answered is None else answered
    words = words_of(network, heard) if network.is_directed else Unknown((sentence("needs_directed"),))
    silence = Unknown((sentence("no_answered"),)) if answered is None else under_silence(network, answered)
    told = {"words": words_told(words, language), "silence": silence_told(silence, language)}
    if other is None:
        return told
    one, beside = _of_same_nodes(network, other)
    first, second = names if len(set(names)) == len(names) else (f"{name} ({at})" for at, name in enumerate(names, 1))
    layers = {first: Layer(one), second: Layer(beside)}
    return told | {"together": together_told(compare_layers(layers, explaining=first), language)}


def _heard(network: Network) -> Flags:
    return np.bincount(network.source, minlength=network.size) > 0


def _of_same_nodes(*networks: Network) -> list[Network]:
    """Both over the organisations of either: who is in one list alone has no tie in the other."""
    keys = pl.concat([one.nodes["key"] for one in networks]).unique(maintain_order=True)
    return [_over(one, keys) for one in networks]


def _over(network: Network, keys: pl.Series) -> Network:
    own = network.nodes["key"]
    ties = pl.DataFrame({"source": own.gather(network.source), "target": own.gather(network.target)})
    return network_of(keys.to_frame(), ties, is_directed=network.is_directed)
