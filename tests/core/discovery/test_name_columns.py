"""Many names read at once say what each says by itself."""

from __future__ import annotations

import polars as pl
import pytest

from concertation.core.discovery import name_columns
from concertation.core.discovery.name_columns import NameColumns, read_names
from concertation.core.discovery.names import host, hosts
from concertation.core.folding import fold_words
from concertation.core.text import search_key

NAMES = [
    *("Oak House Community Centre", "Centre communautaire de la Maison du chêne", "Conseil scolaire de la Rive-Nord"),
    *(
        "Food Bank of Riverbend 12",
        "Banque alimentaire de l’Œuvre de Saint-Æloi",
        "St. John's & Area School Board / Nord",
    ),
    *("RSIFEO", "Réseau (RSIFEO) de l’Est", "REGAL: Réseau de l’Est", "Réseau de l’Est – REGAL", "Oak House, Inc."),
    *("Université Montpellier II", "I Care Society", "Centre non gouvernemental de santé", "Anti Poverty Coalition"),
    *("The Of And Inc", "of the", "Bioingénierie et santé", "  Oak   House ", "Oak - House", "Łódź Tłı̨chǫ Society"),
    *("Oak House Oak House", "Oak House", "Ñandú Center of Brandon", "École Élémentaire École", "", "& /"),
]


def _told(read: NameColumns) -> list[list[tuple[object, ...]]]:
    words = read.words.sort("name", "turn", maintain_order=True)
    others = (read.languages, read.acronyms, read.negated)
    return [words.rows(), *(sorted(set(table.rows()), key=str) for table in others)]


def test_columns_say_what_each_name_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words, expressions, language, acronyms, initials and negations; plain names and all others."""
    each = _told(read_names(pl.Series(NAMES)))
    monkeypatch.setattr(name_columns, "_FEW", 0)
    monkeypatch.setattr(name_columns, "_CHUNK", 7)
    at_once = _told(read_names(pl.Series(NAMES)))
    named = {name for name, *_ in at_once[0]} | {name for name, *_ in at_once[2]}
    for one, other in zip(at_once, each, strict=True):
        assert [line for line in one if line[0] in named] == [line for line in other if line[0] in named]


def test_columns_are_folded_as_words_are() -> None:
    """Nulls stay."""
    words = [*NAMES, "ǅ ß ﬁn_ 3²", "’Été", None]
    assert fold_words(pl.Series(words)).to_list() == [None if word is None else search_key(word) for word in words]


def test_sites_of_a_column_are_those_of_each_address() -> None:
    """Shared sites, ports, capitals, and what is no address."""
    written = [
        *("https://www.oak.example/en", "http://OAK.example", "https://facebook.com/oak", "www.oak.example", "oak"),
        *("https://ana@oak.example/", "https://oak.example:80/", "https://oak.example?q=1", "https://[::1", "", None),
    ]
    assert hosts(pl.Series(written)).to_list() == [None if address is None else host(address) for address in written]
