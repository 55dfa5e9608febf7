"""The parts of addresses that several operations read, and how they are read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from django.utils import timezone
from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

# Days outside these years are slips of the pen, and no calendar of the register reaches them.
_FIRST, _LAST = date(1000, 1, 1), date(2999, 12, 31)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
# What a number of a record may be in the databases.
_LARGEST = 2**63 - 1

Format = Literal["json", "csv", "parquet"]


def _read_day(written: Any) -> date:
    day = written
    if isinstance(written, str):
        day = _parsed(date, written) if _DAY.fullmatch(written) else None
    if not isinstance(day, date) or not _FIRST <= day <= _LAST:
        raise PydanticCustomError("day", "a day like 2014-06-30, from 1000-01-01 to 2999-12-31")
    return day


def _read_instant(written: Any) -> datetime:
    # A plus sign that a program forgot to escape arrives as a space.
    text = str(written).replace(" ", "+")
    instant: datetime | None = _parsed(datetime, text) if _INSTANT.fullmatch(text) else None
    if instant is None or not _FIRST <= instant.date() <= _LAST:
        raise PydanticCustomError("instant", "an instant like 2026-03-01T09:30:00Z")
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _parsed(kind: Any, text: str) -> Any:
    try:
        return kind.fromisoformat(text)
    except ValueError:
        return None


_DAY_SCHEMA = {"type": "string", "format": "date", "pattern": r"^[12]\d{3}-\d{2}-\d{2}$"}
AsOf = Annotated[date, BeforeValidator(_read_day), WithJsonSchema(_DAY_SCHEMA)]
KnownAt = Annotated[datetime, BeforeValidator(_read_instant), WithJsonSchema({"type": "string", "format": "date-time"})]
Page = Annotated[int, Field(ge=1, le=1_000_000)]
Size = Annotated[int, Field(ge=1, le=500)]
Number = Annotated[int, Field(ge=0, le=_LARGEST)]


def day_or_today(as_of: date | None) -> date:
    """The day asked for, or today where the register is."""
    return as_of or timezone.localdate()
