"""Every version of a fact knows the change that made it, and the register of any past instant can be read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.db import transaction
from tests.store.smallest import add

from concertation.core.facts import all_kinds
from concertation.store.history import NoOpenChangeError, recording
from concertation.store.loading import fact_model
from concertation.store.models import Change, Membership, Organisation, Partnership
from concertation.store.snapshot_builder import build_snapshot
from concertation.store.updating import update_facts

pytestmark = pytest.mark.django_db

_DAY = date(2025, 12, 31)
_FIRST, _SECOND, _THIRD = (datetime(2025, month, 1, 12, tzinfo=UTC) for month in (3, 6, 9))


@pytest.fixture
def table() -> Partnership:
    """A partnership entered in March by Ana, renamed in June by Marc, removed in September by Lise."""
    with recording(kind="test", reason="entered", name="Ana", at=_FIRST):
        partnership = Partnership.objects.create(key="table", name_en="Table")
    with recording(kind="test", reason="renamed", name="Marc", at=_SECOND):
        partnership.name_en = "Round Table"
        partnership.save()
    with recording(kind="test", reason="removed", name="Lise", at=_THIRD):
        partnership.delete()
    return partnership


@pytest.mark.usefixtures("table")
def test_each_version_knows_who_when_and_why() -> None:
    """Added, changed, removed: what stood, and the change that made it so."""
    versions = Partnership.history.filter(key="table").order_by("history_id")
    told = [(v.history_type, v.name_en, v.change.made_by_name, v.change.reason, v.history_date) for v in versions]
    assert told == [
        ("+", "Table", "Ana", "entered", _FIRST),
        ("~", "Round Table", "Marc", "renamed", _SECOND),
        ("-", "Round Table", "Lise", "removed", _THIRD),
    ]


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("known_at", "names"),
    [
        (_FIRST - timedelta(seconds=1), []),
        (_FIRST, ["Table"]),
        (_SECOND - timedelta(microseconds=1), ["Table"]),
        (_SECOND, ["Round Table"]),
        (_THIRD - timedelta(days=1), ["Round Table"]),
        (_THIRD, []),
    ],
)
def test_any_past_instant_can_be_read(known_at: datetime, names: list[str]) -> None:
    """A change counts from its own instant on."""
    frame = build_snapshot(as_of=_DAY, known_at=known_at)["partnership"]
    assert frame.get_column("name_en").to_list() == names


@pytest.mark.usefixtures("table")
def test_an_instant_is_the_same_whatever_the_clock_that_tells_it() -> None:
    """Noon in Greenwich is six in the morning in Winnipeg (in winter, UTC−6)."""
    winnipeg = timezone(timedelta(hours=-6))
    for known_at, found in ((_FIRST, 1), (_FIRST - timedelta(minutes=1), 0), (_THIRD, 0)):
        assert build_snapshot(as_of=_DAY, known_at=known_at.astimezone(winnipeg))["partnership"].height == found


def test_the_instant_of_now_is_the_register_itself() -> None:
    """Read from the versions or from the tables, all kinds of facts say the same."""
    for kind in all_kinds():
        add(kind.id)
    now = Change.objects.latest("id").made_at
    present, then = build_snapshot(as_of=_DAY), build_snapshot(as_of=_DAY, known_at=now)
    assert [kind.id for kind in all_kinds() if not present[kind.id].equals(then[kind.id])] == []
    assert [kind.id for kind in all_kinds() if present[kind.id].is_empty()] == []


def test_corrections_in_bulk_leave_versions_like_any_other() -> None:
    """With the change, its instant, and the values they left."""
    key = add("organisation", name_en="Before")
    with recording(kind="test", reason="spelling", name="Ana", at=_FIRST) as change:
        update_facts({"organisation": {key: {"name_en": "After"}}})
    version = Organisation.history.filter(key=key).latest("history_id")
    assert (version.history_type, version.name_en, version.change_id) == ("~", "After", change.pk)
    assert version.history_date == _FIRST


def test_removing_a_partnership_removes_what_belongs_to_it_with_a_trace() -> None:
    """The organisation stays, the membership leaves a last version in the same change."""
    key = add("partnership")
    member = add("membership", partnership=key)
    with recording(kind="test", reason="entered twice") as change:
        Partnership.objects.get(key=key).delete()
    last = Membership.history.filter(key=member).latest("history_id")
    assert (last.history_type, last.change_id) == ("-", change.pk)
    assert Organisation.objects.count() == 1


def test_a_change_that_fails_leaves_nothing() -> None:
    """All of it stands, or none: neither facts, nor versions, nor the change."""
    with pytest.raises(ValueError, match="stop"), recording(kind="test", reason=""):
        Organisation.objects.create(key="one")
        raise ValueError("stop")
    assert (Organisation.objects.count(), Organisation.history.count(), Change.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("kind_id", [kind.id for kind in all_kinds()])
def test_nothing_is_added_outside_a_change(kind_id: str) -> None:
    """Of any kind."""
    with pytest.raises(NoOpenChangeError):
        fact_model(next(kind for kind in all_kinds() if kind.id == kind_id))().save()


def test_nothing_is_corrected_or_removed_outside_a_change() -> None:
    """One by one or many at once."""
    one = Organisation.objects.get(key=add("organisation"))
    for write in (
        one.save,
        one.delete,
        Organisation.objects.all().delete,
        lambda: Organisation.objects.update(name_en="Other"),
        lambda: Organisation.objects.bulk_create([Organisation(key="two")]),
        lambda: Organisation.objects.bulk_update([one], ["name_en"]),
    ):
        with pytest.raises(NoOpenChangeError), transaction.atomic():
            write()
    assert [organisation.key for organisation in Organisation.objects.all()] == [one.key]


def test_a_removed_number_is_never_given_again() -> None:
    """The history of a fact is that of one fact."""
    first = Organisation.objects.get(key=add("organisation"))
    number = first.pk
    with recording(kind="test", reason=""):
        first.delete()
    assert Organisation.objects.get(key=add("organisation")).pk > number
