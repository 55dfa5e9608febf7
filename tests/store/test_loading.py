"""Facts written in bulk are facts like any other: traced, dated, and refused when they can never be true."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from concertation.core.errors import UnknownRecord
from concertation.store.history import NoOpenChangeError, recording
from concertation.store.loading import insert_facts
from concertation.store.models import Area, Body, Change, Organisation, Partnership

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


def test_each_fact_has_its_first_version_with_the_change_that_made_it() -> None:
    """Who, when and why are kept for every row, with the very same values."""
    with recording(kind="test", reason="why", name="who", at=NOON) as change:
        count = insert_facts({"organisation": {"one": {"name_en": "One", "is_governmental": True}}})
    organisation = Organisation.objects.get(key="one")
    version = organisation.history.get()
    assert count == 1
    assert (version.change_id, version.history_type, version.history_date) == (change.pk, "+", NOON)
    assert (version.id, version.name_en, version.is_governmental) == (organisation.pk, "One", True)


def test_unknown_stays_unknown() -> None:
    """A column left out is null where it can be, blank where it is text, and its default where it has one."""
    with recording(kind="test", reason=""):
        insert_facts({"organisation": {"one": {"name_en": "One"}}})
    one = Organisation.objects.get(key="one")
    assert (one.is_governmental, one.since, one.name_fr, one.is_synthetic) == (None, None, "", False)


def test_references_are_keys_of_new_facts_or_of_older_ones() -> None:
    """Also within one kind, whatever the order of the rows."""
    with recording(kind="test", reason=""):
        Area.objects.create(key="metro", kind="census_metropolitan_area", name_en="M", name_fr="M")
        insert_facts(
            {
                "area": {"town": {"kind": "municipality", "metropolitan_area": "metro"}},
                "partnership": {"p": {"name_en": "P", "since": date(2020, 1, 1)}},
                "body": {
                    "team": {"partnership": "p", "kind": "project_team", "part_of": "council"},
                    "council": {"partnership": "p", "kind": "council"},
                },
            }
        )
    assert Area.objects.get(key="town").metropolitan_area.key == "metro"  # type: ignore[union-attr]
    assert Body.objects.get(key="team").part_of.key == "council"  # type: ignore[union-attr]


def test_rows_written_one_by_one_follow_rows_written_in_bulk() -> None:
    """Numbers never collide afterwards, on either database."""
    with recording(kind="test", reason=""):
        insert_facts({"organisation": {"one": {"name_en": "One"}, "two": {"name_en": "Two"}}})
        three = Organisation.objects.create(key="three", name_en="Three")
        insert_facts({"organisation": {"four": {"name_en": "Four"}}})
    assert three.pk > Organisation.objects.get(key="two").pk
    assert Organisation.objects.count() == 4


def test_a_reference_to_nothing_is_refused_by_name() -> None:
    """The person learns which key is missing, and nothing is written."""
    with pytest.raises(UnknownRecord, match="nowhere"), recording(kind="test", reason=""):
        insert_facts(
            {
                "organisation": {"one": {"name_en": "One"}},
                "organisation_area": {"x": {"organisation": "one", "area": "nowhere"}},
            }
        )
    assert not Organisation.objects.exists()
    assert not Change.objects.exists()


def test_what_can_never_be_true_is_refused_whole() -> None:
    """A body inside a body of another partnership: the database says no, and the whole change is undone."""
    facts = {
        "partnership": {"p": {"name_en": "P"}, "q": {"name_en": "Q"}},
        "body": {
            "council": {"partnership": "p", "kind": "council"},
            "team": {"partnership": "q", "kind": "project_team", "part_of": "council"},
        },
    }
    with pytest.raises(IntegrityError), recording(kind="test", reason=""):
        insert_facts(facts)
    assert not Partnership.objects.exists()


def test_nothing_is_written_outside_a_change() -> None:
    """Every write says who, when and why."""
    with pytest.raises(NoOpenChangeError):
        insert_facts({"organisation": {"one": {"name_en": "One"}}})
