"""The whole answer: explanations that agree with the figures, trends, and properties that always hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from benchmarks.plain_typology import classify_plainly
from benchmarks.register import AS_OF, make_register
from benchmarks.typology import differences
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.core.typology.facts import AGENCY, CITY, GROUP, partnership_of, snapshot_of

from concertation.core.errors import DayNotCovered, UnknownRecord
from concertation.core.estimate import Category, Estimate, Suppressed
from concertation.core.measure import all_measures, describe_measures, measures_of
from concertation.core.snapshot import Snapshot
from concertation.core.typology import FACETS, classify, examine, explain, score_trend, trend
from concertation.core.typology.articulation import SHARES

seeds = st.integers(0, 2**32 - 1)


@given(seeds)
@settings(max_examples=15, deadline=None)
def test_columns_and_a_plain_loop_give_the_same_answers(seed: int) -> None:
    """The vectorised classification agrees with one written row by row, on registers drawn at random."""
    register = make_register(60, seed=seed)
    assert differences(classify(register), classify_plainly(register)) == []


@given(seeds)
@settings(max_examples=5, deadline=None)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    """A register is a set of facts."""
    register = make_register(40, seed=seed)
    shuffled = Snapshot.from_tables(
        as_of=AS_OF,
        tables={
            kind: frame.sample(fraction=1.0, shuffle=True, seed=seed % 1000) for kind, frame in register.tables.items()
        },
    )
    assert_frame_equal(classify(register), classify(shuffled))
    assert_frame_equal(examine(register, seed=3), examine(shuffled, seed=3))


@given(seeds)
@settings(max_examples=5, deadline=None)
def test_a_part_of_the_register_gives_the_same_answer_as_the_whole(seed: int) -> None:
    """The figures of a partnership do not depend on the others."""
    register = make_register(40, seed=seed)
    wanted = [1, 7, 23]
    part = register.restricted_to(wanted)
    chosen = pl.col("partnership_id").is_in(wanted)
    assert_frame_equal(classify(register).filter(chosen), classify(part))
    assert_frame_equal(examine(register, seed=3).filter(chosen), examine(part, seed=3))


@given(seeds)
@settings(max_examples=5, deadline=None)
def test_shares_sum_to_one_and_scores_stay_within_their_bounds(seed: int) -> None:
    """Four shares make a whole; a score lies in its interval; coverage is a share."""
    frame = classify(make_register(60, seed=seed))
    totals = frame.drop_nulls("articulation_consultative").select(pl.sum_horizontal(SHARES)).to_series()
    assert totals.to_list() == pytest.approx([1.0] * len(totals))
    for name in ("form", "inst"):
        shown = frame.drop_nulls(name)
        assert (shown[f"{name}_low"] <= shown[name]).all()
        assert (shown[name] <= shown[f"{name}_high"]).all()
    for facet in FACETS:
        assert frame[f"{facet}_coverage"].is_between(0, 1).all()
        is_open = frame[facet].is_null()
        if facet == "articulation":
            is_open = is_open & ~frame["articulation_is_tied"]
        assert (is_open == (frame[f"{facet}_basis"] == "unknown")).all()


def test_a_tie_is_explained_as_a_tie_in_both_languages() -> None:
    """A council and a team share the first place, half each: the answer names no form and says why."""
    body = [{"partnership_id": 1, "kind": "council"}, {"partnership_id": 1, "kind": "project_team"}]
    finding = explain(snapshot_of(partnership_of(CITY, AGENCY, body=body)), "table")["articulation"]
    assert isinstance(finding.result, Category)
    assert (finding.result.code, finding.result.is_tied, finding.basis) == (None, True, "inferred")
    said = {(reason.en, reason.fr) for reason in finding.reasons}
    english = "2 types share the first place with 50% each: no form prevails, and none is named."
    french = (
        "2 types se partagent la première place avec 50\u00a0% chacun\u00a0: aucune forme ne domine,"
        " et aucune n’est nommée."
    )
    assert (english, french) in said


def test_an_observer_more_changes_no_count_of_partners() -> None:
    """Observers stand beside."""
    facts = dict(partnership_of(CITY, AGENCY, AGENCY))
    before = classify(snapshot_of(facts)).row(0, named=True)
    facts["organisation"] = [*facts["organisation"], AGENCY]
    facts["membership"] = [*facts["membership"], {"partnership_id": 1, "organisation_id": 4, "is_observer": True}]
    after = classify(snapshot_of(facts)).row(0, named=True)
    assert (before["number"], before["partner_count"]) == (after["number"], after["partner_count"])
    assert after["partner_count_with_observers_and_funders"] == 4


@given(seeds)
@settings(max_examples=5, deadline=None)
def test_an_explanation_says_the_same_numbers(seed: int) -> None:
    """The reasoned answer and the row of the classification cannot differ."""
    register = make_register(20, seed=seed)
    for row in classify(register).head(5).iter_rows(named=True):
        answer = explain(register, row["key"], may_see_restricted=True)
        for facet in FACETS:
            result = answer[facet].result
            code = result.code if isinstance(result, Category) else None
            assert (code, answer[facet].basis) == (row[facet], row[f"{facet}_basis"])
            if isinstance(result, Category):
                assert result.coverage == pytest.approx(row[f"{facet}_coverage"])
        for name in ("form", "inst"):
            shown = answer[name].result
            assert (shown.value if isinstance(shown, Estimate) else None) == pytest.approx(row[name])
            assert answer[name].details[f"{name}_low"] == pytest.approx(row[f"{name}_low"])


def test_restricted_findings_are_closed_to_most() -> None:
    """Few may see them; the others read that they exist, and why they are closed."""
    snapshot = snapshot_of(partnership_of(CITY, AGENCY))
    closed = explain(snapshot, "table")
    assert isinstance(closed["signals"].result, Suppressed)
    assert not closed["signals"].reasons
    assert not isinstance(explain(snapshot, "table", may_see_restricted=True)["signals"].result, Suppressed)


def test_sentences_agree_in_number_in_each_language() -> None:
    """French is singular for 0 and 1, English for 1 alone; days are written out."""
    answer = explain(snapshot_of(partnership_of(CITY, AGENCY, AGENCY)), "table")
    reason = answer["number"].reasons[0]
    assert reason.en == "3 partner organisations on June 30, 2014."
    assert reason.fr == "3 organismes partenaires le 30\u00a0juin 2014."
    lone = explain(snapshot_of(partnership_of(AGENCY), day=date(2014, 7, 1)), "table")["number"].reasons[0]
    assert lone.en == "1 partner organisation on July 1, 2014."
    assert lone.fr == "1 organisme partenaire le 1er\u00a0juillet 2014."


def test_what_is_missing_is_named() -> None:
    """An answer that stays open says which records would close it."""
    organisations: list[dict[str, Any]] = [
        {**AGENCY, "name_en": "Westman"},
        {**GROUP, "name_en": "Faith groups", "name_fr": "Cultes"},
    ]
    answer = explain(snapshot_of(partnership_of(*organisations)), "table")
    assert [one.fr for one in answer["number"].missing] == [
        "1 fiche représente des organismes que la source ne nomme pas\u00a0: Cultes."
    ]
    assert answer["reach"].missing[0].en == "The areas it serves are not on record."


def test_evidence_names_the_record_and_its_source() -> None:
    """Each record used comes with its source and where in it."""
    facts = dict(partnership_of(CITY, AGENCY))
    facts["source"] = [{"key": "article"}]
    facts["membership"] = [{**row, "source_id": 1, "locator": "Brandon, § 2"} for row in facts["membership"]]
    first = explain(snapshot_of(facts), "table")["number"].evidence[0]
    assert (first.kind, first.key, first.source_key, first.locator) == (
        "membership",
        "membership-1",
        "article",
        "Brandon, § 2",
    )


def test_a_trend_is_the_same_figure_on_several_days() -> None:
    """Each row is what the classification says on that day; both trends agree."""
    register = make_register(30, seed=5)
    days = [AS_OF - timedelta(days=400 * step) for step in range(4)]
    key = register["partnership"].filter(pl.col("since").is_null())["key"][0]
    whole, scores = trend(register, key, days=days), score_trend(register, key, days=days)
    assert whole["as_of"].to_list() == sorted(days)
    assert_frame_equal(whole.select(scores.columns), scores)
    for day in days:
        expected = classify(register.on_day(day)).filter(pl.col("key") == key)
        assert_frame_equal(whole.filter(pl.col("as_of") == day).drop("as_of"), expected)


def test_a_day_after_the_snapshot_is_refused() -> None:
    """What began since is not in it."""
    with pytest.raises(DayNotCovered):
        trend(snapshot_of(partnership_of(CITY, AGENCY)), "table", days=[date(2030, 1, 1)])


def test_a_partnership_that_does_not_hold_is_refused_by_name() -> None:
    """Neither an unknown code nor a partnership that ended has an answer."""
    facts = dict(partnership_of(CITY, AGENCY))
    facts["partnership"] = [{"key": "table", "until": date(2014, 1, 1)}]
    for key in ("table", "nowhere"):
        with pytest.raises(UnknownRecord):
            explain(snapshot_of(facts), key)


def test_an_empty_register_has_no_rows() -> None:
    """Nothing is classified, and nothing fails."""
    empty = snapshot_of({})
    assert classify(empty).is_empty()
    assert examine(empty, seed=1).is_empty()


def test_every_measure_describes_itself_in_both_languages() -> None:
    """Labels, formulas, cautions and references are whole; the page of methods names each."""
    for language in ("en", "fr"):
        page = describe_measures("fr" if language == "fr" else "en")
        assert all(f"(`{one.id}`)" in page for one in measures_of("typology"))
    assert {*FACETS, "form", "inst", "objectives", "signals"} <= {one.id for one in all_measures()}
