"""Claim: whoever puts together all the cuts published of a wave cannot work out what fewer than the floor answered.

Run: ``python -m benchmarks.differencing [WAVES]``. Waves of 6 to 30 organisations of one to four people are cut in
overlapping ways (public or community, old or new, lead or others, two regions), then in these and in each crossing of
two of them; a change on a matched panel and a cut of last year are out already, and means of people beside means of
organisations where they may stand together. The attack knows who belongs to each cell and has all that is published;
for every set of organisations under the floor it looks for a combination of published cells that touches that set
alone, and counts what it recovers to the sixth decimal. It shares no code with the defence. The same attack on tables
from which only cells under the floor were struck shows what it can do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.timing import timed
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.groups import GROUPS
from concertation.core.functioning.measures import unsafe_weightings
from concertation.core.functioning.publication import cell_name, publishable_groups

Floats = NDArray[np.float64]
SEED = 2014
CONVENTIONS = FunctioningConventions()


@dataclass(slots=True)
class Wave:
    """What organisations answered, by how many people, and the cells that could be published."""

    units: pl.DataFrame
    groups: pl.DataFrame
    frozen: tuple[tuple[str, ...], ...]
    rows: dict[str, Floats] = field(default_factory=dict)

    @property
    def people(self) -> NDArray[np.int64]:
        """Of each organisation."""
        return self.units["respondents"].to_numpy()


def main(waves: int) -> None:
    """Publish, attack, count."""
    for crossed in (False, True):
        _print_attacks(waves, crossed)


def _print_attacks(waves: int, crossed: bool) -> None:
    random = np.random.default_rng(SEED)
    made = [made_wave(random, crossed=crossed) for _ in range(waves)]
    cells = sum(len(wave.rows) for wave in made)
    print(
        f"{waves} waves, {cells:,} cells of overlapping cuts{' and their crossings' if crossed else ''}; "
        f"floor {CONVENTIONS.respondents} people of "
        f"{CONVENTIONS.organisations} organisations"
    )
    for name, choose in (("only cells under the floor struck", struck_alone), ("as published", published)):
        chosen, cost = timed(partial(_all_chosen, choose, made))
        recovered = [sum(1 for _ in attack(wave, names)) for wave, names in zip(made, chosen, strict=True)]
        kept = sum(len(names) for names in chosen)
        print(
            f"{name:<34} {kept:>6,} cells published ({kept / cells:.0%}); recovered under the floor: "
            f"{sum(recovered):,}, in {sum(count > 0 for count in recovered)} waves; choosing took {cost}"
        )


def _all_chosen(choose: Callable[[Wave], list[str]], made: list[Wave]) -> list[list[str]]:
    return [choose(wave) for wave in made]


def made_wave(random: np.random.Generator, *, crossed: bool = True) -> Wave:
    """A wave whose whole may be published, with its lattice of cuts."""
    count = int(random.integers(6, 31))
    names = [f"o{at}" for at in range(count)]
    units = pl.DataFrame(
        {
            "partnership": ["p"] * count,
            "organisation": names,
            "factor": ["f"] * count,
            "score": random.uniform(1, 5, count),
            "respondents": random.choice([1, 1, 1, 2, 2, 3, 4], count),
        }
    )
    sides = random.random((4, count)) < random.uniform(0.15, 0.6, (4, 1))
    cuts = {
        name: [f"{name}{int(side)}" for side in row]
        for name, row in zip(("kind", "age", "lead", "region"), sides, strict=True)
    }
    pairs = combinations(list(cuts), 2) if crossed else ()
    cuts |= {f"{a}*{b}": [x + y for x, y in zip(cuts[a], cuts[b], strict=True)] for a, b in pairs}
    lines = [("p", name, cut, group) for cut, labels in cuts.items() for name, group in zip(names, labels, strict=True)]
    groups = pl.DataFrame(lines, schema=GROUPS, orient="row")
    wave = Wave(units, groups, _frozen(units, random))
    for (cut, group), members in groups.group_by("cut", "group", maintain_order=True):
        wave.rows[cell_name(str(cut), str(group))] = row_of(wave, members["organisation"].to_list())
    return wave


def _frozen(units: pl.DataFrame, random: np.random.Generator) -> tuple[tuple[str, ...], ...]:
    """A panel and a cut of before, where they may stand beside the whole: what a careful steward had published."""
    names = units["organisation"].to_list()
    kept: list[tuple[str, ...]] = []
    for size in (0.7, 0.5):
        chosen = tuple(name for name in names if random.random() < size)
        cell = pl.DataFrame([("p", name, "cut", "before") for name in chosen], schema=GROUPS, orient="row")
        if publishable_groups(units, cell, frozen=kept, conventions=CONVENTIONS).published:
            kept.append(chosen)
    return tuple(kept)


def row_of(wave: Wave, members: list[str]) -> Floats:
    """1 for each organisation of the cell."""
    return wave.units["organisation"].is_in(members).to_numpy().astype(np.float64)


def struck_alone(wave: Wave) -> list[str]:
    """Every cell that itself meets the floor."""
    people = wave.people
    return [
        name
        for name, row in wave.rows.items()
        if row.sum() >= CONVENTIONS.organisations and row @ people >= CONVENTIONS.respondents
    ]


def published(wave: Wave) -> list[str]:
    """What the defence lets out."""
    return list(publishable_groups(wave.units, wave.groups, frozen=wave.frozen, conventions=CONVENTIONS).published)


def attack(wave: Wave, names: list[str]) -> Iterator[Floats]:
    """Combinations of what is out that give the sum of answers of a set under the floor."""
    people, scores = wave.people.astype(np.float64), wave.units["score"].to_numpy()
    rows = [
        np.ones(len(people)),
        *(row_of(wave, list(chosen)) for chosen in wave.frozen),
        *(wave.rows[name] for name in names),
    ]
    if not unsafe_weightings(wave.units, conventions=CONVENTIONS)["is_weighting_suppressed"].any():
        rows.append(people)
    table = np.array(rows)
    sums = table @ scores
    found: list[Floats] = []
    for few in sets_under_floor(people):
        others = np.setdiff1d(np.arange(len(people)), few)
        weights = _left_null(table[:, others])
        for one in weights:
            combination = one @ table
            is_right = np.abs(combination[few]).max() > 1e-6 and abs(one @ sums - combination @ scores) < 1e-6
            if is_right and np.linalg.matrix_rank(np.array([*found, combination]), tol=1e-8) > len(found):
                found.append(combination)
                yield combination


def sets_under_floor(people: Floats) -> Iterator[NDArray[np.int64]]:
    """Pairs of organisations, and larger sets of fewer than five people."""
    places = range(len(people))
    yield from (np.array(pair) for pair in combinations(places, CONVENTIONS.organisations - 1))
    alone = [place for place in places if people[place] == 1]
    for size in range(CONVENTIONS.organisations, CONVENTIONS.respondents):
        for few in combinations(alone, size):
            yield np.array(few)
    for pair in combinations(alone, 2):
        yield from (np.array([*pair, place]) for place in places if people[place] == 2)


def _left_null(table: Floats) -> Floats:
    """Combinations of the rows that vanish."""
    left, values, _right = np.linalg.svd(table, full_matrices=True)
    rank = int((values > 1e-9 * max(1.0, values.max(initial=0.0))).sum())
    return np.asarray(left[:, rank:].T)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
