"""Figures of functioning on pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext

from concertation.core.text import Text
from concertation.journeys.functioning import Told, glance_at
from concertation.journeys.functioning.figures import Figure
from concertation.web.asof import as_of_day
from concertation.web.functioning import words
from concertation.web.functioning.drawing import small_figure
from concertation.web.functioning.words import BANDS, change_words, heard_words, point_words, score_words, share_words
from concertation.web.wording import address_on, reader_language

register = template.Library()


@register.filter
def in_own(told: Told | Text | None) -> str:
    """Words kept in both languages, in the reader’s."""
    if told is None:
        return ""
    return told.in_language(reader_language()) if isinstance(told, Text) else told[reader_language()]


@register.filter
def way(value: float) -> str:
    """A change to one decimal, with its sign."""
    return words.signed(value)


@register.filter
def points(value: float | None) -> str:
    """A score to one decimal."""
    return point_words(value)


@register.filter
def scored(figure: Figure | None) -> str:
    """A score with its bounds, or why there is none."""
    return score_words(figure) if figure else ""


@register.filter
def changed(figure: Figure) -> str:
    """A change with its bounds, or why there is none."""
    return change_words(figure)


@register.filter
def share(value: float | None) -> str:
    """A share as a percentage."""
    return share_words(value)


@register.filter
def points_or_hidden(value: float | None) -> str:
    """A score of an earlier survey, or that it is not shown."""
    return gettext("not shown") if value is None else point_words(value)


@register.filter
def band_words(code: str | None) -> str:
    """The name of a band."""
    return str(BANDS[code]) if code else ""


@register.filter
def entry(table: dict[str, Any], key: str) -> Any:
    """One entry of a table whose key is known only on the page."""
    return table.get(key)


@register.inclusion_tag("functioning/_last.html", takes_context=True)
def last_wave_line(context: dict[str, Any], partnership_key: str) -> dict[str, Any]:
    """The last wave that this reader may see, at a glance, with the way to its page."""
    request = context["request"]
    day = as_of_day(request)
    glance = glance_at(partnership=partnership_key, user=request.user, as_of=day)
    if glance is None:
        return {}
    return {
        "glance": glance,
        "heard": heard_words(glance.response),
        "drawing": small_figure(glance),
        "address": address_on(day, "functioning", partnership_key),
    }
