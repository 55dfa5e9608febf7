"""One organisation may be written in English here, in French there, and half translated elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.fuzz import token_sort_ratio

from concertation.core.discovery.names import apparent_language, distinctive_words
from concertation.core.text import search_key

# Names this close differ by a slip of the pen: one or two letters in a name of twenty.
NEARLY_SAME = 0.90


@dataclass(frozen=True, slots=True)
class SharedName:
    """Two groups that share a name although their other names disagree: a person says which it is."""

    one: int
    other: int
    name: str


@dataclass(frozen=True, slots=True)
class NameGrouping:
    """Positions of the pairs of names grouped by organisation, and the names that two groups share."""

    groups: tuple[tuple[int, ...], ...]
    shared: tuple[SharedName, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    en: str
    fr: str


def group_bilingual_names(pairs: Sequence[tuple[str, str]]) -> NameGrouping:
    """Groups (English name, French name) pairs that name one organisation.

    Names are compared without accents, case and punctuation. Two pairs are joined when they share a name on
    either side and their other names agree: equal; one within the other ("… (Markham)"); nearly the
    same (``NEARLY_SAME``); or one of the pairs untranslated, that is the shared name stands on both its sides
    in the language of the side that shares it. Joining is transitive (union–find). Pairs that share a
    name but disagree otherwise stay apart and are listed as ``shared``. A blank side says nothing; a pair
    of two blanks is a group of its own. Groups and their members keep the order of the input.
    Source: Concertation methods, matching.
    """
    folded = [_Pair(search_key(en), search_key(fr)) for en, fr in pairs]
    distinct: dict[_Pair | int, list[int]] = defaultdict(list)
    for position, pair in enumerate(folded):
        distinct[pair if pair.en or pair.fr else position].append(position)
    nodes = [pair for pair in distinct if isinstance(pair, _Pair)]
    leaders: dict[_Pair, _Pair] = {pair: pair for pair in nodes}
    doubtful: list[tuple[_Pair, _Pair, str]] = []
    for name, sharing in _sharing(nodes).items():
        for one, other in combinations(sharing, 2):
            if _agree(one, other, name):
                leaders[_leader(leaders, other)] = _leader(leaders, one)
            else:
                doubtful.append((one, other, name))
    return _grouping(distinct, leaders, doubtful, pairs)


def _sharing(nodes: Sequence[_Pair]) -> dict[str, list[_Pair]]:
    sharing: dict[str, list[_Pair]] = defaultdict(list)
    for pair in nodes:
        for name in {pair.en, pair.fr} - {""}:
            sharing[name].append(pair)
    return {name: found for name, found in sharing.items() if len(found) > 1}


def _agree(one: _Pair, other: _Pair, shared: str) -> bool:
    first, second = _other_side(one, shared), _other_side(other, shared)
    if "" in (first, second) or first == second:
        return True
    words, others = set(distinctive_words(first)), set(distinctive_words(second))
    if words <= others or others <= words:
        return True
    if token_sort_ratio(first, second) / 100 >= NEARLY_SAME:
        return True
    if shared not in (first, second):
        return False
    translated, translation = (one, first) if second == shared else (other, second)
    side = "en" if translated.en == shared else "fr"
    opposite = "fr" if side == "en" else "en"
    return apparent_language(shared) != opposite and apparent_language(translation) != side


def _other_side(pair: _Pair, name: str) -> str:
    return pair.fr if pair.en == name else pair.en


def _leader(leaders: dict[_Pair, _Pair], pair: _Pair) -> _Pair:
    while leaders[pair] != pair:
        leaders[pair] = leaders[leaders[pair]]
        pair = leaders[pair]
    return pair


def _grouping(
    distinct: dict[_Pair | int, list[int]],
    leaders: dict[_Pair, _Pair],
    doubtful: list[tuple[_Pair, _Pair, str]],
    pairs: Sequence[tuple[str, str]],
) -> NameGrouping:
    members: dict[_Pair | int, list[int]] = defaultdict(list)
    for pair, positions in distinct.items():
        members[_leader(leaders, pair) if isinstance(pair, _Pair) else pair] += positions
    ordered = sorted(((sorted(positions), leader) for leader, positions in members.items()), key=lambda group: group[0])
    numbers = {leader: number for number, (_, leader) in enumerate(ordered)}
    shared: dict[tuple[int, int], SharedName] = {}
    for one, other, name in doubtful:
        ends = sorted({numbers[_leader(leaders, one)], numbers[_leader(leaders, other)]})
        if len(ends) == 2:
            position = distinct[one][0]
            written = next(side for side in pairs[position] if search_key(side) == name)
            shared.setdefault((ends[0], ends[1]), SharedName(ends[0], ends[1], written))
    return NameGrouping(groups=tuple(tuple(positions) for positions, _ in ordered), shared=tuple(shared.values()))
