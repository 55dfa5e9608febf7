"""What every maker of the region shares: the rows so far, the dice, the last day, and the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from concertation.core.demonstration.region.designs import Design
from concertation.core.demonstration.rows import RowBook, Value

T = TypeVar("T")

SOURCE = "invented-region"
YEARS = 5
# The funder to whom the more formal partnerships answer.
FEDERAL = "federal--aurelle"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An invented organisation as the makers need it."""

    key: str
    is_governmental: bool
    sectors: tuple[str, ...]
    place: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation's stay in a partnership."""

    key: str
    organisation: Organisation
    since: date
    until: date | None = None
    is_partner: bool = True

    def is_in(self, day: date) -> bool:
        """Whether the stay covers that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Scene:
    """The region under construction. The generator given decides every draw, in a fixed order."""

    generator: np.random.Generator
    last_day: date
    book: RowBook = field(default_factory=RowBook)

    @property
    def first_day(self) -> date:
        """The day from which the region keeps minutes."""
        return self.last_day - timedelta(days=round(YEARS * 365.25))

    def write(self, kind_id: str, key: str, /, **values: Value | None) -> str:
        """One row, marked as invented by its source."""
        return self.book.write(kind_id, key, source=SOURCE, **values)

    def before(self, years: float) -> date:
        """The working day that many years before the last day."""
        return working_day(self.last_day - timedelta(days=round(years * 365.25)))

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices, each as likely."""
        return choices[int(self.generator.integers(len(choices)))]

    def pick_some(self, choices: Sequence[T], count: int) -> list[T]:
        """Several different choices, in their order."""
        places = self.generator.permutation(len(choices))[: max(count, 0)]
        return [choices[place] for place in sorted(places.tolist())]

    def happens(self, probability: float) -> bool:
        """Whether something of that probability happens this time."""
        return bool(self.generator.random() < probability)

    def between(self, least: int, most: int) -> int:
        """A whole number from least to most, both included."""
        return int(self.generator.integers(least, most + 1))


@dataclass(frozen=True, slots=True)
class Story:
    """One partnership of the region while its facts are written."""

    scene: Scene
    design: Design
    founded: date
    over_on: date | None
    members: tuple[Member, ...]

    @property
    def key(self) -> str:
        """The key of the partnership."""
        return self.design.key

    @property
    def end(self) -> date:
        """The last day on which anything happens in it."""
        return self.over_on or self.scene.last_day

    @property
    def partners(self) -> tuple[Member, ...]:
        """The partners of the end: members who are neither observers nor pure funders."""
        return tuple(member for member in self.members if member.is_partner and member.is_in(self.end))

    def partners_on(self, day: date) -> list[Member]:
        """The partners of that day."""
        return [member for member in self.members if member.is_partner and member.is_in(day)]

    def write(self, kind_id: str, name: str, /, **values: Value | None) -> str:
        """One row whose key begins with the partnership's."""
        return self.scene.write(kind_id, f"{self.key}-{name}", **values)


def working_day(day: date) -> date:
    """The day itself, or the Friday before a week-end."""
    return day - timedelta(days=max(day.weekday() - 4, 0))
