"""Long work beside the pages: done whole or not at all, stopped when asked, honest after a crash."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from tests.journeys.test_bulk_import import as_csv

from concertation.core.errors import UnknownRecord
from concertation.journeys import long_work
from concertation.journeys import workbook as journey
from concertation.journeys.background import (
    StopTooLate,
    ask_to_stop,
    do_work,
    find_work,
    recover_lost_work,
    signals,
    start_work,
    works_of,
)
from concertation.journeys.permission import give_role
from concertation.store.models import Change, Organisation, Work, WorkbookImport

pytestmark = pytest.mark.django_db

ROWS = [["a", "Ash House", "", "", "", ""], ["b", "Birch House", "", "", "", ""]]


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def ana() -> User:
    """Somebody who may import."""
    user = User.objects.create_user("ana", first_name="Ana")
    give_role(user=user, role="coordinator")
    return user


def received(user: User) -> WorkbookImport:
    """A file kept without being examined."""
    return journey.receive_import(content=as_csv("organisation", ROWS), filename="organisation.csv", user=user)


def asked(staged: WorkbookImport, user: User) -> Work:
    """The confirmation of a file, asked for."""
    return long_work.confirm_beside(staged, user=user, reason="spring", leave_faulty_rows=False, language="en")


def test_a_long_file_is_examined_and_written_beside_the_pages(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pages wait for the first work; the second writes one change, and says where to see it."""
    monkeypatch.setattr(long_work, "LONG_FILE", 10)
    staged = received(ana)
    work = long_work.work_before_pages(staged, user=ana, language="en")
    assert work is not None
    assert long_work.work_before_pages(staged, user=ana, language="en") == work
    do_work(work.pk)
    work.refresh_from_db()
    assert (work.state, work.told_en, work.outcome["page"]) == ("done", "2 rows were examined.", "import-preview")
    assert long_work.work_before_pages(staged, user=ana, language="en") is None
    writing = asked(staged, ana)
    do_work(writing.pk)
    writing.refresh_from_db()
    assert (writing.state, writing.told_fr) == ("done", "2 faits ont été inscrits, en une seule modification.")
    assert (Organisation.objects.count(), Change.objects.count()) == (2, 1)


def test_what_goes_wrong_is_a_plain_sentence_and_leaves_nothing(ana: User) -> None:
    """A file that cannot be read, here; in both languages."""
    staged = journey.receive_import(content=b"PK\x03\x04broken", filename="a.xlsx", user=ana)
    work = start_work("preview_import", user=ana, arguments={"import": staged.pk})
    do_work(work.pk)
    work.refresh_from_db()
    assert work.state == "failed"
    assert work.told_en != work.told_fr != ""


def test_an_unexpected_failure_tells_nothing_of_the_machine(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The details are in the log."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("disk /dev/sda1")

    monkeypatch.setattr(long_work, "confirm_staged", fail)
    work = asked(received(ana), ana)
    do_work(work.pk)
    work.refresh_from_db()
    assert work.state == "failed"
    assert "Nothing was written" in work.told_en
    assert "sda1" not in work.told_en


def test_work_stopped_in_the_middle_leaves_nothing(ana: User) -> None:
    """Asked while it is under way, it stops at its next step and its transaction takes everything back."""
    staged = received(ana)
    work = asked(staged, ana)
    signals.wish_stop(work.pk)
    do_work(work.pk)
    work.refresh_from_db()
    staged.refresh_from_db()
    assert (work.state, staged.state) == ("cancelled", "previewed")
    assert not Organisation.objects.exists()


def test_work_that_waits_is_stopped_at_once(ana: User) -> None:
    """And what has ended cannot be stopped."""
    work = asked(received(ana), ana)
    ask_to_stop(work)
    do_work(work.pk)
    work.refresh_from_db()
    assert work.state == "cancelled"
    assert not Organisation.objects.exists()
    with pytest.raises(StopTooLate):
        ask_to_stop(work)


def test_after_a_crash_work_under_way_is_told_as_lost(ana: User) -> None:
    """The note that it is done is written with what it wrote: without it, nothing was."""
    work = asked(received(ana), ana)
    long_ago = timezone.now() - timedelta(hours=1)
    Work.objects.filter(pk=work.pk).update(state="running", heard_at=long_ago)
    assert recover_lost_work() == 1
    work.refresh_from_db()
    assert work.state == "lost"
    assert "Nothing was written" in work.told_en


def test_the_work_of_others_does_not_exist(ana: User) -> None:
    """But for an administrator."""
    work = asked(received(ana), ana)
    other, chief = User.objects.create_user("ida"), User.objects.create_user("max", is_superuser=True)
    with pytest.raises(UnknownRecord):
        find_work(work.pk, user=other)
    assert find_work(work.pk, user=chief) == work
    assert (works_of(other), works_of(ana)) == ([], [work])
