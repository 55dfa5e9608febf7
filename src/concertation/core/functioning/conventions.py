"""Thresholds of ours, or of the methods that we follow, each with its origin."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FunctioningConventions:
    """What must be known before a figure is shown, and where its bands begin; settings of an installation."""

    # A respondent’s score of a factor needs half of its items.
    answered_share: float = 0.5
    # Below these a figure could point at a person.
    respondents: int = 5
    organisations: int = 3
    # With fewer organisations an interval promises more than it holds: a range is shown.
    organisations_for_interval: int = 8
    respondents_for_reliability: int = 30
    # Under this, people do not answer alike: the usual cut, weighed by LeBreton & Senter (2008).
    consensus: float = 0.70
    # Two bands begin here; a convention, and said so wherever they are drawn.
    mixed_from: float = 3.0
    good_from: float = 4.0
