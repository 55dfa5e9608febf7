"""The way from the pages of a network to how sure it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from concertation.core.estimate import Estimate
from concertation.journeys.network.certainty.surveys import may_read_some
from concertation.journeys.network.certainty.whose_word import density_by_word
from concertation.journeys.network.question import NetworkQuestion
from concertation.journeys.permission import Person
from concertation.web.network.sure_asked import KINDS, sure_address
from concertation.web.network.sure_words import figure_words

register = template.Library()


@register.simple_tag(takes_context=True)
def how_sure(context: dict[str, Any], tie: str, as_of: date) -> SafeString:
    """A line that leads there; where ends tell ties, with how far their words move the density."""
    if tie not in KINDS:
        return format_html('<p class="sure-way"><span class="quiet">{}</span></p>', _of_papers())
    link = format_html('<a href="{}">{}</a>', sure_address(tie, as_of), gettext("How sure is this?"))
    words = _beside(tie, as_of, context["request"].user)
    return format_html('<p class="sure-way">{} <span class="quiet">{}</span></p>', link, words)


@register.simple_tag
def sure_of_change(tie: str, before: date, as_of: date) -> SafeString:
    """A way from two days side by side to what chance alone would do; none where nobody has a tie of that kind."""
    if tie not in KINDS:
        return SafeString("")
    address = f"{sure_address(tie, as_of, before)}#sure-changed"
    return format_html('<a class="no-print" href="{}">{}</a>', address, gettext("Is it more than chance?"))


def _beside(tie: str, as_of: date, user: Person) -> str:
    """Who may see answers reads the figures there, where the reading is logged once."""
    if may_read_some(user):
        return gettext("Figures by each end’s word, and intervals where some did not answer, are there.")
    return _spread(tie, as_of, user) or _of_papers()


def _of_papers() -> str:
    return gettext("Exact counts of what is on record.")


def _spread(tie: str, as_of: date, user: Person) -> str:
    found = density_by_word(NetworkQuestion(tie, as_of), user=user)
    if found is None:
        return ""
    ends = [found.values[reading] for reading in ("either_end", "both_ends")]
    either, both = (
        figure_words(one.value, "density") if isinstance(one, Estimate) else gettext("unknown") for one in ends
    )
    return gettext("Density: %(either)s by either end’s word, %(both)s by both.") % {"either": either, "both": both}
