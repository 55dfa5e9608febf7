"""Reads the body of a request as the JSON that the register can keep."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from concertation.api.errors import UnreadableBody, WrongBodyType


class JsonParser(Parser):
    """JSON without what no database keeps: NUL characters, halves of characters, numbers out of range."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The object; raises ``WrongBodyType`` or ``UnreadableBody``."""
        if request.content_type != "application/json":
            raise WrongBodyType
        try:
            body = json.loads(request.body.decode("utf-8"), parse_constant=_refuse)
        except (ValueError, RecursionError) as unreadable:
            raise UnreadableBody from unreadable
        if not isinstance(body, dict) or not all(_is_storable(one) for one in _leaves(body)):
            raise UnreadableBody
        return body


def is_storable_text(text: str) -> bool:
    """Whether a database keeps the text as it stands."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def _is_storable(value: Any) -> bool:
    if isinstance(value, str):
        return is_storable_text(value)
    if isinstance(value, bool) or value is None:
        return True
    return math.isfinite(value) and abs(value) < 2**53
