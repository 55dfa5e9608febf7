"""Whatever is attached to two records: a merge loses nothing and leaves nothing dangling; undone, it never was."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.journeys.merging_register import Facts, all_rows, attached, base, person, write

from concertation.core.facts import all_kinds
from concertation.journeys.merging import merge_organisations, plan_merge, standing_keys
from concertation.journeys.neighbourhood import model_of
from concertation.journeys.removal import resting_on
from concertation.journeys.undoing import undo_change
from concertation.store.models import Membership, Organisation

pytestmark = pytest.mark.django_db


def _merged(facts: Facts, kept: str, user: User) -> int:
    absorbed = "biblio" if kept == "library" else "library"
    return merge_organisations(kept=kept, absorbed=absorbed, user=user).change_id


class TestMerging(TestCase):
    """Each example starts from an empty register, on either database."""

    @settings(max_examples=10)
    @given(facts=attached(), kept=st.sampled_from(("library", "biblio")))
    def test_a_merge_taken_back_was_never_made_and_done_again_is_the_same(self, facts: Facts, kept: str) -> None:
        """Undo restores every fact to the column; undoing the undo gives the merge again, number for number."""
        write(base())
        write(facts)
        before, ana = all_rows(), person()
        change = _merged(facts, kept, ana)
        after = all_rows()
        undone = undo_change(change, user=ana)
        assert all_rows() == before
        redone = undo_change(undone.change_id, user=ana)
        assert all_rows() == after
        undo_change(redone.change_id, user=ana)
        assert all_rows() == before

    @settings(max_examples=10)
    @given(facts=attached(), kept=st.sampled_from(("library", "biblio")))
    def test_nothing_leads_to_what_is_gone_and_no_day_of_membership_is_lost(self, facts: Facts, kept: str) -> None:
        """Every reference holds; each day on which either was a member, the one that stays is."""
        write(base())
        write(facts)
        absorbed = "biblio" if kept == "library" else "library"
        number = Organisation.objects.get(key=absorbed).pk
        before = list(Membership.objects.values("partnership_id", "since", "until"))
        _merged(facts, kept, person())
        connection.check_constraints()
        assert not resting_on({"organisation": {number}})
        assert standing_keys([absorbed]) == {absorbed: kept}
        after = list(Membership.objects.filter(organisation__key=kept).values("partnership_id", "since", "until"))
        for one in before:
            assert any(_covers(other, one) for other in after), one
        known = {kind.id: set(model_of(kind.id).objects.values_list("key", flat=True)) for kind in all_kinds()}
        for kind_id, key in model_of("statement").objects.values_list("subject_kind", "subject_key"):
            assert key in known[kind_id]

    @settings(max_examples=6)
    @given(facts=attached())
    def test_looking_writes_nothing_and_tells_all_that_will_be_done(self, facts: Facts) -> None:
        """The preview counts the facts that the change then touches."""
        write(base())
        write(facts)
        before = all_rows()
        plan = plan_merge(kept="library", absorbed="biblio")
        assert all_rows() == before
        merged = merge_organisations(kept="library", absorbed="biblio", user=person(), seen=plan.fingerprint)
        gone = sum(len(numbers) for numbers in plan.removed.values()) + 1
        added = len(plan.names) + len(plan.statements) + 1
        after = all_rows()
        assert sum(map(len, after.values())) == sum(map(len, before.values())) - gone + added
        assert merged.key == "library"


def _covers(wide: Any, narrow: Any) -> bool:
    """On the days known, the wider begins no later; an unknown first day that was filled is the earliest known."""
    begins = wide["since"] is None or narrow["since"] is None or wide["since"] <= narrow["since"]
    ends = wide["until"] is None or (narrow["until"] is not None and narrow["until"] <= wide["until"])
    return wide["partnership_id"] == narrow["partnership_id"] and begins and ends
