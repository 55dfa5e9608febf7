"""Groups of records that are one organisation, without ever joining what conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import polars as pl

from concertation.core.discovery.fields import SINGLE_NUMBER_SCHEMES
from concertation.core.discovery.organisations import Organisations


def group_doubles(
    organisations: Organisations, doubles: pl.DataFrame, *, least: float, apart: Iterable[tuple[int, int]] = ()
) -> tuple[tuple[int, ...], ...]:
    """The groups of two rows or more, joined from the likeliest pair down to the log-odds ``least``.

    Two groups are not joined when they would hold two different numbers of a registry that gives one only
    (two business numbers), or a pair told ``apart`` by a person. Rows within a group, and groups, are in order.
    """
    leader = {row: row for row in range(len(organisations.keys))}
    members = {row: [row] for row in leader}
    numbers = _numbers(organisations)
    enemies: dict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        enemies[one].add(other)
        enemies[other].add(one)
    likely = doubles.filter(pl.col("log_odds") >= least).sort(
        ["log_odds", "one", "other"], descending=[True, False, False]
    )
    for first, second in likely.select("one", "other").iter_rows():
        one, other = leader[first], leader[second]
        if one == other or _conflict(numbers[one], numbers[other]) or not enemies[one].isdisjoint(members[other]):
            continue
        kept, joined = (one, other) if len(members[one]) >= len(members[other]) else (other, one)
        for row in members[joined]:
            leader[row] = kept
        members[kept] += members.pop(joined)
        enemies[kept] |= enemies.pop(joined, set())
        for scheme, found in numbers[joined].items():
            numbers[kept][scheme] |= found
    return tuple(sorted(tuple(sorted(group)) for group in members.values() if len(group) > 1))


def _numbers(organisations: Organisations) -> dict[int, dict[str, set[str]]]:
    numbers: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    held = organisations.identifiers.filter(pl.col("scheme").is_in(list(SINGLE_NUMBER_SCHEMES)))
    for row, scheme, number in held.select("row", "scheme", "number").iter_rows():
        numbers[row][scheme].add(number)
    return numbers


def _conflict(one: dict[str, set[str]], other: dict[str, set[str]]) -> bool:
    return any(numbers and other.get(scheme) and numbers.isdisjoint(other[scheme]) for scheme, numbers in one.items())
