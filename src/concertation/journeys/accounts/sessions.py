"""Sign-ins that are open: they end of themselves, or when somebody ends them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone

from concertation.store.models import AccountSession

# The time of the last request is written at most this often.
_NOTED_EVERY = timedelta(minutes=1)


def begin_session(*, user: Any, session: Any, address: str, device: str) -> None:
    """Notes a sign-in, and lets go of those of the same account that are long over."""
    now = timezone.now()
    end_sessions(AccountSession.objects.filter(account=user, began_at__lte=now - _lifetime()))
    session["began_at"] = session["seen_at"] = now.timestamp()
    if session.session_key is None:  # someone else was signed in on this device: the key comes with the first saving
        session.save()
    AccountSession.objects.update_or_create(
        session_key=session.session_key,
        defaults={"account": user, "began_at": now, "seen_at": now, "address": address, "device": device[:300]},
    )


def is_over(session: Mapping[str, Any]) -> bool:
    """Whether it was idle, or lasted, longer than this installation allows."""
    now = timezone.now().timestamp()
    is_idle = now - session.get("seen_at", 0) > _idle().total_seconds()
    return bool(is_idle or now - session.get("began_at", 0) > _lifetime().total_seconds())


def note_presence(session: Any) -> None:
    """The person is still there; written once a minute at most."""
    now = timezone.now()
    if now.timestamp() - session.get("seen_at", 0) >= _NOTED_EVERY.total_seconds():
        session["seen_at"] = now.timestamp()
        AccountSession.objects.filter(session_key=session.session_key).update(seen_at=now)


def open_sessions(user: User) -> list[AccountSession]:
    """The sign-ins of an account that are still open, the last seen first."""
    now = timezone.now()
    found = AccountSession.objects.filter(account=user, began_at__gt=now - _lifetime(), seen_at__gt=now - _idle())
    there = _there([session.session_key for session in found], now)
    return [session for session in found if session.session_key in there]


def end_sessions(sessions: Any) -> int:
    """Ends these sign-ins: whoever holds one is a visitor at the next page."""
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.delete()
    return len(keys)


def end_other_sessions(user: User, *, than: str = "") -> int:
    """Ends the sign-ins of an account, but for the one of that key."""
    return end_sessions(AccountSession.objects.filter(account=user).exclude(session_key=than))


def _there(keys: list[str], now: datetime) -> set[str]:
    found = Session.objects.filter(session_key__in=keys, expire_date__gt=now)
    return set(found.values_list("session_key", flat=True))


def _idle() -> timedelta:
    return timedelta(minutes=settings.SESSION_IDLE_MINUTES)


def _lifetime() -> timedelta:
    return timedelta(hours=settings.SESSION_HOURS)
