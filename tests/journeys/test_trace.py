"""The trace: who, when, why, before and after."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concertation.core.errors import UnknownRecord
from concertation.journeys.permission import give_role
from concertation.journeys.trace import trace_fact, trace_organisation, trace_partnership
from concertation.store.history import recording
from concertation.store.models import Concern, Membership, MembershipRole, Organisation, Partnership

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


def _table(members: int = 1) -> Partnership:
    with recording(kind="test", reason="the table is founded", name="Ana"):
        table = Partnership.objects.create(key="table", name_en="Table", since=date(2013, 1, 1))
        for number in range(members):
            one = Organisation.objects.create(key=f"org-{number}", name_en=f"Organisation {number}")
            belonging = Membership.objects.create(key=f"m-{number}", partnership=table, organisation=one)
            MembershipRole.objects.create(membership=belonging, role="member")
    return table


def test_a_change_says_who_why_and_what_before_and_after() -> None:
    """An edit shows each column that changed, as it was and as it became."""
    table = _table()
    with recording(kind="edit", reason="a letter corrected us", name="Lise"):
        table.since = date(2012, 9, 1)
        table.save()
    latest, first = trace_partnership(key="table", user=VISITOR)
    assert (latest.made_by, latest.reason) == ("Lise", "a letter corrected us")
    (fact,) = latest.facts
    assert fact.deed == "changed"
    assert [(e.column.name, e.before, e.after) for e in fact.edits] == [("since", date(2013, 1, 1), date(2012, 9, 1))]
    assert {(f.record.fact.id, f.deed) for f in first.facts} == {
        ("partnership", "added"),
        ("membership", "added"),
        ("membership_role", "added"),
    }


def test_what_was_removed_stays_in_the_trace() -> None:
    """A fact that is gone is still told, by its name."""
    _table()
    with recording(kind="edit", reason="it never joined", name="Lise"):
        MembershipRole.objects.all().get().delete()
        Membership.objects.get(key="m-0").delete()
    latest = trace_partnership(key="table", user=VISITOR)[0]
    removed = {fact.record.fact.id: fact.record for fact in latest.facts if fact.deed == "removed"}
    assert str(removed["membership"]["organisation"]["name"]) == "Organisation 0"
    assert set(removed) == {"membership", "membership_role"}


def test_saving_without_a_difference_is_not_told_as_a_change() -> None:
    """A version equal to the one before says nothing."""
    table = _table()
    with recording(kind="edit", reason="nothing", name="Lise"):
        table.save()
    assert len(trace_partnership(key="table", user=VISITOR)) == 1


def test_the_trace_asks_a_fixed_number_of_questions() -> None:
    """Five members or fifty, the same number of queries."""
    counts = []
    for members in (5, 50):
        _table(members)
        with CaptureQueriesContext(connection) as queries:
            trace_partnership(key="table", user=VISITOR)
        counts.append(len(queries))
        with recording(kind="test", reason="again"):
            Partnership.objects.get(key="table").delete()
            for organisation in Organisation.objects.all():
                organisation.delete()
        Partnership.history.all().delete()
    assert counts[0] == counts[1]


def test_the_history_of_one_fact_is_its_own() -> None:
    """One fact, its own versions only."""
    _table(2)
    (change,) = trace_fact(kind_id="membership", key="m-1", user=VISITOR)
    assert [fact.record.key for fact in change.facts] == ["m-1"]


def test_the_history_of_an_organisation_holds_its_belongings() -> None:
    """Joining a partnership is part of an organisation's history."""
    _table()
    (change,) = trace_organisation(key="org-0", user=VISITOR)
    assert {fact.record.fact.id for fact in change.facts} == {"organisation", "membership"}


def test_restricted_facts_have_no_history_for_those_who_may_not_see_them() -> None:
    """A concern does not leak through the trace."""
    table = _table()
    with recording(kind="test", reason="a worry"):
        Concern.objects.create(key="worry", partnership=table, organisation=Organisation.objects.get(), kind="other")
    with pytest.raises(UnknownRecord):
        trace_fact(kind_id="concern", key="worry", user=VISITOR)
    assert len(trace_partnership(key="table", user=VISITOR)) == 1
    steward = User.objects.create_user("steward")
    give_role(user=steward, role="steward")
    assert len(trace_partnership(key="table", user=steward)) == 2


def test_reading_the_history_of_restricted_facts_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Every read of restricted data is logged (domain.md, § 5), once for what was asked about."""
    table = _table()
    with recording(kind="test", reason="a partner is worried"):
        Concern.objects.create(
            key="worry", partnership=table, organisation=Organisation.objects.get(), kind="loss_of_autonomy"
        )
    user = User.objects.create_user("steward")
    give_role(user=user, role="steward")
    with caplog.at_level(logging.INFO, logger="concertation.access"):
        trace_partnership(key="table", user=user)
    assert [record.getMessage() for record in caplog.records] == [f"restricted facts of table read by user {user.pk}"]
