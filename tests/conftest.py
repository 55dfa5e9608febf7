"""What all tests share: data beside the project, and a folder of their own."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

# The settings read these when they load; tests never touch an installation's data.
os.environ["CONCERTATION_DATA"] = tempfile.mkdtemp(prefix="concertation-tests-")

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from hypothesis import settings

if TYPE_CHECKING:
    from concertation.core.snapshot import Snapshot
    from concertation.store.state import RegisterState

# A property holds or not, however busy the machine is.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")

# The same algorithm, once instead of a million times: nobody attacks the passwords of tests.
PBKDF2PasswordHasher.iterations = 1

# What takes long in one piece comes first: what is left for the end is short, and all cores end together.
_LONGEST_FIRST = (
    "walkthroughs/test_every_page.py",
    "walkthroughs/",
    "journeys/test_snapshot_follows.py",
    "permission/",
    "api/test_fuzzing.py",
    "store/test_killed.py",
    "project/test_wheel.py",
    "journeys/test_workbook.py",
    "journeys/test_merging_properties.py",
    "core/network/kernels/",
)

# The last day of the invented region in tests: the five years before it are the same on any day of testing.
LAST_DAY = date(2026, 6, 30)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The register with the demonstration: its state, and what observing all of it gives."""

    state: RegisterState
    whole: Snapshot


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files in the order in which several processes end soonest; tests of one file stay as they are written."""
    tests = Path(__file__).parent

    def place(item: pytest.Item) -> int:
        path = item.path.relative_to(tests).as_posix()
        return next((at for at, long in enumerate(_LONGEST_FIRST) if path.startswith(long)), len(_LONGEST_FIRST))

    items.sort(key=place)


@pytest.fixture(autouse=True)
def _fresh_observations(request: pytest.FixtureRequest) -> None:
    """Each test observes its own register: what another one built is forgotten, and the demonstration known anew."""
    from concertation.journeys import chronology, neighbourhood, observation  # noqa: PLC0415 after the settings
    from concertation.journeys.functioning import keeping  # noqa: PLC0415 after the settings
    from concertation.journeys.territories import outlines  # noqa: PLC0415 after the settings

    observation.forget_observations()
    neighbourhood.forget_neighbourhoods()
    keeping.forget_figures()
    chronology.forget_chronology()
    outlines._area_shapes.cache_clear()
    outlines._drawn.cache_clear()
    if "demonstration" in request.fixturenames:
        known: Demonstration = request.getfixturevalue("demonstration")
        observation._kept.state, observation._kept.whole = known.state, known.whole


@pytest.fixture(autouse=True)
def _language_of_the_installation() -> None:
    """Each test begins in the language of the installation, whoever was last answered in another."""
    from django.utils import translation  # noqa: PLC0415 after the settings

    translation.deactivate()


@pytest.fixture(scope="module")
def demonstration(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Demonstration]:
    """A register with the demonstration for the tests of one file, taken away after."""
    from django.db import connection, transaction  # noqa: PLC0415 after the settings

    if connection.vendor == "sqlite":
        empty, full, known = request.getfixturevalue("_demonstration_in_memory")
        with django_db_blocker.unblock():
            _become(full)
            yield known
            _become(empty)
    else:
        with django_db_blocker.unblock(), transaction.atomic():
            known = _load()
            yield known
            transaction.set_rollback(True)


@pytest.fixture(scope="session")
def _demonstration_in_memory(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection, Demonstration]]:
    """The register without anything and with the demonstration: loaded once, copied for each file of tests."""
    from django.db import connection  # noqa: PLC0415 after the settings

    with closing(sqlite3.connect(":memory:")) as empty, closing(sqlite3.connect(":memory:")) as full:
        with django_db_blocker.unblock():
            connection.ensure_connection()
            connection.connection.backup(empty)
            known = _load()
            connection.connection.backup(full)
            _become(empty)
        yield empty, full, known


def _become(other: sqlite3.Connection) -> None:
    """The database of the tests holds what another one holds, and nothing else."""
    from django.db import connection  # noqa: PLC0415 after the settings

    connection.ensure_connection()
    other.backup(connection.connection)


def _load() -> Demonstration:
    from concertation.journeys.demonstration import load_demonstration  # noqa: PLC0415 after the settings
    from concertation.store.snapshot_builder import build_snapshot  # noqa: PLC0415 after the settings
    from concertation.store.state import read_state  # noqa: PLC0415 after the settings

    load_demonstration(last_day=LAST_DAY)
    return Demonstration(read_state(), build_snapshot(as_of=date.max))
