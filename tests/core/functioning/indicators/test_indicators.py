"""What indicators say of themselves, and the answers they give of whole registers."""

from __future__ import annotations

import re
from datetime import date
from importlib import resources

import polars as pl
import pytest
from tests.core.typology.facts import AGENCY, CITY, DAY, SCHOOL, partnership_of, snapshot_of

from concertation.core.demonstration import documented_cases, rows_as_snapshot
from concertation.core.errors import InvalidData
from concertation.core.estimate import Estimate, Unknown
from concertation.core.functioning.indicators import (
    COLUMNS,
    IndicatorConventions,
    all_indicators,
    indicator_findings,
    measure_indicators,
    read_indicators,
)
from concertation.core.functioning.indicators.table import TRACES
from concertation.core.snapshot import Snapshot
from concertation.core.vocabulary import load_scheme

CONVENTIONS = IndicatorConventions()
DOCUMENT = (
    resources.files("concertation.core.functioning.indicators").joinpath("indicators.toml").read_text(encoding="utf-8")
)


def test_each_factor_has_an_indicator_and_each_indicator_its_trace() -> None:
    assert {one.factor for one in all_indicators()} == set(load_scheme("functioning_factor").codes)
    assert {one.code for one in all_indicators()} == set(TRACES) == set(CONVENTIONS.thresholds)


def test_a_definition_tells_the_span_that_is_set() -> None:
    (quorum,) = (one for one in all_indicators() if one.code == "quorum_met")
    assert quorum.defined(IndicatorConventions(recent_months=18)).fr == (
        "Part des réunions des 18 derniers mois où le quorum était atteint."
    )


@pytest.mark.parametrize(
    ("pattern", "instead", "fault"),
    [
        (r'factor = "documents"', 'factor = "paper"', "documents_current: no such factor as paper"),
        (r'factor = "documents"', 'factor = "resources"', "documents: no indicator"),
        (r'reads = \["report"\]', 'reads = ["rumour"]', "no such kind of fact as rumour"),
        (r'unit = "count"', 'unit = "stars"', "learning_activities: no such unit as stars"),
        (r"\[quorum_met\]", "[quorum_kept]", "quorum_kept: no threshold"),
        (r'caution.fr = "Un quorum bas.*"', "", "quorum_met.caution: The fr side"),
    ],
)
def test_every_fault_is_told_with_its_place(pattern: str, instead: str, fault: str) -> None:
    with pytest.raises(InvalidData, match=re.escape(fault)):
        read_indicators(re.sub(pattern, instead, DOCUMENT))


def _documented() -> Snapshot:
    return rows_as_snapshot(documented_cases(), as_of=DAY)


def test_an_empty_register_has_the_columns_and_nothing_else() -> None:
    table = measure_indicators(snapshot_of({}), conventions=CONVENTIONS)
    assert table.is_empty() and table.schema == COLUMNS


def test_of_a_partnership_without_facts_everything_is_unknown() -> None:
    table = measure_indicators(snapshot_of({"partnership": [{"key": "table"}]}), conventions=CONVENTIONS)
    assert table["indicator"].to_list() == [one.code for one in all_indicators()]
    assert table["value"].null_count() == table["band"].null_count() == table["shown"].null_count() == len(table)
    assert set(table["coverage"]) == {0.0}


def test_the_two_cases_of_the_article_say_little_of_functioning_and_are_not_given_zeros() -> None:
    """Garcea & Ashton tell no meeting, decision or action of Brandon and Calgary: only what they tell has a value."""
    known = measure_indicators(_documented(), conventions=CONVENTIONS).drop_nulls("value")
    assert known.select("partnership", "indicator", "value").rows() == [
        ("brandon", "learning_activities", 1.0),
        ("calgary", "roles_on_record", 1.0),
        ("calgary", "documents_current", 1.0),
        ("calgary", "means_held", 1.0),
    ]


def test_one_partnership_says_the_same_alone_as_among_others() -> None:
    snapshot = _documented()
    among = measure_indicators(snapshot, conventions=CONVENTIONS)
    for number in among["partnership_id"].unique():
        alone = measure_indicators(snapshot.restricted_to([number]), conventions=CONVENTIONS)
        assert alone.equals(among.filter(pl.col("partnership_id") == number))


def test_an_earlier_day_is_read_as_it_stood() -> None:
    meetings = [{"partnership_id": 1, "on": date(2014, month, 1), "quorum_met": month > 3} for month in range(1, 7)]
    snapshot = snapshot_of(partnership_of(CITY, meeting=meetings))
    earlier = measure_indicators(snapshot.on_day(date(2014, 3, 31)), conventions=CONVENTIONS)
    row = earlier.row(by_predicate=pl.col("indicator") == "quorum_met", named=True)
    assert (row["cases"], row["value"], row["band"]) == (3, 0.0, "low")


MEETINGS = [
    {"key": f"m{month}", "partnership_id": 1, "on": date(2014, month, 1), "quorum_met": said}
    for month, said in ((1, True), (2, True), (3, True), (4, False), (5, None))
]


def test_a_finding_counts_tells_and_gives_the_records() -> None:
    snapshot = snapshot_of(partnership_of(CITY, AGENCY, SCHOOL, meeting=MEETINGS))
    findings = {one.measure: one for one in indicator_findings(snapshot, 1, conventions=CONVENTIONS)}
    quorum = findings["quorum_met"]
    assert quorum.result == Estimate(value=0.75, n=4, coverage=0.8, method="share", low=0.6, high=0.8)
    assert quorum.basis == "inferred"
    assert quorum.reasons[0].en == "Meetings with quorum: 3 of 4 (75%)."
    assert quorum.reasons[0].fr == "Réunions avec quorum\u00a0: 3 sur 4 (75\u00a0%)."
    assert [one.key for one in quorum.evidence] == ["m1", "m2", "m3", "m4", "m5"]
    assert quorum.missing[1].fr == "Inconnus\u00a0: 1 sur 5."
    assert findings["months_since_meeting"].reasons[0].en == "Since the last meeting: 1 month."
    assert findings["months_since_meeting"].reasons[0].fr == "Depuis la dernière réunion\u00a0: 1\u00a0mois."


def test_a_finding_that_is_unknown_says_which_facts_it_lacks() -> None:
    snapshot = snapshot_of(partnership_of(CITY, meeting=MEETINGS[:2]))
    (quorum,) = (one for one in indicator_findings(snapshot, 1, conventions=CONVENTIONS) if one.measure == "quorum_met")
    assert isinstance(quorum.result, Unknown) and quorum.basis == "unknown" and quorum.reasons == ()
    assert [text.en for text in quorum.missing] == [
        "The meetings of the last year or so, and whether quorum was met.",
        "Known: 2; at least 3 are needed.",
    ]


def test_where_nothing_is_on_record_what_is_needed_is_said_once() -> None:
    findings = indicator_findings(snapshot_of(partnership_of(CITY)), 1, conventions=CONVENTIONS)
    assert {one.measure: len(one.missing) for one in findings}["quorum_met"] == 1
