"""What is asked of the page of certainty, and who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, get_args
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from concertation.core.network import NETWORK_KINDS
from concertation.journeys.network.certainty.asked import CertaintyQuestion
from concertation.journeys.network.certainty.surveys import Survey, of_one_table, surveys_of
from concertation.web.asof import as_of_day
from concertation.web.network.asking import DEFAULT_KIND

Part = Literal["words", "silence", "together", "changed", "surveys"]
PARTS: tuple[Part, ...] = get_args(Part)
# Kinds of ties between organisations: of partnerships nobody tells a tie, and nobody is silent.
KINDS = tuple(kind for kind in NETWORK_KINDS if kind not in ("two_mode", "shared_members"))


@dataclass(frozen=True, eq=False)
class SureAsked:
    """What the address asks, and who does."""

    request: HttpRequest
    question: CertaintyQuestion
    part: Part | None

    @property
    def day(self) -> date:
        """The day looked at."""
        return self.question.as_of

    @cached_property
    def surveys(self) -> tuple[Survey, ...]:
        """The surveys that may be read."""
        return surveys_of(self.request.user, self.day)

    @cached_property
    def of_table(self) -> tuple[Survey, ...]:
        """Those of one table, the latest first."""
        return of_one_table(self.surveys, self.question.table)

    def address(self, **changed: str) -> str:
        """The same page with some of it changed."""
        said = {
            "tie": self.question.kind,
            "with": self.question.compared_with.isoformat() if self.question.compared_with else "",
            "table": self.question.table,
            "as_of": "" if self.day == timezone.localdate() else self.day.isoformat(),
        } | changed
        return f"{reverse('network-sure')}?{urlencode({name: value for name, value in said.items() if value})}"


def sure_asked(request: HttpRequest) -> SureAsked:
    """What the address asks; what it says that no part knows is left aside."""
    said = request.GET
    tie = said.get("tie", "")
    kind = tie if tie in KINDS else DEFAULT_KIND
    question = CertaintyQuestion(kind, as_of_day(request), _day(said.get("with", "")), said.get("table", "")[:80])
    return SureAsked(request, question, next((part for part in PARTS if part == said.get("part")), None))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def sure_address(tie: str, as_of: date, before: date | None = None) -> str:
    """The page for a kind of tie on a day, compared with one before."""
    said = {"tie": tie} | ({"with": before.isoformat()} if before else {})
    said |= {} if as_of == timezone.localdate() else {"as_of": as_of.isoformat()}
    return f"{reverse('network-sure')}?{urlencode(said)}"
