"""How long answers are kept, and deleting them for good: no copy is left in the pages of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from concertation.core.typology.periods import months_before
from concertation.journeys.waves.finding import held
from concertation.journeys.waves.trace import note_deed
from concertation.store.models.surveys import SurveyDraft, SurveyLink, SurveyResponse, Wave

_TABLES = ("survey_response", "survey_draft", "survey_link")


def expire_waves(*, today: date, now: datetime) -> list[Wave]:
    """Deletes the answers of waves that were kept as long as was said; returns them.

    A wave that closed on 31 January and is kept a month expires on 28 February. Former rows that an open transaction
    held back when they were deleted go too, whether or not a wave expires today.
    """
    over = []
    for wave in Wave.objects.filter(state="closed", answers_deleted_at__isnull=True, closed_at__isnull=False):
        day = expires_on(wave)
        if day is not None and day <= today:
            over.append(delete_answers(wave, by=None, now=now))
    leave_no_copy()
    return over


def delete_answers(wave: Wave, *, by: User | None, now: datetime) -> Wave:
    """Deletes the answers, what was begun, and the links of a closed wave for good; published figures stay."""
    with overwriting(), held(wave, "closed", by=by) as found:
        if found.answers_deleted_at is not None:
            return found
        SurveyDraft.objects.filter(wave=found).delete()
        answers, _ = SurveyResponse.objects.filter(wave=found).delete()
        SurveyLink.objects.filter(invitation__wave=found).delete()
        found.answers_deleted_at = now
        found.save(update_fields=["answers_deleted_at"])
        note_deed(found, "answers_deleted", by=by, now=now, answers=answers)
    return found


def expires_on(wave: Wave) -> date | None:
    """The day on which its answers are deleted; unknown while it is open."""
    if wave.closed_at is None:
        return None
    return months_before(timezone.localdate(wave.closed_at), -wave.months_kept)


@contextmanager
def overwriting() -> Iterator[None]:
    """What is deleted inside is written over, and no earlier copy of a page is left once it is committed.

    SQLite: what is freed is filled with zeros, and the write-ahead log is emptied. PostgreSQL: the tables are written
    anew without the dead rows. In a larger transaction the second step is left to the next deletion.
    """
    zero_what_is_freed()
    yield
    leave_no_copy()


def leave_no_copy() -> None:
    """Writes the tables anew without their dead rows; SQLite has no more to do than to empty its log.

    PostgreSQL keeps a dead row while any transaction of the whole server, of another database too, is older than its
    deletion: what such a one holds back goes the next time.
    """
    if connection.in_atomic_block:
        return
    if connection.vendor == "sqlite":
        _say("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        for table in _TABLES:
            _say(f"VACUUM FULL {table}")


def zero_what_is_freed() -> None:
    """From here on, what this connection deletes is filled with zeros at once: SQLite alone leaves it otherwise."""
    if connection.vendor == "sqlite":
        _say("PRAGMA secure_delete = ON")


def _say(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
