"""The index of the search is checked and made anew from the command line."""

from __future__ import annotations

import pytest
from tests.cli.conftest import Run

from concertation.store.search import drop_index


@pytest.mark.django_db
@pytest.mark.usefixtures("documented")
def test_the_index_is_checked_then_made_anew(run: Run) -> None:
    """What is told, what to type, and that it helps."""
    assert run("register", "check-search").exit_code == 0
    drop_index()
    told = run("register", "check-search", "--language", "fr")
    assert told.exit_code == 2
    assert "non suivi" in told.stdout
    assert "rebuild-search" in told.stderr
    assert "Organisations: " in run("register", "rebuild-search").stdout
    assert run("register", "check-search").exit_code == 0
