"""Doing the work: its progress, its end, and what is said of work whose process died."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from time import monotonic
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from concertation.core.errors import ConcertationError
from concertation.core.text import Text
from concertation.journeys.background import signals
from concertation.journeys.background.jobs import JOBS
from concertation.store.models import Work
from concertation.store.progress import heard_by

# How often progress is written down, and after how long a silence a process is taken for dead.
_OFTEN = 0.5
SILENCE = timedelta(minutes=10)
_log = logging.getLogger("concertation.work")
_NOTHING_WRITTEN = Text(
    en="The program was stopped in the middle. Nothing was written; ask for it again.",
    fr="Le programme a été arrêté en plein travail. Rien n’a été écrit; demandez-le de nouveau.",
)
_UNEXPECTED = Text(
    en="Something unexpected happened. Nothing was written. The log of this installation has the details.",
    fr="Un imprévu est survenu. Rien n’a été écrit. Le journal de l’installation en donne le détail.",
)
_STOPPED = Text(en="Stopped as you asked. Nothing was written.", fr="Arrêté à votre demande. Rien n’a été écrit.")


class Stopped(ConcertationError):
    """Somebody asked that the work stop."""

    code = "stopped"
    english = _STOPPED.en
    french = _STOPPED.fr


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: a sentence, and the address of the page that shows it (a name and its arguments)."""

    told: Text
    page: str = ""
    arguments: tuple[Any, ...] = ()
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Progress:
    """Writes down how far one work is, not too often, and stops it when asked."""

    number: int
    last: float = 0.0
    step: str = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        if signals.is_to_stop(self.number):
            raise Stopped
        now = monotonic()
        if step == self.step and now - self.last < _OFTEN:
            return
        self.step, self.last = step, now
        signals.note(self.number, {"step": step, "done": done, "total": total, "heard_at": timezone.now()})


def do_work(number: int) -> None:
    """Does a work that waits; what goes wrong is told on its page and nowhere else."""
    now = timezone.now()
    waiting = Work.objects.filter(pk=number, state=Work.State.WAITING)
    if not waiting.update(state=Work.State.RUNNING, started_at=now, heard_at=now):
        return  # stopped before it began, or done by another process
    work = Work.objects.get(pk=number)
    try:
        _do(work)
    except Stopped as stopped:
        _end(number, Work.State.CANCELLED, Text(en=stopped.in_language("en"), fr=stopped.in_language("fr")))
    except ConcertationError as refusal:
        _end(number, Work.State.FAILED, Text(en=refusal.in_language("en"), fr=refusal.in_language("fr")))
    except Exception:
        _log.exception("work %s (%s) failed", number, work.kind)
        _end(number, Work.State.FAILED, _UNEXPECTED)
    finally:
        signals.forget_wish(number)


def _do(work: Work) -> None:
    """Work that writes facts is written together with the note that it is done: both stand or neither."""
    job = JOBS[work.kind]
    if job.writes:
        signals.note(work.pk, {"step": "writing", "heard_at": timezone.now()})
    with heard_by(_Progress(work.pk)), transaction.atomic() if job.writes else nullcontext():
        outcome: Outcome = _function(job.function)(work)
        _end(work.pk, Work.State.DONE, outcome.told, outcome)


def _function(path: str) -> Any:
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)


def _end(number: int, state: Work.State, told: Text, outcome: Outcome | None = None) -> None:
    page = (
        {}
        if outcome is None
        else {"page": outcome.page, "arguments": list(outcome.arguments), "query": dict(outcome.query)}
    )
    Work.objects.filter(pk=number).update(
        state=state, ended_at=timezone.now(), told_en=told.en, told_fr=told.fr, outcome=page
    )


def recover_lost_work() -> int:
    """What is said of work whose process is dead; returns how many.

    The note that work is done is written with what it wrote: work that is still noted as under way wrote nothing.
    With SQLite one process works at a time; with PostgreSQL others may, and are believed dead after a long silence.
    """
    lost = Work.objects.filter(state=Work.State.RUNNING)
    if connection.vendor != "sqlite":
        lost = lost.filter(heard_at__lt=timezone.now() - SILENCE)
    numbers = list(lost.values_list("pk", flat=True))
    for number in numbers:
        _end(number, Work.State.LOST, _NOTHING_WRITTEN)
        signals.forget_wish(number)
    return len(numbers)
