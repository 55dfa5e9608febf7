"""Between a page and the process that works: how far it is, and the wish that it stop.

A process that writes to SQLite keeps every other from writing: there a wish to stop is an empty file beside the
register, and progress is written down between transactions only. On PostgreSQL both pass through a second connection.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from concertation.store.models import Work


def wish_stop(number: int) -> None:
    """Asks the process that works to stop."""
    if connection.vendor == "sqlite":
        _folder().mkdir(parents=True, exist_ok=True)
        _mark(number).touch()
    else:
        Work.objects.filter(pk=number).update(is_to_stop=True)


def is_to_stop(number: int) -> bool:
    """Whether somebody asked for it."""
    if connection.vendor == "sqlite":
        return _mark(number).exists()
    return Work.objects.filter(pk=number, is_to_stop=True).exists()


def forget_wish(number: int) -> None:
    """After the end of the work."""
    if connection.vendor == "sqlite":
        _mark(number).unlink(missing_ok=True)


def note(number: int, columns: Mapping[str, Any]) -> None:
    """Writes down how far the work is, where others can read it at once."""
    if not connection.in_atomic_block:
        Work.objects.filter(pk=number).update(**columns)
    elif connection.vendor == "postgresql":
        beside = connection.copy()
        try:
            parts = ", ".join(f"{name} = %s" for name in columns)
            with beside.cursor() as cursor:
                cursor.execute(f"UPDATE work SET {parts} WHERE id = %s", [*columns.values(), number])  # noqa: S608 own names
        finally:
            beside.close()


def _mark(number: int) -> Path:
    return _folder() / f"{number}.stop"


def _folder() -> Path:
    return Path(settings.DATA) / "work"
