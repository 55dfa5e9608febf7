"""What one page says of a partnership or an organisation, as of a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concertation.core.errors import UnknownRecord
from concertation.core.typology import explain
from concertation.journeys.permission import give_role
from concertation.journeys.portrait import portray_organisation, portray_partnership
from concertation.store.history import recording
from concertation.store.models import (
    Activity,
    Area,
    Attendance,
    Concern,
    DecisionRecord,
    Dependence,
    Meeting,
    Membership,
    MembershipRole,
    Organisation,
    OrganisationSector,
    Participation,
    Partnership,
    PartnershipArea,
    Representation,
    Representative,
    Statement,
)
from concertation.store.snapshot_builder import build_snapshot

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()
FOUNDED, DAY = date(2013, 1, 1), date(2014, 6, 30)


def _found(key: str, members: int) -> Partnership:
    """A partnership whose members meet, work together and are spoken for."""
    with recording(kind="test", reason="a table for the tests"):
        area, _ = Area.objects.get_or_create(key="town", kind="municipality", name_en="Town", province="48")
        table = Partnership.objects.create(key=key, name_en=key, since=FOUNDED)
        PartnershipArea.objects.create(partnership=table, area=area)
        meeting = Meeting.objects.create(partnership=table, on=FOUNDED)
        activity = Activity.objects.create(partnership=table, kind="meeting", name_en="Meetings")
        for number in range(members):
            one = Organisation.objects.create(
                key=f"{key}-{number}", name_en=f"Organisation {number}", is_governmental=number == 0
            )
            OrganisationSector.objects.create(organisation=one, sector="health")
            belonging = Membership.objects.create(partnership=table, organisation=one, since=FOUNDED)
            MembershipRole.objects.create(membership=belonging, role="member")
            Attendance.objects.create(meeting=meeting, membership=belonging, status="present")
            Participation.objects.create(activity=activity, organisation=one, advises=True)
            person = Representative.objects.create(organisation=one, name="Someone")
            Representation.objects.create(membership=belonging, representative=person)
    return table


def _steward() -> User:
    user = User.objects.create_user("steward")
    give_role(user=user, role="steward")
    return user


def test_the_number_of_queries_does_not_grow_with_the_members() -> None:
    """Five members or fifty, the page asks the database the same number of questions."""
    counts = []
    for key, members in (("small", 5), ("large", 50)):
        _found(key, members)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            portray_partnership(key=key, as_of=DAY, user=VISITOR)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_organisation_asks_as_much_in_one_partnership_as_in_twenty() -> None:
    """The page of an organisation is bounded too."""
    first = Organisation.objects.get(key=f"{_found('first', 3).key}-0")
    with CaptureQueriesContext(connection) as in_one:
        portray_organisation(key=first.key, as_of=DAY, user=VISITOR)
    for number in range(19):
        other = _found(f"other-{number}", 3)
        with recording(kind="test", reason="joins"):
            Membership.objects.create(partnership=other, organisation=first, since=FOUNDED)
    with CaptureQueriesContext(connection) as in_twenty:
        portrait = portray_organisation(key=first.key, as_of=DAY, user=VISITOR)
    assert len(in_one) == len(in_twenty)
    assert len(portrait.of("membership")) == 20
    assert len(portrait.typology) == 20


def test_the_answer_is_the_one_of_the_whole_register() -> None:
    """Reading only what surrounds a partnership changes nothing in what is said of its kind."""
    _found("one", 4)
    _found("two", 2)
    portrait = portray_partnership(key="one", as_of=DAY, user=VISITOR)
    assert portrait.answer == explain(build_snapshot(as_of=DAY), "one")


def test_a_partnership_that_has_not_begun_is_not_there() -> None:
    """The day before it began, the register does not know it."""
    _found("table", 2)
    with pytest.raises(UnknownRecord):
        portray_partnership(key="table", as_of=FOUNDED - timedelta(days=1), user=VISITOR)


def test_facts_that_begin_after_the_day_are_absent() -> None:
    """A member that joins later is not on the page of an earlier day."""
    table = _found("table", 2)
    with recording(kind="test", reason="a late member"):
        late = Organisation.objects.create(key="late", name_en="Late")
        Membership.objects.create(partnership=table, organisation=late, since=DAY + timedelta(days=1))
        DecisionRecord.objects.create(
            partnership=table,
            course="sustain",
            reasons_en="It works.",
            decided_by="Council",
            decided_on=DAY + timedelta(days=1),
        )
    portrait = portray_partnership(key="table", as_of=DAY, user=VISITOR)
    assert len(portrait.of("membership")) == 2
    assert portrait.of("decision_record") == ()


def test_restricted_facts_reach_only_those_who_may_see_them() -> None:
    """Concerns, dependences, and what sources say of them are withheld from the others altogether."""
    table = _found("table", 2)
    first, second = Organisation.objects.filter(key__startswith="table-").order_by("id")
    with recording(kind="test", reason="what few may see"):
        Concern.objects.create(key="worry", partnership=table, organisation=first, kind="loss_of_autonomy")
        Dependence.objects.create(partnership=table, dependent=first, provider=second, resource="money")
        Statement.objects.create(subject_kind="concern", subject_key="worry", value="No longer so.")
    open_page = portray_partnership(key="table", as_of=DAY, user=VISITOR)
    assert not (open_page.of("concern") or open_page.of("dependence") or open_page.records.all("statement"))
    closed_page = portray_partnership(key="table", as_of=DAY, user=_steward())
    assert len(closed_page.of("concern")) == len(closed_page.of("dependence")) == 1
    assert closed_page.of("concern")[0].statements[0]["value"] == "No longer so."


def test_people_to_contact_are_shown_to_those_who_work_with_them() -> None:
    """Names of representatives are not on public pages."""
    _found("table", 2)
    assert portray_partnership(key="table", as_of=DAY, user=VISITOR).records.all("representative") == ()
    seen = portray_partnership(key="table", as_of=DAY, user=_steward())
    assert {person["name"] for person in seen.records.all("representative")} == {"Someone"}


def test_a_statement_of_another_source_stands_beside_the_fact() -> None:
    """Two sources that disagree are both on the page."""
    _found("table", 2)
    with recording(kind="test", reason="another source"):
        Statement.objects.create(
            subject_kind="partnership", subject_key="table", field="since", value="2012", agrees=False
        )
    portrait = portray_partnership(key="table", as_of=DAY, user=VISITOR)
    (statement,) = portrait.partnership.statements
    assert (statement["field"], statement["value"], statement["agrees"]) == ("since", "2012", False)
