"""The whole register leaves as one file and comes back to the same bytes, on either database and across both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from concertation.core.demonstration import documented_cases
from concertation.exchange.register_file import NotARegisterFile
from concertation.journeys.permission import Right, Row, give_role, may, write_grant
from concertation.journeys.whole_register import FileExists, export_register, restore_register
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import (
    AccessEvent,
    Area,
    Body,
    Change,
    Grant,
    Organisation,
    Partnership,
    WorkbookImport,
)
from concertation.store.whole import OtherTables, RegisterNotEmpty, loading_tables, register_models

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(db: None) -> None:
    """The documented partnerships, a correction, a removal, an outline, an account, a file under examination."""
    user = User.objects.create_user("ana", password="a secret of Ana", first_name="Ana", email="ana@example.org")
    give_role(user=user, role="steward")
    with recording(kind="test", reason="the article", user=user):
        insert_facts(documented_cases().rows)
        insert_facts(
            {
                "area": {
                    "dot": {
                        "kind": "custom",
                        "name_en": "Dot",
                        "name_fr": "Point",
                        "geometry": {"type": "Point", "coordinates": [-97.0, 49.895]},
                    }
                },
                "organisation": {"gone": {"name_en": "Gone"}},
            }
        )
    with recording(kind="edit", reason="a slip", user=user):
        organisation = Organisation.objects.get(key="gone")
        organisation.name_fr = "Partie : l’été\u2028\n"
        organisation.save()
        organisation.delete()
    WorkbookImport.objects.create(
        uploaded_by=user, uploaded_at=Change.objects.latest("id").made_at, filename="f", sha256="0", content=b"\x00\xff"
    )


def _emptied() -> None:
    """The same database as if nothing had ever been written."""
    with connection.cursor() as cursor, loading_tables():
        for model in reversed(register_models()):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
    User.objects.all().delete()


def test_a_restored_register_exports_to_the_same_bytes(register: None, tmp_path: Path) -> None:
    """Every table, with history, removals, outlines and files; nothing is lost, added or renumbered."""
    export_register(tmp_path / "one.zip")
    _emptied()
    counts = restore_register(tmp_path / "one.zip")
    export_register(tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert counts["partnership"] == Partnership.objects.count() == 3
    assert Organisation.history.filter(key="gone").count() == 3


def test_what_was_known_is_known_again(register: None, tmp_path: Path) -> None:
    """Who made a change and why, outlines, and references between records."""
    export_register(tmp_path / "one.zip")
    _emptied()
    restore_register(tmp_path / "one.zip")
    change = Change.objects.get(kind="edit")
    assert (change.made_by, change.reason) == (User.objects.get(username="ana"), "a slip")
    assert Area.objects.get(key="dot").geometry == {"type": "Point", "coordinates": [-97, 49.895]}
    assert bytes(WorkbookImport.objects.get().content) == b"\x00\xff"


def test_no_secret_travels(register: None, tmp_path: Path) -> None:
    """An account comes back with its name and its role, and without a password."""
    export_register(tmp_path / "one.zip")
    password = User.objects.get(username="ana").password
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert not any(password.encode() in archive.read(name) for name in archive.namelist())
    _emptied()
    restore_register(tmp_path / "one.zip")
    ana = User.objects.get(username="ana")
    assert not ana.has_usable_password()
    assert [grant.role for grant in ana.grants.all()] == ["steward"]
    assert may(ana, "see_restricted")


def test_grants_on_rows_come_back_with_their_dates_and_traces(register: None, tmp_path: Path) -> None:
    """Who gave them, to whom, on what and until when; one that was taken away stays taken."""
    ana, marc = User.objects.get(username="ana"), User.objects.create_user("marc")
    write_grant(account=marc, right=Right("coordinator", partnership="calgary", until=date(2999, 1, 1)), by=ana)
    Grant.objects.filter(account=ana).update(taken_at=timezone.now())
    export_register(tmp_path / "one.zip")
    _emptied()
    restore_register(tmp_path / "one.zip")
    ana, marc = (User.objects.get(username=name) for name in ("ana", "marc"))
    (grant,) = marc.grants.all()
    assert (grant.partnership_key, grant.until, grant.given_by) == ("calgary", date(2999, 1, 1), ana)
    assert may(marc, "edit", Row("partnership", "calgary")) and not may(marc, "edit", Row("partnership", "brandon"))
    assert not may(ana, "see_restricted")
    assert AccessEvent.objects.filter(account=marc, deed="given").exists()


def test_facts_written_afterwards_follow_those_restored(register: None, tmp_path: Path) -> None:
    """Numbers go on, and what can never be true is refused again."""
    export_register(tmp_path / "one.zip")
    _emptied()
    restore_register(tmp_path / "one.zip")
    with recording(kind="test", reason=""):
        insert_facts({"organisation": {"new": {"name_en": "New"}}, "partnership": {"other": {"name_en": "O"}}})
        council = Body.objects.first()
        assert council is not None
        with pytest.raises(DatabaseError), transaction.atomic():
            Body.objects.create(
                partnership=Partnership.objects.get(key="other"), kind="project_team", part_of=council, key="t"
            )


def test_only_an_empty_register_takes_another(register: None, tmp_path: Path) -> None:
    """Nothing is ever mixed or overwritten."""
    export_register(tmp_path / "one.zip")
    with pytest.raises(RegisterNotEmpty):
        restore_register(tmp_path / "one.zip")
    with pytest.raises(FileExists):
        export_register(tmp_path / "one.zip")


def _altered(source: Path, target: Path, member: str, change: bytes | None) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == member:
                content = content[: len(content) // 2] if change is None else change
            new.writestr(name, content)


@pytest.mark.parametrize("member", ["tables/membership.jsonl", "tables/change.jsonl", "register.json"])
def test_a_file_cut_short_leaves_nothing(register: None, tmp_path: Path, member: str) -> None:
    """Whichever table it is, even the last: all or nothing."""
    export_register(tmp_path / "one.zip")
    _emptied()
    _altered(tmp_path / "one.zip", tmp_path / "cut.zip", member, None)
    with pytest.raises(NotARegisterFile):
        restore_register(tmp_path / "cut.zip")
    assert not Change.objects.exists()
    assert not Organisation.objects.exists()
    assert not User.objects.exists()


def test_a_reference_to_nothing_leaves_nothing(register: None, tmp_path: Path) -> None:
    """A file whose fingerprints agree, and whose rows do not, is refused by the database."""
    export_register(tmp_path / "one.zip")
    _emptied()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        manifest = json.loads(archive.read("register.json"))
    manifest["tables"]["organisation"].update(
        rows=0, sha256="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
    _altered(tmp_path / "one.zip", tmp_path / "half.zip", "tables/organisation.jsonl", b"")
    _altered(tmp_path / "half.zip", tmp_path / "bad.zip", "register.json", json.dumps(manifest).encode())
    with pytest.raises(NotARegisterFile):
        restore_register(tmp_path / "bad.zip")
    assert not Partnership.objects.exists()


def test_tables_of_another_version_are_refused_by_name(register: None, tmp_path: Path) -> None:
    """The person learns which table differs, and what to do."""
    export_register(tmp_path / "one.zip")
    _emptied()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        manifest = json.loads(archive.read("register.json"))
    manifest["tables"]["site"]["columns"].append("floor")
    _altered(tmp_path / "one.zip", tmp_path / "other.zip", "register.json", json.dumps(manifest).encode())
    with pytest.raises(OtherTables, match="site"):
        restore_register(tmp_path / "other.zip")


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + b"\x00" * 18, b"not a zip"])
def test_what_is_no_register_is_refused(tmp_path: Path, content: bytes) -> None:
    """In one sentence."""
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(NotARegisterFile):
        restore_register(tmp_path / "x.zip")


def _command(folder: Path, address: str | None, *words: str) -> None:
    """Runs a command on an installation of its own."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("CONCERTATION", "PYTEST"))}
    settings |= {"CONCERTATION_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "concertation.project.settings"}
    if address is not None:
        settings["CONCERTATION_DATABASE_URL"] = address
    command = [sys.executable, "-m", "concertation.cli", *words]
    result = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.skipif(
    not os.environ.get("CONCERTATION_DATABASE_URL"), reason="needs PostgreSQL beside SQLite: scripts/with_postgresql.sh"
)
def test_a_register_crosses_from_sqlite_to_postgresql_and_back(tmp_path: Path) -> None:
    """The demonstration, written on SQLite, restored on PostgreSQL, and again on SQLite: three times the same bytes."""
    url = urlsplit(os.environ["CONCERTATION_DATABASE_URL"])
    _command(tmp_path / "a", None, "demo", "--no-serve")
    _command(tmp_path / "a", None, "register", "export", str(tmp_path / "a.zip"))
    name = f"crossing_{os.getpid()}"
    _administer(f"CREATE DATABASE {name}")
    try:
        address = urlunsplit(url._replace(path=f"/{name}"))
        _command(tmp_path / "b", address, "register", "restore", str(tmp_path / "a.zip"))
        _command(tmp_path / "b", address, "register", "export", str(tmp_path / "b.zip"))
    finally:
        _administer(f"DROP DATABASE {name} WITH (FORCE)")
    _command(tmp_path / "c", None, "register", "restore", str(tmp_path / "b.zip"))
    _command(tmp_path / "c", None, "register", "export", str(tmp_path / "c.zip"))
    first = (tmp_path / "a.zip").read_bytes()
    assert (tmp_path / "b.zip").read_bytes() == first
    assert (tmp_path / "c.zip").read_bytes() == first


def _administer(statement: str) -> None:
    import psycopg  # noqa: PLC0415 only where PostgreSQL is

    with psycopg.connect(os.environ["CONCERTATION_DATABASE_URL"], autocommit=True) as server:
        server.execute(statement)
