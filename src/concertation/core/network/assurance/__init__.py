"""How sure a network is, put together for a reader: whose word, the silent, kinds beside each other, what changed."""

from concertation.core.network.assurance.changed import Changed, compare_waves
from concertation.core.network.assurance.drawn import DRAWN, SEED
from concertation.core.network.assurance.silence import Bridging, UnderSilence, under_silence
from concertation.core.network.assurance.together import Explained, Layer, Pair, Together, compare_layers
from concertation.core.network.assurance.words import (
    COMPARED,
    Moved,
    WhoseWord,
    read_density,
    read_words,
    who_told,
    words_of,
)

__all__ = [
    "COMPARED",
    "DRAWN",
    "SEED",
    "Bridging",
    "Changed",
    "Explained",
    "Layer",
    "Moved",
    "Pair",
    "Together",
    "UnderSilence",
    "WhoseWord",
    "compare_layers",
    "compare_waves",
    "read_density",
    "read_words",
    "under_silence",
    "who_told",
    "words_of",
]
