"""Areas from official files into the register: one change, nothing twice, unions that add up."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from tests.exchange.shared_data import SHARED

from concertation.core.geography import population_of_union
from concertation.journeys.geography import import_areas, preview_areas
from concertation.journeys.workbook import RowsWithFaults
from concertation.store.models import Area, AreaPart, Change
from concertation.store.snapshot_builder import build_snapshot

pytestmark = pytest.mark.django_db

GEO = SHARED / "canada-geo"

_METROPOLITAN = ("cma.csv", b"CMAUID,kind,CMANAME_EN,CMANAME_FR,population_2021\n602,CMA,Winnipeg,Winnipeg,834678\n")
_SUBDIVISIONS = (
    "csd.csv",
    b"CSDUID,CMAUID,CSDNAME,population_2021\n4611040,602,Winnipeg,749607\n4607062,610,Brandon,51313\n4607072,,Reserve,\n",
)
_VALLEY = (
    "valley.csv",
    "territory_code,territory_en,territory_fr,CSDUID\nvalley,Valley,Vallée,4611040\nvalley,,,4607062\n".encode(),
)


def test_subdivisions_know_their_metropolitan_area() -> None:
    """Of the same vintage, whichever file comes first; one that is nowhere is told."""
    preview, change = import_areas([_SUBDIVISIONS, _METROPOLITAN])
    assert change is not None
    winnipeg = Area.objects.get(key="2021A00054611040")
    assert winnipeg.metropolitan_area == Area.objects.get(kind="census_metropolitan_area", code="602", vintage=2021)
    assert [fault.code for fault in preview.warnings] == ["no-such-metropolitan-area"]
    assert winnipeg.history.get().change == change


def test_the_same_files_again_change_nothing() -> None:
    """No second change in the trace."""
    import_areas([_SUBDIVISIONS, _METROPOLITAN])
    preview, change = import_areas([_SUBDIVISIONS, _METROPOLITAN])
    assert change is None
    assert preview.changes_nothing
    assert [(kind.kind, kind.new, kind.same) for kind in preview.kinds] == [
        ("census_metropolitan_area", 0, 1),
        ("municipality", 0, 3),
    ]


def test_a_new_count_is_a_correction_with_its_version() -> None:
    """What the file does not say stays."""
    import_areas([_SUBDIVISIONS, _METROPOLITAN])
    newer = ("csd.csv", b"CSDUID,CSDNAME,population_2021\n4607062,Brandon,51400\n")
    preview, _ = import_areas([newer])
    brandon = Area.objects.get(code="4607062")
    assert (brandon.population, brandon.history.count()) == (51_400, 2)
    assert preview.kinds[0].changed == 1


def test_a_custom_territory_is_the_union_of_its_parts() -> None:
    """749,607 + 51,313; a part without a count leaves the sum open above."""
    import_areas([_SUBDIVISIONS, _METROPOLITAN, _VALLEY])
    found = population_of_union(build_snapshot(as_of=date(2025, 1, 1)), "valley")
    assert (found.low, found.high) == (800_920, 800_920)
    import_areas([("more.csv", b"territory_code,CSDUID\nvalley,4607072\n")])
    found = population_of_union(build_snapshot(as_of=date(2025, 1, 1)), "valley")
    assert (found.low, found.high, found.missing) == (800_920, None, ("2021A00054607072",))
    assert AreaPart.objects.count() == 3


def test_nothing_is_written_while_faults_remain() -> None:
    """Unless the person leaves these lines out."""
    faulty = ("csd.csv", b"CSDUID,CSDNAME,population_2021\n46110,Winnipeg,1\n4607062,Brandon,51313\n")
    with pytest.raises(RowsWithFaults):
        import_areas([faulty])
    assert not Change.objects.exists()
    import_areas([faulty], leave_faulty_rows=True)
    assert Area.objects.count() == 1


def test_a_preview_writes_nothing() -> None:
    """It only tells."""
    preview = preview_areas([_SUBDIVISIONS])
    assert preview.kinds[0].population == 800_920
    assert not Area.objects.exists()


@pytest.mark.skipif(not GEO.exists(), reason="the census geography is not beside the project")
def test_the_whole_census_geography_comes_in_one_change_in_seconds() -> None:
    """5,161 subdivisions with outlines and history; the totals are those of the census, 36,991,981."""
    files = [*sorted(GEO.glob("*.csv")), *sorted(GEO.glob("*.geojson"))]
    start = perf_counter()
    preview, change = import_areas(files, vintage=2022)
    took = perf_counter() - start
    assert change is not None
    assert Change.objects.count() == 1
    assert Area.objects.count() == 5161 + 293 + 13 + 152 + 104
    totals = {kind.kind: kind.population for kind in preview.kinds}
    assert totals["municipality"] == totals["census_division"] == 36_991_981
    assert Area.objects.filter(kind="municipality", metropolitan_area__isnull=False).count() == 1007
    assert took < 60, took
