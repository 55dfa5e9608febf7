"""Every threshold of the overview, with its default; the article gives none of them."""

from __future__ import annotations

from dataclasses import dataclass

from concertation.core.typology.conventions import Conventions


@dataclass(frozen=True, slots=True)
class OverviewConventions:
    """Thresholds that are ours; pages say so where they show what follows from them."""

    expiring_within_days: int = 183
    """Convention: long enough before the end of an agreement to convene a council and renew it."""

    lapsed_within_months: int = 24
    """Convention: an agreement that ended earlier than this is history, not a matter to settle."""

    overdue_within_months: int = 12
    """Convention: an action that fell due earlier than this, and was never said to be done, is history."""

    silent_after_months: int = 6
    """Convention: a partnership that has met, but not for this long, is silent."""

    new_for_months: int = 12
    """Convention: a partnership that began, or was spawned, in this span is new."""

    review_within_days: int = 30
    """Convention: a review is due from this many days before its date."""

    gap_steps: int = Conventions().articulation_gap
    """Convention: steps between the declared and the realised articulation that are worth a conversation."""

    unknown_facets: int = 3
    """Convention: a partnership with this many of its five facets unknown is little known."""
