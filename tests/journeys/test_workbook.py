"""From a workbook to the register: a preview, doubts, a confirmation, one change."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from openpyxl import Workbook, load_workbook

from concertation.core.errors import ConcertationError, NotAllowed
from concertation.journeys import workbook as journey
from concertation.journeys.permission import give_role
from concertation.journeys.workbook import confirming
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import (
    Attendance,
    Change,
    Membership,
    Organisation,
    OrganisationName,
    Source,
    WorkbookImport,
)

pytestmark = pytest.mark.django_db

Sheets = Mapping[str, Sequence[Sequence[object]]]

_SHEETS: Sheets = {
    "Adhésions": [
        ["Partenariat", "Organisme", "Depuis"],
        ["Partenariat accueil", "Bibliothèque publique", 2009],
        ["RWP", "City of Riverbend", "2010-01-20"],
    ],
    "Organisations": [
        ["Code", "Name (English)", "Name (French)", "Website"],
        ["library", "Public Library", "Bibliothèque publique", "https://lib.example"],
        [None, "City of Riverbend", "Ville de Riverbend", None],
    ],
    "Partnerships": [
        ["Name (English)", "Name (French)", "Acronym (English)"],
        ["Welcoming Partnership", "Partenariat accueil", "RWP"],
    ],
    "Réunions": [["Partenariat", "Date"], ["RWP", "2014-06-30"]],
    "Attendances": [
        ["Meeting", "Member", "Attendance"],
        ["Welcoming Partnership / 2014-06-30", "Public Library", "present"],
        ["Welcoming Partnership / 2014-06-30", "Ville de Riverbend", "Present"],
    ],
}


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


def register(**facts: Mapping[str, Mapping[str, object]]) -> None:
    """A register that holds these facts."""
    with recording(kind="test", reason="before"):
        insert_facts(facts)


def organisations(*rows: Sequence[object]) -> bytes:
    """A workbook of organisations with their names and sites."""
    return workbook({"Organisations": [["Code", "Name (English)", "Name (French)", "Website"], *rows]})


def test_a_preview_writes_nothing() -> None:
    """Not even a change."""
    preview = journey.preview_workbook(workbook(_SHEETS), filename="a.xlsx")
    assert preview.counts == {"new": 8, "same": 0, "changed": 0, "doubtful": 0, "faulty": 0}
    assert not preview.faults
    assert not Organisation.objects.exists()
    assert not Change.objects.exists()


def test_facts_refer_to_each_other_by_name_in_either_language_by_acronym_or_by_code() -> None:
    """Sheets in any order; a meeting by its date, a member by its organisation."""
    journey.confirm_import(workbook(_SHEETS), filename="a.xlsx", reason="first")
    first, second = Membership.objects.order_by("since")
    assert (first.organisation.key, first.since, first.date_precision) == ("library", date(2009, 1, 1), "year")
    assert (second.organisation.name_fr, second.partnership.acronym_en) == ("Ville de Riverbend", "RWP")
    assert {a.membership_id for a in Attendance.objects.all()} == {first.pk, second.pk}


def test_one_import_is_one_change_with_the_workbook_as_source() -> None:
    """Who, when, why, and where the facts come from."""
    user = User.objects.create_user("ana", first_name="Ana")
    give_role(user=user, role="coordinator")
    result = journey.confirm_import(workbook(_SHEETS), filename="a.xlsx", reason="Spring update", user=user)
    change = Change.objects.get()
    assert (result.change_id, change.kind, change.reason, change.made_by) == (
        change.pk,
        "imported",
        "Spring update",
        user,
    )
    source = Source.objects.get()
    assert (source.kind, source.title_en, len(source.sha256)) == ("workbook", "a.xlsx", 64)
    assert {o.source for o in Organisation.objects.all()} == {source}
    assert Organisation.history.filter(change=change).count() == 2


def test_the_same_workbook_sent_again_changes_nothing() -> None:
    """Rows without codes are recognised by what they say."""
    journey.confirm_import(workbook(_SHEETS), filename="a.xlsx")
    again = journey.preview_workbook(workbook(_SHEETS), filename="a.xlsx")
    assert again.counts["same"] == 8
    assert again.changes_nothing
    assert journey.confirm_import(workbook(_SHEETS), filename="a.xlsx").change_id is None
    assert Change.objects.count() == 1


def test_an_empty_cell_keeps_what_the_register_knows_and_unknown_replaces_it() -> None:
    """Field by field, before and after."""
    register(organisation={"library": {"name_en": "Library", "name_fr": "Biblio", "website": "https://a.example"}})
    assert journey.preview_workbook(organisations(["library", "Library", None, None])).counts["same"] == 1
    preview = journey.preview_workbook(organisations(["library", "Town Library", None, "unknown"]), filename="a.xlsx")
    shown = [(d.column, d.before and d.before.en, d.after and d.after.en) for d in preview.rows[0].differences]
    assert shown == [("name_en", "Library", "Town Library"), ("website", "https://a.example", None)]
    journey.confirm_import(organisations(["library", "Town Library", None, "unknown"]), filename="a.xlsx")
    library = Organisation.objects.get()
    assert (library.name_en, library.name_fr, library.website) == ("Town Library", "Biblio", "")


def test_faults_of_cells_references_and_the_database_are_listed_together() -> None:
    """Nothing stops at the first; each has its place."""
    content = workbook(
        {
            "Partnerships": [["Code", "Name (English)"], ["lip", "LIP"], ["x", None]],
            "Organisations": [["Code", "Name (English)"], ["lib", "Library"]],
            "Memberships": [
                ["Partnership", "Organisation", "Since", "Until"],
                ["lip", "Librairy", None, None],
                ["lip", "lib", "2014-01-01", "2013-01-01"],
                ["x", "lib", None, None],
            ],
            "Bodies": [
                ["Code", "Partnership", "Kind of body", "Name (English)", "Part of"],
                ["b", "lip", "council", "Council", "b"],
            ],
        }
    )
    preview = journey.preview_workbook(content, filename="a.xlsx")
    assert [(f.code, f.place.sheet, f.place.row, f.place.column) for f in preview.faults] == [
        ("impossible", "Bodies", 2, None),
        ("not-found", "Memberships", 2, "Organisation"),
        ("ends-before-it-begins", "Memberships", 3, "Until"),
        ("refers-to-faulty-row", "Memberships", 4, "Partnership"),
        ("missing-value", "Partnerships", 3, "Name (English)"),
    ]
    assert "Did you mean “Library”?" in preview.faults[1].in_language("en")
    assert "«\u00a0Library\u00a0»" in preview.faults[1].in_language("fr")
    assert "itself" in preview.faults[0].in_language("en")


def test_an_import_with_faults_writes_nothing_unless_its_rows_are_left_out() -> None:
    """The sound rows stand alone when people choose so."""
    content = organisations(["a", "Library", None, None], ["b", None, None, None])
    with pytest.raises(journey.RowsWithFaults):
        journey.confirm_import(content, filename="a.xlsx")
    assert not Organisation.objects.exists()
    result = journey.confirm_import(content, filename="a.xlsx", leave_faulty_rows=True)
    assert (result.left_out, Organisation.objects.get().key) == (1, "a")


def test_a_failure_in_the_middle_leaves_the_register_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """One transaction: neither the facts nor the change nor the source."""

    def fail(frames: object, planned: object) -> None:
        insert_facts({"organisation": {"half": {"name_en": "Half"}}})
        raise ConcertationError

    monkeypatch.setattr(confirming, "write_planned", fail)
    with pytest.raises(ConcertationError):
        journey.confirm_import(workbook(_SHEETS), filename="a.xlsx")
    assert (Organisation.objects.count(), Source.objects.count(), Change.objects.count()) == (0, 0, 0)


def test_an_organisation_very_like_a_known_one_is_doubtful_with_reasons() -> None:
    """Nobody but a person says whether it is the same."""
    register(organisation={"rods": {"name_en": "Regina Open Door Society", "website": "https://rods.example"}})
    content = organisations([None, "Regina Open Door Society Inc.", None, "http://www.rods.example/en"])
    preview = journey.preview_workbook(content, filename="a.xlsx")
    doubt = preview.doubts[0]
    assert preview.counts["doubtful"] == 1
    assert [reason.en for reason in doubt.candidates[0].reasons] == [
        "names “Regina Open Door Society” and “Regina Open Door Society Inc.”: regina, open, door, society",
        "same Web site (rods.example)",
    ]
    assert doubt.proposal == doubt.candidates[0].id == "record:rods"
    with pytest.raises(journey.UnansweredDoubts):
        journey.confirm_import(content, filename="a.xlsx")
    assert Organisation.objects.count() == 1


def test_the_same_keeps_the_new_name_beside_the_old() -> None:
    """Nothing is lost: the other name is recorded, and the next import recognises it."""
    register(organisation={"rods": {"name_en": "Regina Open Door Society"}})
    content = organisations([None, "Regina Open Door Society Incorporated, the", None, "https://rods.example"])
    doubt = journey.preview_workbook(content, filename="a.xlsx").doubts[0]
    journey.confirm_import(content, filename="a.xlsx", answers={doubt.id: "same"})
    society = Organisation.objects.get()
    assert (society.name_en, society.website) == ("Regina Open Door Society", "https://rods.example")
    assert OrganisationName.objects.get().name == "Regina Open Door Society Incorporated, the"
    assert journey.preview_workbook(content, filename="a.xlsx").counts["same"] == 1


def test_different_makes_another_organisation() -> None:
    """And the doubt does not come back."""
    register(organisation={"rods": {"name_en": "Regina Open Door Society"}})
    content = organisations([None, "Regina Open Door Society Inc.", None, None])
    journey.confirm_import(content, filename="a.xlsx", unanswered="different")
    assert Organisation.objects.count() == 2
    assert journey.preview_workbook(content, filename="a.xlsx").counts["same"] == 1


def test_two_rows_that_look_alike_are_one_doubt_and_references_follow_the_answer() -> None:
    """The code of a row that is the same leads to the other row."""
    content = workbook(
        {
            "Organisations": [
                ["Code", "Name (English)", "Website"],
                ["branch", "Rexdale Women's Centre - Albion", "https://rwc.example"],
                ["whole", "Rexdale Women's Centre", "https://rwc.example"],
            ],
            "Partnerships": [["Code", "Name (English)"], ["lip", "LIP"]],
            "Memberships": [["Partnership", "Organisation"], ["lip", "branch"]],
        }
    )
    preview = journey.preview_workbook(content, filename="a.xlsx")
    assert [(doubt.place.row, doubt.candidates[0].key) for doubt in preview.doubts] == [(2, "whole")]
    journey.confirm_import(content, filename="a.xlsx", unanswered="proposed")
    assert Organisation.objects.get().key == "whole"
    assert Membership.objects.get().organisation.key == "whole"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_export_imported_again_changes_nothing(language: Literal["en", "fr"]) -> None:
    """Of the whole demonstration, in both languages: all rows are the same."""
    from concertation.journeys.demonstration import load_demonstration  # noqa: PLC0415 slow to load

    load_demonstration()
    target = io.BytesIO()
    journey.export_workbook(target, language=language)
    preview = journey.preview_workbook(target.getvalue(), filename="export.xlsx")
    assert preview.counts == {"new": 0, "same": len(preview.rows), "changed": 0, "doubtful": 0, "faulty": 0}
    assert len(preview.rows) > 1000
    assert not preview.faults
    assert preview.changes_nothing


def test_an_organisation_renamed_throughout_an_export_is_one_correction() -> None:
    """People search and replace in the whole workbook: the other sheets then speak of it by its new name."""
    journey.confirm_import(workbook(_SHEETS), filename="a.xlsx")
    target = io.BytesIO()
    journey.export_workbook(target, language="en")
    exported = load_workbook(io.BytesIO(target.getvalue()))
    for sheet in exported.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace("City of Riverbend", "Rural Municipality of Riverbend")
    renamed = io.BytesIO()
    exported.save(renamed)
    preview = journey.preview_workbook(renamed.getvalue(), filename="export.xlsx")
    assert not preview.faults
    assert [(row.kind_id, row.outcome) for row in preview.rows if row.outcome != "same"] == [
        ("organisation", "changed")
    ]


def test_an_export_restores_an_empty_register_fact_for_fact() -> None:
    """The workbook holds all that the register had, keys included."""
    target = io.BytesIO()
    with transaction.atomic():
        journey.confirm_import(workbook(_SHEETS), filename="a.xlsx")
        journey.export_workbook(target, language="fr")
        before = set(Membership.objects.values_list("key", "organisation__key", "since"))
        transaction.set_rollback(True)
    assert not Membership.objects.exists()
    journey.confirm_import(target.getvalue(), filename="b.xlsx")
    assert set(Membership.objects.values_list("key", "organisation__key", "since")) == before


def test_an_export_as_of_a_day_leaves_out_what_begins_later() -> None:
    """And one of a partnership leaves out the facts of others."""
    register(
        organisation={"a": {"name_en": "A", "since": date(2020, 1, 1)}, "b": {"name_en": "B"}},
        partnership={"p": {"name_en": "P"}, "q": {"name_en": "Q"}},
    )
    target = io.BytesIO()
    journey.export_workbook(target, language="en", as_of=date(2019, 1, 1), partnerships=["p"])
    rows = journey.preview_workbook(target.getvalue(), filename="e.xlsx").rows
    assert {(row.kind_id, row.key) for row in rows} == {("organisation", "b"), ("partnership", "p")}


def test_only_those_who_may_import_do() -> None:
    """A viewer is told to ask a steward."""
    viewer = User.objects.create_user("vic")
    give_role(user=viewer, role="viewer")
    with pytest.raises(NotAllowed):
        journey.confirm_import(workbook(_SHEETS), filename="a.xlsx", user=viewer)
    with pytest.raises(NotAllowed):
        journey.stage_import(content=workbook(_SHEETS), filename="a.xlsx", user=viewer)


def test_a_file_and_its_answers_are_kept_until_people_decide() -> None:
    """Upload, answer, confirm; a decided file is over."""
    register(organisation={"rods": {"name_en": "Regina Open Door Society"}})
    staged = journey.stage_import(
        content=organisations([None, "Regina Open Door Society Inc.", None, None]), filename="a.xlsx"
    )
    doubt = journey.preview_staged(staged).doubts[0]
    assert not journey.answer_doubts(WorkbookImport.objects.get(), {doubt.id: "different"}).open_doubts
    result = journey.confirm_staged(staged, reason="spring")
    assert (staged.state, staged.change_id) == ("confirmed", result.change_id)
    with pytest.raises(journey.ImportIsOver):
        journey.confirm_staged(staged)


def test_a_register_that_moved_is_told_before_anything_is_written() -> None:
    """The preview is computed again, and the rows that come out otherwise are named."""
    register(organisation={"lib": {"name_en": "Library"}})
    staged = journey.stage_import(content=organisations(["lib", "Town Library", None, None]), filename="a.xlsx")
    with recording(kind="test", reason="meanwhile"):
        Organisation.objects.filter(key="lib").update(name_en="City Library")
    with pytest.raises(journey.RegisterMoved) as caught:
        journey.confirm_staged(staged)
    assert list(caught.value.differences) == ["Organisations!2"]
    assert Organisation.objects.get().name_en == "City Library"
    journey.preview_staged(staged)
    journey.confirm_staged(staged)
    assert Organisation.objects.get().name_en == "Town Library"


def test_an_abandoned_file_is_forgotten() -> None:
    """Who sent it and when stay known; its content does not."""
    staged = journey.stage_import(content=organisations(["lib", "Library", None, None]), filename="a.xlsx")
    journey.abandon_staged(staged)
    assert (bytes(WorkbookImport.objects.get().content), WorkbookImport.objects.get().state) == (b"", "abandoned")


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x00\x01", b""])
def test_a_file_that_cannot_be_read_leaves_the_register_as_it_was(content: bytes) -> None:
    """Its error is a sentence in both languages, and nothing is kept."""
    with pytest.raises(journey.UnreadableFile) as caught:
        journey.stage_import(content=content, filename="a.xlsx")
    assert caught.value.in_language("fr") != caught.value.in_language("en")
    assert not WorkbookImport.objects.exists()
