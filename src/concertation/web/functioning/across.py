"""How far partnerships differ on one factor, for those who see the results of all."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext

from concertation.journeys.functioning import Across, Functioning, compare_partnerships, sees_across
from concertation.journeys.permission import Person
from concertation.web.wording import decimal_words


def across_context(user: Person, seen: Functioning, factor: str, *, is_asked: bool) -> dict[str, Any]:
    """Offered to whoever sees all results, and reckoned when asked for: it reads the answers of every partnership."""
    if seen.figures is None or seen.is_frozen or not sees_across(user):
        return {}
    if not is_asked:
        return {"offers_across": True}
    found = compare_partnerships(seen.figures["wave"], factor)
    return {"across": found, "across_lines": _lines(found), "across_from": _from_words(found)}


def _lines(found: Across) -> list[tuple[str, str, str]]:
    """Name, value, and what it means; nothing where one partnership stands alone."""
    if found.correlations is None:
        return []
    return [
        (
            gettext("ICC(1)"),
            decimal_words(found.correlations.single, 2),
            gettext("How much of what one person says is shared by their partnership: 0 nothing, 1 all of it."),
        ),
        (
            gettext("ICC(2)"),
            decimal_words(found.correlations.mean, 2),
            gettext("How well the mean of a partnership tells it apart from the others, from 0 to 1."),
        ),
    ]


def _from_words(found: Across) -> str:
    return ngettext(
        "From the latest survey of %(n)d partnership, %(people)d people.",
        "From the latest surveys of %(n)d partnerships, %(people)d people.",
        found.partnerships,
    ) % {"n": found.partnerships, "people": found.people}
