"""Which words of the register stand for one another, and how rare each is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from concertation.core.discovery.glossary import UNKNOWN_SHARE, glossary

# How far two words stand for one another: a translation, a synonym on one side, one slip, two slips in a long word.
TRANSLATION, SYNONYM, ONE_SLIP, TWO_SLIPS = 0.95, 0.7, 0.85, 0.7
_SHORTEST_SLIPPED, _SHORTEST_TWICE_SLIPPED = 5, 8
_PREFIX = 4
# How many names of the glossary's expectation the register's own frequencies are mixed with.
EXPECTED_NAMES = 500


def word_likeness(stems: Sequence[str]) -> pl.DataFrame:
    """The pairs (``word``, ``other``) of positions in ``stems`` that stand for one another, and their ``likeness``.

    Every word is like itself (1). Symmetric. Slips are sought among words that begin alike, or that are one deletion
    apart, so that the cost follows the number of words.
    """
    positions = {stem: position for position, stem in enumerate(stems)}
    found: dict[tuple[int, int], float] = {}
    for one, other, likeness in (*_translations(positions), *_slips(stems)):
        for pair in ((one, other), (other, one)):
            found[pair] = max(likeness, found.get(pair, 0.0))
    for position in range(len(stems)):
        found[position, position] = 1.0
    ends = np.array(list(found), dtype=np.uint32).reshape(-1, 2)
    return pl.DataFrame(
        {"word": ends[:, 0], "other": ends[:, 1], "likeness": np.fromiter(found.values(), np.float32, len(found))}
    )


def word_information(stems: Sequence[str], frequency: Sequence[int], names: int, likeness: pl.DataFrame) -> np.ndarray:
    """How much, in nats, it says that a name holds a word or a translation of it: −log of its share of the names.

    (frequency + E·expected) / (names + E) with E = ``EXPECTED_NAMES`` and the share that the glossary expects, so
    that a small register does not take every word for a rare one.
    """
    counts = np.asarray(frequency, dtype=np.float64)
    full = likeness.filter(pl.col("likeness") >= TRANSLATION)
    shared = np.bincount(full["word"].to_numpy(), weights=counts[full["other"].to_numpy()], minlength=len(stems))
    shares = glossary().shares
    expected = np.array([shares.get(stem, UNKNOWN_SHARE) for stem in stems])
    share = (shared + EXPECTED_NAMES * expected) / (names + EXPECTED_NAMES)
    return np.asarray(-np.log(np.minimum(share, 1.0)))


def _translations(positions: dict[str, int]) -> Iterator[tuple[int, int, float]]:
    lines: dict[int, dict[str, set[int]]] = defaultdict(lambda: {"en": set(), "fr": set()})
    for stem, senses in glossary().senses.items():
        if stem in positions:
            for sense in senses:
                lines[sense.line][sense.side].add(positions[stem])
    for sides in lines.values():
        for one, other in product(sides["en"], sides["fr"]):
            yield one, other, TRANSLATION
        for side in sides.values():
            for one, other in product(side, side):
                yield one, other, SYNONYM


def _slips(stems: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    pairs = _near(stems)
    if not pairs:
        return
    ends = np.array(sorted(pairs), dtype=np.int64)
    ones, others = [stems[one] for one in ends[:, 0]], [stems[other] for other in ends[:, 1]]
    slips = cpdist(ones, others, scorer=OSA.distance, score_cutoff=2)
    lengths = np.minimum(_lengths(ones), _lengths(others))
    likeness = np.select(
        [(slips <= 1) & (lengths >= _SHORTEST_SLIPPED), (slips <= 2) & (lengths >= _SHORTEST_TWICE_SLIPPED)],
        [ONE_SLIP, TWO_SLIPS],
        0.0,
    )
    for at in np.flatnonzero(likeness):
        yield int(ends[at, 0]), int(ends[at, 1]), float(likeness[at])


def _lengths(words: Sequence[str]) -> np.ndarray:
    return np.fromiter(map(len, words), np.int64, len(words))


def _near(stems: Sequence[str]) -> set[tuple[int, int]]:
    """Pairs of words of five letters or more that begin alike or are equal but for one letter."""
    groups: dict[str, list[int]] = defaultdict(list)
    for position, stem in enumerate(stems):
        if len(stem) < _SHORTEST_SLIPPED or not stem.isalpha():
            continue
        keys = {stem, *(stem[:at] + stem[at + 1 :] for at in range(len(stem)))}
        for key in keys:
            groups[key].append(position)
        if len(stem) >= _SHORTEST_TWICE_SLIPPED:
            groups[f"{stem[:_PREFIX]}…{len(stem) // 3}"].append(position)
            groups[f"{stem[:_PREFIX]}…{len(stem) // 3 + 1}"].append(position)
    return {
        (group[one], group[other])
        for group in groups.values()
        if len(group) > 1
        for one in range(len(group))
        for other in range(one + 1, len(group))
    }
