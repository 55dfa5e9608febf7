"""The register in open formats and back, through the same preview, doubts and confirmation as a workbook."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from concertation.core.demonstration import documented_cases
from concertation.core.errors import ConcertationError
from concertation.exchange.sources import read_source
from concertation.journeys.formats import OPEN_FORMATS, export_parquet, share_register
from concertation.journeys.permission import give_role
from concertation.journeys.sharing import shared_facts
from concertation.journeys.workbook import confirm_import, preview_workbook
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Change, Organisation
from concertation.store.whole import loading_tables, register_models

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(db: None) -> None:
    """The documented partnerships, a person to contact and a remark."""
    with recording(kind="test", reason="the article"):
        insert_facts(documented_cases().rows)
        insert_facts(
            {
                "organisation": {"h": {"name_en": "Harbour House", "note": "internal", "since": date(2020, 1, 1)}},
                "representative": {"r": {"organisation": "h", "name": "Marie", "phone": "204-555-0101"}},
            }
        )


def _emptied() -> None:
    """The same database as if nothing had ever been written."""
    with connection.cursor() as cursor, loading_tables():
        for model in reversed(register_models()):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


@pytest.mark.parametrize("format_id", ["hsds", "hsds-json", "graphml", "gexf", "json-ld"])
def test_what_we_share_changes_nothing_when_it_comes_back(register: None, format_id: str) -> None:
    """Every row of the file is known as it stands."""
    preview = preview_workbook(share_register(format_id), filename=f"x{OPEN_FORMATS[format_id].ending}")
    assert preview.rows
    assert preview.faults == ()
    assert preview.changes_nothing, [row for row in preview.rows if row.outcome != "same"][:5]


@pytest.mark.parametrize("format_id", ["hsds", "hsds-json"])
def test_a_register_is_rebuilt_from_its_hsds(register: None, format_id: str) -> None:
    """Organisations, partnerships, memberships and the people who answer for them, in one change."""
    content = share_register(format_id)
    facts = shared_facts()
    _emptied()
    confirm_import(content, filename="x", reason="moved", unanswered="different")
    assert Change.objects.count() == 1
    for kind_id in ("organisation", "partnership", "membership", "membership_role", "representative", "area"):
        assert shared_facts()[kind_id].keys() == facts[kind_id].keys()
    assert {n: v for n, v in shared_facts()["organisation"]["h"].items() if n != "source"} == facts["organisation"]["h"]


def test_the_followed_money_finds_the_same_organisations(register: None) -> None:
    """Nothing new but other names: acronyms stand among them."""
    preview = preview_workbook(share_register("follow-the-money"), filename="x.json")
    assert {row.kind_id for row in preview.rows if row.outcome != "same"} <= {"organisation_name"}


def test_contacts_and_remarks_are_for_those_who_may_see_them(register: None) -> None:
    """A viewer gets neither; a coordinator both."""
    viewer, coordinator = User.objects.create_user("v"), User.objects.create_user("c")
    give_role(user=viewer, role="viewer")
    give_role(user=coordinator, role="coordinator")
    assert b"Marie" not in share_register("hsds", user=viewer)
    assert "representative" not in shared_facts(user=viewer)
    assert "note" not in shared_facts(user=viewer)["organisation"]["h"]
    assert shared_facts(user=coordinator)["organisation"]["h"]["note"] == "internal"


def test_as_of_a_day_what_had_not_begun_is_absent_with_all_that_belongs_to_it(register: None) -> None:
    """Harbour House began in 2020."""
    facts = shared_facts(as_of=date(2015, 1, 1))
    assert "h" not in facts["organisation"]
    assert "r" not in facts["representative"]


@pytest.mark.parametrize("format_id", list(OPEN_FORMATS))
def test_the_same_register_gives_the_same_bytes(register: None, format_id: str) -> None:
    """Two exports can be compared."""
    assert share_register(format_id) == share_register(format_id)


@pytest.mark.parametrize("format_id", [name for name in OPEN_FORMATS if "shared" not in name])
def test_mutilated_files_are_read_or_refused_and_never_break(register: None, format_id: str) -> None:
    """Cut short, bytes changed, pieces repeated: rows and faults, or one sentence. Twenty of each, always the same."""
    content = share_register(format_id)
    dice = random.Random(2014)  # the year of the article
    for _ in range(20):
        mutated = bytearray(content)
        match dice.randrange(3):
            case 0:
                del mutated[dice.randrange(len(mutated)) :]
            case 1:
                for _ in range(dice.randrange(1, 40)):
                    mutated[dice.randrange(len(mutated))] = dice.randrange(256)
            case _:
                start = dice.randrange(len(mutated))
                mutated[start:start] = mutated[start : start + dice.randrange(1, 2000)]
        try:
            reading = read_source(bytes(mutated), filename=f"x{OPEN_FORMATS[format_id].ending}")
        except ConcertationError as error:
            assert error.in_language("fr")
        else:
            assert all(fault.in_language("fr") for fault in reading.faults)


def test_the_parquet_folder_describes_every_column_and_keeps_every_version(register: None, tmp_path: Path) -> None:
    """Frictionless Table Schema: types, terms and references; a correction leaves two versions."""
    import json  # noqa: PLC0415 used by this test alone

    import polars as pl  # noqa: PLC0415 used by this test alone

    with recording(kind="edit", reason="a slip"):
        organisation = Organisation.objects.get(key="h")
        organisation.name_fr = "Maison du Havre"
        organisation.save()
    export_parquet(tmp_path, as_of=date(2025, 1, 1))
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    membership = resources["membership"]["schema"]
    assert {"fields": "organisation_id", "reference": {"resource": "organisation", "fields": "id"}} in membership[
        "foreignKeys"
    ]
    for resource in package["resources"]:
        file = tmp_path / resource["path"]
        if file.exists():
            assert list(pl.read_parquet_schema(file)) == [field["name"] for field in resource["schema"]["fields"]]
    versions = pl.read_parquet(tmp_path / "history" / "organisation.parquet").filter(pl.col("key") == "h")
    assert versions.get_column("version_type").to_list() == ["+", "~"]
    assert versions.get_column("name_fr").to_list() == [None, "Maison du Havre"]
    assert not (tmp_path / "history" / "representative.parquet").exists() or "name" not in pl.read_parquet_schema(
        tmp_path / "history" / "representative.parquet"
    )


@pytest.mark.parametrize("format_id", ["graphml-ties", "gexf-shared", "graphml"])
def test_a_network_says_what_its_edges_are_and_of_which_day(register: None, format_id: str) -> None:
    """Whoever opens the file alone learns whether edges have a direction, and which facts are in it."""
    whole = share_register(format_id, language="fr").decode()
    day = share_register(format_id, language="fr", as_of=date(2026, 3, 1)).decode()
    edges = {
        "graphml-ties": "Une arête va de qui le dit à l’autre",
        "gexf-shared": "son poids est le nombre de partenariats communs",
        "graphml": "sans direction ni poids",
    }
    assert edges[format_id] in whole and "Tous les faits, ceux du passé compris." in whole
    assert "Ce qui vaut le 1er\u00a0mars 2026." in day
