"""Weights of evidence on pages."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.utils.translation import gettext, ngettext

from concertation.journeys.matching import PossibleMatch
from concertation.web.wording import number_words

register = template.Library()


@register.filter
def percent_point(chance: float) -> str:
    """A chance as a width out of a hundred, with a point whatever the language."""
    return f"{100 * chance:.1f}"


@register.simple_tag
def chance_words(match: PossibleMatch) -> str:
    """« about 97 in 100, +5.0 bits »: never a certainty."""
    chance = min(99, max(1, round(100 * match.chance)))
    words = {"chance": chance, "bits": bits_words(match.bits)}
    return gettext("about %(chance)d in 100, %(bits)s") % words


@register.filter
def bits_words(bits: float) -> str:
    """A weight in bits with its sign."""
    sign = "+" if bits > 0 else "−" if bits < 0 else ""
    return gettext("%(bits)s bits") % {"bits": f"{sign}{number_words(abs(round(bits, 1)))}"}


@register.filter
def span_words(span: timedelta) -> str:
    """How long something took, as precisely as it helps to know how long to wait."""
    seconds = max(1, round(span.total_seconds()))
    if seconds < 90:
        return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
    return gettext("%(n)d minutes") % {"n": round(seconds / 60)}
