"""Thresholds of ours, or of the methods that we follow, each with its origin."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


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
    # Of the intervals: how often they hold what they claim to.
    confidence: float = 0.95
    # A range of lowest to highest is told to the half point, outwards, so that nobody’s score can be worked out.
    range_step: float = 0.5
    # Of ten factors, the share that must be known before they are summed up.
    known_factors_share: float = 0.5
    # People a language before wordings are compared: under it the test finds nothing or anything.
    respondents_for_equivalence: int = 100
    # Where a table would like each factor to be, and how many levers it is shown.
    aim: float = 4.0
    levers: int = 3
    # Under this, people do not answer alike: the usual cut, weighed by LeBreton & Senter (2008).
    consensus: float = 0.70
    # Two bands begin here; a convention, and said so wherever they are drawn.
    mixed_from: float = 3.0
    good_from: float = 4.0

    def meets_floor(self, *, respondents: pl.Expr, organisations: pl.Expr) -> pl.Expr:
        """Whether so many people of so many organisations may be told of; unknown where either number is.

        Source: domain, section 3 (functioning).
        """
        return (respondents >= self.respondents) & (organisations >= self.organisations)
