"""The control of time in the header: a day, a slider with what happened, and steps to the next event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import sqrt

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from concertation.journeys.chronology import Chronology, read_chronology
from concertation.web.asof import as_of_day

_BINS = 160
_HEIGHT = 20


@dataclass(frozen=True, slots=True)
class Bar:
    """What happened in one span of the slider, as a bar of the drawing."""

    x: int
    y: float
    height: float
    is_past: bool


@dataclass(frozen=True, slots=True)
class TimeBar:
    """All that the control shows; ``carried`` are the other parts of the address, kept when the day changes."""

    first: date
    last: date
    as_of: date
    bars: tuple[Bar, ...]
    earlier: str
    later: str
    earlier_day: date | None
    later_day: date | None
    carried: tuple[tuple[str, str], ...]

    @property
    def days(self) -> int:
        """Length of the slider."""
        return (self.last - self.first).days

    @property
    def place(self) -> int:
        """Where the day stands on the slider, in days."""
        return max(0, min(self.days, (self.as_of - self.first).days))

    @property
    def bins(self) -> int:
        """Width of the drawing."""
        return _BINS

    @property
    def marker(self) -> float:
        """Where the day stands on the drawing."""
        return round(_BINS * self.place / self.days, 2) if self.days else _BINS

    @property
    def drawn(self) -> SafeString:
        """The bars, up to one a bin on every page: a template takes longer over them than over all the rest."""
        return SafeString("".join(map(_drawn, self.bars)))

    @property
    def is_useful(self) -> bool:
        """A register with nothing dated has no past to look at."""
        return self.days > 0


def time_bar(request: HttpRequest) -> TimeBar:
    """The control for the day that this request looks at."""
    as_of, today = as_of_day(request), timezone.localdate()
    chronology = read_chronology().up_to(today)
    last = max(today, as_of)
    first = min(chronology.days[0], as_of) if chronology.days else last
    earlier, later = chronology.before(as_of), chronology.after(as_of)
    if later is None and as_of < today:
        later = today
    return TimeBar(
        first=first,
        last=last,
        as_of=as_of,
        bars=_bars(chronology, first, last, as_of),
        earlier=_address(request, earlier),
        later=_address(request, later),
        earlier_day=earlier,
        later_day=later,
        carried=tuple((name, value) for name, value in _carried(request)),
    )


def _drawn(bar: Bar) -> str:
    past = ' class="before"' if bar.is_past else ""
    return f'<rect x="{bar.x}" y="{bar.y}" width="0.7" height="{bar.height}"{past}/>'


def today_address(request: HttpRequest) -> str:
    """The same page as of today."""
    return _address(request, timezone.localdate())


def _bars(chronology: Chronology, first: date, last: date, as_of: date) -> tuple[Bar, ...]:
    """Heights follow the square root, so that a busy month does not hide the quiet ones."""
    if first >= last:
        return ()
    totals = chronology.density(first=first, last=last, bins=_BINS)
    highest = max(totals, default=0) or 1
    now = _BINS * (as_of - first).days / (last - first).days
    return tuple(
        Bar(x=place, y=round(_HEIGHT - height, 1), height=height, is_past=place <= now)
        for place, total in enumerate(totals)
        if total
        for height in [round(3 + (_HEIGHT - 3) * sqrt(total / highest), 1)]
    )


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    """What the page was asked, but for the day and the number of the page."""
    left_out = ("as_of", "page")
    return [(name, value) for name, values in request.GET.lists() if name not in left_out for value in values]


def _address(request: HttpRequest, day: date | None) -> str:
    if day is None:
        return ""
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("as_of", None)
    if day != timezone.localdate():
        query["as_of"] = day.isoformat()
    written = query.urlencode()
    return f"{request.path}?{written}" if written else request.path
