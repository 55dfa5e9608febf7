"""The demonstration opens accounts with known passwords only where nobody else can use them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from concertation.journeys.demonstration import DEMONSTRATION_ACCOUNTS, load_demonstration
from concertation.store.models import Change

LAST_DAY = date(2026, 6, 30)


@pytest.mark.django_db
def test_where_others_could_reach_them_no_account_is_opened(settings: Any) -> None:
    """Known passwords stay off a public installation; the edits then keep the names alone."""
    settings.DEMONSTRATION_ACCOUNTS = False
    summary = load_demonstration(last_day=LAST_DAY)
    assert summary.accounts == ()
    assert not User.objects.exists()
    edit = Change.objects.filter(kind="edit").first()
    assert edit is not None
    assert (edit.made_by, edit.made_by_name.split()[0]) == (None, "Ana")


def test_passwords_are_long_enough_for_the_settings() -> None:
    """Twelve characters or more, as for anybody."""
    assert all(len(account.password) >= 12 for account in DEMONSTRATION_ACCOUNTS)
