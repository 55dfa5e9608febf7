"""What all tests share: data beside the project, and a folder of their own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import date
from typing import Any

# The settings read these when they load; tests never touch an installation's data.
os.environ["CONCERTATION_DATA"] = tempfile.mkdtemp(prefix="concertation-tests-")

import pytest
from hypothesis import settings

# A property holds or not, however busy the machine is.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")


@pytest.fixture(autouse=True)
def _fresh_observations() -> None:
    """Each test observes its own register: what another one built is forgotten."""
    from concertation.journeys import chronology, neighbourhood, observation  # noqa: PLC0415 after the settings
    from concertation.journeys.functioning import keeping  # noqa: PLC0415 after the settings
    from concertation.journeys.territories import outlines  # noqa: PLC0415 after the settings

    observation.forget_observations()
    neighbourhood.forget_neighbourhoods()
    keeping.forget_figures()
    chronology.forget_chronology()
    outlines._area_shapes.cache_clear()
    outlines._drawn.cache_clear()


# The last day of the invented region in tests: the five years before it are the same on any day of testing.
LAST_DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A register with the demonstration, loaded once for the tests of one file and taken away after."""
    from django.db import transaction  # noqa: PLC0415 after the settings

    from concertation.journeys.demonstration import load_demonstration  # noqa: PLC0415 after the settings

    with django_db_blocker.unblock(), transaction.atomic():
        load_demonstration(last_day=LAST_DAY)
        yield
        transaction.set_rollback(True)
