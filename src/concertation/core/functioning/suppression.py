"""Which cells may be published together, so that no sum or difference of them tells what a few people said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from concertation.core.functioning.conventions import FunctioningConventions

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Up to this many cells the largest safe set is found for certain; beyond, cells are taken in order of preference.
_SMALL = 12
_NEGLIGIBLE = 1e-9

_Test = Callable[[Sequence[int]], bool]


@dataclass(frozen=True, slots=True)
class Cut:
    """What may be published of a wave, and what may not because of it or of what is out already."""

    published: tuple[str, ...]
    suppressed: tuple[str, ...]
    # Cells published before that already tell too much with one another: nothing more can be added safely.
    is_compromised: bool = False


def safe_cells(
    cells: Mapping[str, Floats],
    people: Integers,
    *,
    frozen: Sequence[Floats] = (),
    conventions: FunctioningConventions,
) -> Cut:
    """The most cells that can be published so that no linear combination isolates fewer than the floor.

    A cell is a row of weights over the organisations whose score is known: 1 for each that it holds (the sum behind a
    mean whose count is known), or any weights, such as numbers of people for a mean of people. ``cells`` comes in
    order of preference, the whole first; ``people`` counts respondents of each organisation; ``frozen`` are the rows
    already published. Published rows are safe when every combination Σ cᵢ·rowᵢ other than 0 touches at least three
    organisations with five people together: exactly, when for each set T under the floor the rank of the rows stays the
    same when the columns of T are struck out. Cells under the floor go first (primary suppression), then as few others
    as possible (complementary): exactly up to twelve, later ones before earlier ones; beyond twelve, a cell is kept
    when it is safe with those kept before it. Statistics of second order (variances, intervals) add only sums of
    squares over the same cells, to which the same rule applies.

    Organisations alike in every row cannot be told apart, so they are taken as one: the sets to try stay few however
    many organisations there are.

    Source: Cox, L. H. (1980). Suppression methodology and statistical disclosure control. Journal of the American
    Statistical Association 75, pp. 377–385; Duncan, G. T., Elliot, M. & Salazar-González, J. J. (2011). Statistical
    confidentiality, ch. 4.
    """
    names = list(cells)
    rows = np.array([*cells.values(), *frozen], dtype=np.float64).reshape(len(cells) + len(frozen), len(people))
    classes, sizes, heads = _classes(rows, people)
    before = list(range(len(names), len(rows)))

    def is_safe(chosen: Sequence[int]) -> bool:
        return rows_are_safe(classes[[*before, *chosen]], sizes, heads, conventions=conventions)

    if not is_safe([]):
        return Cut(published=(), suppressed=tuple(names), is_compromised=True)
    alone = [place for place in range(len(names)) if is_safe([place])]
    kept = _largest(alone, is_safe) if len(alone) <= _SMALL else _greedy(alone, is_safe)
    return Cut(
        published=tuple(names[place] for place in kept),
        suppressed=tuple(name for place, name in enumerate(names) if place not in kept),
    )


def rows_are_safe(
    rows: Floats, people: Integers, organisations: Integers, *, conventions: FunctioningConventions
) -> bool:
    """Whether every combination of the rows touches enough organisations with enough people.

    Columns are organisations, or classes of them with their numbers of ``people`` and ``organisations``. A combination
    other than 0 lies on a set T alone exactly when the projection on what the rows leave unknown is singular on T.
    """
    unknown = _unknown_directions(rows)
    few = _under_floor(people, organisations, conventions)
    return not any(_is_singular(unknown, sets).any() for sets in few)


def _unknown_directions(rows: Floats) -> Floats:
    """The projection on the vectors that every row sends to 0: changes of scores that no published cell shows."""
    lengths = np.linalg.norm(rows, axis=1)
    rows = rows[lengths > 0] / lengths[lengths > 0, None]
    if not len(rows):
        return np.eye(rows.shape[1])
    _left, values, right = np.linalg.svd(rows, full_matrices=False)
    seen = right[values > values[0] * _NEGLIGIBLE]
    return np.asarray(np.eye(rows.shape[1]) - seen.T @ seen)


def _is_singular(projection: Floats, sets: Integers) -> NDArray[np.bool_]:
    parts = projection[sets[:, :, None], sets[:, None, :]]
    return np.asarray(np.linalg.eigvalsh(parts)[:, 0] < _NEGLIGIBLE)


def _classes(rows: Floats, people: Integers) -> tuple[Floats, Integers, Integers]:
    """Organisations alike in every row, put together: rows over classes, people and organisations of each."""
    classes, place, heads = np.unique(rows, axis=1, return_inverse=True, return_counts=True)
    sizes = np.bincount(place.ravel(), weights=people, minlength=classes.shape[1]).astype(np.int64)
    return classes, sizes, heads.astype(np.int64)


def _under_floor(people: Integers, organisations: Integers, conventions: FunctioningConventions) -> Iterator[Integers]:
    """Sets of columns that together stay under the floor, those of one size at a time."""
    small = np.flatnonzero(_are_few(people, organisations, conventions))
    sets = small[:, None]
    while len(sets):
        yield sets
        more = np.array([(*one, other) for one in sets.tolist() for other in small[small > one[-1]]], dtype=np.int64)
        if not len(more):
            return
        sets = more[_are_few(people[more].sum(axis=1), organisations[more].sum(axis=1), conventions)]


def _are_few(people: Integers, organisations: Integers, conventions: FunctioningConventions) -> NDArray[np.bool_]:
    return np.asarray((people < conventions.respondents) | (organisations < conventions.organisations))


def _largest(places: Sequence[int], is_safe: _Test) -> list[int]:
    """The first of the largest safe choices; a choice that holds a part known to be unsafe is not tried."""
    unsafe: list[frozenset[int]] = []
    for size in range(len(places), 0, -1):
        for chosen in combinations(places, size):
            if any(part.issubset(chosen) for part in unsafe):
                continue
            if is_safe(chosen):
                return list(chosen)
            unsafe.append(_unsafe_part(chosen, is_safe))
    return []


def _unsafe_part(chosen: Sequence[int], is_safe: _Test) -> frozenset[int]:
    """An unsafe part from which nothing can be left out."""
    part = list(chosen)
    for place in chosen:
        rest = [other for other in part if other != place]
        part = part if is_safe(rest) else rest
    return frozenset(part)


def _greedy(places: Sequence[int], is_safe: _Test) -> list[int]:
    kept: list[int] = []
    for place in places:
        if is_safe([*kept, place]):
            kept.append(place)
    return kept
