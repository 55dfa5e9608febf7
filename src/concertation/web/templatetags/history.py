"""Facts of changes on pages."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from concertation.web.history.markup import write_facts
from concertation.web.history.words import Group

register = template.Library()


@register.filter
def written_facts(group: Group) -> SafeString:
    """What a change did to some facts of one kind."""
    return write_facts(group)
