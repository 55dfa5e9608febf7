"""How names of both languages are brought to the same words."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from concertation.core.discovery.glossary import glossary
from concertation.core.discovery.name_reading import carried_acronyms, read_name
from concertation.core.discovery.stems import cognate_stem


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("economic", "economique"),
        ("university", "universitaire"),
        ("centre", "centre"),
        ("center", "centres"),
        ("theatre", "theatre"),
        ("national", "nationaux"),
        ("pharmacy", "pharmacie"),
        ("municipal", "municipalite"),
        ("psychiatry", "psychiatrique"),
    ],
)
def test_cognates_share_a_stem(english: str, french: str) -> None:
    """The endings of the two languages are cut."""
    assert cognate_stem(english) == cognate_stem(french)


@pytest.mark.parametrize(("one", "other"), [("nation", "nature"), ("school", "scholarship"), ("north", "nord")])
def test_other_words_do_not(one: str, other: str) -> None:
    """What is not a cognate is left to the glossary."""
    assert cognate_stem(one) != cognate_stem(other)


def test_the_glossary_has_both_sides_everywhere() -> None:
    """Reviewable, both languages side by side, no line twice."""
    text = files("concertation.core.discovery").joinpath("glossary.csv").read_text(encoding="utf-8")
    rows = [(row["theme"], row["en"], row["fr"]) for row in csv.DictReader(text.splitlines())]
    assert all(all(side.strip() for side in row) for row in rows)
    assert len({(en, fr) for _, en, fr in rows}) == len(rows) > 1_000


def test_a_word_may_have_several_senses() -> None:
    """« Conseil » is a council, a board, and advice."""
    lines = {sense.line for sense in glossary().senses[cognate_stem("conseil")]}
    for english in ("council", "board", "advice"):
        assert lines & {sense.line for sense in glossary().senses[cognate_stem(english)]}


def test_expressions_are_read_both_whole_and_word_by_word() -> None:
    """« Nouveaux arrivants » is one thing."""
    reading = read_name("Association des nouveaux arrivants")
    assert reading.stems == ("asoci", "nouv", "ariv")
    assert reading.with_expressions == ("asoci", "nouv ariv")


def test_legal_forms_and_small_words_are_not_read() -> None:
    """« Inc. » and « Ltée » tell nothing apart."""
    assert read_name("The Oak House Ltd.").stems == read_name("Oak House ltée").stems


@pytest.mark.parametrize(
    ("name", "acronyms"),
    [
        ("Immigrant Services Association of Nova Scotia (ISANS)", {"isans"}),
        ("Centre de recherche sur l’aluminium – REGAL", {"regal"}),
        ("YMCA", {"ymca"}),
        ("R.S.I.F.E.O.", {"rsifeo"}),
        ("Community House (main office)", set()),
        ("Winnipeg", set()),
    ],
)
def test_acronyms_are_told_from_words(name: str, acronyms: set[str]) -> None:
    """By their capitals and where they stand."""
    assert carried_acronyms(name) == acronyms


def test_roman_numbers_are_numbers() -> None:
    """« Montpellier I » is « Montpellier 1 »; a first letter is not a number."""
    assert read_name("Université Montpellier I").stems[-1] == "1"
    assert read_name("I Care").stems[0] == "i"
