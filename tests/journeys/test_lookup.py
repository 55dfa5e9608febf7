"""Finding by name from a box, and whether what is about to be added is perhaps known: asked of the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.store.smallest import add

from concertation.journeys.doubles import perhaps_known
from concertation.journeys.lookup import known_by, look_up, named, recent_sources

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register() -> None:
    add("organisation", key="oak", name_en="Oak House Settlement Services", acronym_en="OHSS", kind="settlement_agency")
    add("organisation", key="arenes", name_fr="Bibliothèque publique de Brandon", website="https://www.lib.example/a")
    add("organisation", key="other", name_en="Elm Centre")
    add("organisation_name", key="n", organisation="other", kind="alias", name="Women of Wexcombe")
    add("site", key="s", organisation="other", city_en="Rimouski")
    add("source", key="minutes", title_en="Minutes of the table", person="Ana Roy")


def _keys(found: Any) -> list[str]:
    return [one.key for one in found]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("house oak", ["oak"]),
        ("ohss", ["oak"]),
        ("bibliotheque brand", ["arenes"]),
        ("wexcombe", ["other"]),
        ("Oak Hoose Setlement Services", ["oak"]),
        ("rimouski", []),
        ("…", []),
    ],
)
def test_a_record_is_found_by_the_beginnings_of_its_names(words: str, keys: list[str]) -> None:
    """In any order, without accents, by acronym or another name, past a slip; not by the town where it is."""
    assert _keys(look_up("organisation", words)) == keys


def test_a_whole_name_or_code_is_known_and_a_part_is_not() -> None:
    """What is typed in full needs no question."""
    assert _keys(known_by("organisation", "Women of Wexcombe")) == ["other"]
    assert _keys(known_by("organisation", "OHSS")) == ["oak"]
    assert known_by("organisation", "Oak House") == []


def test_a_record_is_read_by_its_key() -> None:
    """With its name, and nothing for a key that nobody bears."""
    found = named("organisation", "oak")
    assert found is not None and str(found.name) == "Oak House Settlement Services"
    assert named("organisation", "nobody") is None


def test_sources_are_found_by_title_or_person_and_the_newest_offered() -> None:
    """People remember who told them."""
    assert _keys(look_up("source", "minutes")) == _keys(look_up("source", "ana roy")) == ["minutes"]
    assert _keys(recent_sources("organisation")) == ["minutes"]


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"name_en": "Oak House Settlement Service"}, "oak"),
        ({"name_en": "Brandon Public Library"}, "arenes"),
        ({"name_en": "Oake House Settlement Services"}, "oak"),
        ({"name_fr": "Femmes de Wexcombe"}, "other"),
    ],
)
def test_what_is_about_to_be_added_is_perhaps_known(values: dict[str, str], key: str) -> None:
    """By the same words, in the other language, past a slip, by another name."""
    assert key in [double.found.key for double in perhaps_known("organisation", values)]


def test_what_is_unlike_all_is_new() -> None:
    """Nobody is asked."""
    assert perhaps_known("organisation", {"name_en": "Granite Rowing Club"}) == []


def test_adding_asks_as_many_questions_of_a_large_register() -> None:
    """The number of questions follows the words of the name, not the number of records."""
    asked = []
    for first in (0, 60):
        for n in range(first, first + 60):
            add("organisation", key=f"o{n}", name_en=f"Settlement Services {n} of Ladder")
        with CaptureQueriesContext(connection) as questions:
            assert perhaps_known("organisation", {"name_en": "Oak House Settlement Services"})
        asked.append(len(questions))
    assert asked[1] <= asked[0]
