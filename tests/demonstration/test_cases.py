"""Brandon and Calgary come out of their facts alone as the article describes them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from concertation.core.typology import classify
from concertation.journeys.demonstration import load_demonstration
from concertation.store.snapshot_builder import build_snapshot

pytestmark = pytest.mark.django_db

DAY = date(2014, 6, 30)


@pytest.fixture
def cases() -> dict[str, dict[str, Any]]:
    """The two cases classified on 30 June 2014."""
    load_demonstration()
    return {row["key"]: row for row in classify(build_snapshot(as_of=DAY)).to_dicts()}


def test_brandon_is_local_of_several_sectors_multipartite_and_mixed(cases: dict[str, dict[str, Any]]) -> None:
    """Garcea & Ashton, « Partenariat local en établissement de Brandon », § 1 and 2."""
    brandon = cases["brandon"]
    assert [brandon[facet] for facet in ("reach", "sectors", "number", "kinds")] == [
        "local",
        "several",
        "multipartite",
        "mixed",
    ]


def test_brandon_is_a_hybrid_largely_consultative_with_some_of_each_form(
    cases: dict[str, dict[str, Any]],
) -> None:
    """Garcea & Ashton, same section, § 5."""
    brandon = cases["brandon"]
    assert brandon["articulation"] == "consultative"
    assert brandon["is_hybrid"]
    assert all(brandon[f"articulation_{form}"] > 0 for form in ("contributory", "operational", "collaborative"))


def test_the_number_of_brandon_partners_stays_unknown(cases: dict[str, dict[str, Any]]) -> None:
    """The article names sectors, not a number of partners."""
    assert cases["brandon"]["partner_count"] is None
    assert cases["brandon"]["partner_count_at_least"] == 11


def test_calgary_is_local_of_several_sectors_multipartite_and_mixed(cases: dict[str, dict[str, Any]]) -> None:
    """Garcea & Ashton, « Partenariat local en matière d’immigration de Calgary », § 1 and 2."""
    calgary = cases["calgary"]
    assert [calgary[facet] for facet in ("reach", "sectors", "number", "kinds")] == [
        "local",
        "several",
        "multipartite",
        "mixed",
    ]


def test_the_articulation_of_calgary_is_inferred_since_the_article_never_states_it(
    cases: dict[str, dict[str, Any]],
) -> None:
    """No activity says who decides; the bodies alone speak."""
    assert cases["calgary"]["articulation_basis"] == "inferred"


def test_calgary_is_more_formal_than_brandon_whatever_is_still_unknown(
    cases: dict[str, dict[str, Any]],
) -> None:
    """Garcea & Ashton call Brandon informal and Calgary very formal: the intervals do not overlap."""
    assert cases["calgary"]["form_low"] >= cases["brandon"]["form_high"]
    assert cases["calgary"]["form_high"] > cases["brandon"]["form_high"]
