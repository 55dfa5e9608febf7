"""Words and figures on pages."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from concertation.core.text import Text
from concertation.journeys.catalogue import Listed
from concertation.web.strip import write_strip
from concertation.web.wording import reader_language

register = template.Library()


@register.filter
def said(text: Text | None) -> str:
    """A bilingual text in the language of the page."""
    if text is None:
        return ""
    return text.in_language(reader_language())


@register.filter
def percent(share: float | None) -> int:
    """A share as a whole percentage, for widths and words."""
    return round(100 * (share or 0))


@register.filter
def written_strip(listed: Listed) -> SafeString:
    """The strip of a partnership."""
    return write_strip(listed, reader_language())
