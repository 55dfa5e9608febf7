"""Rows of lists and values of facets on pages."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from concertation.web.finding.cells import ListRow
from concertation.web.finding.markup import write_lines, write_rows
from concertation.web.finding.panel import ValueLine
from concertation.web.wording import reader_language

register = template.Library()


@register.filter
def written_lines(lines: Sequence[ValueLine]) -> SafeString:
    """The values of a facet."""
    return write_lines(lines)


@register.filter
def written_rows(rows: Sequence[ListRow], width: int) -> SafeString:
    """The records of a list; ``width`` is how many columns it has."""
    return write_rows(rows, reader_language(), width)
