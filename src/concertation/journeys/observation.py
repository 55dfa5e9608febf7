"""Looking at the register as of a day: the snapshot that pages, commands and answers share."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from concertation.core.snapshot import Snapshot
from concertation.store.models import Change
from concertation.store.snapshot_builder import build_snapshot


def observe_register(*, as_of: date) -> Snapshot:
    """The register as of a day; built once for each state of the register."""
    return _observe(as_of, latest_change())


def latest_change() -> int:
    """The number of the last change: the same number means the same register."""
    return Change.objects.order_by("-id").values_list("id", flat=True).first() or 0


# A visitor moves along a few days at a time; older ones are built again when asked for.
@lru_cache(maxsize=12)
def _observe(as_of: date, change: int) -> Snapshot:
    return build_snapshot(as_of=as_of)
