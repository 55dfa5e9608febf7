"""Days and months as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from concertation.core.days import day_in, month_in


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (date(2026, 3, 1), "1er\u00a0mars 2026", "March 1, 2026"),
        (date(2014, 6, 30), "30\u00a0juin 2014", "June 30, 2014"),
        (date(2026, 8, 11), "11\u00a0août 2026", "August 11, 2026"),
        (date(2026, 12, 21), "21\u00a0décembre 2026", "December 21, 2026"),
    ],
)
def test_the_first_of_a_month_alone_is_an_ordinal_in_french(day: date, french: str, english: str) -> None:
    """« 1er », then cardinal numbers (Office québécois de la langue française); no day parts from its month."""
    assert (day_in(day, "fr"), day_in(day, "en")) == (french, english)


def test_a_month_has_no_day() -> None:
    """A day known to the month alone claims no more."""
    assert (month_in(date(2026, 2, 1), "fr"), month_in(date(2026, 2, 1), "en")) == ("février 2026", "February 2026")
