"""The thresholds that the article leaves open, each a convention of Concertation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conventions:
    """Every setting of the typology, with its default.

    ``derived_coverage``: share of the needed facts from which an answer is *derived* rather than *inferred*.
    ``hybrid_below``: largest share of an articulation under which the partnership is called hybrid.
    ``recent_days``: how long a finished activity still speaks of the partnership.
    ``concrete_from`` and ``symbolic_to``: shares of concrete objectives that name the orientation.
    ``form_coverage``: share of the hundred points of FORM that must be known for a value to be shown.
    """

    derived_coverage: float = 0.5
    hybrid_below: float = 0.60
    recent_days: int = 730
    concrete_from: float = 2 / 3
    symbolic_to: float = 1 / 3
    form_coverage: float = 0.5
