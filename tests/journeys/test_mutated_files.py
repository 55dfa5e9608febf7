"""Broken, hostile and strange files through the whole journey: no crash, no 500, nothing half written."""

from __future__ import annotations

import pytest
from benchmarks.mutated_files import run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(5))
def test_mutated_files_leave_sentences_or_facts(seed: int) -> None:
    """Forty files a seed, of every kind of mutation; the command of the benchmark makes ten thousand."""
    tally = run(40, seed=seed)
    assert tally.is_sound, [*tally.crashes, *tally.partial, tally.pages]
    assert tally.outcomes["refused with a sentence"] > 0
    assert sum(tally.outcomes.values()) == 40
