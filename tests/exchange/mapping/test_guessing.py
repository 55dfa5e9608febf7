"""What is guessed of somebody's file, from headings in either language and from values."""

from __future__ import annotations

import pytest
from tests.exchange.mapping.tables import guessed, opened, targets

from concertation.exchange.mapping import guess_file, is_ours

PEOPLE = ("Ana Roy", "Jean Côté", "Fatou Diop")


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Organization name", "organisation.name_en"),
        ("Nom de l’organisme", "organisation.name_fr"),
        ("organization_name", "organisation.name_en"),
        ("Name (French)", "organisation.name_fr"),
        ("Raisons sociales", "organisation.name_fr"),
    ],
)
def test_a_heading_is_understood_in_either_language(heading: str, target: str) -> None:
    """Accents, plurals, articles, underscores and the mark of a language do not matter."""
    file = opened([heading, "Website", "Email"], ["Oak House", "https://oak.example", "a@oak.example"])
    assert targets(file).get(heading) == target


def test_values_tell_what_a_heading_does_not() -> None:
    """Columns headed X, Y and Z hold e-mail addresses, postal codes and provinces: each says so."""
    file = opened(
        ["Organisation", "X", "Y", "Z"],
        ["Oak House", "a@oak.example", "R3C 1K2", "Manitoba"],
        ["Elm House", "b@elm.example", "T6C 3N1", "Alberta"],
    )
    found = targets(file)
    assert (found["X"], found["Y"], found["Z"]) == ("person.email", "site.postal_code", "site.province")
    guess = guess_file(file)[1]["Sheet1"].guesses[2]
    assert guess.reasons[0].en == "Its values look like postal codes."
    assert guess.reasons[0].fr == "Ses valeurs ressemblent à des codes postaux."


def test_values_that_contradict_a_heading_weaken_it() -> None:
    """A column headed “Postal code” that holds names is proposed with less certainty, and says why."""
    file = opened(["Organisation", "Postal code"], ["Oak House", "yes"], ["Elm House", "no"])
    guess = guess_file(file)[1]["Sheet1"].guesses.get(1)
    assert guess is None or (guess.certainty < 0.65 and len(guess.reasons) == 2)


def test_the_kind_of_row_follows_columns_and_title() -> None:
    """The same names are members under « Liste des membres », a directory otherwise."""
    rows = (["Organisme", "Ville"], ["Maison du chêne", "Winnipeg"], ["Maison de l’orme", "Brandon"])
    assert guessed(opened(*rows, sheet="Répertoire")).recipe_id == "organisations"
    assert guessed(opened(["Liste des membres"], *rows)).recipe_id == "members"


def test_days_first_are_told_from_months_first_by_a_day_above_twelve() -> None:
    """15/09/2020 can only be the fifteenth of September; 03/04/2019 says nothing by itself."""
    day = opened(["Organisation", "Member since"], ["Oak House", "15/09/2020"], ["Elm House", "03/04/2019"])
    month = opened(["Organisation", "Member since"], ["Oak House", "09/15/2020"], ["Elm House", "03/04/2019"])
    neither = opened(["Organisation", "Member since"], ["Oak House", "03/04/2019"])
    assert [guessed(file).columns[1].dates for file in (day, month, neither)] == ["day", "month", ""]


def test_decimals_after_a_comma_are_recognised() -> None:
    """« 1 234,50 » has cents; the column is read so without asking."""
    file = opened(["Bénéficiaire", "Titre de l’entente", "Montant accordé"], ["Maison", "Accueil", "1 234,50"])
    assert guessed(file).use_of("agreement.amount").decimals == ","  # type: ignore[union-attr]


def test_two_languages_in_one_cell_are_recognised() -> None:
    """“English | French” fills both names."""
    file = opened(["Organisation", "City"], ["Oak House | Maison du chêne", "X"], ["Elm | Orme", "Y"])
    assert (guessed(file).columns[0].target, guessed(file).columns[0].languages) == ("organisation.name", "|")


def test_restricted_facts_are_never_proposed() -> None:
    """A concern is recorded because somebody chose to, not because a column is called Description."""
    file = opened(["source", "description", "concern"], ["a", "b", "c"])
    assert "concern" not in guessed(file).recipe_id


def test_our_own_workbook_is_not_guessed() -> None:
    """Sheets named as ours under headings of ours are read as such; the same title over strange headings is not."""
    assert is_ours(opened(["Name (English)", "Name (French)"], ["a", "b"], sheet="Organisations"))
    assert not is_ours(opened(["Raison sociale", "Dossier", "Date"], ["a", "b", "c"], sheet="Organisations"))
