"""A file of somebody's own, from its columns to the register; uploads that are cut, lied about, or another's."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from tests.exchange.mapping.tables import workbook
from tests.exchange.shared_data import SHARED

from concertation.core.errors import NotAllowed, UnknownRecord
from concertation.exchange.mapping import FileMapping
from concertation.exchange.unreadable_file import FileTooLarge, NoTable
from concertation.journeys import mapping as journey
from concertation.journeys.mapping import (
    DigestMismatch,
    NameTaken,
    OffsetConflict,
    SizeMismatch,
    TooManyUploads,
    agree,
    begin_upload,
    change_mapping,
    find_file,
    find_upload,
    finish_upload,
    forget_source,
    keep_file,
    open_file,
    receive_slice,
    remember,
    sample_of,
    sweep_uploads,
    tables_to_map,
)
from concertation.journeys.permission import Role, give_role
from concertation.journeys.workbook import abandon_staged, confirm_staged, preview_staged, record_answers
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import (
    Agreement,
    Attendance,
    FileToMap,
    Membership,
    Organisation,
    SourceMapping,
    Upload,
    UploadSlice,
    WorkbookImport,
)

pytestmark = pytest.mark.django_db

MEMBERS = workbook(
    ["Organisation", "Email", "Contact", "City", "Member since"],
    ["Oak House", "a@oak.example", "Ana Roy", "Winnipeg", "2019-04-03"],
    ["Elm House", "nowhere", "Jean Roy", "Brandon", "2020-09-15"],
    sheet="Members",
)


def _user(name: str = "ana", role: Role = "coordinator") -> User:
    user = User.objects.create_user(name)
    give_role(user=user, role=role)
    return user


@pytest.fixture
def table() -> None:
    """A partnership to be a member of."""
    with recording(kind="test", reason="before"):
        insert_facts({"partnership": {"table": {"name_en": "Riverbend Table", "name_fr": "Table de Riverbend"}}})


def _say(kept: FileToMap, **changes: object) -> FileToMap:
    sheets = open_file(kept).mapping.sheets
    change_mapping(kept, FileMapping((replace(sheets[0], **changes), *sheets[1:])))  # type: ignore[arg-type]
    return kept


@pytest.mark.usefixtures("table")
def test_from_a_strange_list_to_the_register() -> None:
    """Guessed, completed by a person, previewed, confirmed: the same journey as our own workbook, with its faults."""
    user = _user()
    assert tables_to_map(MEMBERS, filename="members.xlsx") is not None
    kept = _say(
        keep_file(content=MEMBERS, filename="members.xlsx", user=user), constants={"partnership": "Riverbend Table"}
    )
    assert not Organisation.objects.exists()
    staged = agree(kept, user=user)
    preview = preview_staged(staged)
    told = [(fault.code, fault.place.row, fault.place.column) for fault in preview.faults]
    assert told == [("not-an-email", 3, "Email"), ("refers-to-faulty-row", 3, "representative")]
    confirm_staged(staged, user=user, reason="Members", leave_faulty_rows=True)
    assert sorted(Organisation.objects.values_list("name_en", flat=True)) == ["Elm House", "Oak House"]
    assert Membership.objects.filter(partnership__key="table").count() == 2


@pytest.mark.usefixtures("table")
def test_the_same_list_again_changes_nothing() -> None:
    """Members known already are recognised, though the list gives no code."""
    user = _user()
    for _ in range(2):
        kept = keep_file(content=MEMBERS, filename="members.xlsx", user=user)
        staged = agree(_say(kept, constants={"partnership": "table"}), user=user)
        preview = preview_staged(staged)
        if preview.planned:
            confirm_staged(staged, user=user, reason="Members", leave_faulty_rows=True)
    assert preview.counts["new"] == 0
    assert Membership.objects.count() == 2


@pytest.mark.usefixtures("table")
def test_an_attendance_sheet_becomes_meetings_and_attendances() -> None:
    """Days across, organisations down; an empty cell is no absence."""
    user = _user()
    sheet = workbook(
        ["Organisation", "2024-01-16", "2024-02-20"],
        ["Oak House", "P", "A"],
        ["Elm House", "R", None],
        sheet="Attendance",
    )
    kept = _say(keep_file(content=sheet, filename="a.xlsx", user=user), constants={"partnership": "table"})
    staged = agree(kept, user=user)
    record_answers(staged, {doubt.id: "different" for doubt in preview_staged(staged).doubts})
    assert not preview_staged(staged).faults
    confirm_staged(staged, user=user, reason="Attendance")
    assert sorted(Attendance.objects.values_list("status", flat=True)) == ["absent", "present", "regrets"]


def test_the_sample_is_what_would_be_read() -> None:
    """The first rows in words, each with its faults."""
    kept = keep_file(content=MEMBERS, filename="members.xlsx", user=_user())
    first, second = sample_of(open_file(kept), "Members")
    lines = {label.en: words.en for fact in first.facts for label, words in fact.lines}
    assert (lines["Name (English)"], lines["E-mail at work"], first.faults) == ("Oak House", "a@oak.example", ())
    assert [fault.code for fault in second.faults] == ["not-an-email"]


def test_changing_the_columns_again_replaces_the_import() -> None:
    """One file is one import under examination, however often its columns are named."""
    user = _user()
    kept = keep_file(content=MEMBERS, filename="members.xlsx", user=user)
    agree(kept, user=user)
    agree(kept, user=user)
    assert WorkbookImport.objects.count() == 1


def test_a_source_is_proposed_again_and_told_apart() -> None:
    """Its next file, with another column, is read as the first; a source forgotten is proposed no more."""
    user = _user()
    source = remember(keep_file(content=MEMBERS, filename="2024.xlsx", user=user), name=" The  Council ", user=user)
    assert source.name == "The Council"
    later = workbook(
        ["Organisation", "E-mail address", "Contact", "City", "Member since"],
        ["Oak House", "a@oak.example", "Ana Roy", "Winnipeg", "2019-04-03"],
        sheet="Members",
    )
    kept = keep_file(content=later, filename="2025.xlsx", user=user)
    assert kept.source == source
    assert [change.en for change in open_file(kept).changes] == [
        "“Email” is now called “E-mail address”: it is read as before."
    ]
    forget_source(source, user=user)
    assert keep_file(content=later, filename="2025.xlsx", user=user).source is None


def test_a_source_has_a_name() -> None:
    """An empty one is refused with a sentence."""
    user = _user()
    with pytest.raises(NameTaken):
        remember(keep_file(content=MEMBERS, filename="m.xlsx", user=user), name="  ", user=user)
    assert not SourceMapping.objects.exists()


def test_files_of_others_do_not_exist() -> None:
    """But for those who see everybody's; a viewer may not send any."""
    kept = keep_file(content=MEMBERS, filename="m.xlsx", user=_user())
    with pytest.raises(UnknownRecord):
        find_file(kept.pk, user=_user("jean"))
    assert find_file(kept.pk, user=_user("marc", "steward")) == kept
    with pytest.raises(NotAllowed):
        keep_file(content=MEMBERS, filename="m.xlsx", user=_user("lise", "viewer"))


def test_a_file_whose_import_is_over_is_forgotten() -> None:
    """When the next one comes at the latest: what nobody needs is not kept."""
    user = _user()
    kept = keep_file(content=MEMBERS, filename="m.xlsx", user=user)
    abandon_staged(agree(kept, user=user))
    keep_file(content=MEMBERS, filename="m.xlsx", user=user)
    assert not FileToMap.objects.filter(pk=kept.pk).exists()


@pytest.mark.skipif(not (SHARED / "otf-grants").exists(), reason="the published grants are not beside the project")
def test_real_grants_through_the_journey() -> None:
    """3,105 published grants as somebody's workbook: 5 repeated identifiers, one row without a name, malformed
    numbers and numbers beside two names (README of the data set): each told, none mended in silence.
    """
    content = (SHARED / "otf-grants" / "otf_grants_2015_2020.csv").read_bytes()
    user = _user()
    with recording(kind="test", reason="before"):
        insert_facts({"partnership": {"fund": {"name_en": "Grants of the Fund"}}})
    said = {"partnership": "fund", "agreement.kind": "contribution_agreement", "funder.name_en": "The Foundation"}
    kept = keep_file(content=content, filename="grants.csv", user=user)
    columns = [
        replace(use, target="") if use.target in ("area.area", "sector.sector") else use
        for use in open_file(kept).mapping.sheets[0].columns
    ]
    staged = agree(_say(kept, constants=said, columns=tuple(columns)), user=user)
    preview = preview_staged(staged)
    told = [fault.code for fault in (*preview.faults, *preview.warnings)]
    assert told.count("repeated-code") == 5
    assert told.count("row-without-subject") == 1
    assert told.count("number-with-two-names") >= 43
    assert told.count("odd-business-number") + told.count("wrong-check-digit") + told.count("number-read-as") > 500
    places = Counter(fault.place for fault in preview.faults)
    assert [place for place, times in places.items() if times > 1 and place.column == "charity_bn"] == []
    record_answers(staged, {doubt.id: "different" for doubt in preview.doubts})
    confirm_staged(staged, user=user, reason="Grants", leave_faulty_rows=True)
    assert Agreement.objects.count() == 3_100


CONTENT = bytes(range(256)) * 9_000


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _begun(user: User, length: int = len(CONTENT)) -> Upload:
    return begin_upload(filename="a.csv", length=length, fingerprint=f"a|{length}|1", user=user)


def test_an_upload_arrives_whole() -> None:
    """Slice after slice, checked against the digest of the sender, then forgotten."""
    upload = _begun(_user())
    for start in range(0, len(CONTENT), journey.SLICE_SIZE):
        receive_slice(upload, offset=start, content=CONTENT[start : start + journey.SLICE_SIZE])
    assert finish_upload(upload, sha256=_digest(CONTENT)) == CONTENT
    assert not Upload.objects.exists()
    assert not UploadSlice.objects.exists()


def test_an_upload_that_was_cut_goes_on() -> None:
    """The same file of the same person, after a reload: where it was."""
    user = _user()
    receive_slice(_begun(user), offset=0, content=b"abc")
    assert _begun(user).offset == 3
    assert _begun(_user("jean")).offset == 0


@pytest.mark.parametrize("offset", [0, 2, 4, -1])
def test_a_slice_at_another_place_is_told_where_to_go_on(offset: int) -> None:
    """Nothing is written twice, nothing is skipped."""
    upload = _begun(_user())
    receive_slice(upload, offset=0, content=b"abc")
    with pytest.raises(OffsetConflict) as refused:
        receive_slice(upload, offset=offset, content=b"d")
    assert refused.value.facts["offset"] == 3


def test_an_upload_cannot_lie_about_its_size() -> None:
    """More than announced, an empty slice, a slice over the size, an end before all has come."""
    upload = _begun(_user(), length=4)
    for content in (b"abcde", b"", b"x" * (journey.SLICE_SIZE + 1)):
        with pytest.raises(SizeMismatch):
            receive_slice(upload, offset=0, content=content)
    receive_slice(upload, offset=0, content=b"abc")
    with pytest.raises(OffsetConflict):
        finish_upload(upload, sha256=_digest(b"abc"))


def test_a_changed_file_is_not_kept() -> None:
    """The digest at the end is that of the sender, or the file is forgotten."""
    upload = _begun(_user(), length=3)
    receive_slice(upload, offset=0, content=b"abc")
    with pytest.raises(DigestMismatch):
        finish_upload(upload, sha256=_digest(b"abd"))
    assert not Upload.objects.exists()


def test_limits_are_told_before_anything_is_sent() -> None:
    """Too large, empty, or one more than a person needs."""
    user = _user()
    with pytest.raises(FileTooLarge):
        _begun(user, length=51 * 1024 * 1024)
    with pytest.raises(NoTable):
        _begun(user, length=0)
    for length in range(1, 6):
        _begun(user, length=length)
    with pytest.raises(TooManyUploads):
        _begun(user, length=9)


def test_the_upload_of_another_does_not_exist() -> None:
    """Not even for a steward: nobody needs half a file."""
    upload = _begun(_user())
    with pytest.raises(UnknownRecord):
        find_upload(upload.token, user=_user("marc", "steward"))


def test_uploads_that_nobody_finished_are_swept() -> None:
    """After a day; those that move stay."""
    user = _user()
    old, _ = _begun(user, length=1), _begun(user, length=2)
    Upload.objects.filter(pk=old.pk).update(touched_at=timezone.now() - timedelta(hours=25))
    assert sweep_uploads() == 1
    assert Upload.objects.count() == 1
