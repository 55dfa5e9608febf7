"""After a small change only the partnerships that it concerns are classified again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from concertation.core.facts import all_kinds, fact_kind
from concertation.core.snapshot import Snapshot
from concertation.core.typology import classify, score_days
from concertation.core.typology.following import _OF_ALL, _OF_ORGANISATIONS, concerned_partnerships, reclassify, rescore

DAY = date(2026, 6, 30)


def _register(**tables: list[dict[str, object]]) -> Snapshot:
    rows: dict[str, list[dict[str, object]]] = {
        "partnership": [{"id": number, "key": f"p{number}"} for number in (1, 2, 3, 4, 5)],
        "organisation": [{"id": number, "key": f"o{number}"} for number in (1, 2)],
        "membership": [
            {"id": 1, "key": "m1", "partnership_id": 1, "organisation_id": 1},
            {"id": 2, "key": "m2", "partnership_id": 2, "organisation_id": 2},
        ],
        "activity": [{"id": 1, "key": "a1", "partnership_id": 3}],
        "participation": [{"id": 1, "key": "t1", "activity_id": 1, "organisation_id": 2}],
        **tables,
    }
    return Snapshot.from_tables(as_of=DAY, tables={kind: pl.DataFrame(found) for kind, found in rows.items()})


def test_an_organisation_concerns_the_partnerships_in_which_it_has_a_part() -> None:
    """As a member of the second, and at work in an activity of the third."""
    register = _register()
    assert concerned_partnerships(register, register, {"organisation": {2}}) == {2, 3}


def test_a_fact_that_moves_concerns_the_partnership_that_it_leaves_too() -> None:
    """The first loses a member, the fourth wins it; the second keeps its own."""
    before = _register()
    moved = [
        {"id": 1, "key": "m1", "partnership_id": 4, "organisation_id": 1},
        {"id": 2, "key": "m2", "partnership_id": 2, "organisation_id": 2},
    ]
    assert concerned_partnerships(before, _register(membership=moved), {"membership": {1}}) == {1, 4}


def test_a_place_concerns_them_all() -> None:
    """Whether two municipalities are one metropolis is read of every partnership."""
    register = _register()
    assert concerned_partnerships(register, register, {"area": {1}}) is None


def test_what_is_not_concerned_keeps_its_answer() -> None:
    """The answer given for the others is taken as it is: here it is marked, and the mark stays."""
    before = _register()
    marked = classify(before).with_columns(key=pl.format("{}*", "key"))
    after = reclassify(marked, before=before, after=before, touched={"membership": {1}})
    assert after["key"].to_list() == ["p1", "p2*", "p3*", "p4*", "p5*"]


def test_scores_of_what_is_not_concerned_are_kept() -> None:
    """The first loses its member, and only the first is scored again on both days."""
    days = (date(2025, 6, 30), DAY)
    before, after = (
        _register(),
        _register(membership=[{"id": 2, "key": "m2", "partnership_id": 2, "organisation_id": 2}]),
    )
    marked = score_days(before, days=days).with_columns(form=pl.lit(-1.0))
    again = rescore(marked, before=before, after=after, touched={"membership": {1}}, days=days)
    fresh = score_days(after, days=days).filter(pl.col("partnership_id") == 1)
    assert again.filter(pl.col("partnership_id") == 1).equals(fresh)
    assert set(again.filter(pl.col("partnership_id") != 1)["form"]) == {-1.0}
    assert again.height == marked.height


class _Told(Mapping[str, pl.DataFrame]):
    """Tables that tell which of them were read."""

    def __init__(self, tables: Mapping[str, pl.DataFrame]) -> None:
        self._tables = tables
        self.read: set[str] = set()

    def __getitem__(self, kind_id: str) -> pl.DataFrame:
        self.read.add(kind_id)
        return self._tables[kind_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def test_whatever_is_read_to_classify_leads_to_partnerships() -> None:
    """Each table read belongs to a partnership, or is one of those that are followed by hand."""
    tables = _Told(_register().tables)
    classify(Snapshot(as_of=DAY, tables=tables))
    assert len(tables.read) > 10
    by_hand = {*_OF_ALL, *_OF_ORGANISATIONS, "partnership"}
    assert {kind.id for kind in all_kinds() if kind.id in tables.read - by_hand} == {
        kind_id for kind_id in tables.read - by_hand if _belongs(kind_id)
    }


def _belongs(kind_id: str) -> bool:
    parent = fact_kind(kind_id).parent
    return parent is not None and (parent.to == "partnership" or _belongs(str(parent.to)))
