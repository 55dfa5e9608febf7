"""What is asked of the certainty of a network: its kind, its day, and with what it is compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concertation.journeys.network.question import NetworkQuestion, earlier_day


@dataclass(frozen=True, slots=True)
class CertaintyQuestion:
    """The network of a kind on a day, and the earlier day with which it is compared: a year before unless it is given.

    ``table`` names the partnership whose surveys are read; else that of the last survey.
    """

    kind: str
    as_of: date
    compared_with: date | None = None
    table: str = ""

    @property
    def before(self) -> date:
        """The earlier day."""
        return self.compared_with or earlier_day(self.as_of)

    @property
    def network(self) -> NetworkQuestion:
        """The network on its day."""
        return NetworkQuestion(self.kind, self.as_of)
