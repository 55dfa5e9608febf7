"""The whole census on the map: every subdivision of 2021, with outlines and counts from the real files."""

from __future__ import annotations

import gzip
import json
from datetime import date

import polars as pl
import pytest
from django.test import Client
from tests.exchange.shared_data import SHARED

from concertation.core.geography import found_in, population_of_union
from concertation.journeys.geography import import_areas
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Area
from concertation.store.snapshot_builder import build_snapshot

GEO = SHARED / "canada-geo"
# 2021 census, Statistics Canada, table 98-10-0001: the population of Canada.
CANADA = 36_991_981

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not GEO.exists(), reason="the shared geography canada-geo is not on this machine"),
]


@pytest.fixture
def census() -> None:
    """Provinces, divisions, subdivisions and metropolitan areas, and one partnership on each subdivision."""
    names = ("provinces", "census_divisions", "cma_ca", "census_subdivisions")
    import_areas(
        [GEO / f"{name}.{ending}" for name in names for ending in ("csv", "geojson")],
        vintage=2021,
        leave_faulty_rows=True,
    )
    keys = Area.objects.filter(kind="municipality").values_list("key", flat=True)
    tables = {f"t-{key}": {"name_en": key, "name_fr": key, "is_synthetic": True} for key in keys}
    served = {f"s-{key}": {"partnership": f"t-{key}", "area": key} for key in keys}
    with recording(kind="edit", reason="test"):
        insert_facts({"partnership": tables, "partnership_area": served})


def test_all_subdivisions_are_drawn_in_less_than_a_megabyte(census: None) -> None:
    """5,161 of them; both levels of the census sum to the population of Canada; where they lie follows codes."""
    page = Client().get("/en/map/?rows=-population").content.decode()
    assert "<strong>5161</strong> of 5161" in page.replace(",", "") and "Toronto" in page
    sent = Client().get("/en/map/shapes-2.json", headers={"accept-encoding": "gzip"}).content
    shapes = json.loads(gzip.decompress(sent))
    drawn = {one["properties"]["key"] for one in shapes["territories"]["features"]}
    assert len(drawn) > 5_100 and len(sent) < 1_000_000
    snapshot = build_snapshot(as_of=date(2025, 1, 1))
    for kind in ("census_division", "municipality"):
        assert snapshot["area"].filter(pl.col("kind") == kind)["population"].sum() == CANADA
    narrowed = Client().get("/en/map/?where=2021A000246").content.decode()
    manitoba = snapshot["area"].filter(pl.col("key") == "2021A000246")["id"].item()
    inside = found_in(snapshot).filter(pl.col("where_id") == manitoba)["area_id"]
    towns = snapshot["area"].filter(pl.col("id").is_in(inside.implode()) & (pl.col("kind") == "municipality"))
    assert f"<strong>{towns.height}</strong> of" in narrowed
    assert towns["code"].str.starts_with("46").all()
    assert population_of_union(snapshot, "2021A000246").high is not None
