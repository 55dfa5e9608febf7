"""Estimates again the weights of ``core/discovery/weights.py`` on the development halves, and prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from benchmarks.matching_lists import Task, aliases, english_french, government_of_canada
from concertation.core.discovery.candidates import find_candidates
from concertation.core.discovery.comparison import compare_acronyms, compare_names
from concertation.core.discovery.doubles import nearest_rivals
from concertation.core.discovery.fields import place_weights
from concertation.core.discovery.organisations import Sketches, sketch
from concertation.core.discovery.weights import name_evidence, rival_evidence

_ROUNDS = 4
_PENALTY = 1.0


@dataclass(slots=True)
class _Compared:
    """A task with every crossing of names of every candidate pair, and the crossing that stands for each pair."""

    sketches: Sketches
    pairs: pl.DataFrame
    compared: pl.DataFrame
    evidence: Mapping[str, np.ndarray]
    is_true: np.ndarray
    is_development: np.ndarray
    nearest: np.ndarray

    @property
    def columns(self) -> np.ndarray:
        return np.column_stack(list(self.evidence.values()))

    def choose(self, score: np.ndarray) -> None:
        """The crossing of the highest score stands for its pair."""
        ranked = self.compared.select("pair", score=pl.Series(score)).with_row_index("at")
        best = ranked.sort(["pair", "score", "at"], descending=[False, True, False])
        self.nearest = best.group_by("pair", maintain_order=True).first()["at"].to_numpy()


def calibrate() -> None:
    """Names and places first, then the rivals, over five tasks at once."""
    tasks = [(make(), places) for make in (english_french, aliases) for places in (False, True)]
    compared = [_compare(task, with_places=places) for task, places in [*tasks, (government_of_canada(), False)]]
    for _ in range(_ROUNDS):
        weights = _fit([(one.columns, one) for one in compared])
        for one in compared:
            one.choose(one.columns @ weights)
    _print("names and places", dict(zip(compared[0].evidence, weights, strict=True)))
    rivals = [(_rivals(one, one.columns @ weights), one) for one in compared]
    found = _fit([(np.column_stack(list(evidence.values())), one) for evidence, one in rivals], whole=False)
    _print("rivals", dict(zip(rivals[0][0], found, strict=True)))


def _compare(task: Task, *, with_places: bool) -> _Compared:
    organisations = task.organisations(with_places=with_places)
    sketches = sketch(organisations)
    pairs = find_candidates(organisations, sketches, lists=task.lists.tolist())
    compared = pl.concat(list(compare_names(sketches, pairs)))
    acronyms = compare_acronyms(sketches, pairs)
    information = np.zeros(len(pairs))
    information[acronyms["pair"].to_numpy()] = acronyms["information"].to_numpy()
    pair = compared["pair"].to_numpy()
    evidence = name_evidence(compared, information[pair], sketches.count)
    evidence |= {"field": place_weights(organisations, pairs)[pair], "constant": np.ones(len(pair))}
    owners = np.unique(np.array(task.owners), return_inverse=True)[1]
    one, other = pairs["one"].to_numpy(), pairs["other"].to_numpy()
    ready = _Compared(sketches, pairs, compared, evidence, owners[one] == owners[other], ~task.is_test[one], pair)
    ready.choose(evidence["overlap"])
    return ready


def _rivals(one: _Compared, score: np.ndarray) -> dict[str, np.ndarray]:
    nearest = one.compared.select("pair", "reading", "reading_other", apart=pl.Series(score))[one.nearest]
    scored = one.pairs.with_row_index("pair").join(nearest, on="pair", maintain_order="left")
    scored = scored.drop("pair").with_row_index("pair")
    evidence = rival_evidence(scored["apart"].to_numpy(), nearest_rivals(scored, one.sketches))
    return {**evidence, "constant": np.ones(len(scored))}


def _fit(stacked: list[tuple[np.ndarray, _Compared]], *, whole: bool = True) -> np.ndarray:
    """Penalised logistic regression by Newton's method; the constant is not penalised."""
    rows, truth = [], []
    for columns, one in stacked:
        pair = one.compared["pair"].to_numpy()[one.nearest]
        development = one.is_development[pair]
        rows.append((columns[one.nearest] if whole else columns)[development])
        truth.append(one.is_true[pair][development])
    evidence, outcome = np.vstack(rows), np.concatenate(truth).astype(float)
    penalty = np.eye(evidence.shape[1]) * _PENALTY
    penalty[-1, -1] = 1e-6
    weights = np.zeros(evidence.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-evidence @ weights))
        slope = evidence.T @ (outcome - chance) - penalty @ weights
        curvature = (evidence * (chance * (1 - chance))[:, None]).T @ evidence + penalty
        step = np.linalg.solve(curvature, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _print(title: str, weights: Mapping[str, float]) -> None:
    print(title + ": " + ", ".join(f"{name} {weight:.2f}" for name, weight in weights.items()))
