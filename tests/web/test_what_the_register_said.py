"""The same pages as the register itself stood at an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concertation.core.typology import explain
from concertation.journeys.permission import Role, give_role, may
from concertation.journeys.portrait import portray_organisation, portray_partnership
from concertation.store.history import recording
from concertation.store.models import Membership, Organisation, OrganisationSector, Partnership
from concertation.store.snapshot_builder import build_snapshot

pytestmark = pytest.mark.django_db
DAY = date(2014, 6, 30)
FIRST = datetime(2025, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
SECOND, THIRD = FIRST + timedelta(days=10), FIRST + timedelta(days=20)


def _person(role: Role) -> User:
    user = User.objects.create_user(f"a-{role}")
    give_role(user=user, role=role)
    return user


def _live(key: str = "table", members: int = 2) -> None:
    """A table that loses a member, gains a sector and changes its name over three changes."""
    with recording(kind="test", reason="founded", name="Ana", at=FIRST):
        table = Partnership.objects.create(key=key, name_en="Old name")
        for number in range(members):
            one = Organisation.objects.create(key=f"{key}-{number}", name_en=f"Organisation {number}")
            Membership.objects.create(key=f"{key}-in-{number}", partnership=table, organisation=one)
    with recording(kind="edited", reason="a call", name="Ana", at=SECOND):
        table.name_en = "New name"
        table.save()
        Membership.objects.get(key=f"{key}-in-0").delete()
    with recording(kind="created", reason="a page", name="Ana", at=THIRD):
        OrganisationSector.objects.create(organisation=Organisation.objects.get(key=f"{key}-1"), sector="health")


def _at(instant: datetime) -> str:
    return f"?known_at={instant.isoformat().replace('+00:00', 'Z')}"


@pytest.mark.parametrize("known_at", [FIRST, SECOND, THIRD])
def test_what_is_read_from_the_history_is_what_a_snapshot_of_the_history_holds(known_at: datetime) -> None:
    """Two ways to the same answer: around one partnership, and the whole register (build_snapshot)."""
    _live()
    portrait = portray_partnership(key="table", as_of=DAY, user=_person("viewer"), known_at=known_at)
    whole = build_snapshot(as_of=DAY, known_at=known_at)
    assert portrait.answer == explain(whole, "table")
    for kind_id in ("partnership", "membership", "organisation_sector"):
        assert portrait.snapshot[kind_id].to_dicts() == whole[kind_id].to_dicts()


def test_the_page_shows_what_stood_there_and_says_so() -> None:
    """Both times are on the page; what came later is not."""
    _live()
    client = Client()
    client.force_login(_person("coordinator"))
    page = client.get(f"/en/partnerships/table/members/{_at(FIRST)}&as_of=2014-06-30").content.decode()
    assert "The register as it stood on March 1, 2025, 3:30 a.m." in page and "Day looked at: June 30, 2014" in page
    assert "Old name" in page and "New name" not in page and "Organisation 0" in page
    assert "/edit/" not in page and "/add/" not in page
    later = client.get(f"/en/partnerships/table/members/{_at(SECOND)}").content.decode()
    assert "New name" in later and "Organisation 0" not in later


def test_links_keep_the_instant() -> None:
    """Whoever looks at what was said once stays there from section to section, and in the form of the day."""
    _live()
    client = Client()
    client.force_login(_person("viewer"))
    page = client.get(f"/en/partnerships/table/{_at(FIRST)}").content.decode()
    kept = "known_at=2025-03-01T09%3A30%3A00.123456Z"
    assert f'href="/en/partnerships/table/members/?{kept}"' in page
    assert 'name="known_at" value="2025-03-01T09:30:00.123456Z"' in page


def test_the_history_leads_to_what_stood_after_each_change() -> None:
    """The instant of a change includes that change."""
    _live()
    client = Client()
    client.force_login(_person("viewer"))
    for address in ("/en/partnerships/table/history/", "/en/organisations/table-1/history/"):
        page = client.get(address).content.decode()
        assert "See the register as it stood then" in page and "known_at=2025-03-01T09%3A30%3A00.123456Z" in page


def test_an_organisation_is_shown_as_it_was_known() -> None:
    """Its sectors came with a later change."""
    _live()
    viewer = _person("viewer")
    before = portray_organisation(key="table-1", as_of=DAY, user=viewer, known_at=SECOND)
    after = portray_organisation(key="table-1", as_of=DAY, user=viewer, known_at=THIRD)
    assert (before.sectors, len(after.sectors)) == ((), 1)
    client = Client()
    client.force_login(viewer)
    assert "The register as it stood on" in client.get(f"/en/organisations/table-1/{_at(SECOND)}").content.decode()


def test_what_was_removed_since_can_still_be_looked_at() -> None:
    """A partnership that is no longer in the register stood in it once."""
    _live()
    with recording(kind="deleted", reason="a double", name="Ana", at=THIRD + timedelta(days=1)):
        Membership.objects.all().delete()
        Partnership.objects.get().delete()
    client = Client()
    client.force_login(_person("viewer"))
    assert client.get("/en/partnerships/table/").status_code == 404
    assert "New name" in client.get(f"/en/partnerships/table/{_at(THIRD)}").content.decode()


def test_the_past_of_the_register_is_for_those_who_may_read_histories() -> None:
    """A visitor is asked to sign in, or refused."""
    _live()
    answer = Client().get(f"/en/partnerships/table/{_at(FIRST)}")
    assert answer.status_code in (302, 403)
    assert Client().get("/en/partnerships/table/?known_at=nonsense").status_code == 200


def test_the_history_is_asked_as_much_for_fifty_members_as_for_five() -> None:
    """Versions are read by sets: the number of queries does not grow."""
    viewer = _person("viewer")
    may(viewer, "see_history")
    counts = []
    for members in (5, 50):
        _live(f"table-{members}", members)
        with CaptureQueriesContext(connection) as queries:
            portray_partnership(key=f"table-{members}", as_of=DAY, user=viewer, known_at=THIRD)
        counts.append(len(queries))
    assert counts[0] == counts[1]
