"""The index of the search: words of names whatever their accents, order and number; every write is followed."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest
from django.db import connection
from django.db.models import QuerySet
from tests.store.smallest import add, change

from concertation.core.faceting.search import holds, searchable
from concertation.core.facts import fact_kind
from concertation.core.search import sought
from concertation.store.history import recording
from concertation.store.loading import fact_model, insert_facts
from concertation.store.models import Area, Organisation
from concertation.store.models.fact import SourceFact
from concertation.store.search import Rank, check_index, count_hits, create_index, find_ids, rank_hits
from concertation.store.search.index import drop_index, has_index

pytestmark = pytest.mark.django_db

NAMES = {
    "brandon": ("Brandon Local Settlement Partnership", "Partenariat local en établissement de Brandon"),
    "oeuvre": ("", "L’Œuvre d’accueil des nouveaux arrivants"),
    "clip": ("Calgary Local Immigration Partnership", "Réseau de Calgary en immigration"),
    "school": ("Elm School", "École des Ormes"),
    "tlicho": ("Tłı̨chǫ Community Services Agency", ""),
    "women": ("Women’s Centre", "Centre des femmes"),
    "jean": ("Saint-Jean (Services) Ltd.", "Les réseaux locaux de Saint‑Jean"),
}
SEARCHES = {
    "école": ["school"],
    "ECOLE": ["school"],
    "écoles ormes": ["school"],
    "calgary réseau": ["clip"],
    "reseaux calgary": ["clip"],
    "reseau": ["clip", "jean"],
    "local": ["brandon", "clip", "jean"],
    "locaux jean": ["jean"],
    "oeuvre": ["oeuvre"],
    "Œuvre accueil": ["oeuvre"],
    "d'accueil nouveau": ["oeuvre"],
    "tlicho": ["tlicho"],
    "communities": ["tlicho"],
    "partnerships": ["brandon", "clip"],
    "brand etab": ["brandon"],
    "women's centre": ["women"],
    "saint jean": ["jean"],
    "saint-jean": ["jean"],
    '"elm school"': ["school"],
    '"school elm"': [],
    "« accueil des nouveaux »": ["oeuvre"],
    '"partnership partenariat"': [],
    "anch": [],
}


@pytest.fixture
def organisations() -> dict[int, str]:
    """The organisations of these names, by number."""
    with recording(kind="test", reason=""):
        insert_facts({"organisation": {key: {"name_en": en, "name_fr": fr} for key, (en, fr) in NAMES.items()}})
    return dict(Organisation.objects.values_list("id", "key"))


def _keys(words: str) -> list[str]:
    ids = find_ids("organisation", sought(words)).to_list()
    return sorted(Organisation.objects.filter(id__in=ids).values_list("key", flat=True))


def _is_true() -> bool:
    return all(state.is_true for state in check_index())


@pytest.mark.usefixtures("organisations")
@pytest.mark.parametrize(("words", "expected"), SEARCHES.items())
def test_a_search_forgives_accents_order_elision_and_number(words: str, expected: list[str]) -> None:
    """Each word begins a word of a name in either language, said of one or of several."""
    assert _keys(words) == expected


@pytest.mark.usefixtures("organisations")
@pytest.mark.parametrize("words", SEARCHES)
def test_the_index_answers_as_a_plain_reading_of_the_names_does(words: str) -> None:
    """The definition of a search is in the core; both databases are held to it."""
    frame = pl.DataFrame(
        {"key": list(NAMES), "en": [en for en, _ in NAMES.values()], "fr": [fr for _, fr in NAMES.values()]}
    ).with_columns(searched=searchable(pl.col("en"), pl.col("fr"), pl.col("key")))
    assert _keys(words) == sorted(frame.filter(holds("searched", sought(words)))["key"])


def test_words_may_come_from_different_names_of_one_record() -> None:
    """An acronym, another name, a number and a place: all are one organisation's."""
    area = add("area", name_en="Wood Buffalo", name_fr="Wood Buffalo")
    key = add("organisation", name_en="Library", acronym_en="WBRL")
    add("organisation_name", organisation=key, name="Bibliothèque Émile")
    add("organisation_identifier", organisation=key, value="12345 6789 RR0001")
    add("site", organisation=key, name_en="Main branch", city_en="Fort McMurray")
    add("organisation_area", organisation=key, area=area)
    for words in ("wbrl emile", "rr0001 library", "mcmurray bibliotheque", "buffalo wbrl", "main buffalo 12345"):
        assert _keys(words) == [key], words


def test_the_nearest_come_first() -> None:
    """A code, a whole name, the beginning of a name, words of a name, words of a place."""
    area = add("area", name_en="Elm River", name_fr="Elm River")
    for key, columns in {
        "e": {"name_en": "Clinic"},
        "d": {"name_en": "River and Elm"},
        "c": {"name_en": "Elm River Newcomers"},
        "b": {"name_fr": "Elm River"},
        "a": {"name_en": "Something", "acronym_fr": "Elm River"},
    }.items():
        add("organisation", key=key, **columns)
    add("organisation_area", organisation="e", area=area)
    keys = dict(Organisation.objects.values_list("id", "key"))
    ranked = rank_hits("organisation", sought("elm river"), most=10)
    assert [(keys[number], rank) for number, rank in ranked] == list(zip("abcde", Rank, strict=True))
    assert [keys[number] for number, _ in rank_hits("organisation", sought("elm river"), most=2)] == ["a", "b"]


@pytest.mark.usefixtures("organisations")
def test_counting_stops_where_it_is_told_to() -> None:
    """More than a thousand is said so, not counted."""
    assert count_hits("organisation", sought("partnership"), most=10) == 2
    assert count_hits("organisation", sought("partnership"), most=1) == 1


def _corrected() -> None:
    change("organisation", "o", name_en="Renamed")
    change("organisation_name", "n", name="Autre nom")
    change("area", "a", name_fr="Territoire renommé")


def _moved() -> None:
    add("organisation", key="o2", name_en="Second")
    change("organisation_name", "n", organisation="o2")
    change("organisation_identifier", "i", organisation="o2")


def _all(kind_id: str) -> QuerySet[SourceFact]:
    return fact_model(fact_kind(kind_id))._default_manager.all()


def _removed() -> None:
    with recording(kind="test", reason=""):
        _all("organisation_name").filter(key="n").delete()
        _all("organisation_area").delete()
        _all("partnership").delete()


def _removed_whole() -> None:
    with recording(kind="test", reason=""):
        Organisation.objects.get(key="o").delete()


def _by_plain_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisation SET acronym_fr = 'ŒUF' WHERE key = 'o'")
        cursor.execute("UPDATE area SET code = '4611040'")
        cursor.execute("DELETE FROM site")


def _by_model() -> None:
    with recording(kind="test", reason=""):
        area = Area.objects.get(key="a")
        area.name_en = "Saved"
        area.save()


@pytest.mark.parametrize(
    "write", [lambda: None, _corrected, _moved, _removed, _removed_whole, _by_plain_sql, _by_model]
)
def test_the_index_follows_every_write(write: Callable[[], None]) -> None:
    """What is searched is what the register says, whoever wrote it and how."""
    add("area", key="a", name_en="Area", name_fr="Territoire")
    add("organisation", key="o", name_en="Œuvre", acronym_en="O")
    add("organisation_name", key="n", organisation="o", name="Other")
    add("organisation_identifier", key="i", organisation="o", value="7")
    add("site", organisation="o", name_en="Site", city_fr="Ville")
    add("organisation_area", organisation="o", area="a")
    partnership = add("partnership", name_en="Table")
    add("partnership_area", partnership=partnership, area="a")
    write()
    assert _is_true()


@pytest.mark.usefixtures("organisations")
def test_an_index_that_no_longer_follows_is_told_and_made_anew() -> None:
    """What a check is for."""
    drop_index()
    change("organisation", "clip", name_en="Renamed")
    state = next(state for state in check_index() if state.kind == "organisation")
    assert (state.is_kept, state.different, state.missing, state.left_over) == (False, 1, 0, 0)
    assert not has_index()
    create_index()
    assert has_index()
    assert _is_true()
    assert _keys("renamed") == ["clip"]
