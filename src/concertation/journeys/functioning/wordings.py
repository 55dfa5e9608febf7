"""Whether the sentences of a wave say the same in English and in French."""

from __future__ import annotations

from collections.abc import Mapping

from concertation.core.estimate import Unknown
from concertation.core.functioning import reasons
from concertation.core.functioning.conventions import FunctioningConventions
from concertation.core.functioning.equivalence import ItemEquivalence
from concertation.core.functioning.languages import compare_languages
from concertation.core.text import Text
from concertation.journeys.functioning.figures import Wordings, rounded, told
from concertation.journeys.functioning.reading import WaveTables


def compare_wordings(tables: WaveTables, conventions: FunctioningConventions) -> Mapping[str, Wordings]:
    """Each item of a wave, compared between the languages in which people answered; or why it is not."""
    why = _why_not(tables, conventions)
    if why is not None:
        return {code: empty_wordings(why) for code in tables.items["item"]}
    found = compare_languages(tables.answers, tables.items, tables.languages, conventions=conventions)
    return {code: _wordings(one, conventions) for code, one in found.items.items()}


def empty_wordings(why: Text | None = None) -> Wordings:
    """Nothing is known of the wording."""
    return {"differs": None, "gain": None, "log_odds": None, "why": told(why) if why is not None else None}


def _why_not(tables: WaveTables, conventions: FunctioningConventions) -> Text | None:
    if tables.is_anonymous:
        return reasons.LANGUAGE_UNTOLD
    people = [(tables.languages["language"] == language).sum() for language in ("en", "fr")]
    return reasons.equivalence_floor(conventions) if min(people) < conventions.respondents_for_equivalence else None


def _wordings(one: ItemEquivalence | Unknown, conventions: FunctioningConventions) -> Wordings:
    if isinstance(one, Unknown):
        is_unsettled = one.missing == (reasons.NOT_COMPARABLE,)
        return empty_wordings(reasons.NOT_COMPARABLE if is_unsettled else reasons.equivalence_floor(conventions))
    return {
        "differs": one.differs,
        "gain": round(one.r_squared_gain, 3),
        "log_odds": rounded(one.log_odds),
        "why": None,
    }
