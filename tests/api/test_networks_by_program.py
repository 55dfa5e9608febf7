"""Networks by program: kinds, nodes, ties, measures, graphs and one node, in both languages."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import networkx as nx
import polars as pl
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.api.conftest import DAY, ROOT
from tests.conftest import LAST_DAY

from concertation.core.network import NETWORK_KINDS
from concertation.journeys.background import do_work
from concertation.journeys.network import beside
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.network.relations import see_relations
from concertation.journeys.permission import Person
from concertation.store.models import Work

pytestmark = pytest.mark.django_db


def read(client: Client, address: str, **asked: Any) -> Any:
    answer = client.get(f"{ROOT}networks{address}", {**DAY, **asked})
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def test_every_network_is_told_and_leads_to_its_parts(visitor: Client) -> None:
    told = read(visitor, "")["networks"]
    assert [one["id"] for one in told] == list(NETWORK_KINDS)
    for one in told:
        whole = json.loads(visitor.get(one["href"]).content)
        assert sum(whole["statuses"].values()) == whole["ties"]
        assert visitor.get(whole["links"]["nodes"]).status_code == 200


def test_the_api_says_what_the_journey_does(visitor: Client) -> None:
    seen = see_relations(NetworkQuestion("collaboration", LAST_DAY), user=_nobody()).relations
    told = read(visitor, "/collaboration")
    assert (told["nodes"], told["ties"]) == (seen.network.size, seen.network.tie_count)
    assert told["statuses"]["claimed"] > 0


def test_ties_carry_the_word_of_both_ends(visitor: Client) -> None:
    page = read(visitor, "/collaboration/ties", page_size=5)
    assert len(page["rows"]) == 5
    assert page["rows"][0]["values"]["source_word"] == "tells"
    assert "next" in page["links"]


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_tables_are_whole(visitor: Client, format: str) -> None:
    total = read(visitor, "/co_membership/nodes")["total"]
    asked = {**DAY, "format": format, "measures": ["degree", "betweenness"]}
    answer = visitor.get(f"{ROOT}networks/co_membership/nodes", asked)
    content = answer.getvalue()
    frame = pl.read_csv(io.BytesIO(content)) if format == "csv" else pl.read_parquet(io.BytesIO(content))
    assert frame.height == total
    assert {"key", "label_en", "label_fr", "degree", "betweenness"} <= set(frame.columns)


def test_measures_say_how_exact_they_are(visitor: Client) -> None:
    """Density by hand: ties over the pairs that could be, each counted both ways."""
    told = read(visitor, "/collaboration/measures", measures=["size", "tie_count", "density"])
    figures = {one["measure"]: one["result"]["value"] for one in told["measures"]}
    n = figures["size"]
    assert figures["density"] == pytest.approx(figures["tie_count"] / (n * (n - 1)))
    assert all(one["is_exact"] for one in told["measures"])


def test_what_cannot_be_known_says_what_is_missing(visitor: Client) -> None:
    told = read(visitor, "/co_membership/measures", measures=["reciprocity_of_pairs"])
    assert told["measures"][0]["result"] == {
        "is": "unknown",
        "missing": ["Ties with a direction: here each tie runs both ways."],
    }


def test_one_organisation_has_its_ties(visitor: Client) -> None:
    ties = read(visitor, "/co_membership/ties", page_size=1)["rows"][0]["values"]
    around = read(visitor, f"/co_membership/nodes/{ties['source']}")
    others = {one["other"]["key"]: one for one in around["ties"]}
    assert others[ties["target"]]["weight"] == ties["weight"]
    assert others[ties["target"]]["direction"] == "both"
    both = read(visitor, f"/two_mode/nodes/{ties['source']}")
    assert {one["other"]["kind"] for one in both["ties"]} == {"partnership"}


@pytest.mark.parametrize("notation", ["graphml", "gexf"])
def test_a_graph_carries_its_legend(visitor: Client, notation: str) -> None:
    answer = visitor.get(f"{ROOT}networks/funding/graph", {**DAY, "notation": notation})
    text = answer.getvalue().decode()
    assert "recorded when a paper" in text
    if notation == "graphml":
        assert nx.parse_graphml(text).number_of_edges() == read(visitor, "/funding")["ties"]


def test_a_window_holds_what_was_in_it(visitor: Client) -> None:
    first = (LAST_DAY - timedelta(days=1500)).isoformat()
    assert read(visitor, "/co_membership", window_from=first)["ties"] > read(visitor, "/co_membership")["ties"]


@pytest.mark.parametrize(
    ("address", "asked", "status"),
    [
        ("/friendship", {}, 404),
        ("/register/nodes/nobody", {}, 404),
        ("/register", {"window_from": "2999-01-01"}, 422),
        ("/register/nodes", {"measures": "density"}, 422),
        ("/register/ties", {"measures": "beauty"}, 422),
    ],
)
def test_faults_are_told_in_french(visitor: Client, address: str, asked: dict[str, str], status: int) -> None:
    answer = visitor.get(f"{ROOT}networks{address}", asked, headers={"Accept-Language": "fr"})
    assert answer.status_code == status
    assert answer["Content-Language"] == "fr"
    assert json.loads(answer.content)["sentences"]["fr"]


def test_the_tag_says_that_nothing_moved(visitor: Client) -> None:
    first = visitor.get(f"{ROOT}networks/register/nodes", DAY)
    again = visitor.get(f"{ROOT}networks/register/nodes", DAY, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("size", [10, 300])
def test_a_longer_page_asks_no_more_queries(
    visitor: Client, size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    read(visitor, "/any/ties")
    with django_assert_max_num_queries(6):
        assert len(read(visitor, "/any/ties", page_size=size)["rows"]) == size


def _nobody() -> Person:
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 after the settings

    return AnonymousUser()


def test_sentences_come_with_whom_they_speak_of(visitor: Client) -> None:
    """In the language asked for, each with its figures, its caution and the records that it rests on."""
    told = read(visitor, "/co_membership/sentences")
    first = told["sentences"][0]
    assert first["id"] == "reach.together" and "can reach one another" in first["text"]
    french = visitor.get(f"{ROOT}networks/co_membership/sentences", DAY, headers={"Accept-Language": "fr"})
    assert "peuvent se rejoindre" in json.loads(french.content)["sentences"][0]["text"]
    hole = next(one for one in told["sentences"] if one["id"] == "holes.hole")
    assert hole["figures"]["cut_off"] + 1 == len(hole["about"])
    assert visitor.get(hole["about"][0]["href"]).status_code == 200
    assert visitor.get(f"{ROOT}networks/nothing/sentences", DAY).status_code == 404


def test_how_sure_a_network_is_comes_in_parts(visitor: Client) -> None:
    """What takes long is begun by asking; the answer that waits has no tag by which it would be held for good."""
    address, asked = f"{ROOT}networks/shared_members/certainty", {**DAY, "compared_with": "2026-06-01"}
    first = visitor.get(address, asked)
    told = json.loads(first.content)
    assert told["is_waiting"] and "change" not in told
    assert "ETag" not in first
    assert "several kinds" in told["words"]["missing"][0]
    work = next(one for one in Work.objects.filter(kind="compare_networks") if one.arguments["part"] == "changed")
    do_work(work.pk)
    again = visitor.get(address, asked)
    change = json.loads(again.content)["change"]
    assert change["before"] == "2026-06-01" and change["ties"]["kept"] > 0
    assert {one["measure"] for one in change["figures"]} >= {"density", "transitivity"}
    assert all(one["result"]["low"] <= one["result"]["high"] for one in change["figures"])


def test_whose_word_is_told_in_the_language_asked_for(visitor: Client) -> None:
    french = visitor.get(f"{ROOT}networks/collaboration/certainty", DAY, headers={"Accept-Language": "fr"})
    told = json.loads(french.content)
    assert told["words"]["told_by_both"] <= told["words"]["pairs"]
    assert told["words"]["figures"][0]["label"] == "Densité"
    assert "pour qui peut voir les réponses" in told["silence"]["missing"][0]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of this register every network is too large to be measured at once."""
    monkeypatch.setattr(beside, "MOST_NODES", 2)


def test_a_large_network_is_accepted_then_measured(visitor: Client, large: None) -> None:
    """202 (RFC 9110, 15.3.3), with the address that says how far it is; then the same figures as of a small one."""
    address, asked = f"{ROOT}networks/co_membership/measures", {**DAY, "measures": "density"}
    begun = visitor.get(address, asked)
    assert (begun.status_code, begun["Retry-After"], begun["Cache-Control"]) == (202, "5", "no-store")
    assert "ETag" not in begun
    under_way = visitor.get(begun["Location"])
    assert json.loads(under_way.content)["state"] == "waiting"
    assert "ETag" not in under_way
    do_work(int(begun["Location"].rsplit("/", 1)[1]))
    done = json.loads(visitor.get(begun["Location"]).content)
    assert done["state"] == "done"
    assert len(json.loads(visitor.get(done["links"]["result"]).content)["measures"]) > 20
    (told,) = json.loads(visitor.get(address, asked).content)["measures"]
    beside.MOST_NODES = 2_000
    assert told == read(visitor, "/co_membership/measures", measures="density")["measures"][0]


def test_measures_of_nodes_of_a_large_network_are_those_asked_for(visitor: Client, large: None) -> None:
    begun = visitor.get(f"{ROOT}networks/co_membership/nodes", {**DAY, "measures": ["degree"]})
    do_work(int(begun["Location"].rsplit("/", 1)[1]))
    columns = read(visitor, "/co_membership/nodes", measures=["degree"])["columns"]
    assert "degree" in columns
    assert "betweenness" not in columns


def test_measuring_that_was_stopped_is_told(visitor: Client, large: None) -> None:
    address, asked = f"{ROOT}networks/co_membership/measures", {**DAY, "measures": "density"}
    visitor.get(address, asked)
    Work.objects.update(state=Work.State.CANCELLED, ended_at=timezone.now())
    answer = visitor.get(address, asked)
    assert (answer.status_code, json.loads(answer.content)["code"]) == (503, "not-measured")


def test_sentences_that_are_not_there_yet_have_no_tag(visitor: Client, large: None) -> None:
    """A program that held them by their tag would be told that nothing changed once they are there."""
    answer = visitor.get(f"{ROOT}networks/co_membership/sentences", DAY)
    assert json.loads(answer.content)["is_waiting"]
    assert "ETag" not in answer
