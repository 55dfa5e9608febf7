"""What third parties tell of a pair of organisations: what a silent one and a respondent have alike."""

from __future__ import annotations

from typing import Any

import numpy as np

from concertation.core.network.certainty.popularity import log_odds_of_votes
from concertation.core.network.certainty.reports import Flags, Floats, Indices, Reports

# Where the features of ``pair_features`` stand that others need.
POPULARITY_OF_NAMED = 1
NAMED_BACK_THROUGH = 5
# Respondents are taken as silent a fifth at a time, to see how communities found without them foretell their arcs.
_FOLDS = 5


def pair_features(reports: Reports, rows: Indices, columns: Indices) -> Floats:
    """Of each pair (i, j): rows × columns × features, none of which rests on what i tells, nor on whether j names i.

    1; popularity of j, then of i (log-odds of being named by other respondents); and each beyond what popularity has
    it (log of one plus a count over one plus its expectation): respondents that name both; those named like i that name
    j; those that j names and that name i; ties of i in the community of j. Last, where groups are given, whether both
    are of one group. A silent organisation and a respondent are seen alike, so that the one teaches about the other.
    """
    voters = len(reports.respondents) - (reports.answered[rows].astype(np.float64)[:, None] + reports.answered[columns])
    of_i = reports.times_named[rows][:, None] - reports.told[np.ix_(columns, rows)].T
    of_j = reports.times_named[columns][None, :] - reports.told[np.ix_(rows, columns)]
    share_i, share_j = (of / np.maximum(voters, 1.0) for of in (of_i, of_j))
    layers = [
        np.ones_like(voters),
        log_odds_of_votes(reports, of_j, voters),
        log_odds_of_votes(reports, of_i, voters),
        beyond(_named_together(reports)[np.ix_(rows, columns)], of_i * share_j),
        _named_by_their_like(reports, rows, columns, share_j),
        _named_back_through(reports, rows, columns, share_i),
        _shared_community(reports)[np.ix_(rows, columns)],
    ]
    if reports.group is not None:
        layers.append(_is_same_group(reports.group[rows], reports.group[columns]))
    return np.stack(layers, axis=-1)


def closure(reports: Reports, rows: Floats | Flags) -> Floats:
    """How many of those that i names are tied to j, beyond what their numbers have it.

    ``rows`` say whom each i names, the last dimension over all organisations; ties are those that others than i told.
    """
    counted = _counted(rows)
    ties = reports.known_ties.astype(counted.dtype)
    out = counted.sum(axis=-1, keepdims=True) - counted
    return beyond(counted @ ties, out * (ties.sum(axis=0) / max(reports.size - 1, 1)))


def heard_closure(reports: Reports, whose: Indices, rows: Floats | Flags) -> Floats:
    """How many respondents that i, one of ``whose``, names name j, beyond what their number has it.

    Unlike ``closure``, it lacks nothing of pairs of silent organisations.
    """
    counted = _counted(rows)
    told = reports.told.astype(counted.dtype)
    heard = counted * reports.answered
    out = heard.sum(axis=-1, keepdims=True) - heard
    voters = len(reports.respondents) - reports.answered[whose].astype(np.float64)[:, None] - reports.answered
    share = (reports.times_named - reports.told[whose]) / np.maximum(voters, 1.0)
    return beyond(counted @ told, out * share.astype(counted.dtype))


def _counted(rows: Floats | Flags) -> Any:
    """Draws, which are many, in halves of the usual numbers: they hold the counts as well."""
    return rows.astype(np.float32) if rows.dtype == np.bool_ else rows


def beyond(count: Floats, expected: Floats) -> Floats:
    """log((1 + count)/(1 + expected))."""
    return np.asarray(np.log1p(count) - np.log1p(expected))


def _named_together(reports: Reports) -> Floats:
    return np.asarray(reports.told.T @ reports.told)


def _named_by_their_like(reports: Reports, rows: Indices, columns: Indices, share: Floats) -> Floats:
    """Those named like i by others than j: what j tells would say whether it names i."""
    people, told = reports.respondents, reports.told
    alike = _named_together(reports)[np.ix_(rows, people)]
    alike = np.where(rows[:, None] == people, 0.0, alike)
    by_named = told[np.ix_(columns, rows)].T
    returned = (told[np.ix_(columns, people)] * told[np.ix_(people, columns)].T).sum(axis=1)
    out = told[np.ix_(columns, people)].sum(axis=1)
    counts = alike @ told[np.ix_(people, columns)] - by_named * (returned - by_named * told[np.ix_(rows, columns)])
    among = alike.sum(axis=1)[:, None] - by_named * (out - by_named * reports.answered[rows][:, None])
    return beyond(counts, among * share)


def _named_back_through(reports: Reports, rows: Indices, columns: Indices, share: Floats) -> Floats:
    """0, as usual, where j is silent."""
    told = reports.told[columns]
    through = (told @ reports.told[:, rows]).T
    others = told.sum(axis=1)[None, :] - told[:, rows].T
    return np.where(reports.answered[columns], beyond(through, others * share), 0.0)


def _shared_community(reports: Reports) -> Floats:
    """Rows of the silent from all that was told; of respondents, as though a fifth of them at a time were silent."""
    nearness = np.zeros((reports.size, reports.size))
    nearness[reports.silent] = _ties_in_community(reports)[reports.silent]
    for fold in range(_FOLDS):
        rows = reports.respondents[fold::_FOLDS]
        nearness[rows] = _ties_in_community(reports.without(rows))[rows]
    return nearness


def _ties_in_community(reports: Reports) -> Floats:
    """Ties of each in the community of each, but for the tie of both."""
    communities = _communities(reports)
    ties = reports.known_ties
    degrees = ties.sum(axis=0)
    inside = ties @ communities @ communities.T - ties
    expected = (degrees[:, None] - ties) * ((degrees @ communities) @ communities.T - ties) / max(degrees.sum(), 1.0)
    return beyond(inside, expected)


def _communities(reports: Reports) -> Floats:
    """Organisations × communities, 1 where it belongs: greedy modularity (Clauset, Newman & Moore 2004)."""
    import igraph  # noqa: PLC0415 - a page without a network does not wait for it

    graph = igraph.Graph(n=reports.size, edges=np.argwhere(np.triu(reports.known_ties)))
    membership = graph.community_fastgreedy().as_clustering().membership if graph.ecount() else range(reports.size)
    codes = np.asarray(membership, dtype=np.int64)
    return np.asarray(codes[:, None] == np.arange(codes.max(initial=0) + 1), dtype=np.float64)


def _is_same_group(one: Indices, other: Indices) -> Floats:
    return np.asarray((one[:, None] == other[None, :]) & (one >= 0)[:, None], dtype=np.float64)
