"""Keys for programs: never wider than their owner, shown once, ended at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.api.conftest import ROOT

from concertation.core.errors import NotAllowed
from concertation.journeys.permission import give_role
from concertation.journeys.tokens import Scope, issue_token, revoke_token
from concertation.store.models import ApiToken
from concertation.store.whole import register_models

pytestmark = pytest.mark.django_db
PAGE = "/en/account/tokens/"


def _with(secret: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {secret}"})


def _issued(username: str, scope: Scope = Scope.READ) -> Any:
    return issue_token(owner=User.objects.get(username=username), name="a program", scope=scope, days=30)


def test_a_key_opens_what_its_scope_says(demonstration: None) -> None:
    """A steward’s key for public facts sees no more than a visitor."""
    assert _with(_issued("marc", Scope.READ).secret).get(f"{ROOT}facts/concern").status_code == 200
    assert _with(_issued("marc", Scope.PUBLIC).secret).get(f"{ROOT}facts/concern").status_code == 401


def test_a_key_follows_the_role_of_its_owner(demonstration: None) -> None:
    """What the person may no longer see, the key no longer opens: at the time of use, not of making."""
    secret = _issued("marc", Scope.WRITE).secret
    assert _with(secret).get(f"{ROOT}facts/concern").status_code == 200
    marc = User.objects.get(username="marc")
    marc.grants.all().delete()
    give_role(user=marc, role="viewer")
    assert _with(secret).get(f"{ROOT}facts/concern").status_code == 403
    body = {"values": {"name_en": "Hall"}}
    answer = _with(secret).post(f"{ROOT}facts/organisation", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")


@pytest.mark.parametrize("end", ["revoked", "expired", "closed"])
def test_a_key_that_ended_opens_nothing(demonstration: None, end: str) -> None:
    """Not even what is public: a program must learn that its key is gone."""
    issued = _issued("lise")
    owner = issued.token.owner
    if end == "revoked":
        revoke_token(issued.token.pk, owner=owner)
    elif end == "expired":
        ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        User.objects.filter(pk=owner.pk).update(is_active=False)
    answer = _with(issued.secret).get(f"{ROOT}kinds")
    assert (answer.status_code, answer.json()["code"]) == (401, "unusable-token")


@pytest.mark.parametrize("header", ["Bearer", "Bearer nothing", "Basic bGlzZTp4", "Bearer conc_é"])
def test_what_is_no_key_opens_nothing(demonstration: None, header: str) -> None:
    """All wrong keys are told the same."""
    answer = Client().get(f"{ROOT}kinds", headers={"Authorization": header})
    assert (answer.status_code, answer.json()["code"]) == (401, "unusable-token")


def test_only_the_digest_is_kept(demonstration: None) -> None:
    """Whoever reads the table cannot use a key; nor does a key travel with the whole register."""
    issued = _issued("lise")
    kept = ApiToken.objects.values().get()
    assert issued.secret not in map(str, kept.values())
    assert ApiToken not in register_models()


def test_a_key_says_when_it_was_last_used_without_writing_each_time(
    demonstration: None, django_assert_num_queries: Any
) -> None:
    """The first use is noted; the next ones within ten minutes are not."""
    issued = _issued("lise")
    client = _with(issued.secret)
    client.get(f"{ROOT}kinds")
    first = ApiToken.objects.get().last_used_at
    client.get(f"{ROOT}kinds")
    assert first is not None
    assert ApiToken.objects.get().last_used_at == first


def test_nobody_makes_a_key_that_writes_without_the_right_to(demonstration: None) -> None:
    """A viewer has nothing to write with."""
    with pytest.raises(NotAllowed):
        _issued("lise", Scope.WRITE)


def test_the_page_shows_a_key_once(demonstration: None) -> None:
    """Made, shown, and from then on known by its first signs."""
    client = Client()
    client.force_login(User.objects.get(username="ana"))
    made = client.post(PAGE, {"name": "Notebook", "scope": "write", "days": "30"}).content.decode()
    token = ApiToken.objects.get()
    secret = made.split('<p class="secret"><code>')[1].split("<")[0]
    assert _with(secret).get(ROOT).json()["you"]["may_write"] is True
    after = client.get(PAGE)
    assert secret not in after.content.decode()
    assert token.hint in after.content.decode()
    assert "no-store" in after["Cache-Control"]
    assert (token.expires_at - token.created_at).days == 30


def test_the_page_asks_for_a_name(demonstration: None) -> None:
    """On the day one is lost, its owner must know which."""
    client = Client()
    client.force_login(User.objects.get(username="ana"))
    page = client.post("/fr/compte/cles/", {"name": " ", "scope": "read", "days": "90"}).content.decode()
    assert "Donnez à la clé le nom du programme" in page
    assert not ApiToken.objects.exists()


def test_a_key_is_revoked_by_its_owner_alone(demonstration: None) -> None:
    """Others are told that there is no such key."""
    issued = _issued("ana")
    lise, ana = Client(), Client()
    lise.force_login(User.objects.get(username="lise"))
    ana.force_login(User.objects.get(username="ana"))
    address = reverse("token-revoke", args=[issued.token.pk])
    assert lise.post(address).status_code == 404
    assert ana.get(address).status_code == 405
    assert ana.post(address).status_code == 302
    assert _with(issued.secret).get(ROOT).status_code == 401


def test_keys_are_for_those_who_have_an_account() -> None:
    """A visitor is asked to sign in first."""
    assert Client().get(PAGE)["Location"].startswith("/en/sign-in/")


def test_many_keys_cost_no_more_queries_than_one(demonstration: None, django_assert_max_num_queries: Any) -> None:
    """The page of someone with a hundred programs."""
    client = Client()
    client.force_login(User.objects.get(username="ana"))
    for _ in range(30):
        _issued("ana")
    client.get(PAGE)
    with django_assert_max_num_queries(8):
        client.get(PAGE)
