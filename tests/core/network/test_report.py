"""A report: many measures at once, each exact or labelled, and words where there is nothing to say."""

from __future__ import annotations

import polars as pl
import pytest

from concertation.core.errors import UnknownRecord
from concertation.core.estimate import Estimate, Unknown
from concertation.core.measure import describe_measures, measures_of, outlines_of
from concertation.core.network import Network, network_of
from concertation.core.network.report import FAMILIES, measure_network


def made(ties: list[tuple[str, str]], nodes: str = "", *, is_directed: bool = False) -> Network:
    frame = pl.DataFrame(ties, schema={"source": pl.String, "target": pl.String}, orient="row")
    return network_of(pl.DataFrame({"key": list(nodes)}, schema={"key": pl.String}), frame, is_directed=is_directed)


def test_every_measure_that_describes_itself_is_computed_once() -> None:
    answered = sorted(name for family in FAMILIES for name in family.ids)
    assert answered == sorted(one.id for one in measures_of("network"))


def test_the_page_of_methods_says_every_measure_in_both_languages() -> None:
    for language in ("en", "fr"):
        page = describe_measures("fr" if language == "fr" else "en", "network")
        assert all(f"(`{one.id}`)" in page for one in measures_of("network"))


@pytest.mark.parametrize(("nodes", "words"), [("", "empty"), ("a", "one alone"), ("ab", "nobody is tied")])
def test_networks_with_nothing_to_measure_are_told_in_words(nodes: str, words: str) -> None:
    density = measure_network(made([], nodes), ids=["mean_distance"]).whole["mean_distance"]
    assert isinstance(density, Unknown)
    assert words in density.missing[0].en


@pytest.mark.parametrize("is_directed", [True, False])
@pytest.mark.parametrize("nodes", ["", "a", "ab", "abc"])
def test_every_measure_answers_networks_without_ties(nodes: str, is_directed: bool) -> None:
    report = measure_network(made([], nodes, is_directed=is_directed), ids="all")
    assert {*report.whole, *report.exactness} == {one.id for one in measures_of("network")}


def test_a_measure_that_needs_directions_says_so() -> None:
    answer = measure_network(made([("a", "b")]), ids=["reciprocity_of_ties"]).whole["reciprocity_of_ties"]
    assert isinstance(answer, Unknown)
    assert "direction" in answer.missing[0].en


def test_outlines_say_what_the_measures_do() -> None:
    """They are read from some lines of the same file: each measure, in its order, but for its words."""
    told = [(one.id, one.level, one.needs, one.is_on_request) for one in measures_of("network")]
    assert [(one.id, one.level, one.needs, one.is_on_request) for one in outlines_of("network")] == told


def test_one_measure_alone_is_computed() -> None:
    report = measure_network(made([("a", "b")], "abc"), ids=["density"])
    assert list(report.whole) == ["density"]
    assert isinstance(report.whole["density"], Estimate)
    assert report.whole["density"].value == pytest.approx(1 / 3)


def test_an_unknown_column_value_is_null_and_never_zero() -> None:
    column = measure_network(made([("a", "b")], "abc"), ids=["closeness"]).nodes["closeness"]
    assert column.to_list() == [1.0, 1.0, None]


def test_a_measure_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownRecord):
        measure_network(made([]), ids=["closenes"])


def test_a_column_that_the_nodes_lack_is_refused() -> None:
    with pytest.raises(UnknownRecord):
        measure_network(made([]), group="sector")
