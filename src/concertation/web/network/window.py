"""The control of windows: from which day on, by a date or by a slider that ends on the day of the header."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from concertation.journeys.chronology import read_chronology
from concertation.web.network.asking import NetworkAsked, network_asked
from concertation.web.wording import day_words


@dataclass(frozen=True, slots=True)
class Window:
    """All that the control shows: ``back`` counts days before the last, from ``farthest`` to none, all below zero."""

    since: str
    back: int
    farthest: int
    words: str
    day_alone: str
    carried: list[tuple[str, str]]


def window_of(asked: NetworkAsked) -> Window:
    """The control for the days that a view looks at; it reaches back to the first event of the register."""
    days = read_chronology().up_to(timezone.localdate()).days
    first = min([day for day in (*days[:1], asked.since) if day], default=asked.as_of)
    back = 0 if asked.since is None else (asked.since - asked.as_of).days
    return Window(
        since=asked.since.isoformat() if asked.since else "",
        back=back,
        farthest=min((first - asked.as_of).days, back),
        words=gettext("the day alone") if asked.since is None else day_words(asked.since),
        day_alone=asked.with_(since=None).address() if asked.since else "",
        carried=asked.pairs("since", "rows", "lines"),
    )


def window_moved(request: HttpRequest) -> str:
    """Where the form of the control leads: to the date, where that was changed, else as far back as the slider says.

    Without a script both come, and ``was`` is the date that the page had; nothing where the form was not sent.
    """
    said = request.GET
    if "back" not in said:
        return ""
    asked = network_asked(request)
    if said.get("since", "") == said.get("was", ""):
        asked = asked.with_(since=_days_before(asked.as_of, said["back"]))
    return asked.address()


def _days_before(day: date, text: str) -> date | None:
    digits = text.removeprefix("-")
    if not (text.startswith("-") and digits.isascii() and digits.isdigit() and 0 < len(digits) < 7):
        return None
    return day - timedelta(days=min(int(digits), day.toordinal() - 1)) if int(digits) else None
