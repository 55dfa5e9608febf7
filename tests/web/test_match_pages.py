"""Same or not, on pages: who comes in, what the queue asks, what a card keeps, what a merge shows before it is done."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concertation.journeys.matching import pairs_told_apart
from concertation.journeys.permission import Role, give_role
from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Change, Membership, Organisation

pytestmark = pytest.mark.django_db

_CARD = "/en/matches/ocsb/csco/"
_MERGE = "/en/matches/ocsb/csco/merge/?as=asked"


def _client(role: Role = "coordinator", name: str = "ana") -> Client:
    user, _ = User.objects.get_or_create(username=name, first_name=name.capitalize())
    give_role(user=user, role=role)
    client = Client()
    client.force_login(user)
    return client


def _doubles(count: int = 1) -> None:
    """Pairs of doubles, each of a city of its own; the first is a school board under two names."""
    organisations: dict[str, dict[str, object]] = {
        "ocsb": {"name_en": "Ottawa Catholic School Board", "website": "https://ocsb.example", "kind": "school_board"},
        "csco": {
            "name_fr": "Conseil scolaire catholique d’Ottawa",
            "website": "https://ocsb.example",
            "kind": "public_body",
        },
    }
    sites = {"s-ocsb": {"organisation": "ocsb", "city_en": "Ottawa", "province": "ON"}}
    for number, (place, name) in enumerate((("Brandon", "Welcome House"), ("Halifax", "Sewing Circle"))[: count - 1]):
        for side in "ab":
            key = f"{number}-{side}"
            organisations[key] = {"name_en": name}
            sites[f"s-{key}"] = {"organisation": key, "city_en": place, "province": "MB"}
    with recording(kind="test", reason="a list"):
        insert_facts(
            {
                "organisation": organisations,
                "site": sites,
                "partnership": {"table": {"name_en": "Table"}},
                "membership": {
                    "m1": {"partnership": "table", "organisation": "ocsb", "since": date(2015, 1, 1)},
                    "m2": {"partnership": "table", "organisation": "csco", "since": date(2013, 1, 1)},
                },
                "concern": {"c": {"partnership": "table", "organisation": "csco", "kind": "loss_of_autonomy"}},
            }
        )


@pytest.fixture
def ana() -> Client:
    """A coordinator before one pair of doubles."""
    _doubles()
    return _client()


def test_only_those_who_may_merge_come_in() -> None:
    """Visitors sign in; viewers are refused, on every page."""
    _doubles()
    for address in ("/en/matches/", _CARD, _MERGE):
        assert "/sign-in/" in Client().get(address)["Location"]
        assert _client("viewer", "lise").get(address).status_code == 403
        assert _client().get(address).status_code == 200


def test_a_different_is_kept_told_and_not_asked_again(ana: Client) -> None:
    """The answer leads on; the queue is empty; the pair is still found by who asks for it, with who said so."""
    queue = ana.get("/en/matches/").content.decode()
    assert "Conseil scolaire" in queue
    assert re.search(r"2 organisations\. It took \d+ seconds?\.", queue)
    told = ana.post(_CARD, {"answer": "different", "reasons": "Two boards."}, follow=True)
    assert "nothing to settle" in told.content.decode()
    assert pairs_told_apart() == {frozenset({"ocsb", "csco"})}
    assert "Conseil scolaire" in ana.get("/en/matches/?state=different").content.decode()
    card = ana.get("/fr/doublons/ocsb/csco/").content.decode()
    assert "Ana les a distingués" in card and "Two boards." in card


def test_unsure_pairs_come_back_at_the_end() -> None:
    """After those that nobody answered."""
    _doubles(3)
    ana = _client()
    first = ana.get("/en/matches/").context["next"]
    second = ana.post(f"/en/matches/{first.one}/{first.other}/", {"answer": "unsure"})
    ana.get(second["Location"])
    third = ana.post(second["Location"], {"answer": "different"})
    assert third["Location"] not in (second["Location"], f"/en/matches/{first.one}/{first.other}/")
    fourth = ana.post(third["Location"], {"answer": "different"})
    assert fourth["Location"] == f"/en/matches/{first.one}/{first.other}/"


def test_the_queue_is_narrowed_by_place_and_weight_and_the_cards_keep_it() -> None:
    """One goes on within what was asked for."""
    _doubles(3)
    ana = _client()
    page = ana.get("/en/matches/?place=Brandon")
    assert [match.one for match in page.context["page"]] == ["0-a"]
    assert 'href="/en/matches/0-a/0-b/?place=Brandon"' in page.content.decode()
    answered = ana.post("/en/matches/0-a/0-b/?place=Brandon", {"answer": "different"})
    assert answered["Location"] == "/en/matches/?place=Brandon"
    assert not ana.get("/en/matches/?weight=possible").context["page"].paginator.count


def test_a_card_shows_both_sides_and_counts_what_is_attached(ana: Client) -> None:
    """What a coordinator may not see is not counted; a steward sees it."""
    sides = ana.get(_CARD).context["sides"]
    lines = {line.label: line for line in sides.lines}
    assert lines["Website"].is_same and lines["Kind of organisation"].is_different
    assert [(kind.label, kind.left, kind.right) for kind in sides.attached] == [("Memberships", 1, 1)]
    for_marc = _client("steward", "marc").get(_CARD).context["sides"]
    assert "Concerns raised by partners" in [kind.label for kind in for_marc.attached]


def test_an_answer_that_is_none_is_told_on_the_card(ana: Client) -> None:
    """Nothing is kept."""
    assert ana.post(_CARD, {"answer": "perhaps"}).status_code == 422
    assert not pairs_told_apart()


def test_a_merge_is_shown_then_done_and_the_old_address_leads_on(ana: Client) -> None:
    """What was chosen is kept; the page of the record says that it was done and offers to undo it."""
    shown = ana.get(_MERGE)
    page = shown.content.decode()
    assert "Nothing is written yet" in page and 'name="take-kind"' in page and "January 1, 2013" in page
    assert "concern" not in page.lower()
    assert Organisation.objects.count() == 2
    seen = shown.context["plan"].fingerprint
    done = ana.post(_MERGE, {"seen": seen, "take-kind": "absorbed", "reason": "one board"}, follow=True)
    assert done.redirect_chain[-1][0] == "/en/organisations/ocsb/"
    assert "The two records are one" in done.content.decode()
    assert Organisation.objects.get().kind == "public_body" and Membership.objects.count() == 1
    old = ana.get("/fr/organismes/csco/?as_of=2014-06-30")
    assert old["Location"] == "/fr/organismes/ocsb/?as_of=2014-06-30"


def test_a_merge_that_is_not_what_was_seen_is_shown_again(ana: Client) -> None:
    """Somebody attached a fact meanwhile."""
    seen = ana.get(_MERGE).context["plan"].fingerprint
    with recording(kind="test", reason="meanwhile"):
        insert_facts({"organisation_name": {"n": {"organisation": "csco", "kind": "alias", "name": "CSCO"}}})
    answer = ana.post(_MERGE, {"seen": seen})
    assert answer.status_code == 409 and "changed since you looked" in answer.content.decode()
    assert Organisation.objects.count() == 2


def test_what_cannot_be_merged_says_what_to_do(ana: Client) -> None:
    """Two business numbers: the page explains, and offers no button."""
    with recording(kind="test", reason="numbers"):
        numbers = {"a": ("ocsb", "111111111"), "b": ("csco", "222222222")}
        insert_facts(
            {
                "organisation_identifier": {
                    key: {"organisation": owner, "scheme": "business_number", "value": value}
                    for key, (owner, value) in numbers.items()
                }
            }
        )
    page = ana.get(_MERGE).content.decode()
    assert "111111111, 222222222" in page and "Merge the two records" not in page


def test_undoing_shows_what_returns_what_goes_and_what_was_attached_since(ana: Client) -> None:
    """For a merge as for any change; nothing happens before the button."""
    ana.post(_MERGE, {"seen": ana.get(_MERGE).context["plan"].fingerprint})
    change = Change.objects.get(kind="merged")
    with recording(kind="created", reason="since"):
        insert_facts(
            {
                "partnership": {"round": {"name_en": "Round table"}},
                "membership": {"since": {"partnership": "round", "organisation": "ocsb"}},
            }
        )
    page = ana.get(f"/en/changes/{change.pk}/undo/")
    words = page.content.decode()
    assert "comes back" in words and "goes" in words and "Attached since the merge" in words
    assert [follower.name for follower in page.context["followers"]] == ["Ottawa Catholic School Board – Round table"]
    ana.post(f"/en/changes/{change.pk}/undo/", {"along": page.context["followers"][0].value})
    assert Membership.objects.get(key="since").organisation.key == "csco"
    assert ana.get("/en/organisations/csco/").status_code == 200
    assert "Undo" in ana.get(f"/en/changes/{Change.objects.latest('pk').pk}/").content.decode()


def test_what_stands_in_the_way_is_shown_with_links_and_no_button(ana: Client) -> None:
    """The later change, to be undone first."""
    ana.post(_MERGE, {"seen": ana.get(_MERGE).context["plan"].fingerprint})
    change = Change.objects.get(kind="merged")
    with recording(kind="edited", reason="a slip") as later:
        organisation = Organisation.objects.get(key="ocsb")
        organisation.name_fr = "Un autre nom"
        organisation.save()
    page = ana.get(f"/en/changes/{change.pk}/undo/").content.decode()
    assert "What stands in the way" in page and f"/en/changes/{later.pk}/" in page
    assert "<button>Undo this change</button>" not in page


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_queue_asks_no_more_for_more_pairs() -> None:
    """However many there are on the page."""
    ana = _client()
    _doubles(1)
    ana.get("/en/matches/")
    one = _queries(ana, "/en/matches/")
    with recording(kind="test", reason="more"):
        insert_facts(
            {
                "organisation": {
                    f"x{n}-{s}": {"name_en": f"{n} Sewing Circle of Weyburn {n}"} for n in range(5) for s in "ab"
                }
            }
        )
    ana.get("/en/matches/")
    assert _queries(ana, "/en/matches/") == one


def test_the_page_of_an_organisation_leads_to_its_doubles_and_its_answers(ana: Client) -> None:
    """For those who may merge; a viewer sees the answers alone."""
    ana.post(_CARD, {"answer": "different"})
    page = ana.get("/en/organisations/csco/").content.decode()
    assert "/en/matches/?of=csco" in page and "/en/organisations/ocsb/" in page
    assert "Ottawa Catholic" in ana.get("/en/matches/?of=csco&state=all").content.decode()
    assert "/en/matches/?of=csco" not in _client("viewer", "lise").get("/en/organisations/csco/").content.decode()
