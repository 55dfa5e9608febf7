"""Does the long work that pages ask for."""

from __future__ import annotations

import logging
import os
import sys
import threading
from time import monotonic, sleep

import click

from concertation.cli.bilingual import command, option
from concertation.cli.options import language_option
from concertation.core.text import Language, Text

# Seconds between two looks at what waits, and between two looks at what the day asks for.
_INTERVAL = 1.0
_TENDING = 60.0


@command(
    french="Fait les longs travaux que demandent les pages. `serve` et `demo` en lancent un; un serveur à plusieurs "
    "processus en a besoin d’un à côté."
)
@option("--once", is_flag=True, help=Text(en="Do what waits, then stop.", fr="Faire ce qui attend, puis s’arrêter."))
@option(
    "--with-parent",
    is_flag=True,
    hidden=True,
    help=Text(en="Stop when the parent process does.", fr="S’arrêter avec le processus parent."),
)
@language_option
def work(once: bool, with_parent: bool, language: Language) -> None:
    """Do the long work that pages ask for. `serve` and `demo` start one; a server of several processes needs one
    beside."""
    from concertation.cli.register import open_register  # noqa: PLC0415 loads the framework

    if with_parent:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    open_register()
    from concertation.journeys.background import recover_lost_work  # noqa: PLC0415 after the settings

    lost = recover_lost_work()
    if lost and not with_parent:
        words = Text(
            en=f"{lost} piece(s) of work were interrupted the last time; nothing of them was written.",
            fr=f"{lost} travaux ont été interrompus la dernière fois; rien n’en a été écrit.",
        )
        click.echo(words.in_language(language))
    do_waiting_work()
    tended_at = tend()
    while not once:
        sleep(_INTERVAL)
        do_waiting_work()
        if monotonic() - tended_at >= _TENDING:
            tended_at = tend()


def tend() -> float:
    """Does what the day asks for (surveys to close, answers to delete); what fails is in the log and tried again."""
    from django.db import close_old_connections  # noqa: PLC0415 after the settings
    from django.utils import timezone  # noqa: PLC0415 after the settings

    from concertation.journeys.waves.tending import tend_waves  # noqa: PLC0415 after the settings

    close_old_connections()
    try:
        tend_waves(now=timezone.now())
    except Exception:
        logging.getLogger("concertation.work").exception("the waves could not be tended")
    return monotonic()


def do_waiting_work() -> None:
    """Does all that waits, in the order in which it was asked; the database is looked at without being locked."""
    from django.db import close_old_connections  # noqa: PLC0415 after the settings
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415 after the settings
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 after the settings

    close_old_connections()
    if DBTaskResult.objects.ready().exists():
        Worker(
            queue_names=["*"],
            interval=_INTERVAL,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"concertation-{os.getpid()}",
            excluded_queue_names=[],
        ).run()


def _end_with_parent() -> None:
    """The parent holds the other end of the input: it closes when the parent ends, however it ends."""
    sys.stdin.buffer.read()
    os._exit(0)
