"""What the first visitor of a process would wait for is made as the process starts."""

from __future__ import annotations

import gc
import logging
from threading import Thread

from django.db import DatabaseError, connection
from django.utils import timezone

from concertation.journeys.finding import observe_list
from concertation.journeys.overview import survey_register
from concertation.store.state import one_look

_log = logging.getLogger("concertation.serving")


def begin_looking_ahead() -> None:
    """In a thread beside the requests; never before a server forks, since columns have threads of their own."""
    Thread(target=_prepare, name="looking-ahead", daemon=True).start()


def _prepare() -> None:
    """What stays for the life of the process is then left alone by the collector, which walked it every few pages."""
    look_ahead()
    gc.collect()
    gc.freeze()


def look_ahead() -> None:
    """The register as of today, what is classified of it, and its two lists; a register out of reach is told later."""
    today = timezone.localdate()
    try:
        with one_look():
            survey_register(as_of=today)
            observe_list("partnership", as_of=today)
            observe_list("organisation", as_of=today)
    except DatabaseError as failure:
        _log.info("not looked ahead: %s", failure)
    finally:
        connection.close()
