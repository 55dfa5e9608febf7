"""Words and figures on pages."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from concertation.core.text import Text
from concertation.journeys.catalogue import StripCell

register = template.Library()


@register.filter
def said(text: Text | None) -> str:
    """A bilingual text in the language of the page."""
    if text is None:
        return ""
    return text.in_language("fr" if (get_language() or "en").startswith("fr") else "en")


@register.filter
def percent(share: float | None) -> int:
    """A share as a whole percentage, for widths and words."""
    return round(100 * (share or 0))


@register.filter
def stacked(shares: tuple[tuple[Text, float], ...]) -> list[tuple[Text, str, str]]:
    """Shares as the widths and starts of a stacked bar of width 100."""
    bars: list[tuple[Text, str, str]] = []
    start = 0.0
    for label, share in shares:
        bars.append((label, f"{100 * share:.2f}", f"{start:.2f}"))
        start += 100 * share
    return bars


@register.filter
def dots(cell: StripCell) -> list[bool]:
    """One mark a value of the facet, the partnership's own lit."""
    return [position == cell.position for position in range(1, cell.size + 1)]
