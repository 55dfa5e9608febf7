"""What is asked of the network of the register: of which kind, on which day or over which window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concertation.core.network import Span
from concertation.core.typology.periods import months_before

# Convention: unless another day is asked for, what changed is told over a year.
_MONTHS = 12


def earlier_day(as_of: date) -> date:
    """The day with which a day is compared where no other is asked for."""
    return months_before(as_of, _MONTHS)


@dataclass(frozen=True, slots=True)
class NetworkQuestion:
    """A network of one kind as of a day, or over the window that begins on ``since``; of some layers, or of all.

    ``area`` is the key of a territory: of those alone that serve it.
    """

    kind: str
    as_of: date
    since: date | None = None
    layers: tuple[str, ...] = ()
    area: str = ""

    @property
    def span(self) -> Span:
        """The days that the network is about."""
        return Span.on(self.as_of) if self.since is None else Span.over(self.since, self.as_of)
