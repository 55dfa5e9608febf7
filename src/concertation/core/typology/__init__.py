"""What kind each partnership is, from facts: five typologies, objectives and formality, with reasons."""

from concertation.core.typology.classification import classify
from concertation.core.typology.conventions import Conventions
from concertation.core.typology.explanation import TypologyAnswer, explain

__all__ = ["Conventions", "TypologyAnswer", "classify", "explain"]
