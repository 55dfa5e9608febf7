"""The personal link of an invitation: only its print is kept, and each message carries another."""

from __future__ import annotations

import hashlib

import pytest
from tests.store.small_waves import invite_to, open_wave

from concertation.journeys.waves.links import LinkOver, invitation_of, issue_link
from concertation.store.models.surveys import SurveyLink

pytestmark = pytest.mark.django_db


def test_a_link_opens_its_invitation() -> None:
    """The one that it was made for, and no other."""
    wave = open_wave()
    own, other = invite_to(wave), invite_to(wave, organisation="house-2")
    assert invitation_of(issue_link(own)) == own
    assert invitation_of(issue_link(other)) == other


def test_earlier_links_still_open_the_same_invitation() -> None:
    """Whoever finds the first message again, after a reminder, is not turned away."""
    invitation = invite_to(open_wave())
    first, second = issue_link(invitation), issue_link(invitation)
    assert first != second
    assert invitation_of(first) == invitation_of(second) == invitation


def test_only_the_print_is_kept() -> None:
    """SHA-256 in hexadecimal, as ``hashlib`` has it; the secret has 32 bytes, 43 letters without padding (RFC 4648)."""
    token = issue_link(invite_to(open_wave()))
    assert len(token) == 43
    kept = SurveyLink.objects.get()
    assert kept.token_print == hashlib.sha256(token.encode()).hexdigest()
    assert token not in {str(value) for value in SurveyLink.objects.values().get().values()}


@pytest.mark.parametrize("token", ["", "nothing", "é", "\udc80"])
def test_a_link_that_was_never_made_opens_nothing(token: str) -> None:
    """A cut, a mistyped or a broken link is told plainly, in both languages."""
    with pytest.raises(LinkOver) as told:
        invitation_of(token)
    assert "another" in told.value.in_language("en")
    assert "un autre" in told.value.in_language("fr")
