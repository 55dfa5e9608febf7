"""What programs read: the same figures as pages and commands, and never a null."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.api.conftest import DAY, ROOT
from tests.conftest import LAST_DAY

from concertation.core.faceting.facet import facets_of
from concertation.core.facts import all_kinds, fact_kind
from concertation.journeys.finding.columns import columns_of
from concertation.journeys.merging import merge_organisations
from concertation.journeys.neighbourhood import model_of
from concertation.store.history import recording
from concertation.store.models import Body, BodyMember, Membership, Organisation, Partnership

pytestmark = pytest.mark.django_db


def _get(client: Client, address: str, **asked: Any) -> Any:
    answer = client.get(f"{ROOT}{address}", asked)
    assert answer.status_code == 200, answer.content[:300]
    return json.loads(answer.content)


def _nulls(value: Any, place: str = "") -> Iterator[str]:
    if value is None:
        yield place
    for name, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _nulls(item, f"{place}/{name}")


_READ = (
    *("", "overview", "chronology", "measures", "kinds", "vocabularies", "vocabularies/articulation", "exports"),
    *("partnerships", "organisations", "partnerships/facets", "organisations/facets", "cross-tabulation"),
    *(f"partnerships/calgary{section}" for section in ("", "/profile", "/members", "/bodies", "/agreements")),
    *(f"partnerships/brandon{section}" for section in ("/meetings", "/activities", "/contributions")),
    *(f"partnerships/brandon{section}" for section in ("/typology", "/timeline", "/decisions")),
    *("territories", "facts/membership", "facts/organisation", "facts/source"),
)


@pytest.mark.parametrize("address", _READ)
def test_no_answer_holds_a_null(visitor: Client, address: str) -> None:
    """Unknown is a value with a word; a null says nothing of why it is there."""
    assert list(_nulls(_get(visitor, address))) == []


@pytest.mark.parametrize("kind", [kind.id for kind in all_kinds() if not kind.is_restricted])
def test_every_part_of_a_fact_is_known_unknown_or_withheld(visitor: Client, kind: str) -> None:
    """No part of the dictionary is dropped without a word."""
    if kind in ("representative", "representation"):
        pytest.skip("contacts are not for visitors")
    slots = {column.slot for column in fact_kind(kind).columns if column.field.type != "geojson"}
    page = _get(visitor, f"facts/{kind}", page_size=20)
    assert page["total"] == model_of(kind).objects.count()
    for fact in page["facts"]:
        told = [*fact["values"], *fact["unknown"], *fact["withheld"]]
        assert sorted(told) == sorted(slots)


def test_a_figure_is_the_same_on_the_page_in_the_command_and_here(visitor: Client) -> None:
    """FORM of the Brandon partnership, and how many partners it has, by three ways."""
    from click.testing import CliRunner  # noqa: PLC0415 the command is one of three ways

    from concertation.cli.main import concertation  # noqa: PLC0415 as above

    row = next(one for one in _rows(visitor) if one["key"] == "brandon")
    findings = {one["measure"]: one for one in _get(visitor, "partnerships/brandon/typology", **DAY)["findings"]}
    command = ["typology", "--partnership", "brandon", "--as-of", DAY["as_of"], "--format", "json"]
    said = json.loads(CliRunner().invoke(concertation, command, catch_exceptions=False).stdout)
    by_command = {one["measure"]: one for one in said["findings"]}
    page = visitor.get("/en/partnerships/", {**DAY, "q": "brandon"}).content.decode()
    on_page = re.search(r'href="/en/partnerships/brandon/.*?column-partners.*?cell-words">([^<]+)<', page, re.DOTALL)
    form = findings["form"]["result"]["value"]
    assert by_command["form"]["result"]["value"] == pytest.approx(form)
    assert row["values"]["form"] == pytest.approx(form, abs=1e-4)
    details = findings["number"]["details"]
    assert by_command["number"]["details"]["partner_count_at_least"] == details["partner_count_at_least"]
    assert row["values"]["partners_at_least"] == details["partner_count_at_least"]
    assert on_page is not None
    assert int(re.sub(r"\D", "", on_page[1])) == details["partner_count_at_least"]


def _rows(visitor: Client) -> list[dict[str, Any]]:
    page, rows = 1, []
    while True:
        answer = _get(visitor, "partnerships", page=page, **DAY)
        rows += answer["rows"]
        if "next" not in answer["links"]:
            return rows
        page += 1


def test_pages_lead_to_one_another_and_count_the_same(visitor: Client) -> None:
    """Following the links gives each partnership once; the header says the same as the body."""
    rows = _rows(visitor)
    first = visitor.get(f"{ROOT}partnerships", DAY)
    assert len({row["key"] for row in rows}) == len(rows) == json.loads(first.content)["total"]
    assert 'rel="next"' in first["Link"]


def test_facts_are_turned_forwards_and_backwards(visitor: Client) -> None:
    """The page before the second is the first."""
    first = _get(visitor, "facts/organisation", page_size=7)
    second = json.loads(visitor.get(first["links"]["next"]).content)
    again = json.loads(visitor.get(second["links"]["prev"]).content)
    assert [one["key"] for one in again["facts"]] == [one["key"] for one in first["facts"]]
    assert "prev" not in first["links"]


def test_facts_are_found_by_what_they_refer_to_and_by_the_day(visitor: Client) -> None:
    """The memberships of Brandon, and those that hold on a day before it began."""
    every = _get(visitor, "facts/membership", partnership="brandon")
    assert every["total"] == Membership.objects.filter(partnership__key="brandon").count() > 0
    assert {one["values"]["partnership"] for one in every["facts"]} == {"brandon"}
    held = _get(visitor, "facts/membership", partnership="brandon", as_of="1950-01-01")
    undated = Membership.objects.filter(partnership__key="brandon", since=None).count()
    assert held["total"] == undated


def test_what_changed_since_is_asked_by_the_number_of_a_change(visitor: Client) -> None:
    """A program that keeps a copy asks for what is new, and learns what is gone."""
    state = _get(visitor, "facts/organisation", page_size=1)["state"]
    with recording(kind="test", reason="later"):
        Organisation.objects.create(key="newcomer", name_en="Newcomer")
        Organisation.objects.create(key="passing", name_en="Passing")
    with recording(kind="test", reason="gone"):
        Organisation.objects.get(key="passing").delete()
    since = _get(visitor, "facts/organisation", changed_since=state)
    assert ([one["key"] for one in since["facts"]], since["removed"]) == (["newcomer"], ["passing"])


@pytest.mark.parametrize("listing", ["partnerships", "organisations"])
def test_a_table_holds_exactly_what_json_shows(visitor: Client, listing: str) -> None:
    """Same rows, same columns, same codes: CSV and Parquet of all the pages."""
    every = _get(visitor, listing, **DAY)
    frame = pl.read_parquet(io.BytesIO(visitor.get(f"{ROOT}{listing}", {**DAY, "format": "parquet"}).content))
    answer = visitor.get(f"{ROOT}{listing}", DAY, headers={"Accept": "text/csv"})
    lines = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert frame.height == len(lines) == every["total"]
    for told, row, line in zip(every["rows"], frame.to_dicts(), lines, strict=False):
        known = {name: value for name, value in row.items() if value not in (None, [], "not_on_the_day")}
        assert {name: str(value) for name, value in told["values"].items()} == {n: str(v) for n, v in known.items()}
        assert set(line) == set(row)
        assert {name for name, cell in line.items() if cell} >= set(told["values"])


def test_facts_as_a_table_have_the_columns_of_the_dictionary(visitor: Client) -> None:
    """All 325 organisations, though a page holds a hundred."""
    frame = pl.read_parquet(io.BytesIO(visitor.get(f"{ROOT}facts/organisation", {"format": "parquet"}).content))
    slots = [column.slot for column in fact_kind("organisation").columns]
    assert (frame.height, frame.columns) == (Organisation.objects.count(), ["key", *slots])


def test_a_facet_promises_what_choosing_it_finds(visitor: Client) -> None:
    """The number beside a value is a promise, here as on the page."""
    counted = {one["id"]: one for one in _get(visitor, "partnerships/facets", **DAY)["facets"]}
    assert set(counted) == set(facets_of("partnership"))
    for value in counted["reach"]["values"]:
        assert _get(visitor, "partnerships", reach=value["code"], **DAY)["total"] == value["records"]


def test_a_crossing_sums_to_its_total(visitor: Client) -> None:
    """Each partnership stands in one cell of two facets of one value, unknowns included."""
    crossed = _get(visitor, "cross-tabulation", down="reach", across="kinds", share="all", **DAY)
    assert sum(cell["count"] for cell in crossed["cells"]) == crossed["total"]
    assert sum(cell["share"] for cell in crossed["cells"]) == pytest.approx(1, abs=0.01)


def test_labels_follow_the_language_and_codes_do_not(visitor: Client) -> None:
    """A program reads codes, a person words."""
    english = _get(visitor, "partnerships", q="brandon", **DAY)["rows"][0]
    french = json.loads(
        visitor.get(f"{ROOT}partnerships", {**DAY, "q": "brandon"}, headers={"Accept-Language": "fr-CA"}).content
    )["rows"][0]
    assert english["values"] == french["values"]
    assert english["words"]["kinds"] != french["words"]["kinds"]


def test_small_counts_of_persons_point_at_nobody(visitor: Client, program: Any) -> None:
    """Three persons who are not named are “fewer than five” to whoever may not correct them."""
    with recording(kind="test", reason="a council"):
        body = Body.objects.create(key="few", partnership=Partnership.objects.get(key="brandon"), kind="council")
        BodyMember.objects.create(key="three", body=body, persons_low=3, persons_high=3)
    fact = _get(visitor, "facts/body_member/three")["fact"]
    assert fact["withheld"] == {"persons_low": "small_count", "persons_high": "small_count"}
    (persons,) = _get(visitor, "partnerships/brandon/bodies", **DAY)["bodies"][0]["persons"]
    assert persons == {"low": 0, "high": 4, "is_small": True}
    assert _get(program("ana"), "facts/body_member/three")["fact"]["values"]["persons_low"] == 3


@pytest.mark.parametrize("address", ["facts/membership", "partnerships", "organisations", "partnerships/busy/members"])
def test_as_many_queries_for_many_rows_as_for_few(visitor: Client, address: str) -> None:
    """Twice as many members must not mean more questions to the database."""
    with recording(kind="test", reason="few"):
        busy = Partnership.objects.create(key="busy", name_en="Busy")
        _join(busy, range(3))
    few = _queries(visitor, address)
    with recording(kind="test", reason="many"):
        _join(busy, range(3, 60))
    assert _queries(visitor, address) == few <= 80


def _join(table: Partnership, numbers: range) -> None:
    for number in numbers:
        one = Organisation.objects.create(key=f"busy-{number}", name_en=f"Busy {number}")
        Membership.objects.create(key=f"in-busy-{number}", partnership=table, organisation=one)


def _queries(visitor: Client, address: str) -> int:
    visitor.get(f"{ROOT}{address}")
    with CaptureQueriesContext(connection) as seen:
        _get(visitor, address, **({"partnership": "busy"} if address.startswith("facts") else {}))
    return len(seen)


def test_the_columns_of_the_page_are_those_of_the_list(visitor: Client) -> None:
    """Asking for every column gives every field."""
    names = list(columns_of("partnership"))
    row = _get(visitor, "partnerships", columns=names, as_of=LAST_DAY.isoformat())["rows"][0]
    told = {*row["values"], *row["unknown"], *row["absent"]}
    assert {field.name for name in names for field in columns_of("partnership")[name].fields} <= told


def test_an_organisation_that_was_merged_leads_to_the_one_that_stands_for_it(visitor: Client) -> None:
    """A key that other systems keep still finds it, with all else that was asked."""
    with recording(kind="test", reason="twice the same"):
        for key in ("hall", "halle"):
            Organisation.objects.create(key=key, name_en="Welcome Hall", kind="community")
    merge_organisations(
        kept="hall", absorbed="halle", user=User.objects.get(username="marc"), reason="One and the same"
    )
    for address in ("organisations", "facts/organisation"):
        moved = visitor.get(f"{ROOT}{address}/halle?" + ("as_of=2026-06-30" if address == "organisations" else ""))
        assert moved.status_code == 301
        assert moved["Location"].startswith(f"{ROOT}{address}/hall")
        assert visitor.get(moved["Location"]).status_code == 200
