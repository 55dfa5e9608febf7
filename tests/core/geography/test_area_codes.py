"""What official codes say by themselves, from the Standard Geographical Classification and the DGUID structure."""

from __future__ import annotations

import pytest

from concertation.core.geography import compose_dguid, containing_codes, is_code_of, read_dguid


def test_the_dguid_of_edmonton() -> None:
    """Statistics Canada's Census Profile of 2021: Edmonton, City, is 2021A00054811061."""
    assert compose_dguid("municipality", "4811061", 2021) == "2021A00054811061"
    assert read_dguid("2021A00054811061") == ("municipality", "4811061", 2021)


def test_the_year_is_part_of_the_identifier() -> None:
    """The same town in 2016 is another geography."""
    assert compose_dguid("municipality", "4811061", 2016) != compose_dguid("municipality", "4811061", 2021)


def test_a_subdivision_lies_in_the_division_and_province_of_its_first_digits() -> None:
    """4611040, Winnipeg: division 4611, province 46, Manitoba."""
    assert containing_codes("municipality", "4611040") == {"census_division": "4611", "province_territory": "46"}
    assert containing_codes("census_division", "4611") == {"province_territory": "46"}


def test_a_metropolitan_area_lies_in_no_one_province() -> None:
    """505, Ottawa–Gatineau, straddles Ontario and Quebec."""
    assert containing_codes("census_metropolitan_area", "505") == {}


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("census_metropolitan_area", "001", True),  # St. John's: the zeros are part of the code
        ("census_metropolitan_area", "1", False),
        ("municipality", "461104", False),
        ("municipality", "46110四0", False),
        ("custom", "anything", True),
    ],
)
def test_codes_are_strings_of_so_many_digits(kind: str, code: str, expected: bool) -> None:
    """A spreadsheet that ate the zeros is found out."""
    assert is_code_of(kind, code) is expected


def test_a_kind_that_the_register_does_not_keep_is_known_as_such() -> None:
    """S0512 is a dissemination area."""
    assert read_dguid("2021S051235200001") == (None, "35200001", 2021)
    assert read_dguid("Winnipeg") is None
