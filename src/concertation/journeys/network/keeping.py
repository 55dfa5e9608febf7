"""What was worked out of networks beside the pages: kept for the state of the register that it is of, or begun."""

from __future__ import annotations

import json
from collections.abc import Mapping
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

# What is kept, that made last.
_MOST_KEPT = 50
# Work that somebody stopped, or that failed, is not begun again by looking before this.
_LEFT_ALONE = timedelta(hours=1)
Arguments = Mapping[str, Any]


def state_now() -> str:
    """The state of the register, to be asked for before it is read."""
    return str(latest_change())


def keep(arguments: Arguments, content: bytes, *, state: str) -> None:
    """Keeps what was made of a state of the register, in place of what was kept of an earlier one."""
    with transaction.atomic():
        MeasuredNetwork.objects.update_or_create(
            question=_print(arguments), defaults={"state": state, "content": content, "made_at": timezone.now()}
        )
        later = MeasuredNetwork.objects.order_by("-made_at").values_list("pk", flat=True)
        MeasuredNetwork.objects.exclude(pk__in=list(later[:_MOST_KEPT])).delete()


def find_kept(arguments: Arguments) -> bytes | None:
    """What was kept of the register as it stands."""
    found = MeasuredNetwork.objects.filter(question=_print(arguments), state=state_now()).first()
    return None if found is None else bytes(found.content)


def begin(kind: str, arguments: Arguments, user: Person, language: str) -> Work | None:
    """The work that makes it; ``None`` where that work was stopped or has failed within the hour."""
    ended = Work.objects.filter(kind=kind, arguments=arguments, ended_at__gt=timezone.now() - _LEFT_ALONE)
    if ended.filter(state__in=(Work.State.CANCELLED, Work.State.FAILED)).exists():
        return None
    asker = user if isinstance(user, User) else None
    return start_work(kind, user=asker, subject=arguments["kind"], arguments=arguments, language=language)


def _print(arguments: Arguments) -> str:
    return blake2b(json.dumps(arguments, sort_keys=True).encode(), digest_size=32).hexdigest()
