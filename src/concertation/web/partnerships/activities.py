"""What partners do together, and the articulation that each activity shows."""

from __future__ import annotations

from typing import Any

from concertation.core.facts import fact_kind
from concertation.journeys.portrait import PartnershipPortrait
from concertation.journeys.records import by_date
from concertation.journeys.sections import PARTICIPATION_FACTS, activity_rows
from concertation.web.wording import reader_language


def activities_section(portrait: PartnershipPortrait) -> dict[str, Any]:
    """The matrix of activities by the seven facts, and what came out of them."""
    language, labels = reader_language(), fact_kind("participation")
    return {
        "rows": activity_rows(portrait),
        "facts": [(name, labels[name].label.in_language(language)) for name in PARTICIPATION_FACTS],
        "outputs": by_date(portrait.of("output"), "on"),
    }
