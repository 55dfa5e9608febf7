"""What a shorter reach costs: the true pairs that an import into a large register finds, and what it proposes wrongly.

Run: ``python -m benchmarks.matching_reach [REGISTER]`` (25,000 by default). Labelled lists (of the folder named by
``CONCERTATION_SHARED_DATA``) are hidden in a made register of that size: the first list stands in the register, the
second comes as the file and alone looks. Recall is over all true pairs, at the log-odds from which an import asks
(``EVEN``); every other pair of a labelled record that reaches them counts as wrong. Beside the reach of an import
beyond 20,000 records stands that of an import into fewer, each in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
from dataclasses import replace
from time import perf_counter, process_time

import numpy as np
import polars as pl

from benchmarks.matching_growth import SEED, made_list
from benchmarks.matching_lists import Task, aliases, english_french, government_of_canada
from concertation.core.discovery import Reach
from concertation.core.discovery.doubles import find_doubles
from concertation.core.discovery.organisations import Organisations
from concertation.journeys.likeness import _NARROW, EVEN

REACHES = {"import into many": _NARROW, "import into few": Reach()}
TASKS = {"english-french": english_french, "aliases": aliases, "government": government_of_canada}


def main(register: int) -> None:
    """Every list under every reach."""
    print(f"load of the machine: {os.getloadavg()[0]:.1f}; a register of {register:,} made names around each list")
    for name, make in TASKS.items():
        task = make()
        first, second = int((task.lists == 0).sum()), int((task.lists == 1).sum())
        print(f"\n{task.title}: {second:,} records come, {first:,} stand, {len(task.true_pairs):,} true pairs")
        heads = ("list", "nearest", "found", "recall", "wrong", "s", "CPU s", "MB")
        print(f"  {'reach':<20}" + "".join(f"{head:>9}" for head in heads))
        for title, reach in REACHES.items():
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                found, wrong, seconds, own, peak = pool.apply(_measure, (name, register, reach))
            share = found / max(len(task.true_pairs), 1)
            print(
                f"  {title:<20}{reach.longest_list:>9}{reach.nearest:>9}{found:>9,}{share:>9.3f}{wrong:>9,}"
                f"{seconds:>9.1f}{own:>9.1f}{peak:>9,.0f}",
                flush=True,
            )


def _measure(name: str, register: int, reach: Reach) -> tuple[int, int, float, float, float]:
    task = TASKS[name]()
    around, looking = _hidden(task, register)
    start, spent = perf_counter(), process_time()
    pairs = find_doubles(around, least=EVEN, reach=replace(reach, looking=looking)).pairs
    seconds, own = perf_counter() - start, process_time() - spent
    found, wrong = _judged(task, pairs)
    return found, wrong, seconds, own, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _hidden(task: Task, register: int) -> tuple[Organisations, list[bool]]:
    """The records of the task first, then the made ones, of which names alone are taken."""
    own, made = task.organisations(with_places=False), made_list(register, SEED)
    shift = len(own.keys)
    names = made.names.with_columns((pl.col("row") + shift).cast(pl.UInt32))
    keys = [*own.keys, *(f"made {key}" for key in made.keys)]
    looking = [bool(one) for one in task.lists == 1] + [False] * register
    return Organisations(keys=keys, names=pl.concat([own.names, names])), looking


def _judged(task: Task, pairs: pl.DataFrame) -> tuple[int, int]:
    true = {(int(one), int(other)) for one, other in task.true_pairs}
    owners = np.array(task.owners)
    found = wrong = 0
    for one, other in pairs.select("one", "other").iter_rows():
        is_labelled = one < len(owners) and other < len(owners)
        if (one, other) in true or (other, one) in true:
            found += 1
        elif not is_labelled or owners[one] != owners[other]:
            wrong += 1
    return found, wrong


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25_000)
