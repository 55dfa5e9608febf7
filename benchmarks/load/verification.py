"""Whether all that was said to be saved is there, and nothing was overwritten by someone who had not seen it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from benchmarks.load.people import Written


def verify(written: Sequence[Written]) -> list[str]:
    """What is wrong, in words; empty when nothing is."""
    from concertation.core.facts import fact_kind  # noqa: PLC0415 after the settings
    from concertation.store.loading import fact_model  # noqa: PLC0415

    wrong: list[str] = []
    for kind, key in sorted({(one.kind, one.key) for one in written}):
        slots = [column.name for column in fact_kind(kind).columns if column.field.type != "geojson"]
        history: Any = fact_model(fact_kind(kind)).history.model._default_manager
        versions = list(history.filter(key=key).order_by("history_id").values("history_id", *slots))
        own = {one.value: one for one in written if (one.kind, one.key) == (kind, key)}
        wrong += _lost(versions, own) + _overwritten(versions, own, slots)
    return wrong


def _lost(versions: Sequence[dict[str, Any]], own: dict[str, Written]) -> list[str]:
    found = {one.value for one in own.values() for version in versions if version[one.slot] == one.value}
    return [f"not in the history: {one}" for value, one in own.items() if value not in found]


def _overwritten(versions: Sequence[dict[str, Any]], own: dict[str, Written], slots: Sequence[str]) -> list[str]:
    """Each version differs from the one before in one part, whose value the writer had seen."""
    wrong = []
    seen = {version["history_id"]: version for version in versions}
    for before, after in pairwise(versions):
        changed = [slot for slot in slots if before[slot] != after[slot]]
        edits = [own[after[slot]] for slot in changed if after[slot] in own]
        if not edits:
            continue
        one = edits[0]
        if changed != [one.slot]:
            wrong.append(f"more than was written moved ({', '.join(changed)}): {one}")
        if seen[one.seen][one.slot] != before[one.slot]:
            wrong.append(f"{before[one.slot]!r} was overwritten unseen: {one}")
    return wrong
