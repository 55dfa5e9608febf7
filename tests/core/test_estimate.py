"""Answers are small frozen values."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from concertation.core.estimate import Category, Estimate, Evidence, Finding, Unknown
from concertation.core.text import Text


def test_an_answer_cannot_be_changed_after_the_fact() -> None:
    """A figure that was shown stays what it was."""
    estimate = Estimate(value=0.5, n=3, coverage=1.0, method="herfindahl")
    with pytest.raises(FrozenInstanceError):
        estimate.value = 1.0  # type: ignore[misc]


def test_an_interval_is_optional_and_unknown_by_default() -> None:
    """A figure that rests on neither ratings nor a sample has none."""
    estimate = Estimate(value=0.5, n=3, coverage=1.0, method="herfindahl")
    assert (estimate.low, estimate.high) == (None, None)


def test_equal_answers_are_equal() -> None:
    """Values compare by what they say."""
    one = Category("geographic_reach", "local", n=1, coverage=1.0, method="derived")
    assert one == Category("geographic_reach", "local", n=1, coverage=1.0, method="derived")
    assert Evidence("area", "brandon") == Evidence("area", "brandon")


def test_an_unknown_says_what_is_missing() -> None:
    """In both languages."""
    missing = Text(en="The areas it serves are not on record.", fr="Les territoires ne sont pas consignés.")
    finding = Finding("reach", Unknown((missing,)), "unknown", missing=(missing,))
    assert finding.missing[0].in_language("fr").startswith("Les territoires")
    assert (finding.reasons, finding.evidence, finding.declared) == ((), (), ())
