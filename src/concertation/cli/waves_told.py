"""Surveys and organisations as lines of a table, and as programs read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from concertation.core.text import Language, Text

if TYPE_CHECKING:
    from concertation.journeys.waves.participation import Heard
    from concertation.store.models.surveys import Wave

HEADINGS = {
    "key": Text(en="code", fr="code"),
    "partnership": Text(en="partnership", fr="partenariat"),
    "name": Text(en="name", fr="nom"),
    "mode": Text(en="mode", fr="mode"),
    "state": Text(en="state", fr="état"),
    "closes_on": Text(en="last day", fr="dernier jour"),
    "people": Text(en="people", fr="personnes"),
    "answered": Text(en="answered", fr="réponses"),
    "organisation": Text(en="organisation", fr="organisme"),
}
_STATES = {
    "draft": Text(en="draft", fr="ébauche"),
    "open": Text(en="open", fr="ouverte"),
    "closed": Text(en="closed", fr="fermée"),
}
_MODES = {
    "confidential": Text(en="confidential", fr="confidentielle"),
    "anonymous": Text(en="anonymous", fr="anonyme"),
}


def row_of(wave: Any, language: Language, *, is_for_people: bool) -> dict[str, Any]:
    """What a line shows; programs read codes, people read words."""
    entry = entry_of(wave, language)
    if is_for_people:
        entry["state"] = _STATES[wave.state].in_language(language)
        entry["mode"] = _MODES[wave.mode].in_language(language)
    return {**entry, "people": wave.people, "answered": wave.answers}


def entry_of(wave: Wave, language: Language) -> dict[str, Any]:
    """A survey as programs read it."""
    return {
        "key": wave.key,
        "partnership": wave.partnership_key,
        "name": wave.name_fr if language == "fr" else wave.name_en,
        "mode": wave.mode,
        "state": wave.state,
        "closes_on": wave.closes_on.isoformat(),
    }


def heard_row(one: Heard, language: Language) -> dict[str, Any]:
    """An organisation, how many of it were asked, and how many answered."""
    return {
        "key": one.key,
        "organisation": one.name.in_language(language),
        "people": one.people,
        "answered": one.answered,
    }
