"""What takes long to work out of a network: kept for the state of the register that it is of, or begun beside."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import blake2b
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from concertation.journeys.background import start_work
from concertation.journeys.observation import latest_change
from concertation.journeys.permission import Person
from concertation.store.models import MeasuredNetwork, Work

# What is kept: those worked out last.
_MOST_KEPT = 50
# Work that somebody stopped, or that failed, is not begun again by looking before this.
_LEFT_ALONE = timedelta(hours=1)
# Work of a kind that waits, at most: whoever asks for more asks again later.
_MOST_WAITING = 50

Arguments = dict[str, Any]


def state_of_register() -> str:
    """What a thing worked out now is of."""
    return str(latest_change())


def kept_content(arguments: Arguments) -> bytes | None:
    """What was worked out for these arguments of the register as it stands."""
    found = MeasuredNetwork.objects.filter(question=_print(arguments), state=state_of_register()).first()
    return None if found is None else bytes(found.content)


def keep_content(arguments: Arguments, state: str, content: bytes) -> None:
    """Keeps it in place of what was kept for them before, and lets the oldest go."""
    with transaction.atomic():
        MeasuredNetwork.objects.update_or_create(
            question=_print(arguments), defaults={"state": state, "content": content, "made_at": timezone.now()}
        )
        later = MeasuredNetwork.objects.order_by("-made_at").values_list("pk", flat=True)
        MeasuredNetwork.objects.exclude(pk__in=list(later[:_MOST_KEPT])).delete()


def begin(kind: str, arguments: Arguments, *, subject: str, user: Person, language: str) -> Work | None:
    """The work that makes it, once for all; ``None`` where it was stopped or failed a while ago, or too many wait."""
    ended = Work.objects.filter(kind=kind, arguments=arguments, ended_at__gt=timezone.now() - _LEFT_ALONE)
    if ended.filter(state__in=(Work.State.CANCELLED, Work.State.FAILED)).exists():
        return None
    if Work.objects.filter(kind=kind, state=Work.State.WAITING).exclude(arguments=arguments).count() >= _MOST_WAITING:
        return None
    asker = user if isinstance(user, User) else None
    return start_work(kind, user=asker, subject=subject, arguments=arguments, language=language)


def _print(arguments: Arguments) -> str:
    return blake2b(json.dumps(arguments, sort_keys=True).encode(), digest_size=32).hexdigest()
