"""Contenders of the matching benchmark: each takes a task and returns pairs with a score."""

from __future__ import annotations

import importlib.util
import multiprocessing
import resource
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
import polars as pl
from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import cdist

from benchmarks.matching_lists import Task
from concertation.core.discovery.doubles import find_doubles
from concertation.core.text import search_key

SEED = 2014


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs (first list, second list) by falling score, the wall time and the peak memory of the process."""

    pairs: np.ndarray
    scores: np.ndarray
    seconds: float
    peak_mb: float


Contender = Callable[[Task, bool], tuple[np.ndarray, np.ndarray]]


def measure(contender: Contender, task: Task, *, with_places: bool) -> Scored:
    """Runs a contender in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (contender, task, with_places))


def _run(contender: Contender, task: Task, with_places: bool) -> Scored:
    start = perf_counter()
    pairs, scores = contender(task, with_places)
    seconds = perf_counter() - start
    order = np.argsort(-scores, kind="stable")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Scored(pairs=pairs[order], scores=scores[order], seconds=seconds, peak_mb=peak)


def concertation(task: Task, with_places: bool) -> tuple[np.ndarray, np.ndarray]:
    """Ours."""
    found = find_doubles(task.organisations(with_places=with_places), lists=task.lists.tolist(), least=-9.0).pairs
    return found.select("one", "other").to_numpy().astype(np.int64), found["log_odds"].to_numpy()


def token_sort(task: Task, with_places: bool) -> tuple[np.ndarray, np.ndarray]:
    """RapidFuzz over every pair, on folded names; where places are known, pairs of two localities score nothing."""
    first, second = np.flatnonzero(task.lists == 0), np.flatnonzero(task.lists == 1)
    folded = [search_key(name) for name in task.names]
    scores = cdist(
        [folded[at] for at in first],
        [folded[at] for at in second],
        scorer=token_sort_ratio,
        score_cutoff=40,
        dtype=np.uint8,
    )
    if with_places:
        localities = np.array([place[0] + place[2] if place else "" for place in task.places])
        scores[localities[first][:, None] != localities[second][None, :]] = 0
    ones, others = np.nonzero(scores)
    return np.column_stack([first[ones], second[others]]), scores[ones, others].astype(np.float64)


def splink_is_installed() -> bool:
    """Whether the optional peer can run."""
    return importlib.util.find_spec("splink") is not None


def splink(task: Task, with_places: bool) -> tuple[np.ndarray, np.ndarray]:
    """Splink on DuckDB as its tutorial sets it up, with the comparisons that served it best on the development half.

    Tried: Jaro–Winkler or Jaccard of letters, with or without the number of words in common, at few or many levels.
    """
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415 optional
    from splink import comparison_library as cl  # noqa: PLC0415

    comparisons: list[Any] = [
        cl.JaccardAtThresholds("name", [0.9, 0.8, 0.7]).configure(term_frequency_adjustments=True),
        cl.ArrayIntersectAtSizes("words", [4, 3, 2, 1]),
    ]
    rules: list[Any] = [block_on("substr(name, 1, 4)"), block_on("words", arrays_to_explode=["words"])]
    if with_places:
        comparisons += [cl.ExactMatch("city").configure(term_frequency_adjustments=True), cl.ExactMatch("country")]
        rules.append(block_on("city"))
    settings = SettingsCreator(
        link_type="link_only", comparisons=comparisons, blocking_rules_to_generate_predictions=rules
    )
    database = DuckDBAPI()
    tables = [
        database.register(_splink_table(task, source), dataset_display_name=name)
        for source, name in enumerate(("first", "second"))
    ]
    linker = Linker(tables, settings, log_level=40)
    linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=SEED)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("substr(name, 1, 4)"))
    if with_places:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("city"))
    found = linker.inference.predict().as_duckdbpyrelation().pl()
    pairs = found.select("unique_id_l", "unique_id_r").to_numpy().astype(np.int64)
    pairs = np.where((task.lists[pairs[:, 0]] == 0)[:, None], pairs, pairs[:, ::-1])
    return pairs, found["match_weight"].to_numpy()


def _splink_table(task: Task, source: int) -> object:
    rows = np.flatnonzero(task.lists == source).tolist()
    names = [search_key(task.names[row]) for row in rows]
    places = [task.places[row] or (None, None, None) for row in rows]
    return pl.DataFrame(
        {
            "unique_id": rows,
            "name": names,
            "words": [[word for word in dict.fromkeys(name.split()) if len(word) > 3] for name in names],
            "city": [place[0] for place in places],
            "country": [place[2] for place in places],
        },
        schema_overrides={"city": pl.String, "country": pl.String},
    ).to_arrow()
