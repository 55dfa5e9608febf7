"""Which register this is: its last change, asked once a request, and reading whole sets at one instant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, transaction

# The place of the last change among all, and its instant: the same answer means the same register.
RegisterState = tuple[int, datetime] | None

# What was asked during a request; absent outside of one.
_asked: ContextVar[dict[str, RegisterState] | None] = ContextVar("asked", default=None)


def register_state() -> RegisterState:
    """The state of the register; within ``one_look``, as it was when first asked."""
    asked = _asked.get()
    return asked["state"] if asked else read_state()


def read_state() -> RegisterState:
    """The state of the register now, whatever was asked before."""
    changes: Any = apps.get_model("store", "Change")._default_manager
    found: RegisterState = (
        changes.filter(place__isnull=False).order_by("-place").values_list("place", "made_at").first()
    )
    asked = _asked.get()
    if asked is not None:
        asked["state"] = found
    return found


@contextmanager
def one_look() -> Iterator[None]:
    """All that is asked inside, but after a change made inside, sees the register in one state."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def forget_state() -> None:
    """What is written here makes another state."""
    asked = _asked.get()
    if asked is not None:
        asked.clear()


@contextmanager
def reading_at_one_instant() -> Iterator[None]:
    """All tables as they stand together, whatever others write meanwhile, and without keeping them from writing."""
    if connection.in_atomic_block:
        yield
        return
    with _beginning_as_reader(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def _beginning_as_reader() -> Iterator[None]:
    """SQLite's transactions begin as those of writers, of whom there is one at a time; readers need not wait."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    backend: Any = connection
    mode, backend.transaction_mode = backend.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        backend.transaction_mode = mode
