"""The extent of time that a drawing covers, its places and its ticks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

# More labels than this run into each other on a telephone.
_MOST_TICKS = 7

_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class SpanOfTime:
    """From a day to another, both inside."""

    start: date
    end: date

    def place(self, day: date) -> float:
        """Where a day falls, from 0 to 1; days outside fall on the nearest edge."""
        fraction = (day - self.start).days / max(1, (self.end - self.start).days)
        return min(1.0, max(0.0, fraction))

    def ticks(self) -> list[tuple[date, str]]:
        """Days to mark with their labels: years, or years and months, the same in both languages."""
        years = (self.end - self.start).days / _DAYS_A_YEAR
        if years < 2:
            return self._months(1 if years < 0.6 else 3 if years < 1.6 else 6)
        step = next(n for n in (1, 2, 5, 10, 20, 50, 100) if years / n <= _MOST_TICKS)
        first = -(-self.start.year // step) * step
        days = [date(year, 1, 1) for year in range(first, self.end.year + 1, step)]
        return [(day, str(day.year)) for day in days if self.start <= day <= self.end]

    def _months(self, step: int) -> list[tuple[date, str]]:
        months = range(self.start.year * 12 + self.start.month - 1, self.end.year * 12 + self.end.month)
        days = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
        return [(day, f"{day:%Y-%m}") for day in days if self.start <= day <= self.end]


def covering(days: Iterable[date | None], *, as_of: date) -> SpanOfTime:
    """Whole years that hold every known day and the day looked at; the last five years when none is known."""
    known = [day for day in days if day is not None]
    first, last = min([*known, as_of]), max([*known, as_of])
    if (as_of - first).days < 90 and (last - first).days < _DAYS_A_YEAR:
        first = date(as_of.year - (0 if known else 5), 1, 1)
    margin = timedelta(days=max(20, (last - first).days // 30))
    return SpanOfTime(date(first.year, 1, 1), last + margin)
