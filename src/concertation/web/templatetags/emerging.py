"""The way from other pages to what is emerging."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from concertation.journeys.permission import may
from concertation.web.templatetags.portrait import address

register = template.Library()


@register.simple_tag(takes_context=True)
def emerging_link(context: dict[str, Any]) -> SafeString:
    """A link for those who may answer about emerging partnerships; nothing for the others."""
    if not may(context["request"].user, "review_candidates"):
        return SafeString("")
    words = gettext("Emerging partnerships and likely ties")
    return format_html('<p class="no-print emerging-way"><a href="{}">{}</a></p>', address(context, "emerging"), words)
