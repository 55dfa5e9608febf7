"""``concertation matches``: the pairs, what was answered, a merge and its undoing."""

from __future__ import annotations

import json

import pytest
from tests.cli.conftest import Run

from concertation.store.history import recording
from concertation.store.loading import insert_facts
from concertation.store.models import Change, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register() -> None:
    """A school board under two names, a member under one of them; a library apart."""
    with recording(kind="test", reason="a list"):
        insert_facts(
            {
                "organisation": {
                    "ocsb": {"name_en": "Ottawa Catholic School Board", "website": "https://ocsb.example"},
                    "csco": {"name_fr": "Conseil scolaire catholique d’Ottawa", "website": "https://ocsb.example"},
                    "library": {"name_en": "Brandon Public Library"},
                },
                "partnership": {"table": {"name_en": "Table"}},
                "membership": {"in": {"partnership": "table", "organisation": "csco"}},
            }
        )


def test_pairs_come_with_weight_and_reasons(run: Run) -> None:
    """As JSON for programs, in the language asked for."""
    (pair,) = json.loads(run("matches", "list", "--format", "json", "--language", "fr").stdout)
    assert {pair["one"], pair["other"]} == {"ocsb", "csco"}
    assert pair["bits"] > 0 and "même site Web (ocsb.example)" in [reason["says"] for reason in pair["reasons"]]


def test_what_was_answered_is_not_asked_again(run: Run) -> None:
    """Except where it is asked for."""
    assert "Kept: ocsb and csco – different." in run("matches", "answer", "csco", "ocsb", "different").stdout.replace(
        "csco and ocsb", "ocsb and csco"
    )
    assert "already" in run("matches", "answer", "ocsb", "csco", "different").stdout
    assert json.loads(run("matches", "list", "--format", "json").stdout) == []
    assert len(json.loads(run("matches", "list", "--answer", "different", "--format", "json").stdout)) == 1


def test_a_merge_is_shown_asked_and_taken_back(run: Run) -> None:
    """Stopped, it writes nothing; confirmed, the old code leads on; undone, both records stand."""
    stopped = run("matches", "merge", "ocsb", "csco", typed="n\n")
    assert stopped.exit_code == 1 and "changes hands" in stopped.stdout and Organisation.objects.count() == 3
    merged = run("matches", "merge", "ocsb", "csco", "--yes", "--reason", "one board")
    assert "The code csco leads to ocsb." in merged.stdout
    change = Change.objects.get(kind="merged")
    assert (change.reason, Organisation.objects.count()) == ("one board", 2)
    undone = run("matches", "undo", change.pk, "--language", "fr")
    assert undone.exit_code == 0 and "comme avant" in undone.stdout
    assert Organisation.objects.count() == 3


def test_what_cannot_be_merged_is_one_sentence(run: Run) -> None:
    """In the language of the command, and nothing is asked."""
    refused = run("matches", "merge", "ocsb", "ocsb", "--yes", "--language", "fr")
    assert refused.exit_code == 2 and "une seule fiche" in refused.stderr
    assert run("matches", "merge", "ocsb", "nobody", "--yes").exit_code == 2
