"""Maps: what tints say of territories, and how degrees lie on a sheet."""

from concertation.core.cartography.projection import Bounds, Frame, level_of
from concertation.core.cartography.tints import SEVERAL, Shade, Tint, tint_names, tint_of

__all__ = ["SEVERAL", "Bounds", "Frame", "Shade", "Tint", "level_of", "tint_names", "tint_of"]
