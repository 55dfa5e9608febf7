"""Messages: in the person's language, with a link of their own, to the silent alone, to nobody twice."""

from __future__ import annotations

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from tests.journeys.waves.tables import BASE, NOW, coordinator, draft, last_deed, opened, person, send, set_table

from concertation.journeys.waves import sending
from concertation.journeys.waves.finding import WrongState
from concertation.journeys.waves.handing_over import hand_over
from concertation.journeys.waves.inviting import correct_address
from concertation.journeys.waves.links import invitation_of
from concertation.journeys.waves.opening import open_wave
from concertation.journeys.waves.sending import NoAddress, plan_messages, send_messages, why_undelivered
from concertation.store.models.surveys import SurveyInvitation, SurveyLink

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=4)


@pytest.fixture(autouse=True)
def _table() -> None:
    set_table()


def letters() -> dict[str, Any]:
    """The messages that left, by address."""
    return {message.to[0]: message for message in mail.outbox}


def link_in(message: Any) -> str:
    """The token of the personal link."""
    found = re.search(rf"{BASE}/(?:en|fr)/s/([\w-]+)/\n", message.body)
    assert found, message.body
    return found[1]


def test_each_is_written_to_in_their_language_with_a_link_of_their_own() -> None:
    """Plain words and the same as HTML; the link opens the invitation, and nothing else is fetched."""
    wave = opened()
    send(wave)
    french = letters()["d@example.org"]
    assert french.subject == "Table du havre\u00a0: votre avis est demandé"
    assert "Bonjour Dée," in french.body
    assert "1er\u00a0mai 2026" in french.body
    assert f"{BASE}/fr/s/" in french.body
    assert invitation_of(link_in(french)) == person(wave, "Dée")
    assert french.extra_headers["List-Unsubscribe"].startswith(f"<{BASE}/fr/s/")
    html = french.alternatives[0][0]
    assert "<img" not in html
    assert set(re.findall(r"https?://[^/\"]+", html)) == {BASE}
    assert "May 1, 2026" in letters()["a@example.org"].body


def test_what_a_name_says_is_words_and_never_markup() -> None:
    """A name typed by somebody is escaped where it could be read as HTML."""
    wave = draft()
    SurveyInvitation.objects.filter(name="Ana").update(name='<b onclick="x">Ana</b>')
    send(open_wave(wave, by=None, now=NOW))
    assert "<b onclick" not in letters()["a@example.org"].alternatives[0][0]


def test_answers_to_the_message_go_to_whoever_asks() -> None:
    """And it is signed by them."""
    rosa = coordinator()
    wave = opened()
    send_messages(wave, "invitation", by=rosa, now=NOW, base=BASE)
    assert letters()["a@example.org"].reply_to == ["rosa@example.org"]
    assert "Rosa Lee writes to you" in letters()["a@example.org"].body


def test_only_the_silent_are_reminded() -> None:
    """Not who answered, not who declined, not who was never written to."""
    wave = opened()
    send(wave)
    SurveyInvitation.objects.filter(name="Ana").update(has_answered=True)
    SurveyInvitation.objects.filter(name="Bo").update(has_declined=True)
    SurveyInvitation.objects.filter(name="Cy").update(invited_at=None)
    mail.outbox.clear()
    assert send(wave, "reminder", now=LATER).left == 1
    assert list(letters()) == ["d@example.org"]
    assert "se termine le" in letters()["d@example.org"].subject


def test_nobody_is_written_to_twice_in_three_days_unless_somebody_says_so() -> None:
    """Those held back are counted."""
    wave = opened()
    send(wave)
    soon = NOW + timedelta(days=2)
    held = send(wave, "reminder", now=soon)
    assert (held.left, held.held_back) == (0, 4)
    assert send(wave, "reminder", now=soon, is_anyway=True).left == 4
    assert send(wave, "reminder", now=soon + timedelta(days=3, seconds=1)).left == 4


def test_two_who_press_at_once_remind_nobody_twice() -> None:
    """Both saw the same plan; each person is claimed by one of them."""
    wave = opened()
    send(wave)
    mail.outbox.clear()
    seen_by_other = list(plan_messages(wave, "reminder", now=LATER).recipients)
    assert send(wave, "reminder", now=LATER).left == 4
    assert not any(sending._claim(one, "reminder", LATER) for one in seen_by_other)
    assert len(mail.outbox) == 4


def test_who_answers_between_the_plan_and_the_press_is_left_out() -> None:
    """The claim looks again."""
    wave = opened()
    send(wave)
    ana = person(wave, "Ana")
    SurveyInvitation.objects.filter(pk=ana.pk).update(has_answered=True)
    assert not sending._claim(ana, "reminder", LATER)


class Refusing(EmailBackend):
    """A mail server that does not know one address, and hangs up at another."""

    def send_messages(self, messages: Any) -> int:
        """Refuses as smtplib tells it."""
        to = messages[0].to[0]
        if to == "a@example.org":
            raise SMTPRecipientsRefused({to: (550, b"5.1.1 No such mailbox")})
        if to == "b@example.org":
            raise SMTPServerDisconnected("Connection unexpectedly closed")
        return int(super().send_messages(messages))


def test_a_message_that_does_not_leave_is_told_and_tried_again(settings: Any) -> None:
    """The reason in the words of the server; the others have left; nothing is lost."""
    wave = opened()
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    sent = send(wave)
    assert (sent.left, sent.undelivered) == (2, 2)
    assert person(wave, "Ana").undelivered == "550 5.1.1 No such mailbox"
    assert person(wave, "Ana").invited_at is None
    assert last_deed(wave).about == {"left": 2, "undelivered": 2, "held_back": 0}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    correct_address(person(wave, "Ana"), "ana@example.org", by=None)
    assert send(wave).left == 2
    assert not person(wave, "Bo").undelivered


def test_why_it_did_not_leave_never_names_the_address() -> None:
    """The words of the server are enough."""
    failure = SMTPRecipientsRefused({"a@example.org": (550, b"Unknown user")})
    assert why_undelivered(failure) == "550 Unknown user"
    assert why_undelivered(ConnectionRefusedError(111, "Connection refused")) == "[Errno 111] Connection refused"


def test_nothing_is_sent_for_a_draft_or_without_an_address_of_this_installation() -> None:
    """Links that lead nowhere are worse than none."""
    with pytest.raises(WrongState):
        send(draft())
    with pytest.raises(NoAddress):
        send_messages(opened(), "invitation", by=None, now=NOW, base="")
    assert mail.outbox == []


def test_a_link_is_handed_over_to_somebody_without_an_address() -> None:
    """Shown once, and the trace says for which organisation."""
    wave = opened()
    SurveyInvitation.objects.filter(name="Cy").update(email="")
    link = hand_over(wave, person(wave, "Cy"), by=None, now=NOW, base=BASE)
    assert invitation_of(link.split("/")[-2]) == person(wave, "Cy")
    assert last_deed(wave).about == {"organisation": "house-2"}


def test_only_prints_of_links_are_kept() -> None:
    """Nobody who reads the tables can answer in somebody's place."""
    wave = opened()
    send(wave)
    tokens = {link_in(message) for message in mail.outbox}
    assert len(tokens) == 4
    kept = {str(value) for row in SurveyLink.objects.values_list() for value in row}
    assert not tokens & kept
