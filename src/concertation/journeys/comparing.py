"""The comparison of a large register, as work beside the pages."""

from __future__ import annotations

from concertation.core.text import Text
from concertation.journeys.background import Outcome
from concertation.journeys.matching import work_out_matches
from concertation.store.models import Work


def compare_all(work: Work) -> Outcome:
    """Compares all organisations; what was found before stays until what is found now stands in its place."""
    made = work_out_matches()
    count = f"{made.compared:,}"
    told = Text(
        en=f"{count} organisations were compared.",
        fr=f"{count.replace(',', chr(0xA0))} organismes ont été comparés.",
    )
    return Outcome(told, "matches")
