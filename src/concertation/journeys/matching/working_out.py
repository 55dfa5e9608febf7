"""The comparison of all organisations: worked out once for each state of the register, and kept for every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from concertation.core.discovery import explain_doubles, find_doubles
from concertation.core.discovery.doubles import Doubles
from concertation.journeys.background import start_work
from concertation.journeys.matching.reading import comparison_state, register_organisations
from concertation.journeys.neighbourhood import model_of
from concertation.store.models import MatchRun, PossibleDouble, Work
from concertation.store.progress import tell_progress

# Up to so many organisations are compared while a page waits: about a second.
AT_ONCE = 1_500
# The pairs that are kept, the likeliest first: more than people can look at.
MOST_PAIRS = 50_000
# A comparison that somebody stopped, or that failed, is not begun again by looking at the pairs before this.
_LEFT_ALONE = timedelta(hours=1)
_KIND = "compare_organisations"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is at hand: whether it is of the register as it stands, when it was made, whether another is under way."""

    is_current: bool
    is_under_way: bool
    finished_at: datetime | None
    compared: int
    took: timedelta | None = None
    work: Work | None = None

    @property
    def is_missing(self) -> bool:
        """Whether nothing was ever compared."""
        return self.finished_at is None


def comparison_at_hand(*, user: User | None = None, language: str = "en") -> Comparison:
    """The last comparison; a small register is compared at once, a larger one beside the pages.

    ``user`` and ``language``: who looks, whose work it then is.
    """
    run, state = _run(), comparison_state()
    if run.state == state and run.finished_at is not None:
        return _current(run)
    if model_of("organisation").objects.count() <= AT_ONCE:
        return work_out_matches()
    work = _under_way() or _begin(state, user, language)
    return Comparison(False, work is not None, run.finished_at, run.compared, _span_of(run), work)


def is_current() -> bool:
    """Whether the pairs kept are of the register as it stands."""
    run = _run()
    return run.finished_at is not None and run.state == comparison_state()


def _under_way() -> Work | None:
    """The comparison under way; one of an older state of the register will be followed by another."""
    return Work.objects.filter(kind=_KIND, state__in=(Work.State.WAITING, Work.State.RUNNING)).first()


def _begin(state: str, user: User | None, language: str) -> Work | None:
    ended = Work.objects.filter(kind=_KIND, arguments={"state": state}, ended_at__gt=timezone.now() - _LEFT_ALONE)
    if ended.filter(state__in=(Work.State.CANCELLED, Work.State.FAILED)).exists():
        return None
    return start_work(_KIND, user=user, arguments={"state": state}, language=language)


def work_out_matches() -> Comparison:
    """Compares all organisations and keeps the pairs with their reasons, in place of those kept before."""
    state, started_at = comparison_state(), timezone.now()
    tell_progress("comparing")
    organisations = register_organisations()
    found = find_doubles(organisations, tell=partial(tell_progress, "names"))
    pairs = list(_pairs(found))
    tell_progress("keeping")
    with transaction.atomic():
        run = _run(lock=True)
        PossibleDouble.objects.all().delete()
        standing = set(model_of("organisation").objects.values_list("id", flat=True))
        kept = [pair for pair in pairs if pair.one_id in standing and pair.other_id in standing]
        PossibleDouble.objects.bulk_create(kept, batch_size=500)
        run.state, run.compared = state, len(organisations.keys)
        run.started_at, run.finished_at = started_at, timezone.now()
        run.save()
    return _current(run)


def _current(run: MatchRun) -> Comparison:
    return Comparison(True, False, run.finished_at, run.compared, _span_of(run))


def _span_of(run: MatchRun) -> timedelta | None:
    """How long it took; unknown of comparisons made before this was kept."""
    return run.finished_at - run.started_at if run.finished_at and run.started_at else None


def _pairs(found: Doubles) -> Iterator[PossibleDouble]:
    keys = found.organisations.keys
    numbers = dict(model_of("organisation").objects.values_list("key", "id"))
    shown = found.pairs.select("one", "other", "log_odds").head(MOST_PAIRS)
    told = explain_doubles(found, count=shown.height)
    for at, ((one, other, log_odds), reasons) in enumerate(zip(shown.iter_rows(), told, strict=True)):
        tell_progress("explaining", at, shown.height)
        ends = sorted(numbers[keys[row]] for row in (one, other) if keys[row] in numbers)
        if len(ends) == 2:
            kept = [{"en": r.says.en, "fr": r.says.fr, "bits": r.bits} for r in reasons]
            yield PossibleDouble(one_id=ends[0], other_id=ends[1], log_odds=log_odds, reasons=kept)


def _run(*, lock: bool = False) -> MatchRun:
    runs = MatchRun.objects.select_for_update() if lock else MatchRun.objects
    return runs.get_or_create(pk=1)[0]
