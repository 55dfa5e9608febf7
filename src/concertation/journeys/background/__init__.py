"""Long work done off the request path, with progress, a way to stop it, and an honest word when it was interrupted.

To have something done beside the pages, describe it once in ``jobs.JOBS`` and ask for it::

    work = start_work("undo", user=user, subject="Spring update", arguments={"change": 12}, language="fr")
    # … lead the reader to the page of the work: reverse("work", args=[work.pk])

The function of the job gets the ``Work`` and returns where its outcome is (``Outcome``); while it runs it calls
``store.progress.tell_progress("writing", done, total)``: that is written down for the page, and raises ``Stopped``
when somebody asked for it. A job that writes to the register (``writes=True``) runs in one transaction with the note
that it is done: after a crash it was either written whole, and says so, or not at all.
"""

from concertation.journeys.background.asking import (
    StopTooLate,
    ask_to_stop,
    find_work,
    start_work,
    works_of,
)
from concertation.journeys.background.doing import Outcome, Stopped, do_work, recover_lost_work
from concertation.journeys.background.jobs import JOBS, STEPS, Job

__all__ = [
    "JOBS",
    "STEPS",
    "Job",
    "Outcome",
    "StopTooLate",
    "Stopped",
    "ask_to_stop",
    "do_work",
    "find_work",
    "recover_lost_work",
    "start_work",
    "works_of",
]
