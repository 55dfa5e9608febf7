"""Opinion against traces: what parts by more than one band is a question for the table."""

from __future__ import annotations

from typing import Literal, get_args

import pytest

from concertation.core.estimate import Estimate, Evidence, Finding, Unknown
from concertation.core.functioning.assessment import Band
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.indicators import band_span, compare_opinion
from concertation.core.text import Text

CONVENTIONS = FunctioningConventions()
REASON = Text(en="Meetings with quorum: 1 of 6 (17%).", fr="Réunions avec quorum\u00a0: 1 sur 6 (17\u00a0%).")


def _traces(band: Band, basis: Literal["derived", "inferred"] = "derived") -> Finding:
    return Finding(
        measure="quorum_met",
        result=Estimate(value=1 / 6, n=6, coverage=1.0, method="share"),
        basis=basis,
        reasons=(REASON,),
        evidence=(Evidence("meeting", "m1"),),
        details={"factor": "structures_and_processes", "band": band},
    )


def test_the_three_bands_cover_the_scale_without_a_hole() -> None:
    assert [band_span(band, conventions=CONVENTIONS) for band in get_args(Band)] == [(1.0, 3.0), (3.0, 4.0), (4.0, 5.0)]


@pytest.mark.parametrize(
    ("score", "band", "gap"),
    [(4.4, "low", 2), (3.95, "low", 2), (2.1, "good", -2), (3.4, "low", None), (4.4, "mixed", None)],
)
def test_a_gap_over_one_band_is_a_finding_in_both_directions(score: float, band: Band, gap: int | None) -> None:
    found = compare_opinion(score, _traces(band), conventions=CONVENTIONS)
    result = found.result if found else None
    assert (result.value if isinstance(result, Estimate) else None) == gap


def test_the_finding_tells_what_was_counted_and_keeps_its_records() -> None:
    found = compare_opinion(4.4, _traces("low"), conventions=CONVENTIONS)
    assert found is not None and found.evidence == (Evidence("meeting", "m1"),)
    assert REASON.en in found.reasons[0].en and REASON.fr in found.reasons[0].fr
    assert "«\u00a0Structures et processus\u00a0»" in found.reasons[0].fr


@pytest.mark.parametrize(("score", "band"), [(4.4, "low"), (2.1, "good")])
def test_nobody_is_blamed(score: float, band: Band) -> None:
    found = compare_opinion(score, _traces(band), conventions=CONVENTIONS)
    assert found is not None
    (asked,) = found.reasons
    assert asked.en.endswith("A question to ask together.") and asked.fr.endswith("Une question à se poser ensemble.")
    assert not any(word in asked.en.lower() for word in ("wrong", "fail", "should", "fault", "contradict"))


def test_what_is_unknown_is_not_compared() -> None:
    unknown = Finding(
        measure="quorum_met",
        result=Unknown((Text(en="Meetings.", fr="Réunions."),)),
        basis="unknown",
        details={"factor": "structures_and_processes", "band": None},
    )
    assert compare_opinion(4.4, unknown, conventions=CONVENTIONS) is None
    assert compare_opinion(None, _traces("low"), conventions=CONVENTIONS) is None
