"""``concertation emerging``: groups and likely ties, laid out three ways, in both languages."""

from __future__ import annotations

import json

import pytest
from tests.cli.conftest import Run
from tests.conftest import LAST_DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

ON_DAY = ("--as-of", LAST_DAY.isoformat())


def test_groups_as_json(run: Run) -> None:
    (group,) = json.loads(run("emerging", *ON_DAY, "--format", "json").stdout)
    assert (group["tied_pairs"], group["pairs"], group["state"]) == (6, 6, "open")
    assert group["standing"][0]["key"] == "dunmere-network"


def test_groups_as_a_table_in_french(run: Run) -> None:
    assert "existe déjà" in run("emerging", *ON_DAY, "--language", "fr").stdout


def test_pairs_as_csv_say_beside_what_taught_them(run: Run) -> None:
    result = run("emerging", *ON_DAY, "--kind", "co_membership", "--format", "csv")
    assert result.stdout.lstrip("\ufeff").splitlines()[0] == "one,other,chance,state,reasons"
    assert "learned from" in result.stderr


def test_a_day_without_groups_says_so(run: Run) -> None:
    assert "Nothing found." in run("emerging", "--as-of", "2005-01-01").stdout
