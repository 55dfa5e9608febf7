"""Areas on pages: files looked at before they are written, and territories put together from parts."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.importing_files import person

from concertation.core.geography import population_of_union
from concertation.journeys.permission import give_role
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Area, AreaPart, Change
from concertation.store.snapshot_builder import build_snapshot

pytestmark = pytest.mark.django_db

_CSV = b"CSDUID,CSDNAME,population_2021\n4611040,Winnipeg,749607\n4607062,Brandon,51313\n4607072,Reserve,\n"
_RING = [[-97.3, 49.7], [-96.9, 49.7], [-96.9, 50.0], [-97.3, 50.0], [-97.3, 49.7]]
_GEOJSON = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"CSDUID": "4611040", "CSDNAME": "Winnipeg"},
                "geometry": {"type": "Polygon", "coordinates": [_RING]},
            }
        ],
    }
).encode()


def _send(client: Client, *files: tuple[str, bytes], **more: str) -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/en/areas/", {"files": sent, "vintage": "2021", **more})


def _areas(client: Client) -> None:
    answer = _send(client, ("csd.csv", _CSV), ("csd.geojson", _GEOJSON))
    client.post(answer["Location"], {"reason": "census of 2021"})


def test_areas_are_seen_before_they_are_written() -> None:
    """A file of counts and a file of outlines complete each other; one change, with its reason."""
    nora = person("nora")
    answer = _send(nora, ("csd.csv", _CSV), ("csd.geojson", _GEOJSON))
    page = nora.get(answer["Location"]).content.decode()
    assert "Municipality (census subdivision)" in page and "800,920" in page
    assert not Area.objects.exists()
    written = nora.post(answer["Location"], {"reason": "census of 2021"})
    change = Change.objects.latest("id")
    assert written["Location"] == f"/en/history/{change.pk}/" or str(change.pk) in written["Location"]
    assert change.reason == "census of 2021" and change.made_by is not None
    winnipeg = Area.objects.get(code="4611040")
    assert winnipeg.geometry is not None and winnipeg.vintage == 2021
    assert nora.get(answer["Location"]).status_code == 404


def test_what_can_be_brought_and_what_is_there_is_told() -> None:
    """With how many have an outline, and no zero for what was not counted."""
    nora = person("nora")
    _areas(nora)
    page = nora.get("/en/areas/").content.decode()
    assert "Areas on record" in page and "800,920" in page


def test_faults_are_listed_and_leave_as_a_file() -> None:
    """Nothing is written while they remain, unless they are left out."""
    nora = person("nora")
    answer = _send(nora, ("csd.csv", _CSV + b"46110,Short code,1\n"))
    where = answer["Location"]
    page = nora.get(where).content.decode()
    assert "1 fault to correct" in page and "Leave out 1 faulty row" in page
    file: Any = nora.get(f"{where}faults.csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))
    assert [row["Value found"] for row in rows if row["Row"] == "5"] == ["46110"]
    assert nora.post(where, {}).status_code == 422
    assert not Area.objects.exists()
    nora.post(where, {"leave": "on"})
    assert Area.objects.count() == 3


def test_files_are_the_sender_s_own() -> None:
    """Another person does not see them; a token of nobody is no path on the disk."""
    nora, otto = person("nora"), person("otto", "steward")
    answer = _send(nora, ("csd.csv", _CSV))
    assert otto.get(answer["Location"]).status_code == 404
    assert nora.get("/en/areas/arriving/..%2F..%2Fetc/").status_code == 404
    assert nora.post(answer["Location"], {"abandon": "yes"})["Location"] == "/en/areas/"
    assert nora.get(answer["Location"]).status_code == 404


def test_who_may_bring_in_areas() -> None:
    """Visitors sign in, viewers may not."""
    for address in ("/en/areas/", "/en/areas/compose/"):
        assert Client().get(address)["Location"].startswith("/en/sign-in/")
        assert person("vera" + address[-3:-1], "viewer").get(address).status_code == 403


@pytest.mark.parametrize("content", [b"", b"{", b"\x00\xff", b"a,b\n1,2\n", b'{"type": "FeatureCollection"}'])
def test_what_is_no_file_of_areas_is_refused_with_a_sentence(content: bytes) -> None:
    """Never an error of the server."""
    answer = _send(person("nora"), ("x.csv", content))
    assert answer.status_code in (302, 422)
    assert person("nora2").post("/en/areas/", {}).status_code == 422
    assert _send(person("nora3"), ("csd.csv", _CSV), vintage="21").status_code == 422


def test_a_territory_is_put_together_from_parts() -> None:
    """Found by name or code, picked in the address, drawn, counted, named, written; the union is what the parts say."""
    nora = person("nora")
    _areas(nora)
    found = nora.get("/en/areas/compose/?q=winni").content.decode()
    assert "part=2021A00054611040" in found and "Brandon" not in found
    picked = "/en/areas/compose/?part=2021A00054611040&part=2021A00054607062"
    page = nora.get(picked).content.decode()
    assert "2 parts picked" in page and "800,920" in page and "<svg" in page
    parts = ["2021A00054611040", "2021A00054607062"]
    answer = nora.post("/en/areas/compose/", {"part": parts, "name_fr": "Vallée", "name_en": ""})
    whole = Area.objects.get(kind="custom")
    assert (whole.name_en, whole.name_fr, AreaPart.objects.filter(whole=whole).count()) == ("Vallée", "Vallée", 2)
    assert f"territory={whole.key}" in answer["Location"]
    assert population_of_union(build_snapshot(as_of=date(2025, 1, 1)), whole.key).high == 800_920


def test_a_territory_needs_parts_and_a_name() -> None:
    """Each said in words, with what was written kept."""
    nora = person("nora")
    _areas(nora)
    nothing = nora.post("/en/areas/compose/", {"name_en": "Valley"})
    assert nothing.status_code == 422 and "made of parts" in nothing.content.decode()
    nameless = nora.post("/en/areas/compose/", {"part": ["2021A00054611040"], "reason": "kept"})
    assert nameless.status_code == 422 and 'value="kept"' in nameless.content.decode()


def test_areas_are_shared_and_corrected_by_those_who_hold_the_whole_register() -> None:
    """A coordinator of one table adds areas that are missing, and changes none that others rely on."""
    _areas(person("nora"))
    with recording(kind="test", reason="before"):
        insert_facts({"partnership": {"table": {"name_en": "Table", "name_fr": "Table"}}})
    user = User.objects.create_user("lou")
    give_role(user=user, role="coordinator", partnership="table")
    lou = Client()
    lou.force_login(user)
    new = _send(lou, ("csd.csv", b"CSDUID,CSDNAME\n4607051,Cornwallis\n"))
    lou.post(new["Location"], {})
    assert Area.objects.filter(code="4607051").exists()
    other = _send(lou, ("csd.csv", b"CSDUID,CSDNAME,population_2021\n4607062,Brandon,1\n"))
    assert lou.post(other["Location"], {}).status_code == 422
    assert Area.objects.get(code="4607062").population == 51_313
