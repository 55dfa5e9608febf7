"""The way from a partnership to its surveys, for those who question its partners."""

from __future__ import annotations

from typing import Any

from django import template

from concertation.journeys.permission import Row, may

register = template.Library()


@register.simple_tag(takes_context=True)
def may_question(context: dict[str, Any], key: str) -> bool:
    """Whether the reader may question the partners of that table."""
    request = context.get("request")
    return request is not None and may(request.user, "run_waves", Row("partnership", key))
