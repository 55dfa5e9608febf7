"""A family: measures of a network that one pass answers together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from concertation.core.network.measures.answer import Answer
from concertation.core.network.measures.reading import Reading


@dataclass(frozen=True, slots=True)
class Family:
    """The ids of the measures, the pass that answers them, and whether it follows the lengths of ties."""

    ids: tuple[str, ...]
    compute: Callable[[Reading], Mapping[str, Answer]]
    follows_lengths: bool = False
