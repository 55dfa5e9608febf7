"""What the partners decided, and what was decided about the partnership."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import Record, by_date


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision of the minutes, with those who had a hand in it."""

    decision: Record
    makers: tuple[Record, ...]


def decisions_section(portrait: PartnershipPortrait) -> dict[str, Any]:
    """Decisions of the partners, latest first, then courses of action chosen for the partnership itself."""
    return {
        "rows": [
            DecisionRow(
                decision=decision,
                makers=tuple(
                    maker["organisation"]
                    for maker in decision.children("decision_maker")
                    if maker["organisation"] is not None
                ),
            )
            for decision in reversed(by_date(portrait.of("decision"), "on"))
        ],
        "courses": list(reversed(by_date(portrait.of("decision_record"), "decided_on"))),
    }
