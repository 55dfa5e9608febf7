"""Thresholds of the indicators: all ours, none from the article, and said to be so wherever they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where the mixed and the good band begin. A number of months counts downwards: the fewer, the better."""

    mixed: float
    good: float


# Most of the time is good, half of the time is mixed: the plainest reading of a share.
_USUAL = Threshold(mixed=0.5, good=0.8)
# Such a share is known from one half on only (``named_share``).
_IN_A_BOOK = Threshold(mixed=0.65, good=0.85)
# No table expects every partner to propose, or to lead an action, in the same two years.
_AMONG_PARTNERS = Threshold(mixed=0.3, good=0.6)

_THRESHOLDS: Mapping[str, Threshold] = MappingProxyType(
    {
        "joiners_came": _USUAL,
        "learning_activities": Threshold(mixed=1, good=2),
        "partners_signed": _USUAL,
        "proposals_adopted": _USUAL,
        "partners_proposing": _AMONG_PARTNERS,
        "decided_together": _USUAL,
        "attendance": Threshold(mixed=0.5, good=0.75),
        "ties_returned": _USUAL,
        "quorum_met": _USUAL,
        # A season without a meeting is a pause, two are a silence.
        "months_since_meeting": Threshold(mixed=6, good=3),
        "roles_on_record": _IN_A_BOOK,
        "actions_shared": _AMONG_PARTNERS,
        "documents_current": Threshold(mixed=0.5, good=1.0),
        "actions_on_time": _USUAL,
        # A plan is usually reviewed every year or two, an account given every year.
        "months_since_revision": Threshold(mixed=36, good=24),
        "months_since_account": Threshold(mixed=24, good=15),
        "partners_contributing": _IN_A_BOOK,
        "means_held": Threshold(mixed=0.5, good=1.0),
        "outputs_shown": _USUAL,
        "parts_benefit": _USUAL,
    }
)


@dataclass(frozen=True, slots=True)
class IndicatorConventions:
    """Spans in months, shares between 0 and 1; settings of an installation."""

    recent_months: int = 12
    """Convention: meetings, attendance and deadlines are read over this span up to the day."""

    cycle_months: int = 24
    """Convention: decisions, activities, contributions and outputs are read over this longer one."""

    joining_months: int = 3
    """Convention: an organisation that joins should have come to a meeting by then."""

    entries_for_a_book: int = 3
    """Convention: with this many events whose author is known, a partner that none names did not author any."""

    named_share: float = 0.5
    """Convention: a book that names this share of the partners is kept for all, and the others are left out of it."""

    fewest_cases: int = 3
    """Convention: a share of things that recur is not shown on fewer of them."""

    coverage_to_show: float = 0.5
    """Convention: with fewer of the cases known than this share, the indicator is unknown."""

    thresholds: Mapping[str, Threshold] = field(default_factory=lambda: _THRESHOLDS)
    """Convention: where the bands of each indicator begin."""
