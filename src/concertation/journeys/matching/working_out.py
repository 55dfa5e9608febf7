"""The comparison of all organisations: worked out once for each state of the register, and kept for every page."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from concertation.core.discovery import explain_doubles, find_doubles
from concertation.core.discovery.doubles import Doubles
from concertation.journeys.matching.reading import comparison_state, register_organisations
from concertation.journeys.neighbourhood import model_of
from concertation.store.models import MatchRun, PossibleDouble

# Up to so many organisations are compared while a page waits: about a second.
AT_ONCE = 1_500
# The pairs that are kept, the likeliest first: more than people can look at.
MOST_PAIRS = 50_000
# A comparison that was begun and never ended, since the machine stopped, is begun again after this.
_GIVEN_UP = timedelta(hours=1)

_log = logging.getLogger("concertation.matching")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is at hand: whether it is of the register as it stands, when it was made, whether another is under way."""

    is_current: bool
    is_under_way: bool
    finished_at: datetime | None
    compared: int

    @property
    def is_missing(self) -> bool:
        """Whether nothing was ever compared."""
        return self.finished_at is None


def comparison_at_hand(*, start: Callable[[], None] | None = None) -> Comparison:
    """The last comparison; a small register is compared at once, a larger one away from the request.

    ``start`` begins the work elsewhere and returns at once; a thread of this process where it is not given. It ends by
    calling ``work_out_matches``.
    """
    run, state = _run(), comparison_state()
    if run.state == state and run.finished_at is not None:
        return Comparison(True, False, run.finished_at, run.compared)
    if model_of("organisation").objects.count() <= AT_ONCE:
        return work_out_matches()
    if _claims(run):
        (start or _start_in_a_thread)()
    return Comparison(False, True, run.finished_at, run.compared)


def work_out_matches() -> Comparison:
    """Compares all organisations and keeps the pairs with their reasons, in place of those kept before."""
    state = comparison_state()
    organisations = register_organisations()
    pairs = list(_pairs(find_doubles(organisations)))
    with transaction.atomic():
        run = _run(lock=True)
        PossibleDouble.objects.all().delete()
        standing = set(model_of("organisation").objects.values_list("id", flat=True))
        kept = [pair for pair in pairs if pair.one_id in standing and pair.other_id in standing]
        PossibleDouble.objects.bulk_create(kept, batch_size=500)
        run.state, run.compared, run.finished_at, run.started_at = state, len(organisations.keys), timezone.now(), None
        run.save()
    return Comparison(True, False, run.finished_at, run.compared)


def _pairs(found: Doubles) -> Iterator[PossibleDouble]:
    keys = found.organisations.keys
    numbers = dict(model_of("organisation").objects.values_list("key", "id"))
    shown = found.pairs.select("one", "other", "log_odds").head(MOST_PAIRS)
    told = explain_doubles(found, count=shown.height)
    for (one, other, log_odds), reasons in zip(shown.iter_rows(), told, strict=True):
        ends = sorted(numbers[keys[row]] for row in (one, other) if keys[row] in numbers)
        if len(ends) == 2:
            kept = [{"en": r.says.en, "fr": r.says.fr, "bits": r.bits} for r in reasons]
            yield PossibleDouble(one_id=ends[0], other_id=ends[1], log_odds=log_odds, reasons=kept)


def _run(*, lock: bool = False) -> MatchRun:
    runs = MatchRun.objects.select_for_update() if lock else MatchRun.objects
    return runs.get_or_create(pk=1)[0]


def _claims(run: MatchRun) -> bool:
    """Whether this call is the one that starts the work: of several at once, one alone does."""
    now = timezone.now()
    idle = MatchRun.objects.filter(pk=run.pk, started_at__isnull=True)
    given_up = MatchRun.objects.filter(pk=run.pk, started_at__lt=now - _GIVEN_UP)
    return bool(idle.update(started_at=now) or given_up.update(started_at=now))


def _start_in_a_thread() -> None:
    threading.Thread(target=_work_and_close, name="matches", daemon=True).start()


def _work_and_close() -> None:
    try:
        work_out_matches()
    except Exception:
        _log.exception("the comparison of organisations stopped")
        MatchRun.objects.update(started_at=None)
    finally:
        connection.close()
