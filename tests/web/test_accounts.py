"""Coming in, going out, and the choice of light or dark."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> User:
    """Somebody with an account."""
    return User.objects.create_user("rosa", password="a-long-enough-word", first_name="Rosa")


def test_signing_in_returns_to_the_page_that_was_read(account: User) -> None:
    """The day looked at is kept too."""
    address = "/fr/vocabulaires/?as_of=2014-06-30"
    answer = Client().post("/fr/connexion/", {"username": "rosa", "password": "a-long-enough-word", "next": address})
    assert answer["Location"] == address


def test_a_wrong_password_is_told_in_a_sentence(account: User) -> None:
    """The same sentence whether the name or the password is wrong."""
    wrong = [{"username": "rosa", "password": "wrong"}, {"username": "nobody", "password": "wrong"}]
    for entered in wrong:
        page = Client().post("/en/sign-in/", entered).content.decode()
        assert "do not go together" in page
        assert "<title>Error: Sign in" in page


def test_an_address_elsewhere_is_not_followed(account: User) -> None:
    """A link that someone sends cannot take a person out of the register after signing in."""
    entered = {"username": "rosa", "password": "a-long-enough-word", "next": "https://example.org/"}
    assert Client().post("/en/sign-in/", entered)["Location"] == "/en/"


def test_signing_out_takes_a_deliberate_request(account: User) -> None:
    """A link cannot sign someone out."""
    client = Client()
    client.force_login(account)
    assert client.get("/en/sign-out/").status_code == 405
    client.post("/en/sign-out/")
    assert "Rosa" not in client.get("/en/").content.decode()


def test_demonstration_accounts_are_shown_only_where_they_are_open(demonstration: None) -> None:
    """An installation that others can reach never shows a password."""
    assert "demonstration-ana" in Client().get("/en/sign-in/").content.decode()
    with override_settings(DEMONSTRATION_ACCOUNTS=False):
        assert "demonstration-ana" not in Client().get("/en/sign-in/").content.decode()


def test_the_choice_of_dark_is_kept_and_returns_to_the_page(account: User) -> None:
    """No script is needed, and the first paint is already dark."""
    client = Client()
    answer = client.post("/en/appearance/", {"appearance": "dark", "next": "/en/vocabularies/"})
    assert answer["Location"] == "/en/vocabularies/"
    assert 'data-appearance="dark"' in client.get("/en/").content.decode()


def test_a_choice_that_does_not_exist_leaves_the_device_to_choose(account: User) -> None:
    """What is not understood changes nothing."""
    client = Client()
    client.post("/en/appearance/", {"appearance": "plaid"})
    assert "data-appearance" not in client.get("/en/").content.decode()


@pytest.mark.parametrize(
    ("address", "words"), [("/en/nowhere/", "Nothing at this address"), ("/fr/nulle-part/", "Rien à cette adresse")]
)
def test_a_wrong_address_is_answered_in_the_language(address: str, words: str) -> None:
    """With the way back, never a bare error."""
    answer = Client().get(address)
    assert answer.status_code == 404
    assert words in answer.content.decode()
