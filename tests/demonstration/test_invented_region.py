"""The invented region is marked, large, the same for the same seed, and gives back what was planted in it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from concertation.core.demonstration import PlantedTruth, RowBook, make_region, rows_as_snapshot
from concertation.core.demonstration.region.edits import later_edits
from concertation.core.discovery.emerging import find_groups, unexplained_occasions
from concertation.core.facts import fact_kind
from concertation.core.network import Span
from concertation.core.snapshot import Snapshot
from concertation.core.text import search_key
from concertation.core.typology import classify, examine
from concertation.core.vocabulary import load_scheme

LAST_DAY = date(2026, 6, 30)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

Region = tuple[RowBook, tuple[PlantedTruth, ...]]
Found = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def region() -> Region:
    """The region and its truths, from one seed."""
    return make_region(np.random.default_rng(7), last_day=LAST_DAY)


@pytest.fixture(scope="module")
def snapshot(region: Region) -> Snapshot:
    """The region on its last day."""
    return rows_as_snapshot(region[0], as_of=LAST_DAY)


@pytest.fixture(scope="module")
def found(snapshot: Snapshot) -> Found:
    """The classification of each partnership, by key."""
    return {row["key"]: row for row in classify(snapshot).to_dicts()}


@pytest.fixture(scope="module")
def examined(snapshot: Snapshot) -> Found:
    """The measures that few may see, by key."""
    return {row["key"]: row for row in examine(snapshot, seed=1).to_dicts()}


def planted(region: Region, facet: str) -> dict[str, Any]:
    """What was planted under that facet, by partnership."""
    expected = {truth.partnership_key: truth.expected for truth in region[1] if truth.facet == facet}
    assert expected, facet
    return expected


def test_the_same_seed_and_day_give_the_same_rows(region: Region) -> None:
    """A demonstration is the same on every machine."""
    assert make_region(np.random.default_rng(7), last_day=LAST_DAY) == region


def test_the_group_that_was_planted_emerges_alone(region: Region, snapshot: Snapshot) -> None:
    """The winter clothing drive: four organisations, under the table that lent its room."""
    year = Span.over(LAST_DAY - timedelta(days=364), LAST_DAY)
    (found,) = find_groups(unexplained_occasions(snapshot, year))
    assert planted(region, "emerging") == {"dunmere-network": " ".join(found.members)}


def test_another_seed_gives_another_region_with_the_same_truths(region: Region) -> None:
    """Dice decide the details; what is planted by design stays."""
    book, truths = make_region(np.random.default_rng(8), last_day=LAST_DAY)
    assert book != region[0]
    by_design = {"articulation", "reach", "to_examine", "agreement", "lineage"}
    assert [t for t in truths if t.facet in by_design] == [t for t in region[1] if t.facet in by_design]


def test_it_is_large_enough_to_look_alive(region: Region) -> None:
    """About 300 organisations, 60 partnerships, five years of minutes."""
    book = region[0]
    assert 280 <= len(book.of("organisation")) <= 330
    assert len(book.of("partnership")) == 60
    assert len(book.of("meeting")) > 800
    assert len(book.of("attendance")) > 5000
    days = [str(row["on"]) for row in book.of("meeting").values()]
    assert min(days) < "2021-12-31"
    assert max(days) <= LAST_DAY.isoformat()


def test_everything_is_marked_as_invented(region: Region) -> None:
    """Nobody may take it for real: flags, and one invented source on every row."""
    book = region[0]
    for kind in ("organisation", "partnership"):
        assert all(row["is_synthetic"] is True for row in book.of(kind).values())
    sources = {row.get("source") for kind, _, row in book if kind.id != "source"}
    assert sources == {"invented-region"}
    assert book.of("source")["invented-region"]["kind"] == "synthetic"


def test_contacts_cannot_reach_anybody(region: Region) -> None:
    """Addresses end in example.org, numbers begin with 555-01, which nobody has."""
    for row in region[0].of("representative").values():
        assert str(row["email"]).endswith(".example.org")
        assert str(row["phone"]).startswith("555-01")


def test_every_code_is_a_term_of_its_vocabulary(region: Region) -> None:
    """A fact never speaks a word that the vocabularies do not define."""
    strangers = {
        f"{kind.id}.{field.name} = {row[field.name]}"
        for kind, _, row in region[0]
        for field in kind.fields
        if field.scheme and field.name in row and str(row[field.name]) not in load_scheme(field.scheme).codes
    }
    assert strangers == set()


def test_nothing_has_happened_yet_that_is_after_the_last_day(region: Region) -> None:
    """Only ends and deadlines may lie ahead."""
    ahead = [
        (kind.id, key)
        for kind, key, row in region[0]
        for name in ("since", "on", "signed_on", "adopted_on", "decided_on", "done_on")
        if name in row and row[name] > LAST_DAY  # type: ignore[operator]  # these columns hold dates
    ]
    assert ahead == []


@pytest.mark.parametrize(
    "facet", ["reach", "sectors", "number", "kinds", "articulation", "is_hybrid", "objective_orientation"]
)
def test_planted_types_are_found_again(region: Region, found: Found, facet: str) -> None:
    """Each facet of each living partnership, or *unknown* where too little was written down."""
    expected = planted(region, facet)
    answers = {key: "unknown" if found[key][facet] is None else found[key][facet] for key in expected}
    assert answers == expected


@pytest.mark.parametrize("facet", ["reach", "sectors", "number", "kinds", "articulation"])
def test_each_value_of_each_typology_is_there_at_least_once(region: Region, facet: str) -> None:
    """Table 1 of the article can be read off the region whole."""
    scheme = {
        "reach": "geographic_reach",
        "sectors": "sector_breadth",
        "number": "partner_number",
        "kinds": "partner_kinds",
        "articulation": "articulation",
    }[facet]
    assert set(planted(region, facet).values()) - {"unknown"} == set(load_scheme(scheme).codes)


def test_hybrids_and_pure_forms_are_both_there(region: Region) -> None:
    """Hybrids are common, pure forms too."""
    hybrids = list(planted(region, "is_hybrid").values())
    assert min(hybrids.count(True), hybrids.count(False)) >= 10


def test_a_partnership_of_few_facts_answers_unknown(region: Region, found: Found) -> None:
    """No figure is made up for the three of which next to nothing is written."""
    keys = planted(region, "form")
    assert len(keys) == 3
    assert all(found[key]["form"] is None and found[key]["inst"] is None for key in keys)


def test_gaps_between_declared_and_realised_articulation_are_found(region: Region, found: Found) -> None:
    """Steps from realised to declared; nobody else has a gap of two."""
    expected = planted(region, "articulation_gap")
    assert {key: found[key]["articulation_gap"] for key in expected} == expected
    wide = {key for key, row in found.items() if abs(row["articulation_gap"] or 0) >= 2}
    assert wide == {key for key, gap in expected.items() if abs(gap) >= 2}


def test_symbiotic_and_parasitic_patterns_are_found(region: Region, examined: Found) -> None:
    """Two symbiotic partnerships, and two in which one feeds on another."""
    expected = planted(region, "balance")
    assert set(expected.values()) == {"symbiotic", "parasitic"}
    assert {key: examined[key]["symbiosis"] for key in expected} == expected
    others = {key for key, row in examined.items() if row["symbiosis"] == "parasitic"}
    assert others == {key for key, pattern in expected.items() if pattern == "parasitic"}


def test_only_the_captured_partnership_is_to_examine(region: Region, examined: Found) -> None:
    """Three signals from two kinds of data or more: one partnership of sixty, and never another."""
    expected = {key for key, is_planted in planted(region, "to_examine").items() if is_planted}
    assert expected == {"cinder-workplace"}
    assert {key for key, row in examined.items() if row["to_examine"]} == expected
    assert examined["cinder-workplace"]["signal_kinds"] >= 2


def test_the_decoy_shows_two_signals_and_is_not_examined(region: Region, examined: Found) -> None:
    """A losing member and a low rung are two signals, not three."""
    expected = planted(region, "signals")
    assert {key: examined[key]["signal_count"] for key in expected} == expected == {"thornby-work": 2}
    assert examined["thornby-work"]["to_examine"] is not True


def test_newcomers_rungs_are_found_high_and_low(region: Region, examined: Found) -> None:
    """From manipulation to delegated power, as decisions on record show."""
    expected = planted(region, "rung")
    assert {key: examined[key]["newcomers_rung"] for key in expected} == expected
    assert {"manipulation", "therapy", "delegated_power"} <= set(expected.values())


def test_lapsed_and_expiring_agreements_are_there(region: Region, snapshot: Snapshot) -> None:
    """Lapsed: every written agreement among partners has ended. Expiring: one ends within ninety days."""
    names = dict(snapshot["partnership"].select("id", "key").iter_rows())
    written = snapshot["agreement"].filter(pl.col("kind").is_in(["memorandum_of_understanding", "terms_of_reference"]))
    lapsed = {
        names[partnership]
        for (partnership,), group in written.group_by("partnership_id")
        if all(until is not None and until < LAST_DAY for until in group["until"])
    }
    soon = snapshot["agreement"].filter(pl.col("until").is_between(LAST_DAY, LAST_DAY + timedelta(days=90)))
    expected = planted(region, "agreement")
    alive = {key for key, stage in planted(region, "stage").items() if stage not in ("ended", "unknown")}
    assert lapsed & alive == {key for key, state in expected.items() if state == "lapsed"}
    assert {names[number] for number in soon["partnership_id"]} == {
        key for key, state in expected.items() if state == "expiring"
    }


def test_stages_of_life_are_found(region: Region, snapshot: Snapshot) -> None:
    """Emerging, proposed, forming, active, paused, under reform, ended: each is somewhere."""
    names = dict(snapshot["partnership"].select("id", "key").iter_rows())
    last = snapshot["lifecycle_event"].sort("on").group_by("partnership_id").agg(pl.col("stage").last())
    stages = {names[partnership]: stage for partnership, stage in last.iter_rows()}
    expected = planted(region, "stage")
    assert {key: stages.get(key, "unknown") for key in expected} == expected
    assert set(expected.values()) - {"unknown"} == set(load_scheme("lifecycle_stage").codes)


def test_an_emerging_partnership_already_meets(region: Region, snapshot: Snapshot) -> None:
    """It is not active yet, has no written agreement, and its minutes show it."""
    emerging = [key for key, stage in planted(region, "stage").items() if stage == "emerging"]
    for key in emerging:
        part = snapshot.restricted_to([snapshot.partnership_id(key) or 0])
        assert len(part["meeting"]) >= 2
        assert part["agreement"].filter(pl.col("kind") != "unwritten_understanding").is_empty()


def test_lineages_are_found(region: Region, snapshot: Snapshot) -> None:
    """Spawned, merged, replaced, split and nested partnerships, from whom and into whom."""
    names = dict(snapshot["partnership"].select("id", "key").iter_rows())
    rows = snapshot["lineage"].select("origin_id", "kind", "result_id").rows()
    found = {(names[origin], f"{kind} {names[result]}") for origin, kind, result in rows}
    expected = {(t.partnership_key, t.expected) for t in region[1] if t.facet == "lineage"}
    assert found == expected
    assert {kind for _, kind, _ in rows} == set(load_scheme("lineage_kind").codes)


def test_truths_hold_whatever_the_seed_and_the_last_day() -> None:
    """Nothing planted hangs on a lucky draw or on a day of the week."""
    for seed, day in ((1, date(2024, 2, 29)), (2, date(2027, 12, 31))):
        region = make_region(np.random.default_rng(seed), last_day=day)
        snapshot = rows_as_snapshot(region[0], as_of=day)
        found = {row["key"]: row for row in classify(snapshot).to_dicts()}
        expected = planted(region, "articulation")
        assert {key: found[key]["articulation"] or "unknown" for key in expected} == expected
        to_examine = {row["key"] for row in examine(snapshot, seed=1).to_dicts() if row["to_examine"]}
        assert to_examine == {"cinder-workplace"}


def test_later_edits_speak_of_rows_that_exist(region: Region) -> None:
    """Each edit changes columns of a row of the region, by an account that exists, and says why."""
    for edit in later_edits():
        assert edit.key in region[0].of(edit.kind)
        columns = {column.name for column in fact_kind(edit.kind).columns}
        assert set(edit.values) <= columns
        assert edit.account in ("ana", "marc")
        assert edit.reason


def test_no_invented_organisation_bears_the_name_of_a_real_one(region: Region) -> None:
    """Compared with the federal list of newcomer services and the list of federal organisations."""
    real = set(_names("ircc-services/services.csv", "name_en", "name_fr"))
    real |= set(_names("goc-orgs/goc_portal_orgs.csv", "en", "fr"))
    invented = {
        search_key(str(row[column]))
        for row in region[0].of("organisation").values()
        for column in ("name_en", "name_fr")
    }
    assert invented & real == set()


def test_no_invented_town_bears_the_name_of_a_real_place(region: Region) -> None:
    """Compared with the Canadian places of GeoNames."""
    real = set(_names("geonames-ca/places_ca_cities500.csv", "name"))
    towns = {search_key(str(row[column])) for row in region[0].of("area").values() for column in ("name_en", "name_fr")}
    assert towns & real == set()


def _names(file: str, *columns: str) -> Iterator[str]:
    path = SHARED / file
    if not path.exists():
        pytest.skip(f"the shared list {file} is not on this machine")
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield from (search_key(row[column]) for column in columns if row[column])
