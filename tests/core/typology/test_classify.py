"""The five typologies, from facts laid out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concertation.core.snapshot import Snapshot
from concertation.core.typology import classify

DAY = date(2014, 6, 30)


def classified(**tables: dict[str, list[Any]]) -> dict[str, Any]:
    """The row of partnership 1, from tables of columns; every table gets its ids and keys."""
    frames = {}
    whole: dict[str, dict[str, list[Any]]] = {"partnership": {}} | tables
    for kind, columns in whole.items():
        height = max((len(values) for values in columns.values()), default=1)
        ids = {"id": list(range(1, height + 1)), "key": [f"{kind}-{n}" for n in range(1, height + 1)]}
        frames[kind] = pl.DataFrame(ids | columns)
    return classify(Snapshot.from_tables(as_of=DAY, tables=frames)).row(0, named=True)


def members(*governmental: bool | None, observers: int = 0, unnamed: int = 0) -> dict[str, Any]:
    """Organisations that belong to partnership 1; the last ones only observe."""
    count = len(governmental)
    return {
        "organisation": {
            "is_governmental": list(governmental),
            "is_unnamed_group": [n < unnamed for n in range(count)],
        },
        "membership": {
            "partnership_id": [1] * count,
            "organisation_id": list(range(1, count + 1)),
            "is_observer": [n >= count - observers for n in range(count)],
        },
    }


def area(kind: str, province: str | None, metropolitan: int | None = None) -> dict[str, Any]:
    """One row of the table of areas."""
    return {"kind": kind, "code": province, "province": province, "metropolitan_area_id": metropolitan}


def served(*areas: dict[str, Any]) -> dict[str, dict[str, list[Any]]]:
    """Areas that partnership 1 serves."""
    names = ("kind", "code", "province", "metropolitan_area_id")
    return {
        "area": {name: [entry[name] for entry in areas] for name in names},
        "partnership_area": {"partnership_id": [1] * len(areas), "area_id": list(range(1, len(areas) + 1))},
    }


@pytest.mark.parametrize(
    ("areas", "expected"),
    [
        ([area("municipality", "46")], "local"),
        ([area("municipality", "46", 9), area("municipality", "46", 9)], "local"),
        ([area("municipality", "46"), area("municipality", "46")], "regional"),
        ([area("census_division", "46")], "regional"),
        ([area("province_territory", "46")], "provincial"),
        ([area("country", None)], "national"),
        ([area("municipality", "46"), area("municipality", "48")], "national"),
    ],
)
def test_reach_follows_the_areas_served(areas: list[dict[str, Any]], expected: str) -> None:
    """Table 1, column 1; the thresholds are Concertation's convention."""
    assert classified(**served(*areas))["reach"] == expected


def test_two_provinces_short_of_the_country_are_flagged_interprovincial() -> None:
    """National reach that is not pan-Canadian says so."""
    row = classified(**served(area("municipality", "46"), area("municipality", "48")))
    assert row["is_interprovincial"]


@pytest.mark.parametrize(("count", "expected"), [(2, "bipartite"), (3, "tripartite"), (4, "multipartite")])
def test_number_follows_the_members_who_are_not_observers(count: int, expected: str) -> None:
    """Table 1, column 3."""
    row = classified(**members(*[None] * (count + 1), observers=1))
    assert (row["number"], row["partner_count"]) == (expected, count)
    assert row["partner_count_with_observers_and_funders"] == count + 1


def test_a_pure_funder_is_not_counted_but_shown_beside() -> None:
    """The count with funders stands beside the count without."""
    roles: dict[str, Any] = {"membership_role": {"membership_id": [3], "role": ["funder"]}}
    row = classified(**members(None, None, None), **roles)
    assert (row["partner_count"], row["partner_count_with_observers_and_funders"]) == (2, 3)


def test_partners_whom_the_source_does_not_name_leave_the_number_unknown() -> None:
    """Unknown is a value: three at least, and perhaps more."""
    row = classified(**members(None, None, None, unnamed=1))
    assert (row["partner_count"], row["partner_count_at_least"], row["number"]) == (None, 3, None)


@pytest.mark.parametrize(
    ("sides", "expected"),
    [((True, True), "governmental"), ((False, False), "non_governmental"), ((True, False, None), "mixed")],
)
def test_kinds_follow_who_is_governmental(sides: tuple[bool | None, ...], expected: str) -> None:
    """Table 1, column 4; one partner of each side is enough for mixed."""
    assert classified(**members(*sides))["kinds"] == expected


def test_nothing_known_is_unknown_on_every_facet() -> None:
    """Missing is never zero."""
    row = classified()
    assert {row[f"{facet}_basis"] for facet in ("reach", "sectors", "number", "kinds", "articulation")} == {"unknown"}
    assert row["form"] is None


def test_a_source_alone_makes_a_type_stated() -> None:
    """What a source declares is kept, and says that it is only stated."""
    row = classified(declared_type={"partnership_id": [1], "facet": ["reach"], "value": ["local"]})
    assert (row["reach"], row["reach_basis"]) == ("local", "stated")


def activity(*parts: dict[str, bool]) -> dict[str, dict[str, list[Any]]]:
    """One activity of partnership 1 and the part each organisation takes in it."""
    facts = ("advises", "funds", "works", "co_decides", "bears_cost", "bears_risk")
    return {
        "activity": {"partnership_id": [1]},
        "participation": {
            "activity_id": [1] * len(parts),
            "organisation_id": list(range(1, len(parts) + 1)),
        }
        | {fact: [part.get(fact) for part in parts] for fact in facts},
    }


WORKS = {"works": True}
SHARES = {"works": True, "co_decides": True, "bears_risk": True}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (({"advises": True}, {"advises": True}), "consultative"),
        (({"funds": True}, WORKS), "contributory"),
        ((WORKS, WORKS), "operational"),
        ((SHARES, SHARES), "collaborative"),
        ((SHARES, WORKS), "operational"),
    ],
)
def test_articulation_is_the_first_form_that_matches(parts: tuple[dict[str, bool], ...], expected: str) -> None:
    """Table 1, column 5, after Kernaghan et al. (2000: 188-191)."""
    assert classified(**activity(*parts))["articulation"] == expected


def test_an_unwritten_understanding_leaves_only_outside_funding_unknown() -> None:
    """Written items are then known to be absent; a funding agreement (15 points) may still exist."""
    row = classified(
        partnership={"has_legal_personality": [False], "has_written_decision_rule": [False]},
        agreement={"partnership_id": [1], "kind": ["unwritten_understanding"]},
    )
    assert (row["form"], row["form_low"], row["form_high"], row["form_coverage"]) == (0, 0, 15, 0.85)


@given(st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=12))
@settings(deadline=None)
def test_shares_sum_to_one_and_hybridity_lies_between_0_and_1(forms: list[int]) -> None:
    """The articulation is a vector of four shares; −Σp ln p / ln 4 is 1 at most."""
    rows: list[tuple[int, dict[str, bool]]] = []
    for number, form in enumerate(forms, start=1):
        parts = [({"advises": True},), ({"funds": True},), (WORKS, WORKS)][form]
        rows += [(number, part) for part in parts]
    row = classified(
        activity={"partnership_id": [1] * len(forms)},
        participation={
            "activity_id": [number for number, _ in rows],
            "organisation_id": list(range(1, len(rows) + 1)),
        }
        | {fact: [part.get(fact) for _, part in rows] for fact in ("advises", "funds", "works")},
    )
    names = ("consultative", "contributory", "operational", "collaborative")
    assert sum(row[f"articulation_{name}"] for name in names) == pytest.approx(1)
    assert -1e-9 <= row["hybridity"] <= 1
