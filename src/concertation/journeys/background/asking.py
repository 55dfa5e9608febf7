"""Asking for work, finding one's own, and asking that it stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from concertation.core.errors import ConcertationError, UnknownRecord
from concertation.journeys.background import signals
from concertation.journeys.background.jobs import JOBS
from concertation.journeys.permission import may
from concertation.store.models import Work

_UNDER_WAY = (Work.State.WAITING, Work.State.RUNNING)


class StopTooLate(ConcertationError):
    """Work that has ended already."""

    code = "stop-too-late"
    english = "This work has ended already; there is nothing left to stop."
    french = "Ce travail est déjà terminé; il n’y a plus rien à arrêter."


def start_work(
    kind: str,
    *,
    user: User | None,
    subject: str = "",
    arguments: Mapping[str, Any] | None = None,
    language: str = "en",
) -> Work:
    """Hands the work to whoever works beside the pages; the same work asked for twice is one while it lasts."""
    assert kind in JOBS, kind
    from concertation.journeys.background.tasks import work_task  # noqa: PLC0415 needs the settings

    given = dict(arguments or {})
    with transaction.atomic():
        running = Work.objects.filter(kind=kind, arguments=given, state__in=_UNDER_WAY).first()
        if running is not None:
            return running
        work = Work.objects.create(
            kind=kind,
            subject=subject[:300],
            arguments=given,
            asked_by=user,
            asked_at=timezone.now(),
            language=language,
        )
        work_task.enqueue(work.pk)
    return work


def works_of(user: User, *, most: int = 50) -> list[Work]:
    """One's own, latest first; an administrator's are everybody's."""
    found = Work.objects.select_related("asked_by")
    return list((found if may(user, "administer") else found.filter(asked_by=user))[:most])


def find_work(number: int, *, user: User) -> Work:
    """One of them; raises ``UnknownRecord`` for that of others, as for what does not exist."""
    found = Work.objects.select_related("asked_by").filter(pk=number).first()
    if found is None or not (found.asked_by_id == user.pk or may(user, "administer")):
        raise UnknownRecord(kind="work", key=str(number))
    return found


def ask_to_stop(work: Work) -> None:
    """Work that has not begun never will; work under way stops at its next step, and leaves nothing."""
    with transaction.atomic():
        waiting = Work.objects.filter(pk=work.pk, state=Work.State.WAITING)
        if waiting.update(state=Work.State.CANCELLED, ended_at=timezone.now()):
            return
    if not Work.objects.filter(pk=work.pk, state=Work.State.RUNNING).exists():
        raise StopTooLate
    signals.wish_stop(work.pk)
