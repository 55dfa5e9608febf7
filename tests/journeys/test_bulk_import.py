"""A large file is compared as columns, and comes out as it would row by row."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.exchange.mapping.tables import guessed, opened, workbook

from concertation.core.facts import all_kinds
from concertation.exchange.mapping import FileMapping, bundle
from concertation.exchange.sources import read_source
from concertation.exchange.workbook import ColumnRows, reading
from concertation.exchange.workbook.layout import sheet_layout
from concertation.journeys import workbook as journey
from concertation.journeys.undoing import large, undo_change
from concertation.journeys.workbook import Preview, bulk, keeping, staging
from concertation.journeys.workbook.confirming import write_preview
from concertation.store.history import recording
from concertation.store.loading import fact_model, insert_facts
from concertation.store.models import Change, Organisation
from concertation.store.search import check_index

pytestmark = pytest.mark.django_db

REGISTER: dict[str, dict[str, dict[str, object]]] = {
    "organisation": {
        "lib": {"name_en": "Public Library", "name_fr": "Bibliothèque publique", "website": "https://lib.example"},
        "town": {"name_en": "City of Riverbend", "name_fr": "Ville de Riverbend", "since": date(1990, 1, 1)},
        "rods": {"name_en": "Regina Open Door Society", "website": "https://rods.example"},
        "twin1": {"name_en": "Table"},
        "twin2": {"name_en": "Table"},
    },
    "organisation_name": {"alias": {"organisation": "lib", "kind": "alias", "name": "The Stacks"}},
    "partnership": {"p": {"name_en": "Riverbend Table"}, "q": {"name_en": "Oak Table"}},
    "membership": {
        "m1": {"partnership": "p", "organisation": "lib", "since": date(2010, 1, 1)},
        "m2": {"partnership": "p", "organisation": "town"},
    },
}
HEADINGS = {
    "organisation": ["Code", "Name (English)", "Name (French)", "Website", "Since", "Until"],
    "membership": ["Code", "Partnership", "Organisation", "Since", "Is observer"],
}


def as_csv(kind: str, rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file of facts of one kind."""
    target = io.StringIO()
    csv.writer(target).writerows([HEADINGS[kind], *rows])
    return target.getvalue().encode()


@pytest.fixture
def known() -> None:
    """A register that the files speak of."""
    with recording(kind="test", reason="before"):
        insert_facts(REGISTER)


@pytest.fixture
def as_columns(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Every file counts as a large one until the patch is undone."""
    monkeypatch.setattr(reading, "LARGE", 0)
    return monkeypatch


def _told(preview: Preview) -> dict[str, Any]:
    """Everything that people see of a preview, made keys aside."""
    return {
        "rows": [
            (r.kind_id, r.place, "" if r.name == r.key else r.name, r.outcome, r.differences) for r in preview.rows
        ],
        "faults": sorted((f.place.row or 0, f.code, f.found) for f in preview.faults),
        "warnings": sorted((f.place.row or 0, f.code, f.message.en) for f in preview.warnings),
        "doubts": [
            (d.id, d.name, d.proposal, [(c.name, c.score, c.reasons, c.against) for c in d.candidates], d.lines)
            for d in preview.doubts
        ],
        "to_write": dict(preview.to_write),
        "sheets": preview.sheets,
    }


def _otherwise(one: dict[str, Any], other: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What two previews tell otherwise, part by part."""
    return {part: (one[part], other[part]) for part in one if one[part] != other[part]}


def both_ways(content: bytes, filename: str, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, Any], dict[str, Any]]:
    """The preview row by row, and as columns."""
    monkeypatch.setattr(reading, "LARGE", 10**9)
    by_row = _told(journey.preview_workbook(content, filename=filename))
    monkeypatch.setattr(reading, "LARGE", 0)
    return by_row, _told(journey.preview_workbook(content, filename=filename))


ORGANISATIONS = [
    ["lib", "Public Library", "", "", "", ""],
    ["lib2", "Public Library of Oak", "Bibliothèque d’Oak", "https://oak.example", "2011", ""],
    ["", "City of Riverbend", "Ville de Riverbend", "", "", ""],
    ["", "The Stacks", "", "", "", ""],
    ["", "Regina Open Door Society Inc.", "", "http://www.rods.example/en", "", ""],
    ["", "Ukrainian House", "Maison ukrainienne", "", "2012-05-01", ""],
    ["", "Ukrainian House", "Maison ukrainienne", "", "", ""],
    ["town", "City of Riverbend", "", "unknown", "", ""],
    ["", "Table", "", "", "", ""],
    ["late", "Late House", "", "", "2014-01-01", "2013-01-01"],
    ["long", "L" * 301, "", "", "", ""],
    ["", "", "", "https://nobody.example", "", ""],
    ["bad", "Bad House", "", "", "someday", ""],
]
MEMBERSHIPS = [
    ["", "p", "lib", "2010-01-01", ""],
    ["", "p", "Public Library", "2012-01-01", ""],
    ["", "Riverbend Table", "City of Riverbend", "", "yes"],
    ["", "q", "The Stacks", "2013-01-01", ""],
    ["", "q", "The Stacks", "2014-01-01", ""],
    ["", "q", "Table", "", ""],
    ["", "q", "Nobody", "", ""],
    ["", "Oak Table", "rods", "", ""],
    ["", "Oak Table", "rods", "", ""],
    ["m1", "p", "lib", "2010", ""],
]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(("kind", "rows"), [("organisation", ORGANISATIONS), ("membership", MEMBERSHIPS)])
def test_columns_come_out_as_rows_do(kind: str, rows: list[list[object]], monkeypatch: pytest.MonkeyPatch) -> None:
    """New, same, changed, doubtful and faulty rows; references by code, name and other name; the same reasons."""
    by_row, by_column = both_ways(as_csv(kind, rows), f"{kind}.csv", monkeypatch)
    assert not _otherwise(by_column, by_row)


MEMBERS = (
    *(["Organisation", "Organisme", "Partnership", "Email", "Contact", "City", "Postal code", "Member since"],),
    *(["Oak House", "Maison du chêne", "p", "a@oak.example", "Ana Roy", "Winnipeg", "R3C 1A1", "2019-04-03"],),
    *(["Oak House", "", "q", "", "Jean Roy", "Brandon", "R7A 1A1", "2020"],),
    *(["Public Library", "", "p", "nowhere", "Léa Roy", "", "", "2010-01-01"],),
    *(["City of Riverbend", "", "Oak Table", "", "", "", "", "someday"],),
    *(["Regina Open Door Society Inc.", "", "q", "", "", "Regina", "S4P", ""],),
    *(["The Stacks", "", "nowhere", "", "Ana Roy", "", "", ""],),
    *(["Oak House Ltd.", "", "q", "", "", "Winnipeg", "R3C 1A1", ""],),
    *(["", "", "p", "", "Nobody", "", "", ""],),
    *(["Table", "", "p", "", "", "", "", "2012"],),
    *(["Elm House", "Maison de l’orme", "p", "e@elm.example", "Zoé Roy", "Elm", "", "2012"],),
)
SITES = """key,name_en,name_fr,address_en,city_en,province,postal_code,website,latitude,longitude
s1,Family Service,Services à la famille,1 Main,Toronto,Ontario,M5V 2T6,www.fs.example,43.6,-79.4
s2,FAMILY SERVICE,Services a la famille (Nord),2 Oak,Toronto,ON,M5V2T6,,"43,7","-79,5"
s3,Services à la famille,Services à la famille,3 Elm,Moncton,Nouveau-Brunswick,X,,46.1,-64.8
s4,Oak Centre,Oak Centre,4 Elm,Moncton,Atlantis,E1C 1A1,,46.1,-64.8
s5,Public Library,Bibliothèque publique,5 Elm,Moncton,NB,E1C 1A1,,46.1,-64.8
s6,The Stacks,The Stacks,6 Elm,Moncton,NB,E1C 1A1,,46.1,-64.8
s7,Family Services Inc.,Services à la famille inc.,1 Main,Toronto,ON,M5V 2T6,www.fs.example,43.6,-79.4
"""
HSDS: dict[str, list[dict[str, object]]] = {
    "organization": [
        {"id": "1", "name": "Oak House", "description": "A house", "alternate_name": "The Oak", "tax_id": "123456782"},
        {"id": "2", "name": "Public Library", "description": "Books"},
        {"id": "3", "name": "The Oak House Inc.", "description": "A house", "website": "oak.example"},
    ],
    "location": [{"id": "4", "organization_id": "1", "name": "Door", "latitude": 49.9, "longitude": -97.1}],
}


def _mapped() -> bytes:
    file = opened(*MEMBERS, sheet="Members", name="members.xlsx")
    return bundle(workbook(*MEMBERS, sheet="Members"), FileMapping((guessed(file),)))


def _package() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for table, rows in HSDS.items():
            text = io.StringIO()
            lines = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)))
            lines.writeheader()
            lines.writerows(rows)
            archive.writestr(f"{table}s.csv", text.getvalue())
    return target.getvalue()


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("content", "filename", "kinds"),
    [
        (_mapped(), "members.xlsx", {"organisation", "membership", "site", "representative", "representation"}),
        (SITES.encode(), "list.csv", {"organisation", "organisation_name", "site"}),
        (_package(), "package.zip", {"organisation", "organisation_name", "organisation_identifier", "site"}),
    ],
)
def test_files_of_others_come_out_as_rows_do(
    content: bytes, filename: str, kinds: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mapped columns, lists of places, HSDS: references to other rows of the file, several facts on one line."""
    by_row, by_column = both_ways(content, filename, monkeypatch)
    assert isinstance(read_source(content, filename=filename).rows, ColumnRows)
    assert not _otherwise(by_column, by_row)
    assert {sheet.kind_id for sheet in by_column["sheets"]} >= kinds


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(("content", "filename"), [(_mapped(), "members.xlsx"), (SITES.encode(), "list.csv")])
def test_files_of_others_are_written_as_rows_are(
    content: bytes, filename: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same facts, keys aside; taken back, nothing is left of them."""
    user, _ = User.objects.get_or_create(username="max", defaults={"is_superuser": True})
    before, written = _register(), []
    for many in (10**9, 0):
        monkeypatch.setattr(reading, "LARGE", many)
        staged = journey.stage_import(content=content, filename=filename)
        result = journey.confirm_staged(staged, unanswered="proposed", leave_faulty_rows=True)
        assert result.change_id is not None
        written.append((result.written, _said()))
        undo_change(result.change_id, user=user)
        assert _register() == before
    assert written[0] == written[1]


def _said() -> dict[str, list[Any]]:
    """What the facts say, references by name."""
    told: dict[str, list[Any]] = {}
    for kind in all_kinds():
        columns = [
            f"{c.name}__name" if c.reference == "representative" else f"{c.name}__name_en" if c.reference else c.name
            for c in sheet_layout(kind.id).columns
            if c.name not in ("key", "source") and c.reference in (None, "organisation", "representative")
        ]
        told[kind.id] = sorted(map(str, fact_model(kind)._default_manager.values_list(*columns)))
    return told


_SHARED_FIXTURES = [HealthCheck.function_scoped_fixture]
_NAMES = st.sampled_from(["Public Library", "The Stacks", "City of Riverbend", "Oak House", "Elm Table", "Table", ""])
_ORGANISATION = st.tuples(
    st.sampled_from(["", "", "", "lib", "town", "x1", "x2"]),
    _NAMES,
    st.sampled_from(["", "Bibliothèque publique", "Maison du chêne"]),
    st.sampled_from(["", "https://lib.example", "unknown"]),
    st.sampled_from(["", "2010", "2010-01-01"]),
    st.sampled_from(["", "2009-01-01"]),
)
_MEMBERSHIP = st.tuples(
    st.sampled_from(["", "", "m1", "m9"]),
    st.sampled_from(["p", "q", "Riverbend Table", "nowhere"]),
    _NAMES,
    st.sampled_from(["", "2010-01-01", "2012", "unknown"]),
    st.sampled_from(["", "yes", "perhaps"]),
)


@pytest.mark.usefixtures("known")
@settings(max_examples=12, phases=[Phase.generate], derandomize=True, suppress_health_check=_SHARED_FIXTURES)
@given(rows=st.lists(_ORGANISATION, max_size=8))
def test_any_organisations_come_out_as_rows_do(rows: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the file says."""
    by_row, by_column = both_ways(as_csv("organisation", rows), "organisation.csv", monkeypatch)
    assert not _otherwise(by_column, by_row)


@pytest.mark.usefixtures("known")
@settings(max_examples=12, phases=[Phase.generate], derandomize=True, suppress_health_check=_SHARED_FIXTURES)
@given(rows=st.lists(_MEMBERSHIP, max_size=8))
def test_any_memberships_come_out_as_rows_do(rows: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    """References to one, to several, to nothing; periods of one membership."""
    by_row, by_column = both_ways(as_csv("membership", rows), "membership.csv", monkeypatch)
    assert not _otherwise(by_column, by_row)


def _register() -> dict[str, set[tuple[object, ...]]]:
    """Every fact as it stands, numbers and keys included."""
    return {kind.id: set(fact_model(kind)._default_manager.values_list()) for kind in all_kinds()}


@pytest.mark.usefixtures("known", "as_columns")
@settings(max_examples=8, phases=[Phase.generate], derandomize=True, suppress_health_check=_SHARED_FIXTURES)
@given(organisations=st.lists(_ORGANISATION, min_size=1, max_size=6), memberships=st.lists(_MEMBERSHIP, max_size=6))
def test_an_import_taken_back_leaves_the_register_as_before(
    organisations: list[tuple[str, ...]], memberships: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it added and corrected, as a set."""
    monkeypatch.setattr(large, "LARGE", 1)
    user, _ = User.objects.get_or_create(username="max", defaults={"is_superuser": True})
    before = _register()
    files = {"organisation": organisations, "membership": memberships}
    changes = [
        journey.confirm_import(
            as_csv(kind, rows), filename=f"{kind}.csv", unanswered="proposed", leave_faulty_rows=True
        ).change_id
        for kind, rows in files.items()
    ]
    for change in reversed([change for change in changes if change is not None]):
        undo_change(change, user=user)
    assert _register() == before


@pytest.mark.usefixtures("known", "as_columns")
def test_an_import_refused_at_its_last_row_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The preview tells which row; one that was let pass is refused by the database, and all of it is undone."""
    rows = [["", "q", "lib", "", ""], ["", "q", "town", "", ""], ["m9", "p", "lib", "2010-01-01", ""]]
    content = as_csv("membership", rows)
    preview = journey.preview_workbook(content, filename="membership.csv")
    assert [(fault.code, fault.place.row) for fault in preview.faults] == [("impossible", 4)]
    assert [row.outcome for row in preview.rows] == ["new", "new", "faulty"]
    monkeypatch.setattr(bulk, "try_frames", lambda frames, planned: ({}, []))
    before = _register()
    with pytest.raises(IntegrityError), transaction.atomic():
        journey.confirm_import(content, filename="membership.csv")
    assert _register() == before
    assert Change.objects.count() == 1


@pytest.mark.usefixtures("known", "as_columns")
def test_a_preview_is_shown_by_a_process_that_did_not_compute_it(django_assert_max_num_queries: Any) -> None:
    """Counts, rows, doubts and differences come from the database, few questions for any number of rows."""
    content = as_csv("organisation", ORGANISATIONS)
    staged = journey.stage_import(content=content, filename="organisation.csv")
    here = _told(journey.preview_staged(staged))
    keeping._kept.clear()
    with django_assert_max_num_queries(6):
        elsewhere = _told(journey.preview_staged(staged))
    assert not _otherwise(elsewhere, here)


@pytest.mark.usefixtures("known", "as_columns")
def test_candidates_come_back_as_they_were_kept() -> None:
    """They become objects only when somebody looks at a card."""
    staged = journey.stage_import(content=as_csv("organisation", ORGANISATIONS), filename="organisation.csv")
    before = journey.preview_workbook(as_csv("organisation", ORGANISATIONS), filename="organisation.csv").doubts
    keeping._kept.clear()
    kept = journey.preview_staged(staged).doubts
    assert [len(doubt.candidates) for doubt in kept] == [len(doubt.candidates) for doubt in before]
    assert [[c.reasons for c in doubt.candidates] for doubt in kept] == [
        [c.reasons for c in doubt.candidates] for doubt in before
    ]
    assert kept[0].candidates == tuple(kept[0].candidates)
    assert kept[0].candidates[:1] == (kept[0].candidates[0],)


@pytest.mark.usefixtures("known", "as_columns")
def test_what_is_decided_is_written_without_being_tried_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database says at once what it refuses."""
    staged = journey.stage_import(content=as_csv("organisation", ORGANISATIONS), filename="organisation.csv")
    monkeypatch.setattr(bulk, "try_frames", lambda frames, planned: pytest.fail("tried"))
    assert journey.confirm_staged(staged, unanswered="different", leave_faulty_rows=True).written


@pytest.mark.usefixtures("known", "as_columns")
def test_what_the_database_refuses_is_then_asked_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the first attempt stays."""
    staged = journey.stage_import(content=as_csv("organisation", ORGANISATIONS), filename="organisation.csv")
    attempts = []

    def refuse_once(preview: Preview, **how: Any) -> Any:
        attempts.append(Organisation.objects.count())
        result = write_preview(preview, **how)
        if len(attempts) == 1:
            raise IntegrityError
        return result

    monkeypatch.setattr(staging, "write_preview", refuse_once)
    before = Organisation.objects.count()
    result = journey.confirm_staged(staged, unanswered="different", leave_faulty_rows=True)
    assert attempts == [before, before]
    assert Change.objects.filter(kind="imported").count() == 1
    assert Organisation.history.filter(change_id=result.change_id, history_type="+").count() == (
        Organisation.objects.count() - before
    )


@pytest.mark.usefixtures("known", "as_columns")
def test_the_index_of_the_search_follows_what_is_written_after_a_preview() -> None:
    """It is left alone while the database is asked, which takes all back."""
    journey.preview_workbook(as_csv("organisation", ORGANISATIONS), filename="organisation.csv")
    rows = [["late", "Lakeside Welcome House", "", "", "", ""]]
    journey.confirm_import(as_csv("organisation", rows), filename="organisation.csv", unanswered="different")
    state = next(state for state in check_index() if state.kind == "organisation")
    assert state.is_true
    assert state.records == Organisation.objects.count()


@pytest.mark.usefixtures("as_columns")
def test_each_version_of_a_large_import_knows_its_change() -> None:
    """As facts written one by one do."""
    rows = [[f"o{n}", f"House {n}", "", "", "2010", ""] for n in range(40)]
    result = journey.confirm_import(as_csv("organisation", rows), filename="organisation.csv", unanswered="different")
    versions = Organisation.history.filter(change_id=result.change_id, history_type="+")
    assert set(versions.values_list("id", "key", "source_id")) == set(
        Organisation.objects.values_list("id", "key", "source_id")
    )
    assert Organisation.objects.filter(source__isnull=True).count() == 0
