"""An attendance sheet with a column a meeting: what is present, excused, absent, and what nobody knows."""

from __future__ import annotations

from datetime import date

import pytest
from tests.exchange.mapping.tables import codes, guessed, opened, read, values

from concertation.exchange.mapping.grid import mark_of, read_heading_day


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("2024-01-16", date(2024, 1, 16)),
        ("Jan. 16, 2024", date(2024, 1, 16)),
        ("16 janv. 2024", date(2024, 1, 16)),
        ("Mardi 16 janvier 2024", date(2024, 1, 16)),
        ("le 1er mars", date(2023, 3, 1)),
        ("Sept 12", date(2023, 9, 12)),
        ("12-sept", date(2023, 9, 12)),
        ("12/09", None),  # the twelfth of September or the ninth of December
        ("Notes", None),
    ],
)
def test_the_day_that_a_heading_names(heading: str, day: date | None) -> None:
    """In the usual spellings of both languages; without a year, in the year that is given."""
    assert read_heading_day(heading, 2023) == day


def test_an_order_of_days_and_months_settles_the_rest() -> None:
    """12/09 is the twelfth of September where days come first."""
    assert read_heading_day("12/09", 2023, "day") == date(2023, 9, 12)
    assert read_heading_day("12/09", 2023, "month") == date(2023, 12, 9)


@pytest.mark.parametrize(
    ("marks", "status"),
    [
        (("P", "p.", "X", "✓", "1", "présent(e)", "Present", "zoom"), "present"),
        (("R", "regrets", "E", "excusée", "abs. motivée"), "regrets"),
        (("A", "absent", "0", "abs"), "absent"),
        (("sub", "remplacé", "délégué"), "substitute"),
        (("?", "n/a", "s/o"), "unknown"),
        (("en congé", "maybe", "PP"), None),
    ],
)
def test_what_marks_say(marks: tuple[str, ...], status: str | None) -> None:
    """A mark that nobody here knows says nothing: never absent."""
    assert {mark_of(mark) for mark in marks} == {status}


GRID = (
    ["Réunions du conseil 2023-2024"],
    ["Organisme", "12 sept.", "16 janv.", "20 mars"],
    ["Clinique de l’Est", "P", "E", None],
    ["Chambre", "A", "en congé", "?"],
)


def test_a_sheet_across_two_calendar_years() -> None:
    """September of the first year of the title, January and March of the next; empty, unknown and strange cells
    make no attendance, and the strange one is told.
    """
    file = opened(*GRID, sheet="Présences")
    assert guessed(file).recipe_id == "attendance_grid"
    reading = read(file, constants={"partnership": "Table"})
    assert [row["on"] for row in values(reading, "meeting")] == [date(2023, 9, 12), date(2024, 1, 16)]
    assert [row["status"] for row in values(reading, "attendance")] == ["present", "regrets", "absent"]
    told = next(fault for fault in reading.faults if fault.code == "not-an-attendance")
    assert (told.place.row, told.place.column, told.found) == (4, "16 janv.", "en congé")


def test_one_person_of_several_is_enough() -> None:
    """An organisation with two rows was there when one of its people was; that they differ is told."""
    file = opened(
        ["Organisation", "Person", "2024-01-16", "2024-02-20"],
        ["Oak House", "Ana", "A", "R"],
        ["Oak House", "Jean", "P", "R"],
        ["Elm House", "Luc", "P", "A"],
        sheet="Attendance",
    )
    reading = read(file, constants={"partnership": "Table"})
    found = sorted(str(row["status"]) for row in values(reading, "attendance"))
    assert found == ["absent", "present", "present", "regrets"]
    assert codes(reading).count("several-marks") == 1
