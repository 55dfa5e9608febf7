"""A table read as its mapping says: what each row makes, and what is told of each cell."""

from __future__ import annotations

from datetime import date

import pytest
from tests.exchange.mapping.tables import codes, guessed, opened, read, values

from concertation.core.faults import Place
from concertation.exchange.workbook import SameFile

MEMBERS = (
    ["Liste des membres"],
    [None],
    ["Secteur", "Organisme", None, "Membre depuis"],
    [None, "Nom", "Sigle", None],
    ["Santé", "Clinique de l’Est", "CE", "15/09/2020"],
    [None, "Centre de l’Ouest", None, "03/04/2019"],
    ["Emploi", "Chambre de commerce", None, "mars 2021"],
    ["Total", 3, None, None],
    [None],
    ["Note : les membres d’office ne sont pas comptés."],
)
MERGED = ("A3:A4", "B3:C3", "D3:D4", "A5:A6")


def test_titles_two_line_headings_merged_cells_totals_and_notes() -> None:
    """A list as it is printed: the table is found, merged cells say the same of each row, the rest is told."""
    file = opened(*MEMBERS, merged=MERGED)
    sheet = guessed(file)
    assert (sheet.heading_row, sheet.heading_lines, sheet.last_row) == (3, 2, 8)
    assert [use.heading for use in sheet.columns] == [
        "Secteur",
        "Organisme – Nom",
        "Organisme – Sigle",
        "Membre depuis",
    ]
    reading = read(file, constants={"partnership": "Table"})
    assert [row["sector"] for row in values(reading, "organisation_sector")] == ["health", "health", "employment"]
    assert [row["since"] for row in values(reading, "membership")] == [
        date(2020, 9, 15),
        date(2019, 4, 3),
        date(2021, 3, 1),
    ]
    assert values(reading, "membership")[2]["date_precision"] == "month"
    aside = [fault for fault in reading.faults if fault.code == "row-left-aside"]
    assert sorted(fault.place.row or 0 for fault in aside) == [8, 10]


def test_rows_that_name_one_organisation_make_one() -> None:
    """Two contacts of one organisation: one organisation, two representatives who point at it."""
    file = opened(
        ["Organisation", "Contact", "Email"],
        ["Oak House", "Ana Roy", "ana@oak.example"],
        ["OAK HOUSE", "Jean Roy", "jean@oak.example"],
    )
    reading = read(file)
    assert len(values(reading, "organisation")) == 1
    owner = SameFile("organisation", Place("Sheet1", 2))
    assert [row["organisation"] for row in values(reading, "representative")] == [owner, owner]


def test_what_a_row_says_otherwise_is_told() -> None:
    """Of two websites for one organisation, the first is kept and the second is told with its place."""
    file = opened(["Organisation", "Website"], ["Oak", "https://a.example"], ["Oak", "https://b.example"])
    told = [fault for fault in read(file).faults if fault.code == "row-says-otherwise"]
    assert [(fault.place.row, fault.place.column, fault.found) for fault in told] == [
        (3, "Website", "https://b.example")
    ]


def test_a_name_in_another_language_is_kept_beside() -> None:
    """Rows that share the English name are one organisation; the second French name becomes another name of it."""
    file = opened(
        ["Name (English)", "Name (French)", "City"],
        ["Oak House Settlement Centre", "Maison du chêne", "X"],
        ["Oak House Settlement Centre", "Oak House Settlement Centre", "Y"],
    )
    reading = read(file)
    assert len(values(reading, "organisation")) == 1
    assert len(values(reading, "site")) == 2


def test_a_repeated_code_is_told_and_the_first_stands() -> None:
    """Two grants under one number: the second stays out until somebody corrects it."""
    grants = [[f"AB-{1000 + n}", f"House {n}", f"Project {n}", 100] for n in range(12)]
    headings = ["Grant number", "Recipient", "Project title", "Amount awarded"]
    reading = read(opened(headings, *grants, ["AB-1000", "Elm House", "Garden", 200]))
    faulty = [row.place.row for row in reading.rows if row.kind_id == "agreement" and row.has_faults]
    assert faulty == [14]
    assert [f.place.row for f in reading.faults if f.code == "repeated-code"] == [14]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("130362510RR0001", None),  # a number of the published list of charities, as it stands
        ("13036 2510 RR0001", "number-read-as"),
        ("130362511RR0001", "wrong-check-digit"),
        ("BN 10746", "odd-business-number"),
    ],
)
def test_business_numbers_are_checked_and_never_mended_in_silence(written: str, code: str | None) -> None:
    """Blanks are taken out and told; a wrong check digit, or what is no number, is kept out and told."""
    file = opened(["Organisation", "Business number"], ["Oak House", written], ["Elm House", "118814086RR0001"])
    reading = read(file)
    told = [fault.code for fault in reading.faults if fault.place.row == 2]
    assert told == ([] if code is None else [code])


def test_one_number_beside_two_names_is_told() -> None:
    """Renamed, or a slip: people say which; both stay apart until then."""
    file = opened(
        ["Organisation", "Business number"], ["Oak House", "130362510RR0001"], ["Oak Home", "130362510RR0001"]
    )
    reading = read(file)
    assert len(values(reading, "organisation")) == 2
    told = next(fault for fault in reading.faults if fault.code == "number-with-two-names")
    assert "Oak House" in told.message.fr
    assert "Oak Home" in told.message.fr


def test_columns_left_aside_are_told() -> None:
    """With how many cells they hold; nothing is lost in silence."""
    reading = read(opened(["Organisation", "Zzyzx"], ["Oak House", "blue"], ["Elm House", None]))
    told = next(fault for fault in reading.faults if fault.code == "column-left-aside")
    assert told.place.column == "Zzyzx"
    assert "1 filled cell" in told.message.en


def test_a_row_without_its_subject_is_told() -> None:
    """A grant whose recipient is blank still is a grant; that nobody received it is said."""
    file = opened(
        ["Grant number", "Recipient", "Project title", "Amount awarded"],
        ["AB-1001", "Oak House", "Welcome", 100],
        ["AB-1002", None, "Garden", 200],
    )
    reading = read(file)
    assert [f.place.row for f in reading.faults if f.code == "row-without-subject"] == [3]


def test_lists_in_a_cell_make_one_fact_an_item() -> None:
    """« Santé; Emploi » are two sectors of one organisation."""
    file = opened(["Organisme", "Secteurs"], ["Clinique", "Santé; Emploi"], ["Chambre", "Emploi"])
    reading = read(file)
    assert [row["sector"] for row in values(reading, "organisation_sector")] == ["health", "employment", "employment"]
    assert len(values(reading, "organisation")) == 2
    places = [(row.kind_id, row.place) for row in reading.rows]
    assert len(set(places)) == len(places)


def test_two_parties_of_one_grant_stand_apart() -> None:
    """A funder said once for all rows, a recipient in each: one funder, two parties a grant, each at its own place."""
    file = opened(
        ["Grant number", "Recipient", "Project title"], ["AB-1001", "Oak", "Welcome"], ["AB-1002", "Elm", "Garden"]
    )
    said = {"partnership": "Table", "funder.name_en": "The Fund", "agreement.kind": "contribution_agreement"}
    reading = read(file, constants=said)
    assert len(values(reading, "organisation")) == 3
    assert len(values(reading, "agreement_party")) == 4
    assert len({(row.kind_id, row.place) for row in reading.rows}) == len(reading.rows)


def test_unknown_is_a_value_and_empty_says_nothing() -> None:
    """“?” is an answer; an empty cell is none."""
    reading = read(
        opened(["Organisation", "Website", "Acronym"], ["Oak House", "?", None], ["Elm", "https://e.example", "E"])
    )
    first = values(reading, "organisation")[0]
    assert (str(first["website"]), "acronym_en" in first) == ("Answer.UNKNOWN", False)


def test_every_cell_at_fault_is_told_without_a_limit() -> None:
    """Five hundred wrong cells are five hundred lines of the file of faults."""
    rows = [["Organisation", "Email"], *([f"House {n}", f"a{n}@h.example"] for n in range(900))]
    rows += [[f"Home {n}", "nowhere"] for n in range(500)]
    assert codes(read(opened(*rows))).count("not-an-email") == 500
