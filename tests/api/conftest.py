"""What tests of the API share: a register with the demonstration, and programs that ask it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from tests.conftest import LAST_DAY

from concertation.journeys.tokens import Scope, issue_token

ROOT = "/api/v1/"
DAY = {"as_of": LAST_DAY.isoformat()}
Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def _first_request() -> None:
    """Each test begins its minute anew."""
    cache.clear()


@pytest.fixture
def visitor(demonstration: None, db: None) -> Client:
    """Someone without an account, before the demonstration."""
    return Client()


@pytest.fixture
def program(demonstration: None, db: None) -> Callable[[str, Scope], Client]:
    """A program with a key of one of the demonstration's accounts."""

    def with_key(username: str, scope: Scope = Scope.READ) -> Client:
        user = User.objects.get(username=username)
        issued = issue_token(owner=user, name="tests", scope=scope, days=30)
        return Client(headers={"Authorization": f"Bearer {issued.secret}"})

    return with_key
