"""What kind each partnership is: five typologies and the axes beside them, with reasons."""

from concertation.core.typology.basis import FACETS
from concertation.core.typology.classification import COLUMNS, classify
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.examination import examine
from concertation.core.typology.explanation import TypologyAnswer, explain
from concertation.core.typology.trend import score_days, score_trend, trend

__all__ = [
    "COLUMNS",
    "FACETS",
    "Conventions",
    "TypologyAnswer",
    "classify",
    "examine",
    "explain",
    "score_days",
    "score_trend",
    "trend",
]
