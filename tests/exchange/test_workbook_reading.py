"""Sheets and headings in either language and any order; every fault at once, with its place."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import pytest
from openpyxl import Workbook, load_workbook

from concertation.core.facts import all_kinds
from concertation.exchange.workbook import Answer, Named, read_workbook, write_facts, write_template
from concertation.exchange.workbook.layout import recognise_column, recognise_sheet, sheet_layouts

Sheets = Mapping[str, Sequence[Sequence[object]]]


def workbook(sheets: Sheets) -> bytes:
    """A workbook with these sheets."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_template_has_a_sheet_for_each_kind_of_fact_and_reads_as_empty(language: Literal["en", "fr"]) -> None:
    """Its examples are ignored and nothing in it is a fault."""
    target = io.BytesIO()
    write_template(target, language=language)
    reading = read_workbook(target.getvalue(), filename="t.xlsx")
    assert (reading.rows, reading.faults) == ((), ())
    titles = load_workbook(io.BytesIO(target.getvalue())).sheetnames
    assert {recognise_sheet(title) for title in titles} - {None} == {kind.id for kind in all_kinds()}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_template_offers_lists_notes_and_frozen_headings(language: Literal["en", "fr"]) -> None:
    """Each column of terms has its list; each heading with a format has its note."""
    target = io.BytesIO()
    write_template(target, language=language)
    book = load_workbook(io.BytesIO(target.getvalue()))
    for layout in sheet_layouts():
        sheet = book[layout.title.in_language(language)[:31]]
        terms = [c for c in layout.columns if c.field is not None and c.field.type in ("term", "boolean")]
        assert len(sheet.data_validations.dataValidation) == len(terms)
        assert sheet.freeze_panes == "B2"
        assert sheet["A1"].comment is not None


def test_every_heading_names_one_column_in_both_languages_and_by_its_technical_name() -> None:
    """No word of one language means another column in the other."""
    for layout in sheet_layouts():
        assert recognise_sheet(layout.title.en) == recognise_sheet(layout.title.fr) == layout.kind_id
        for column in layout.columns:
            for heading in (column.name, column.label.en, column.label.fr):
                assert recognise_column(layout.kind_id, heading) == column.name


def test_sheets_and_headings_are_read_in_any_order_and_either_language() -> None:
    """A French sheet with an English heading and a technical one."""
    content = workbook({"Organismes": [["Site Web", "name_en", "Nom (français)"], ["www.a.org", "Library", "Biblio"]]})
    reading = read_workbook(content, filename="a.xlsx")
    assert [dict(row.values) for row in reading.rows] == [
        {"website": "https://www.a.org", "name_en": "Library", "name_fr": "Biblio"}
    ]
    assert [fault.code for fault in reading.faults] == ["completed-address"]


def test_a_title_above_the_headings_is_passed_over() -> None:
    """People put the name of their table first."""
    content = workbook({"Organisations": [["Our partners"], [None], ["Code", "Name (English)"], ["lib", "Library"]]})
    row = read_workbook(content, filename="a.xlsx").rows[0]
    assert (row.key, row.place.row, dict(row.values)) == ("lib", 4, {"name_en": "Library"})


def test_every_fault_is_listed_with_sheet_row_column_and_what_was_found() -> None:
    """Six faults, told at once, in both languages."""
    content = workbook(
        {
            "Meetings": [
                ["Code", "Partnership", "Date", "Quorum was met", "Weather"],
                ["m1", "LIP", "05/06/2014", "perhaps", "fair"],
                ["m1", "LIP", "2014-06-30", "yes", None],
                ["m 3", "LIP", "2014-06-31", "no", None],
            ]
        }
    )
    faults = read_workbook(content, filename="a.xlsx").faults
    assert [(f.code, f.place.row, f.place.column, f.found) for f in faults] == [
        ("unknown-column", 1, "Weather", "Weather"),
        ("ambiguous-date", 2, "Date", "05/06/2014"),
        ("not-yes-or-no", 2, "Quorum was met", "perhaps"),
        ("repeated-code", 3, "Code", "m1"),
        ("not-a-code", 4, "Code", "m 3"),
        ("not-a-date", 4, "Date", "2014-06-31"),
    ]
    assert faults[1].in_language("fr").startswith("feuille Meetings, ligne 2, colonne Date\u00a0: «\u00a005/06/2014")
    assert faults[1].in_language("en").startswith("sheet Meetings, row 2, column Date: “05/06/2014”")


def test_an_explicit_unknown_differs_from_an_empty_cell() -> None:
    """Empty says nothing; unknown says that nobody knows."""
    content = workbook({"Organisations": [["Name (English)", "Acronym (English)", "Website"], ["Library", "?", None]]})
    assert dict(read_workbook(content, filename="a.xlsx").rows[0].values) == {
        "name_en": "Library",
        "acronym_en": Answer.UNKNOWN,
    }


def test_a_year_alone_is_kept_with_its_precision() -> None:
    """Since 2009 begins on its first day, until 2014 ends on its last."""
    content = workbook(
        {"Memberships": [["Partnership", "Organisation", "Since", "Until"], ["LIP", "Library", 2009, "2014"]]}
    )
    assert dict(read_workbook(content, filename="a.xlsx").rows[0].values) == {
        "partnership": Named("LIP"),
        "organisation": Named("Library"),
        "since": date(2009, 1, 1),
        "until": date(2014, 12, 31),
        "date_precision": "year",
    }


def test_a_sheet_that_is_not_known_is_told_and_left_aside() -> None:
    """Nothing is dropped in silence."""
    reading = read_workbook(workbook({"Budget": [["a"], [1]]}), filename="a.xlsx")
    assert [(fault.code, fault.place.sheet) for fault in reading.faults] == [("unknown-sheet", "Budget")]


def test_words_that_begin_with_an_equals_sign_stay_words() -> None:
    """An export never writes a formula."""
    target = io.BytesIO()
    write_facts(
        target, language="en", rows={"organisation": [{"key": "a", "name_en": "=1+1", "since": date(1867, 7, 1)}]}
    )
    row = read_workbook(target.getvalue(), filename="a.xlsx").rows[0]
    assert dict(row.values) == {"name_en": "=1+1", "since": date(1867, 7, 1)}
