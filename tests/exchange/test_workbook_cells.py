"""What a person writes in a cell is read as what it means; a doubt is asked, never guessed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concertation.core.text import Text
from concertation.core.vocabulary import all_schemes
from concertation.exchange.workbook import cells
from concertation.exchange.workbook.cells import CellFault, PartialDate


@pytest.mark.parametrize(
    "written",
    [
        date(2014, 6, 30),
        datetime(2014, 6, 30),  # noqa: DTZ001 a spreadsheet knows no time zone
        "2014-06-30",
        "2014/6/30",
        "30/06/2014",
        "June 30, 2014",
        "30 juin 2014",
        "30 Juin\u00a02014",
    ],
)
def test_a_day_is_read_in_the_forms_people_use(written: object) -> None:
    """Excel dates, ISO, and words of both languages; 30/06/2014 can only be one day."""
    assert cells.read_date(written) == PartialDate(2014, 6, 30)


def test_the_first_of_a_month_is_read_as_french_writes_it() -> None:
    """« 1er juin 2014 »."""
    assert cells.read_date("1er juin 2014") == PartialDate(2014, 6, 1)


def test_a_date_that_may_be_two_days_is_asked() -> None:
    """05/06/2014 is 5 June to some and May 6 to others."""
    with pytest.raises(CellFault) as caught:
        cells.read_date("05/06/2014")
    assert caught.value.facts == {"first": "2014-06-05", "second": "2014-05-06"}


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        (2014, date(2014, 1, 1), date(2014, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("février 2015", date(2015, 2, 1), date(2015, 2, 28)),
    ],
)
def test_a_year_or_a_month_alone_keeps_its_precision(written: object, first: date, last: date) -> None:
    """It stands for its first day to its last, never for one of them alone."""
    partial = cells.read_date(written)
    assert (partial.first, partial.last) == (first, last)
    assert partial.precision != "day"


@pytest.mark.parametrize("written", ["soon", "2014-13-01", "31/02/2014", "2014-00", 41820, 20.5, True, ""])
def test_what_is_not_a_date_is_a_fault(written: object) -> None:
    """A day counted by the spreadsheet (41820) is asked as well: it lost its format."""
    with pytest.raises(CellFault):
        cells.read_date(written)


@given(st.dates(date(1700, 1, 1), date(2150, 1, 1)))
def test_every_iso_day_reads_back(day: date) -> None:
    """ISO dates are never ambiguous."""
    assert cells.read_date(day.isoformat()).first == day


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 234,5", 1234.5),
        ("1\u202f234,50", 1234.5),
        ("1,234.5", 1234.5),
        ("1,234,567", 1234567),
        ("12,5", 12.5),
        ("0,125", 0.125),
        ("1 200 $", 1200),
        ("$1 200.00", 1200),
        ("−3", -3),
        (7, 7),
    ],
)
def test_numbers_are_read_as_both_languages_write_them(written: object, value: float) -> None:
    """Thin and non-breaking blanks, decimal commas, English thousands, dollars."""
    assert cells.read_number(written) == value


def test_a_number_that_may_be_two_is_asked() -> None:
    """« 1,234 » is 1.234 in French and 1234 in English; of a whole number only the second makes sense."""
    with pytest.raises(CellFault) as caught:
        cells.read_number("1,234")
    assert caught.value.facts == {"first": "1234", "second": "1.234"}
    assert cells.read_number("1,234", is_whole=True) == 1234


@pytest.mark.parametrize("written", ["about 12", "12 %", "nan", "inf", "1.2.3", "--", True, float("inf")])
def test_what_is_not_a_number_is_a_fault(written: object) -> None:
    """A number is never guessed from words."""
    with pytest.raises(CellFault):
        cells.read_number(written)


@given(st.floats(allow_nan=False, allow_infinity=False), st.booleans())
def test_every_number_reads_back_with_a_point_or_a_comma(value: float, has_comma: bool) -> None:
    """A decimal comma says the same as a point, unless it could part thousands."""
    written = repr(value).replace(".", ",") if has_comma else repr(value)
    try:
        assert cells.read_number(written) == value
    except CellFault as fault:
        assert has_comma
        assert fault.kind.code == "ambiguous-number"


@given(st.integers(-(2**31) + 1, 2**31 - 1))
def test_every_whole_number_reads_back_with_blanks_for_thousands(value: int) -> None:
    """As French writes it."""
    assert cells.read_number(f"{value:,}".replace(",", "\u00a0"), is_whole=True) == value


@pytest.mark.parametrize(("written", "value"), [("Yes", True), ("OUI", True), ("non", False), ("No", False), (1, True)])
def test_yes_and_no_are_read_in_both_languages(written: object, value: bool) -> None:
    """Whatever the capitals."""
    assert cells.read_boolean(written) is value


@pytest.mark.parametrize("written", ["unknown", "Inconnu", "inconnue", "?", " Unknown "])
def test_unknown_is_an_answer(written: str) -> None:
    """An explicit unknown differs from an empty cell."""
    assert cells.is_unknown(written)


def test_every_term_is_read_by_code_and_by_label() -> None:
    """In both languages, without accents or capitals, unless the label is another term's code."""
    for scheme in all_schemes():
        for term in scheme:
            assert cells.read_term(term.code, scheme.id) == term.code
            for label in (term.label.en, term.label.fr):
                assert cells.read_term(label.upper(), scheme.id) in scheme.codes


def test_a_term_that_is_not_in_the_list_names_the_nearest() -> None:
    """In both languages, so that either reader can choose."""
    with pytest.raises(CellFault) as caught:
        cells.read_term("consultativ", "articulation")
    nearest = caught.value.facts["nearest"]
    assert isinstance(nearest, Text)
    assert nearest.en.lower().startswith("consultative")


def test_an_address_without_its_scheme_is_completed() -> None:
    """www.example.org is an address; words are not."""
    assert cells.read_address("www.example.org/a") == "https://www.example.org/a"
    with pytest.raises(CellFault):
        cells.read_address("see our page")


@given(st.text())
def test_words_are_never_refused(words: str) -> None:
    """Control characters and outer blanks go, nothing else does; reading twice is reading once."""
    once = cells.read_text(words)
    assert cells.read_text(once) == once


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.datetimes()))
def test_no_reader_raises_anything_but_a_fault(written: object) -> None:
    """Whatever stands in a cell."""
    readers = (
        cells.read_date,
        cells.read_number,
        cells.read_boolean,
        cells.read_email,
        cells.read_address,
        cells.read_key,
    )
    for reader in readers:
        try:
            reader(written)
        except CellFault as fault:
            assert fault.kind.french
