"""The weights by which evidence on a pair adds up to log-odds.

Estimated by penalised logistic regression on the development half of labelled lists (3,000 research organisations, July
2026; ``python -m benchmarks.matching --calibrate`` estimates them again and prints them). What those lists do not
hold is argued, line by line, in docs/matching.md.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

# Log-odds by unit of each piece of evidence of a pair of names.
NAME_WEIGHTS: Mapping[str, float] = {
    "scarce": 0.37,
    "plenty": 0.18,
    "overlap": 2.26,
    "near_whole": 9.76,
    "coverage": 0.79,
    "untold": -0.25,
    "close": 3.33,
    "closest": 3.00,
    "acronym": 1.04,
    "number_alone": -0.8,
    # Argued in docs/matching.md: the labelled lists hold next to none of these.
    "numbers_differ": -4.6,
    "opposed": -4.6,
    "told_apart": -4.0,
}
CONTRASTS = ("numbers_differ", "opposed", "told_apart")
CONSTANT = -4.25
# Information of the proper names that each side holds and the other does not from which they are told apart: that of a
# town in one name of seven.
LEAST_APART = 2.0
# What fields beside the names weigh of their log(m/u): they repeat in part what the names say. Estimated on
# places; taken for sites, postal codes and kinds too.
FIELD_WEIGHT = 0.48
# A number given by a registry settles it, short of a slip of the pen; argued, in log-odds.
SAME_IDENTIFIER = 10.0
DIFFERENT_IDENTIFIERS = -8.0
# From the log-odds of a pair and its margins over the nearest other candidate of each side.
RIVAL_WEIGHTS: Mapping[str, float] = {"strength": 0.63, "ahead": 0.91}
RIVAL_CONSTANT = -0.48
MARGIN_LIMIT = 3.0
# The log-odds that stand for the absence of a rival, and under which a candidate is none.
NO_RIVAL = -4.0


def name_evidence(compared: pl.DataFrame, acronym: np.ndarray, records: int) -> dict[str, np.ndarray]:
    """The pieces of evidence of each crossing of names, by the name of their weight.

    ``scarce`` and ``plenty``: information agreed less log(records), below and above zero, the information that it
    takes to single one record out of them; ``overlap``: 2·agreed / all information, and ``near_whole`` what
    exceeds 0.8 of it;
    ``coverage``: share of the shorter side that agrees; ``untold``: information of known words that either side has and
    the other says otherwise; ``close`` and ``closest``: likeness of letters above 0.6 and 0.9;
    ``acronym``: its information; ``number_alone``: one has numbers and the other none; ``numbers_differ``; ``opposed``:
    contrary words; ``told_apart``: a proper name on each side. What tells two names apart is no slip of the pen: with
    any of these three, ``near_whole``, ``close`` and ``closest`` say nothing.
    """
    agreed = compared["agreed"].to_numpy().astype(np.float64)
    left = {
        name: compared[name].to_numpy().astype(np.float64)
        for name in ("known_least", "known_most", "own_least", "own_most")
    }
    contrasts = {name: compared[name].to_numpy().astype(np.float64) for name in ("numbers_differ", "opposed")}
    is_apart = (compared["apart"].to_numpy() >= LEAST_APART) & (acronym == 0) & (agreed > 0)
    contrasts["told_apart"] = is_apart.astype(np.float64)
    is_slip = np.sum(list(contrasts.values()), axis=0) == 0
    everything = 2 * agreed + sum(left.values())
    overlap = _share(2 * agreed, everything)
    closeness = compared["closeness"].to_numpy().astype(np.float64)
    singled = agreed - np.log(max(records, 2))
    return {
        "scarce": np.minimum(singled, 0),
        "plenty": np.maximum(singled, 0),
        "overlap": overlap,
        "near_whole": np.maximum(overlap - 0.8, 0) * is_slip,
        "coverage": _share(agreed, agreed + left["known_least"] + left["own_least"]),
        "untold": left["known_least"],
        "close": np.maximum(closeness - 0.6, 0) * is_slip,
        "closest": np.maximum(closeness - 0.9, 0) * is_slip,
        "acronym": acronym,
        "number_alone": compared["number_alone"].to_numpy().astype(np.float64),
        **contrasts,
    }


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    share: np.ndarray = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
    return share


def name_log_odds(evidence: Mapping[str, np.ndarray]) -> np.ndarray:
    """Σ weight · evidence + constant."""
    weighed = np.array([weight * evidence[name] for name, weight in NAME_WEIGHTS.items()])
    return np.asarray(CONSTANT + weighed.sum(axis=0))


def rival_evidence(log_odds: np.ndarray, rivals: np.ndarray) -> dict[str, np.ndarray]:
    """``strength``: the log-odds; ``ahead``: the larger of the margins over the nearest rival of each side, up to
    ``MARGIN_LIMIT``: it is enough that one of the two has no other candidate as near."""
    margins = np.clip(log_odds[:, None] - rivals, -MARGIN_LIMIT, MARGIN_LIMIT)
    return {"strength": log_odds, "ahead": margins.max(axis=1)}


def settled_log_odds(log_odds: np.ndarray, rivals: np.ndarray) -> np.ndarray:
    """Log-odds once the rivals are known: of two candidates as near as each other, at most one is the one."""
    evidence = rival_evidence(log_odds, rivals)
    weighed = np.array([weight * evidence[name] for name, weight in RIVAL_WEIGHTS.items()])
    return np.asarray(RIVAL_CONSTANT + weighed.sum(axis=0))
