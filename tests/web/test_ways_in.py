"""Invitations, the second factor, tries that fail, sessions that end, forgotten passwords."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import timezone
from tests.store.smallest import add

from concertation.journeys.accounts.second_factor import new_secret, set_second_factor
from concertation.journeys.permission import Row, give_role, may
from concertation.store.models import AccessEvent, AccountSession, Grant, Invitation
from concertation.web.accounts.throttling import client_address

pytestmark = pytest.mark.django_db

PASSWORD = "four words that hold"
OTHER = "quatre mots qui tiennent"
SIGN_IN = "/en/sign-in/"


@pytest.fixture
def account() -> User:
    """Somebody with a password."""
    return User.objects.create_user("rosa", email="rosa@example.org", password=PASSWORD, first_name="Rosa")


@pytest.fixture
def boss() -> Client:
    """An administrator who has signed in."""
    user = User.objects.create_user("boss", first_name="Odile", last_name="Roy")
    give_role(user=user, role="administrator")
    client = Client()
    client.force_login(user)
    return client


def sign_in(client: Client, password: str = PASSWORD, name: str = "rosa", **facts: Any) -> Any:
    """What the page answers."""
    return client.post(SIGN_IN, {"username": name, "password": password}, **facts)


def code_of(secret: str, step: int = 0) -> str:
    """The code that an application shows, now or a step from now (RFC 6238)."""
    counters = list(yield_hotp_counters_from_time())
    code: str = format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + step))
    return code


def invite(boss: Client, **answers: str) -> str:
    """The path of the link in the message."""
    add("organisation", key="house", name_en="Harbour House", name_fr="Maison du Havre")
    asked = {"email": "New@Example.org", "language": "fr", "role": "representative", "row-words": "Harbour House"}
    answer = boss.post("/en/accounts/invite/", {**asked, **answers})
    assert answer.status_code == 302, answer.content.decode()
    found = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


class TestInvitation:
    """A link opens one account, once, with what was promised."""

    def test_it_is_written_in_the_language_of_the_person(self, boss: Client) -> None:
        """Whatever the language of whoever invites; the link too."""
        path = invite(boss)
        message = mail.outbox[-1]
        assert message.to == ["new@example.org"]
        assert path.startswith("/fr/invitation/")
        assert "Odile Roy vous invite" in message.body
        assert "Représentation d’un organisme, Maison du Havre" in message.body

    def test_it_opens_the_account_with_its_rows_and_only_once(self, boss: Client) -> None:
        """The password is chosen by the person, who is then in; the link is over."""
        path, client = invite(boss), Client()
        assert "Maison du Havre" in client.get(path).content.decode()
        answer = client.post(path, {"new_password1": PASSWORD, "new_password2": PASSWORD})
        assert answer["Location"] == "/fr/mon-compte/"
        user = User.objects.get(username="new@example.org")
        assert may(user, "edit", Row("organisation", "house"))
        assert user.check_password(PASSWORD)
        assert Client().get(path).status_code == 410
        assert Client().post(path, {"new_password1": "x", "new_password2": "x"}).status_code == 410

    def test_only_a_print_of_the_link_is_kept(self, boss: Client) -> None:
        """A copy of the database opens no account."""
        token = invite(boss).rstrip("/").rsplit("/", 1)[-1]
        kept = str(Invitation.objects.values().get())
        assert token not in kept

    @pytest.mark.parametrize("what", [{"expires_at": timezone.now() - timedelta(1)}, {"withdrawn_at": timezone.now()}])
    def test_too_old_or_withdrawn_it_opens_nothing(self, boss: Client, what: dict[str, Any]) -> None:
        """The page does not say which, and says what to do."""
        path = invite(boss)
        Invitation.objects.update(**what)
        page = Client().get(path)
        assert page.status_code == 410
        assert "Demandez-en un autre" in page.content.decode()

    def test_another_link_ends_the_first(self, boss: Client) -> None:
        """Whoever lost the message is sent another."""
        first = invite(boss)
        boss.post(f"/en/accounts/invitations/{Invitation.objects.get().pk}/again/")
        assert Client().get(first).status_code == 410
        assert Invitation.objects.filter(withdrawn_at__isnull=True).count() == 1
        assert len(mail.outbox) == 2

    def test_a_weak_password_is_refused_in_a_sentence(self, boss: Client) -> None:
        """The rules are on the page; the fault is beside the box."""
        path = invite(boss)
        page = Client().post(path, {"new_password1": "short", "new_password2": "short"}).content.decode()
        assert "douze caractères ou plus" in page
        assert 'id="id_new_password2-fault"' in page
        assert not User.objects.filter(username="new@example.org").exists()

    def test_several_roles_travel_in_one_invitation(self, boss: Client) -> None:
        """A first role is put in, then the message leaves with both."""
        add("organisation", key="house", name_en="Harbour House")
        first = {"email": "two@example.org", "role": "representative", "row-words": "Harbour House", "do": "another"}
        page = boss.post("/en/accounts/invite/", first).content.decode()
        kept = re.search(r'name="kept" value="([^"]+)"', page)
        assert kept is not None
        boss.post("/en/accounts/invite/", {"email": "two@example.org", "role": "viewer", "kept": kept[1]})
        assert [grant["role"] for grant in Invitation.objects.get().grants] == ["representative", "viewer"]

    def test_nobody_is_invited_twice_into_an_account(self, boss: Client, account: User) -> None:
        """Who has an account is given the role on its page."""
        page = boss.post("/en/accounts/invite/", {"email": "ROSA@example.org", "role": "viewer"})
        assert "has an account already" in page.content.decode()


class TestSecondFactor:
    """After the password, a code."""

    def test_the_code_is_asked_and_lets_in(self, account: User) -> None:
        """Nobody is in before it; the page asked for comes after it."""
        secret, client = new_secret(), Client()
        set_second_factor(user=account, secret=secret, code=code_of(secret))
        answer = client.post(SIGN_IN, {"username": "rosa", "password": PASSWORD, "next": "/en/vocabularies/"})
        assert answer["Location"] == "/en/sign-in/code/"
        assert client.get("/en/my-account/").status_code == 302
        assert client.post("/en/sign-in/code/", {"code": code_of(secret)})["Location"] == "/en/vocabularies/"
        assert client.get("/en/my-account/").status_code == 200

    def test_a_code_serves_once(self, account: User) -> None:
        """Somebody who looked over the shoulder comes too late."""
        secret = new_secret()
        set_second_factor(user=account, secret=secret, code=code_of(secret))
        code = code_of(secret)
        for is_first in (True, False):
            client = Client()
            sign_in(client)
            assert (client.post("/en/sign-in/code/", {"code": code}).status_code == 302) is is_first

    def test_a_code_on_paper_serves_once_in_place_of_the_phone(self, account: User) -> None:
        """One of ten; the nine others stay."""
        secret = new_secret()
        paper = set_second_factor(user=account, secret=secret, code=code_of(secret))
        assert len(set(paper)) == 10
        for code, lets_in in ((paper[0], True), (paper[0], False), (paper[1], True)):
            client = Client()
            sign_in(client)
            assert (client.post("/en/sign-in/code/", {"code": code}).status_code == 302) is lets_in

    def test_the_page_sets_it_and_shows_the_codes_on_paper_once(self, account: User) -> None:
        """The secret is in the square and in letters; a code proves that the application has it."""
        client = Client()
        client.force_login(account)
        page = client.get("/en/my-account/second-factor/").content.decode()
        found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
        assert found is not None
        secret = found[1].replace(" ", "")
        assert "style=" not in page.split("<main")[1]
        assert (
            "Wait for the next one" in client.post("/en/my-account/second-factor/", {"code": "000000"}).content.decode()
        )
        done = client.post("/en/my-account/second-factor/", {"code": code_of(secret)}).content.decode()
        assert done.count("<li><code>") == 10
        assert "second factor is set" in client.get("/en/my-account/").content.decode()

    def test_secrets_are_sealed_in_the_database(self, account: User) -> None:
        """A copy of the database alone makes no code."""
        secret = new_secret()
        set_second_factor(user=account, secret=secret, code=code_of(secret))
        assert secret not in str(list(Authenticator.objects.values()))

    def test_roles_that_need_one_lead_to_it(self, account: User, settings: Any) -> None:
        """A steward who has none opens nothing else; a viewer is not asked."""
        settings.SECOND_FACTOR_ROLES = ["steward"]
        client = Client()
        client.force_login(account)
        give_role(user=account, role="viewer")
        assert client.get("/en/").status_code == 200
        give_role(user=account, role="steward")
        assert client.get("/en/partnerships/")["Location"] == "/en/my-account/second-factor/"
        assert client.get("/en/my-account/second-factor/").status_code == 200
        secret = client.session["second_factor_secret"]
        client.post("/en/my-account/second-factor/", {"code": code_of(secret)})
        assert client.get("/en/partnerships/").status_code == 200

    def test_wrong_codes_wait_like_wrong_passwords(self, account: User, settings: Any) -> None:
        """Six digits are not guessed by whoever has the password."""
        settings.AXES_FAILURE_LIMIT = 3
        secret, client = new_secret(), Client()
        set_second_factor(user=account, secret=secret, code=code_of(secret))
        sign_in(client)
        for _ in range(3):
            client.post("/en/sign-in/code/", {"code": "000000"})
        assert client.post("/en/sign-in/code/", {"code": code_of(secret)}).status_code == 429


class TestThrottling:
    """Tries that fail one after the other wait."""

    @pytest.fixture(autouse=True)
    def _three_tries(self, settings: Any) -> None:
        settings.AXES_FAILURE_LIMIT = 3

    @pytest.mark.parametrize("name", ["rosa", "nobody"])
    def test_an_account_waits_whether_it_exists_or_not(self, account: User, name: str) -> None:
        """The same words at the same try: nothing is learnt; even the right password waits, from anywhere."""
        for number in range(3):
            answer = sign_in(Client(), "wrong", name, REMOTE_ADDR=f"192.0.2.{number}")
        assert answer.status_code == 429
        page = sign_in(Client(), PASSWORD, name, REMOTE_ADDR="192.0.2.99")
        assert page.status_code == 429
        assert "Try again in 15 minutes, at" in page.content.decode()
        assert 0 < int(page["Retry-After"]) <= 15 * 60

    def test_an_address_waits_whatever_the_names(self, account: User) -> None:
        """Somebody who tries one password on every account."""
        for name in ("a", "b", "c"):
            sign_in(Client(), "wrong", name, REMOTE_ADDR="192.0.2.7")
        assert sign_in(Client(), REMOTE_ADDR="192.0.2.7").status_code == 429
        assert sign_in(Client(), REMOTE_ADDR="192.0.2.8").status_code == 302

    def test_after_the_pause_the_right_password_lets_in(self, account: User) -> None:
        """Nobody has to unlock anything."""
        for _ in range(3):
            sign_in(Client(), "wrong")
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
        assert sign_in(Client()).status_code == 302

    def test_the_address_is_what_trusted_proxies_saw(self, settings: Any) -> None:
        """What a browser writes into the header itself is never believed."""
        request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 198.51.100.4", REMOTE_ADDR="127.0.0.1")
        assert client_address(request) == "127.0.0.1"
        settings.TRUSTED_PROXIES = 1
        assert client_address(request) == "198.51.100.4"


class TestSessions:
    """They end of themselves, or when somebody ends them."""

    @pytest.mark.parametrize("stamp", ["seen_at", "began_at"])
    def test_idle_or_too_long_it_ends(self, account: User, settings: Any, stamp: str) -> None:
        """The page is then a visitor's, and says why."""
        client = Client()
        sign_in(client)
        session = client.session
        session[stamp] -= 3600 * 13
        session.save()
        page = client.get("/en/").content.decode()
        assert "Your session ended" in page
        assert not AccountSession.objects.exists()

    def test_one_ends_another_of_ones_own(self, account: User) -> None:
        """The phone that was left behind is out at its next page."""
        here, there = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/130.0"), Client()
        sign_in(here)
        sign_in(there)
        assert "Firefox on Linux" in here.get("/en/my-account/").content.decode()
        other = AccountSession.objects.get(session_key=there.session.session_key)
        here.post(f"/en/my-account/sessions/{other.pk}/end/")
        assert there.get("/en/my-account/").status_code == 302
        assert here.get("/en/my-account/").status_code == 200

    def test_nobody_ends_a_session_of_others(self, account: User, boss: Client) -> None:
        """A number in the address is not a right."""
        client = Client()
        sign_in(client)
        boss.post(f"/en/my-account/sessions/{AccountSession.objects.get(account=account).pk}/end/")
        assert client.get("/en/my-account/").status_code == 200

    def test_changing_the_password_ends_the_others(self, account: User) -> None:
        """This one goes on."""
        here, there = Client(), Client()
        sign_in(here)
        sign_in(there)
        new = {"old_password": PASSWORD, "new_password1": OTHER, "new_password2": OTHER}
        assert here.post("/en/my-account/password/", new).status_code == 302
        assert here.get("/en/my-account/").status_code == 200
        assert there.get("/en/my-account/").status_code == 302
        assert AccountSession.objects.filter(account=account).count() == 1

    def test_closing_an_account_puts_its_owner_out(self, account: User, boss: Client) -> None:
        """And nobody signs in to it, told in the same words as a wrong password."""
        client = Client()
        sign_in(client)
        boss.post(f"/en/accounts/{account.pk}/close/")
        assert client.get("/en/my-account/").status_code == 302
        assert "do not go together" in sign_in(Client()).content.decode()
        boss.post(f"/en/accounts/{account.pk}/reopen/")
        assert sign_in(Client()).status_code == 302

    def test_somebody_else_signs_in_on_the_same_device(self, account: User, boss: Client) -> None:
        """The session of the first ends, and the second has one of their own."""
        boss.force_login(account)
        assert AccountSession.objects.filter(account=account).count() == 1

    def test_signing_out_leaves_nothing_behind(self, account: User) -> None:
        """No session, no line in the list."""
        client = Client()
        sign_in(client)
        client.post("/en/sign-out/")
        assert not AccountSession.objects.exists()
        assert (
            not Session.objects.exclude(session_data="")
            .filter(expire_date__gt=timezone.now(), session_key="x")
            .exists()
        )


class TestForgottenPassword:
    """Another one by e-mail."""

    def test_the_link_serves_once_and_ends_sessions_and_waits(self, account: User) -> None:
        """The owner whose account waits because somebody guesses gets in."""
        old = Client()
        sign_in(old)
        for _ in range(9):
            sign_in(Client(), "wrong", REMOTE_ADDR="192.0.2.1")
        Client().post("/fr/mot-de-passe/oublie/", {"email": "Rosa@example.org"})
        found = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
        assert found is not None and "Quelqu’un a demandé" in mail.outbox[-1].body
        client = Client()
        place = client.get(found[1])["Location"]
        client.post(place, {"new_password1": OTHER, "new_password2": OTHER})
        assert old.get("/en/my-account/").status_code == 302
        assert sign_in(Client(), OTHER).status_code == 302
        assert "n’ouvre plus rien" in Client().get(found[1]).content.decode()

    def test_the_answer_does_not_say_who_has_an_account(self, account: User) -> None:
        """The same page, and no message to an address that nobody has."""
        answers = {
            email: Client().post("/en/password/forgotten/", {"email": email})["Location"]
            for email in ("rosa@example.org", "nobody@example.org")
        }
        assert len(set(answers.values())) == 1
        assert [message.to for message in mail.outbox] == [["rosa@example.org"]]

    def test_nobody_fills_a_mailbox(self, account: User) -> None:
        """One message in ten minutes."""
        for _ in range(5):
            Client().post("/en/password/forgotten/", {"email": "rosa@example.org"})
        assert len(mail.outbox) == 1


class TestAdministration:
    """Accounts and what each may do."""

    def test_a_role_is_given_on_a_row_found_by_name_and_taken_away(self, account: User, boss: Client) -> None:
        """Who did it is on the page of the account."""
        add("partnership", key="table", name_en="Harbour Table", name_fr="Table du Havre")
        given = {"role": "coordinator", "row-words": "harbour table", "until": "2099-01-31"}
        boss.post(f"/en/accounts/{account.pk}/give/", given)
        grant = Grant.objects.get(account=account)
        assert (grant.partnership_key, str(grant.until), grant.given_by_name) == ("table", "2099-01-31", "Odile Roy")
        page = boss.get(f"/fr/comptes/{account.pk}/").content.decode()
        assert "Table du Havre" in page and "donné par Odile Roy" in page
        boss.post(f"/en/accounts/{account.pk}/take/{grant.pk}/")
        assert not may(User.objects.get(pk=account.pk), "edit")

    def test_names_that_mean_several_are_chosen_from(self, account: User, boss: Client) -> None:
        """Nothing is given on a guess."""
        for number in (1, 2):
            add("partnership", key=f"table-{number}", name_en=f"Harbour Table {number}")
        vague = {"role": "coordinator", "row-words": "harbour"}
        page = boss.post(f"/en/accounts/{account.pk}/give/", vague).content.decode()
        assert "Choose one below" in page
        assert page.count('name="row" value="partnership:table-') == 2
        boss.post(f"/en/accounts/{account.pk}/give/", {"role": "coordinator", "row": "partnership:table-2"})
        assert Grant.objects.get(account=account).partnership_key == "table-2"

    def test_the_last_administrator_stays(self, boss: Client) -> None:
        """Somebody must be able to let people in."""
        grant = Grant.objects.get(role="administrator")
        page = boss.post(f"/en/accounts/{grant.account_id}/take/{grant.pk}/", follow=True).content.decode()
        assert "last account that administers" in page
        assert Grant.objects.get(pk=grant.pk).taken_at is None

    def test_a_lost_phone_is_answered_by_an_administrator(self, account: User, boss: Client) -> None:
        """The factor goes, its sessions end, and the trace says who did it."""
        secret = new_secret()
        set_second_factor(user=account, secret=secret, code=code_of(secret))
        boss.post(f"/en/accounts/{account.pk}/second-factor-off/")
        assert sign_in(Client())["Location"] == "/en/"
        event = AccessEvent.objects.filter(account=account, deed="second-factor-removed").get()
        assert event.made_by_name == "Odile Roy"

    def test_the_list_asks_as_much_for_many_as_for_few(self, boss: Client, django_assert_max_num_queries: Any) -> None:
        """Thirty accounts with a row each, in the questions of one."""
        add("partnership", key="table", name_en="Harbour Table")
        for number in range(30):
            give_role(user=User.objects.create_user(f"u{number}"), role="coordinator", partnership="table")
        boss.get("/en/accounts/")
        with django_assert_max_num_queries(13):
            assert boss.get("/en/accounts/").content.decode().count("Harbour Table") == 30

    def test_what_i_may_do_is_told_with_my_rows(self, account: User) -> None:
        """The organisation given, and the tables at which it sits today."""
        add("partnership", key="table", name_en="Harbour Table")
        add("organisation", key="house", name_en="Harbour House")
        add("membership", partnership="table", organisation="house")
        give_role(user=account, role="representative", organisation="house")
        client = Client()
        sign_in(client)
        page = client.get("/en/my-account/").content.decode()
        assert "Partner representative" in page
        assert "Harbour House" in page and "Harbour Table" in page
