"""What people choose from on the page of columns."""

from __future__ import annotations

from concertation.core.text import Language
from concertation.store.models import Partnership

# A box that completes what is typed; with more partnerships than this, the name is typed whole.
_MOST = 500


def partnership_names(language: Language) -> list[str]:
    """The names of partnerships in a language, or in the other where that one is missing."""
    own, other = ("name_fr", "name_en") if language == "fr" else ("name_en", "name_fr")
    found = Partnership.objects.order_by(own).values_list(own, other)[:_MOST]
    return [first or second for first, second in found]
