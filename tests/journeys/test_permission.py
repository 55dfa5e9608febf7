"""Who may do what."""

from __future__ import annotations

import logging

import pytest
from django.contrib.auth.models import AnonymousUser, User
from tests.journeys.merging_register import base, person, write

from concertation.core.errors import NotAllowed
from concertation.journeys.merging import merge_organisations
from concertation.journeys.permission import ROLES, Deed, Role, Row, forget_hands, give_role, hands_of, may, require
from concertation.journeys.undoing import undo_change

pytestmark = pytest.mark.django_db

EXPECTED: dict[Role, set[Deed]] = {
    "viewer": {"see_history"},
    "representative": {"see_history", "see_contacts", "edit"},
    "coordinator": {"see_history", "see_contacts", "edit", "import", "merge", "review_candidates"},
    "steward": {"see_history", "see_contacts", "edit", "import", "merge", "review_candidates", "see_restricted"},
    "administrator": {"see_history", "administer"},
}
DEEDS: tuple[Deed, ...] = (
    "edit",
    "import",
    "merge",
    "review_candidates",
    "see_contacts",
    "see_restricted",
    "see_history",
    "administer",
)


def test_a_visitor_without_an_account_may_only_read_public_facts() -> None:
    """Nobody needs an account to read public facts, and nobody does more without one."""
    assert not any(may(AnonymousUser(), deed) for deed in DEEDS)


@pytest.mark.parametrize("role", list(ROLES))
def test_each_role_opens_exactly_its_deeds(role: Role) -> None:
    """A role opens its deeds and no other."""
    user = User.objects.create_user("someone")
    give_role(user=user, role=role)
    assert {deed for deed in DEEDS if may(user, deed)} == EXPECTED[role]


def test_a_suspended_account_opens_nothing() -> None:
    """An account that is not active is a visitor."""
    user = User.objects.create_user("gone", is_active=False)
    give_role(user=user, role="administrator")
    assert not any(may(user, deed) for deed in DEEDS)


def test_reading_restricted_facts_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Who opened restricted facts, and about what, is written down."""
    user = User.objects.create_user("steward")
    give_role(user=user, role="steward")
    with caplog.at_level(logging.INFO, logger="concertation.access"):
        assert may(user, "see_restricted", "calgary")
    assert f"calgary read by user {user.pk}" in caplog.text


def test_a_refusal_says_what_to_do() -> None:
    """What a role does not open is refused with a sentence."""
    with pytest.raises(NotAllowed, match="Ask a steward"):
        require(AnonymousUser(), "edit")


def test_restricted_readings_reach_a_handler_of_the_installation() -> None:
    """Below a warning, a message that no handler takes is lost."""
    access = logging.getLogger("concertation.access")
    assert access.isEnabledFor(logging.INFO)
    assert any(handler.level <= logging.INFO for handler in access.handlers)


def test_a_grant_on_a_merged_organisation_opens_the_one_that_stands_for_it() -> None:
    """Whoever spoke for it speaks for the record that stays; the merge taken back, for its own alone."""
    write(base())
    user = User.objects.create_user("someone")
    give_role(user=user, role="representative", organisation="biblio")
    assert hands_of(user).rows_of("edit")[1] == {"biblio"}
    merged = merge_organisations(kept="library", absorbed="biblio", user=person())
    forget_hands(user)
    assert hands_of(user).rows_of("edit")[1] == {"library"}
    assert may(user, "edit", Row("organisation", "library"))
    undo_change(merged.change_id, user=person(name="bea"))
    forget_hands(user)
    assert hands_of(user).rows_of("edit")[1] == {"biblio"}
    assert not may(user, "edit", Row("organisation", "library"))


def test_a_grant_on_what_was_removed_opens_nothing() -> None:
    """Nothing stands for it."""
    user = User.objects.create_user("someone")
    give_role(user=user, role="representative", organisation="nowhere")
    assert hands_of(user).rows_of("edit") == (frozenset(), frozenset())
