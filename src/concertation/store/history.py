"""Every write happens inside a change, which is also its transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models, transaction
from django.dispatch import receiver
from django.utils import timezone
from simple_history.signals import pre_create_historical_record

from concertation.core.errors import ConcertationError
from concertation.store.state import forget_state
from concertation.store.under_way import Note, begin_note, end_note

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from concertation.store.models.changes import Change


class NoOpenChangeError(ConcertationError):
    """A write was attempted without saying who makes it and why."""

    code = "no-open-change"
    english = "Nothing was written: every change of the register must say who makes it and why."
    french = "Rien n’a été écrit : toute modification du registre doit dire qui la fait et pourquoi."


# The kind of a change that is always taken back: nobody needs to know that it was under way, and it takes no place
# among the others.
TRIAL = "trial"

_open_change: ContextVar[Change | None] = ContextVar("open_change", default=None)

# The lock of PostgreSQL under which changes take their places: any number that nothing else of the database uses.
_PLACES = 20130101


class RecordedVersion(models.Model):
    """The version of a fact that a change left behind."""

    change = models.ForeignKey("store.Change", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def is_recording() -> bool:
    """Whether a change is under way here: what it writes is not for others to see yet."""
    return _open_change.get() is not None


def require_change() -> Change:
    """The change under way; raises ``NoOpenChangeError`` when there is none."""
    change = _open_change.get()
    if change is None:
        raise NoOpenChangeError
    return change


@contextmanager
def recording(
    *,
    kind: str,
    reason: str,
    user: User | None = None,
    name: str = "",
    at: datetime | None = None,
) -> Iterator[Change]:
    """Opens a change: all that is written inside stands together or not at all."""
    with transaction.atomic():
        change: Change = apps.get_model("store", "Change").objects.create(
            made_at=at or timezone.now(),
            made_by=user,
            made_by_name=name or (user.get_full_name() or user.get_username() if user else "Concertation"),
            kind=kind,
            reason=reason,
        )
        token = _open_change.set(change)
        facts = {"kind": kind, "about": reason, "change": change.pk, "made_at": change.made_at.isoformat()}
        note = Note.nothing() if kind == TRIAL else begin_note(**facts)
        try:
            yield change
            if kind != TRIAL:
                _take_place(change)
            transaction.on_commit(lambda: end_note(note))
        except BaseException:
            end_note(note)
            raise
        finally:
            _open_change.reset(token)


def _take_place(change: Change) -> None:
    """Puts the change last among those that others see; from here to the end of the transaction nobody else ends.

    Two people may write at once on PostgreSQL and end in any order. What waits for rows of others comes first, so
    that nobody who holds the lock waits for someone who wants it.
    """
    if connection.vendor == "postgresql":
        connection.check_constraints()
    wait_for_endings()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE change SET place = (SELECT COALESCE(MAX(place), 0) + 1 FROM change) WHERE id = %s", [change.pk]
        )
    change.refresh_from_db(fields=["place"])
    forget_state()


def wait_for_endings() -> None:
    """Until all that others are ending has ended; from here to the end of the transaction nobody else ends.

    What has not begun to end by then, in a process that is no more, never will. SQLite has one writer at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PLACES])


@receiver(pre_create_historical_record)
def attach_change(sender: object, **facts: Any) -> None:
    """Each version of a fact knows the change that made it."""
    version = facts["history_instance"]
    if isinstance(version, RecordedVersion):
        change = require_change()
        version.change = change
        version.history_date = change.made_at  # type: ignore[attr-defined]  # added by HistoricalRecords
