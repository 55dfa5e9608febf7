"""The demonstration enters the register once, with a trace, and leaves what people change alone."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from concertation.core.demonstration import documented_cases, make_region
from concertation.core.demonstration.region.edits import later_edits
from concertation.core.facts import all_kinds
from concertation.core.typology import classify
from concertation.journeys.demonstration import DEMONSTRATION_ACCOUNTS, SEED, load_demonstration
from concertation.journeys.permission import Row, may
from concertation.store.history import recording
from concertation.store.loading import fact_model
from concertation.store.models import Change, Organisation, Partnership
from concertation.store.snapshot_builder import build_snapshot

LAST_DAY = date(2026, 6, 30)


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
class TestLoadedDemonstration:
    """What stands after loading."""

    def test_the_register_holds_the_rows_of_the_two_cases_and_of_the_region(self) -> None:
        """Kind by kind, none lost, save the one that a later edit took away."""
        region, _ = make_region(np.random.default_rng(SEED), last_day=LAST_DAY)
        book = region.joined_with(documented_cases())
        removed = {edit.key for edit in later_edits() if not edit.values}
        for kind in all_kinds():
            keys = set(fact_model(kind)._default_manager.values_list("key", flat=True))
            assert keys == set(book.of(kind.id)) - removed

    def test_every_row_has_a_version_in_the_history(self) -> None:
        """The bulk load is traced as any other write."""
        for kind in all_kinds():
            model = fact_model(kind)
            versions = set(model.history.values_list("id", flat=True))
            assert set(model._default_manager.values_list("pk", flat=True)) <= versions

    def test_the_cases_are_classified_from_the_database_as_from_their_files(self) -> None:
        """The register adds nothing and loses nothing."""
        day = date(2014, 6, 30)
        rows = {row["key"]: row for row in classify(build_snapshot(as_of=day)).to_dicts()}
        assert rows["brandon"]["articulation"] == "consultative"
        assert rows["brandon"]["is_hybrid"]
        assert rows["calgary"]["articulation_basis"] == "inferred"

    def test_later_edits_were_made_by_named_people_with_their_reasons(self) -> None:
        """The history of a partnership shows more than its first page."""
        versions = Partnership.objects.get(key="merrow-lip").history.order_by("history_date")
        assert [version.history_type for version in versions] == ["+", "~", "~"]
        assert [version.change.made_by.username for version in versions[1:]] == ["ana", "marc"]
        assert all(version.change.reason for version in versions)

    def test_the_register_can_be_read_as_it_stood_before_an_edit(self) -> None:
        """What was known then is still there."""
        before = timezone.now().replace(year=2026, month=3, day=10)
        then = build_snapshot(as_of=LAST_DAY, known_at=before)["partnership"]
        now = build_snapshot(as_of=LAST_DAY)["partnership"]
        purpose = [frame.filter(frame["key"] == "merrow-lip")["purpose_en"][0] for frame in (then, now)]
        assert purpose[0] != purpose[1]

    def test_loading_again_writes_nothing_and_keeps_what_people_changed(self) -> None:
        """A second `make demo` finds the register as people left it."""
        with recording(kind="edit", reason="Renamed by a visitor"):
            brandon = Partnership.objects.get(key="brandon")
            brandon.name_en = "Renamed"
            brandon.save()
        changes = Change.objects.count()
        summary = load_demonstration(last_day=LAST_DAY + timedelta(days=400))
        assert summary.was_loaded_before
        assert Change.objects.count() == changes
        assert Partnership.objects.get(key="brandon").name_en == "Renamed"

    def test_each_account_signs_in_and_has_its_role(self) -> None:
        """The passwords that the command prints are the right ones."""
        for account in DEMONSTRATION_ACCOUNTS:
            entered = {"username": account.username, "password": account.password}
            assert Client().post("/en/sign-in/", entered)["Location"] == "/en/"
        people = {user.username: user for user in User.objects.all()}
        assert not may(people["lise"], "edit")
        assert may(people["ana"], "edit")
        assert not may(people["ana"], "see_restricted")
        assert may(people["marc"], "see_restricted")
        assert may(people["nadia"], "edit", Row("organisation", "newcomers--cinder-river"))
        assert not may(people["nadia"], "edit", Row("organisation", "newcomers--belorme"))

    def test_the_summary_speaks_both_languages(self) -> None:
        """One line in each."""
        summary = load_demonstration()
        assert f"{Organisation.objects.count()} organismes" in summary.in_words()
        assert f"{Partnership.objects.count()} partnerships" in summary.in_words()
