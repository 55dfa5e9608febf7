"""``concertation partnerships`` and ``organisations``: who exists on a day, found by words."""

from __future__ import annotations

import csv
import io
import json

import pytest
from tests.cli.conftest import Run

from concertation.store.history import recording
from concertation.store.loading import insert_facts

DAY = ("--as-of", "2014-06-30")


@pytest.mark.usefixtures("documented")
def test_a_partnership_is_found_by_words_in_any_order(run: Run) -> None:
    """With or without accents, in either language."""
    found = json.loads(run("partnerships", "IMMIGRATION", "calgary", *DAY, "--format", "json").stdout)
    assert [row["key"] for row in found] == ["calgary"]


@pytest.mark.usefixtures("documented")
def test_a_partnership_comes_with_its_five_types_and_their_bases(run: Run) -> None:
    """domain.md §4: Brandon is local, of several sectors, multipartite, mixed; its number of partners is unknown."""
    brandon = json.loads(run("partnerships", "brandon", "settlement", *DAY, "--format", "json").stdout)[0]
    codes = [brandon[name] for name in ("reach", "sectors", "number", "kinds", "articulation", "articulation_basis")]
    assert codes == ["local", "several", "multipartite", "mixed", "consultative", "inferred"]
    assert (brandon["partners"], brandon["partners_at_least"] > 3) == (None, True)


@pytest.mark.usefixtures("documented")
def test_a_number_that_is_known_in_part_says_at_least(run: Run) -> None:
    """In tables."""
    assert "≥ " in run("partnerships", "calgary", *DAY).stdout


@pytest.mark.usefixtures("documented")
def test_a_list_speaks_french(run: Run) -> None:
    """Headings, names and terms."""
    table = run("partnerships", "calgary", *DAY, "--language", "fr").stdout.splitlines()
    assert table[0].split() == ["code", "nom", "portée", "secteurs", "nombre", "genres", "articulation", "partenaires"]
    assert "Partenariat local en matière d’immigration de Calgary" in table[2]


@pytest.mark.usefixtures("documented")
def test_csv_keeps_codes_and_the_names_of_its_columns_in_both_languages(run: Run) -> None:
    """Programs rely on them."""
    for language in ("en", "fr"):
        text = run("partnerships", *DAY, "--format", "csv", "--language", language).stdout
        rows = {row["key"]: row for row in csv.DictReader(io.StringIO(text))}
        assert {key: rows[key]["reach"] for key in ("brandon", "calgary")} == {"brandon": "local", "calgary": "local"}


@pytest.mark.usefixtures("documented")
def test_nothing_found_is_an_answer(run: Run) -> None:
    """Words for people, an empty list for programs."""
    found = run("partnerships", "atlantis", "--language", "fr")
    assert (found.exit_code, found.stdout) == (0, "Rien n’a été trouvé.\n")
    assert json.loads(run("partnerships", "atlantis", "--format", "json").stdout) == []


@pytest.mark.usefixtures("documented")
def test_a_list_is_that_of_the_day(run: Run) -> None:
    """Calgary was created in 2013."""
    found = json.loads(run("partnerships", "--as-of", "2012-12-31", "--format", "json").stdout)
    assert {"brandon", "calgary"} & {row["key"] for row in found} == {"brandon"}


@pytest.mark.django_db
def test_an_organisation_is_found_by_a_name_it_no_longer_bears(run: Run) -> None:
    """People search by the name they know; its belongings are those of the day."""
    with recording(kind="test", reason=""):
        insert_facts(
            {
                "organisation": {"library": {"name_en": "Public Library", "name_fr": "Bibliothèque publique"}},
                "organisation_name": {"old": {"organisation": "library", "kind": "former", "name": "Institut Émile"}},
                "partnership": {"p": {"name_en": "P"}, "q": {"name_en": "Q", "until": "2015-12-31"}},
                "membership": {
                    "a": {"partnership": "p", "organisation": "library", "since": "2010-01-01"},
                    "b": {"partnership": "q", "organisation": "library", "until": "2011-12-31"},
                },
            }
        )
    found = json.loads(run("organisations", "institut", "emile", *DAY, "--format", "json").stdout)
    assert [(row["key"], row["name_en"], row["partnerships"]) for row in found] == [("library", "Public Library", 1)]


@pytest.mark.usefixtures("documented")
def test_organisations_say_their_kind_in_words(run: Run) -> None:
    """A city is governmental; unknown is a dash in tables."""
    text = run("organisations", "ville", "calgary", *DAY, "--language", "fr").stdout
    assert text.splitlines()[0].split() == ["code", "nom", "genre", "classement", "partenariats"]
    assert "Gouvernemental" in text


@pytest.mark.django_db
def test_a_register_of_an_older_version_is_not_read(run: Run) -> None:
    """Its tables may lack columns: the person learns what to type."""
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415 after the settings

    MigrationRecorder.Migration.objects.filter(app="store").latest("id").delete()
    refused = run("partnerships", "--language", "fr")
    assert refused.exit_code == 2
    assert "concertation manage migrate" in refused.stderr
