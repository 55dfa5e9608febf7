"""What kind each partnership is: five typologies and the axes beside them, with reasons."""

from concertation.core.typology.classification import COLUMNS, classify
from concertation.core.typology.conventions import Conventions

__all__ = ["COLUMNS", "Conventions", "classify"]
