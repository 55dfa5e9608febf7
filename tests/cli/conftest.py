"""Runs commands as a person types them, without leaving the test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from click.testing import CliRunner, Result

from concertation.cli.main import concertation


class Run(Protocol):
    """``run("partnerships", "calgary")``: what came out, on which stream, and the exit code."""

    def __call__(self, *words: object, typed: str | None = None) -> Result: ...


@pytest.fixture
def run() -> Run:
    """A command line; ``typed`` is what the person answers."""

    def invoke(*words: object, typed: str | None = None) -> Result:
        result = CliRunner().invoke(concertation, [str(word) for word in words], input=typed, prog_name="concertation")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture(scope="module")
def documented(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A register with Brandon and Calgary alone, for the tests of one file."""
    from django.db import transaction  # noqa: PLC0415 after the settings

    from concertation.core.demonstration import documented_cases  # noqa: PLC0415 after the settings
    from concertation.store.history import recording  # noqa: PLC0415 after the settings
    from concertation.store.loading import insert_facts  # noqa: PLC0415 after the settings

    with django_db_blocker.unblock(), transaction.atomic():
        with recording(kind="test", reason="the article", name="Lise"):
            insert_facts(documented_cases().rows)
        yield
        transaction.set_rollback(True)
