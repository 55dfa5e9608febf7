"""What all tests share: data beside the project, and a folder of their own."""

from __future__ import annotations

import os
import tempfile

# The settings read these when they load; tests never touch an installation's data.
os.environ["CONCERTATION_DATA"] = tempfile.mkdtemp(prefix="concertation-tests-")

import pytest


@pytest.fixture(autouse=True)
def _fresh_observations() -> None:
    """Each test observes its own register: what another one built is forgotten."""
    from concertation.journeys import observation  # noqa: PLC0415 after the settings

    observation._observe.cache_clear()
