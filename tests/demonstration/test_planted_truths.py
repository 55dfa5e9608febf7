"""Every truth planted in the invented region is found again by the measures."""

from __future__ import annotations

import numpy as np
import pytest

from concertation.core.demonstration import make_region
from concertation.core.demonstration.region import LAST_DAY, ORGANISATIONS, PARTNERSHIPS
from concertation.core.typology import classify
from concertation.journeys.demonstration import SEED, load_demonstration
from concertation.store.models import Change
from concertation.store.snapshot_builder import build_snapshot


def test_the_same_seed_makes_the_same_region() -> None:
    """A demonstration is the same on every machine."""
    first, second = (make_region(np.random.default_rng(SEED)) for _ in range(2))
    assert first == second


def test_the_region_is_large_enough_to_look_alive() -> None:
    """About 300 organisations, 60 partnerships, five years."""
    rows, _ = make_region(np.random.default_rng(SEED))
    assert (len(rows["organisation"]), len(rows["partnership"])) == (ORGANISATIONS, PARTNERSHIPS)
    assert all(row["is_synthetic"] for kind in ("organisation", "partnership") for row in rows[kind])


@pytest.mark.django_db
def test_every_planted_truth_is_found_again() -> None:
    """Reach, number and articulation of the sixty invented partnerships."""
    load_demonstration()
    _, truths = make_region(np.random.default_rng(SEED))
    found = {row["key"]: row for row in classify(build_snapshot(as_of=LAST_DAY)).to_dicts()}
    missed = [truth for truth in truths if found[truth.partnership_key][truth.facet] != truth.expected]
    assert len(truths) == 3 * PARTNERSHIPS
    assert missed == []


@pytest.mark.django_db
def test_loading_twice_changes_nothing() -> None:
    """What people edit in the demonstration is kept."""
    load_demonstration()
    changes = Change.objects.count()
    assert load_demonstration().was_loaded_before
    assert Change.objects.count() == changes
