"""The one task that the queue knows: whatever the work, a number."""

from __future__ import annotations

from django_tasks import task

from concertation.journeys.background.doing import do_work


@task()
def work_task(number: int) -> None:
    """Does the work of that number."""
    do_work(number)
